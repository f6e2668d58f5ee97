"""What a person's whole log says about one campaign: the input of the question "what kind of campaign is this?".

Counts are kept plain or as logarithms, rates next to the rate over all places, and likelihood ratios where a rule would
have forbidden what was seen: an ad that was shown before a trait existed was not chosen by that trait.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from explainer.features.layout import FloatArray
from explainer.features.relations import TopicRelations
from explainer.features.signals import AdSignals, LogArrays
from explainer.records import LoggedAd, LoggedImpression
from explainer.taxonomy import Taxonomy

# Lifts in log odds at which rules are tested: a soft preference and a rule that all but forbids the rest.
SOFT_LIFT: Final = 1.5
HARD_LIFT: Final = 4.0

COMPARED: Final = (
    "own", "own_seen", "near", "near_seen", "other", "visited", "visited_recently", "visit_known", "page",
    "page_family",
    "moment",
)  # fmt: skip
_PER_SIGNAL: Final = ("shown", "base", "soft", "hard", "ratio", "gate", "before", "strength", "contrast")
_OF_CAMPAIGN: Final = (
    "shown_log", "shown_relative", "shown_since_first", "first_place", "last_place", "sites", "site_share",
    "site_spread", "on_own_site", "advertiser_ads", "advertiser_shown", "topic_missing", "topic_depth", "place_named",
    "place_right",
    "moment_named", "price_missing", "price_relative", "price_among_vendor", "price_spread", "vendors_missing",
    "vendors", "vendor_share", "vendor_knowledge", "any_trait_soft", "any_trait_hard", "best_other_soft",
    "best_other_hard",
    "best_other_rank", "own_rank", "near_rank", "gap_spread",
)  # fmt: skip
_OF_LOG: Final = (
    "places_log", "ads_log", "places_per_ad", "traits", "days_log", "visited_advertisers", "price_missing_share",
    "page_unread_share", "matching_ads_share", "one_off_share",
)  # fmt: skip

EVIDENCE_COLUMNS: Final = (
    *(f"{signal}_{figure}" for signal in COMPARED for figure in _PER_SIGNAL), *_OF_CAMPAIGN,
    *(f"log_{name}" for name in _OF_LOG),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CampaignShowings:
    """Where in a log a campaign's ads were shown, and the ad as far as all its showings tell."""

    campaign_id: str
    ad: LoggedAd
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class EvidenceTable:
    """One row per campaign, columns as in ``EVIDENCE_COLUMNS``."""

    showings: tuple[CampaignShowings, ...]
    values: FloatArray


class LogEvidence:
    """The evidence about the campaigns of one person's log, worked out campaign by campaign when it is asked for."""

    def __init__(
        self, logged: Sequence[LoggedImpression], taxonomy: Taxonomy, before: LogEvidence | None = None
    ) -> None:
        """Take a log, oldest impression first; ``before`` is the evidence of the same log when it was shorter."""
        self.showings = showings_of(logged)
        self.arrays: LogArrays = LogArrays(logged, TopicRelations(taxonomy), before.arrays if before else None)
        self._view = _LogView(logged, self.arrays, taxonomy, self.showings)
        self._of_log = _log_figures(logged, self.showings, self.arrays) if logged else {}

    def row(self, number: int) -> FloatArray:
        """The evidence about one campaign, columns as in ``EVIDENCE_COLUMNS``."""
        campaign = self.showings[number]
        signals = self.arrays.signals(campaign.ad, campaign.ad.vendors)
        figures = {
            **_signal_figures(signals, campaign.places), **self._view.figures(campaign, signals), **self._of_log
        }  # fmt: skip
        return np.array([figures[name] for name in EVIDENCE_COLUMNS])


def campaign_evidence(logged: Sequence[LoggedImpression], taxonomy: Taxonomy) -> EvidenceTable:
    """Collect the evidence about every campaign of one person's log, oldest impression first."""
    evidence = LogEvidence(logged, taxonomy)
    rows = [evidence.row(number) for number in range(len(evidence.showings))]
    return EvidenceTable(evidence.showings, np.array(rows).reshape(len(rows), len(EVIDENCE_COLUMNS)))


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


# --- comparing showings with all places ---------------------------------------------------------------------------


def log_likelihood_ratio(hits: FloatArray | float, shown: int, base: FloatArray | float, lift: float) -> FloatArray:
    """Log likelihood of ``hits`` among ``shown`` showings under a rule of that lift, against no rule at all."""
    raised = base * np.exp(lift) / (base * np.exp(lift) + 1 - base)
    ratio: FloatArray = hits * np.log(raised / base) + (shown - hits) * np.log((1 - raised) / (1 - base))
    return ratio


