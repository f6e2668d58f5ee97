"""Puts into a message who is behind an ad: who delivered it, who told whom before, and what its page claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, Final

from explainer import AdImpression, CompanyLink, DeliveryHop, Visit
from extension_api.knowledge import Knowledge
from extension_api.payloads.behind import BehindItem, CompanyLinkItem, DelivererItem, ToldItem
from extension_api.payloads.claims import AdvertiserHint, ConsentSignal

MOST_LINKS_SHOWN: Final = 40
ADDRESS_HASHES: Final = frozenset({"hashed_email", "hashed_phone"})


def who_is_behind(impression: AdImpression, knowledge: Knowledge) -> BehindItem:
    """All that was seen and claimed of who is behind an ad."""
    claims = impression.claims
    companies = {hop.company for hop in impression.delivery}
    told = claims.told if claims else ()
    return BehindItem.model_validate(
        {
            "advertisers": [AdvertiserHint(**asdict(hint)) for hint in impression.advertisers],
            "deliverers": _deliverers(impression.delivery),
            "links": _links(impression, companies, knowledge),
            "told": [ToldItem(**_lists(asdict(one)), in_delivery=one.company in companies) for one in told],
            "sellers": list(claims.sellers) if claims else [],
            "consents": [ConsentSignal(**_lists(asdict(one))) for one in claims.consents] if claims else [],
        }
    )


def _deliverers(delivery: Sequence[DeliveryHop]) -> list[DelivererItem]:
    hops: dict[str, list[DeliveryHop]] = {}
    for hop in delivery:
        hops.setdefault(hop.company, []).append(hop)
    return [
        DelivererItem.model_validate(
            {
                "company": company,
                "roles": list(dict.fromkeys(hop.how for hop in parts)),
                "domains": list(dict.fromkeys(hop.domain for hop in parts)),
            }
        )
        for company, parts in hops.items()
    ]


def _links(impression: AdImpression, companies: set[str], knowledge: Knowledge) -> list[CompanyLinkItem]:
    """Each link once: to a company of the ad, seen on the ad's own page, or with a hash of the person's address."""
    seen: dict[CompanyLink, list[Visit]] = {}
    for link, visit in _links_before(impression, knowledge):
        if link.told in companies or visit.id == impression.visit_id or link.how in ADDRESS_HASHES:
            named = CompanyLink(visit_id="", told_by=link.told_by, told=link.told, how=link.how)
            seen.setdefault(named, []).append(visit)
    items = [_link(link, visits, is_told=link.told in companies) for link, visits in seen.items()]
    items.sort(key=lambda item: (item.in_delivery, item.how in ADDRESS_HASHES, item.time), reverse=True)
    return items[:MOST_LINKS_SHOWN]


def _links_before(impression: AdImpression, knowledge: Knowledge) -> Iterator[tuple[CompanyLink, Visit]]:
    for link in knowledge.reading.log.links:
        visit = knowledge.visits.get(link.visit_id)
        if visit is not None and visit.time <= impression.time:
            yield link, visit


def _link(link: CompanyLink, visits: Sequence[Visit], *, is_told: bool) -> CompanyLinkItem:
    latest = max(visits, key=lambda visit: visit.time)
    return CompanyLinkItem.model_validate(
        {
            "told_by": link.told_by, "told": link.told, "how": link.how, "site": latest.domain, "time": latest.time,
            "times": len(visits), "in_delivery": is_told,
        }
    )  # fmt: skip


def _lists(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in fields.items()}
