"""A log grouped by campaign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from explainer.records import LoggedAd, LoggedImpression


@dataclass(frozen=True, slots=True)
class CampaignShowings:
    """Where in a log a campaign's ads were shown, and the ad as far as all its showings tell."""

    campaign_id: str
    ad: LoggedAd
    places: tuple[int, ...]


def showings_of(logged: Sequence[LoggedImpression]) -> tuple[CampaignShowings, ...]:
    """Group a log by campaign, in the order of first showing; what was seen of the ad is put together."""
    places: dict[str, list[int]] = {}
    for place, row in enumerate(logged):
        places.setdefault(row.ad.ad_id, []).append(place)
    return tuple(
        CampaignShowings(ad_id, _joined([logged[place].ad for place in found]), tuple(found))
        for ad_id, found in places.items()
    )


def _joined(ads: Sequence[LoggedAd]) -> LoggedAd:
    first = next((ad for ad in ads if ad.cat), ads[0])
    return LoggedAd(
        ad_id=first.ad_id, adomain=first.adomain, cat=first.cat,
        vendors=tuple(dict.fromkeys(vendor for ad in ads for vendor in ad.vendors)),
        places=tuple(dict.fromkeys(name for ad in ads for name in ad.places)),
        moments=tuple(dict.fromkeys(name for ad in ads for name in ad.moments)),
    )  # fmt: skip