def _base_rate(present: FloatArray) -> FloatArray:
    """How often something holds over all places, never quite 0 or 1."""
    rate: FloatArray = (present.sum(axis=0) + 0.5) / (len(present) + 1.0)
    return rate


def _signal_figures(signals: AdSignals, places: tuple[int, ...]) -> dict[str, float]:
    table = np.stack([getattr(signals, name) for name in COMPARED], axis=1)
    shown, present = list(places), (table > 0).astype(float)
    hits, base = present[shown].sum(axis=0), _base_rate(present)
    onset = np.where(present.any(axis=0), present.argmax(axis=0), len(present))
    sizes = np.log1p(table)
    figures = {
        "shown": hits / len(shown), "base": base,
        "soft": log_likelihood_ratio(hits, len(shown), base, SOFT_LIFT),
        "hard": log_likelihood_ratio(hits, len(shown), base, HARD_LIFT),
        "ratio": np.log((hits + 0.5) / (len(shown) - hits + 0.5)) - np.log(base / (1 - base)),
        "gate": _gate(table, shown),
        "before": (np.array(shown)[:, None] < onset).sum(axis=0) * np.where(present.any(axis=0), 1.0, 0.0),
        "strength": sizes[shown].mean(axis=0), "contrast": sizes[shown].mean(axis=0) - sizes.mean(axis=0),
    }  # fmt: skip
    return {
        f"{name}_{key}": float(value[number]) for key, value in figures.items() for number, name in enumerate(COMPARED)
    }


def _gate(table: FloatArray, shown: Sequence[int]) -> FloatArray:
    """How surprising it would be by chance that no showing fell below the least strength seen at any of them."""
    least = table[shown].min(axis=0)
    at_least = ((table >= least).sum(axis=0) + 0.5) / (len(table) + 1.0)
    gate: FloatArray = np.where(least > 0, -len(shown) * np.log(at_least), -1.0)
    return gate


class _LogView:
    """What one campaign looks like among all others of the log."""

    def __init__(
        self,
        logged: Sequence[LoggedImpression],
        arrays: LogArrays,
        taxonomy: Taxonomy,
        showings: Sequence[CampaignShowings],
    ) -> None:
        self._logged, self._arrays, self._taxonomy, self._showings = logged, arrays, taxonomy, showings
        self._any_trait = (arrays.strength > 0).any(axis=1).astype(float)
        self._prices = np.array(
            [np.nan if row.ad.price is None or row.ad.price <= 0 else np.log(row.ad.price) for row in logged]
        )
        self._sites = {row.page.domain for row in logged}
        self._known_share = self._vendor_knowledge()
        self._told_places = {row.context.place for row in logged}
        self._carried: dict[str, set[int]] = {}
        for place, row in enumerate(logged):
            for vendor in row.ad.vendors:
                self._carried.setdefault(vendor, set()).add(place)

    def figures(self, campaign: CampaignShowings, signals: AdSignals) -> dict[str, float]:
        """All figures of ``_OF_CAMPAIGN``."""
        return {
            **self._pace(campaign), **self._where(campaign), **self._identity(campaign), **self._price(campaign),
            **self._vendors(campaign), **self._traits(campaign, signals),
        }  # fmt: skip

    def _pace(self, campaign: CampaignShowings) -> dict[str, float]:
        total, ads, shown = len(self._logged), len(self._showings), len(campaign.places)
        first, last = campaign.places[0], campaign.places[-1]
        gaps = np.diff(campaign.places)
        return {
            "shown_log": float(np.log(shown)), "shown_relative": float(np.log(shown * ads / total)),
            "shown_since_first": float(np.log(shown * ads / (total - first))),
            "first_place": first / total, "last_place": last / total,
            "gap_spread": float(gaps.std() / gaps.mean()) if len(gaps) > 1 else 0.0,
        }  # fmt: skip

    def _where(self, campaign: CampaignShowings) -> dict[str, float]:
        domains = [self._logged[place].page.domain for place in campaign.places]
        distinct = len(set(domains))
        return {
            "sites": float(distinct), "site_share": distinct / len(self._sites), "site_spread": distinct / len(domains),
            "on_own_site": sum(domain in campaign.ad.adomain for domain in domains) / len(domains),
        }  # fmt: skip

    def _identity(self, campaign: CampaignShowings) -> dict[str, float]:
        ad = campaign.ad
        siblings = [other for other in self._showings if other.ad.adomain == ad.adomain]
        known = [topic for topic in ad.cat if self._taxonomy.knows(topic)]
        return {
            "advertiser_ads": float(len(siblings)),
            "advertiser_shown": float(np.log(sum(len(s.places) for s in siblings))),
            "topic_missing": float(not known),
            "topic_depth": float(len(self._taxonomy.ancestors(known[0]))) if known else -1.0,
            "place_named": float(bool(ad.places)), "place_right": float(not self._told_places.isdisjoint(ad.places)),
            "moment_named": float(bool(ad.moments)),
        }  # fmt: skip

    def _price(self, campaign: CampaignShowings) -> dict[str, float]:
        prices = self._prices[list(campaign.places)]
        known = prices[~np.isnan(prices)]
        if not len(known):
            return {
                "price_missing": 1.0,
                "price_relative": np.nan,
                "price_among_vendor": np.nan,
                "price_spread": np.nan,
            }
        rivals = sorted(set().union(*(self._carried[vendor] for vendor in campaign.ad.vendors)))
        among = self._prices[rivals] if rivals else self._prices
        among = among[~np.isnan(among)]
        return {
            "price_missing": float(np.isnan(prices).mean()),
            "price_relative": float(np.median(known) - np.nanmedian(self._prices)),
            "price_among_vendor": float(np.median(known) - np.median(among)) if len(among) else np.nan,
            "price_spread": float(known.std()),
        }  # fmt: skip

    def _vendors(self, campaign: CampaignShowings) -> dict[str, float]:
        vendors = campaign.ad.vendors
        carried = len(set().union(*(self._carried[vendor] for vendor in vendors))) if vendors else 0
        return {
            "vendors_missing": float(not vendors), "vendors": float(len(vendors)),
            "vendor_share": carried / len(self._logged),
            "vendor_knowledge": max((self._known_share.get(vendor, 0.0) for vendor in vendors), default=-1.0),
        }  # fmt: skip

    def _vendor_knowledge(self) -> dict[str, float]:
        """The share of all trait visits that each company saw, at the end of the log."""
        traits = self._logged[-1].traits if self._logged else ()
        visits = sum(trait.visits for trait in traits) or 1
        companies = {vendor for trait in traits for vendor in trait.vendors or {}}
        return {name: sum((trait.vendors or {}).get(name, 0) for trait in traits) / visits for name in companies}

    def _traits(self, campaign: CampaignShowings, signals: AdSignals) -> dict[str, float]:
        shown, count = list(campaign.places), len(campaign.places)
        any_base, any_hits = float(_base_rate(self._any_trait)), float(self._any_trait[shown].sum())
        others = signals.others_seen
        base, hits = _base_rate(others), others[shown].sum(axis=0)
        strongest = self._arrays.strength[shown].mean(axis=0)
        return {
            "any_trait_soft": float(log_likelihood_ratio(any_hits, count, any_base, SOFT_LIFT)),
            "any_trait_hard": float(log_likelihood_ratio(any_hits, count, any_base, HARD_LIFT)),
            "best_other_soft": float(log_likelihood_ratio(hits, count, base, SOFT_LIFT).max(initial=-9.0)),
            "best_other_hard": float(log_likelihood_ratio(hits, count, base, HARD_LIFT).max(initial=-9.0)),
            "best_other_rank": float((hits == count).sum()),
            "own_rank": float((strongest > signals.own[shown].mean()).sum()),
            "near_rank": float((strongest > signals.near[shown].mean()).sum()),
        }  # fmt: skip


def _log_figures(
    logged: Sequence[LoggedImpression],
    showings: Sequence[CampaignShowings],
    arrays: LogArrays,
) -> Mapping[str, float]:
    total, ads, had = len(logged), len(showings), arrays.layout.column.keys()
    figures = {
        "places_log": float(np.log(total)), "ads_log": float(np.log(ads)), "places_per_ad": total / ads,
        "traits": float((arrays.strength > 0).sum(axis=1).mean()),
        "days_log": float(np.log(logged[-1].observed_days + 1e-3)),
        "visited_advertisers": float(len(logged[-1].visited_advertisers)),
        "price_missing_share": sum(row.ad.price is None for row in logged) / total,
        "page_unread_share": sum(not row.page.cat for row in logged) / total,
        "matching_ads_share": sum(not had.isdisjoint(shown.ad.cat) for shown in showings) / ads,
        "one_off_share": sum(len(campaign.places) == 1 for campaign in showings) / ads,
    }  # fmt: skip
    return {f"log_{name}": value for name, value in figures.items()}
