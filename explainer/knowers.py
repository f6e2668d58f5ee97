"""Who could have known a cause, and whether it could have reached the ad.

A company knows of a visit if the page made a request to it. It could have brought a cause to an ad if it was on a visit
behind the cause and in the ad's delivery, or if a company that was there was seen passing its id of the person on to
one in the delivery. What companies tell each other from server to server cannot be seen from a browser; so "could not
have reached it" is said only where no company is involved that deals with others at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from explainer.claims import CompanyLink
from explainer.records import AdImpression, CauseKind, DeliveryHop, Evidence, Knower, Reach, TrackerContact

# The page itself and what every request carries need nobody's memory.
ALWAYS_REACHABLE: Final = frozenset({CauseKind.PAGE_CONTEXT, CauseKind.PLACE_TIME_DEVICE})
# Who bids deals with others: data may have reached the auction on ways that no browser sees.
TRADING_HOPS: Final = frozenset({"bidder"})
SEEN_ON_PAGES: Final = "request"
# One company's id of the person was seen going to another: from then on the two can compare notes.
COOKIE_SYNC: Final = "cookie_sync"
_SYNCS: Final = frozenset({"redirect", "shared_id"})
_NOBODY_TOLD: Final[Mapping[str, frozenset[str]]] = MappingProxyType({})


def companies_by_visit(contacts: Iterable[TrackerContact]) -> Mapping[str, frozenset[str]]:
    """Per visit the companies that were on it. A visit that is missing had none, as far as the filter lists know."""
    companies: dict[str, set[str]] = {}
    for contact in contacts:
        companies.setdefault(contact.visit_id, set()).add(contact.company)
    return {visit: frozenset(names) for visit, names in companies.items()}


def plain_ad_servers(impressions: Iterable[AdImpression]) -> frozenset[str]:
    """Companies that serve ads and never bid for them, in a log where others do bid.

    Such a company is asked on every page for whatever fits its slot. That it was there says nothing about whom it
    follows, and would make every one of its ads look like one for this person.
    """
    hops = [hop for impression in impressions for hop in impression.delivery]
    bidders = {hop.company for hop in hops if hop.how in TRADING_HOPS}
    return frozenset(hop.company for hop in hops if hop.company not in bidders) if bidders else frozenset()


def told_by(links: Iterable[CompanyLink]) -> Mapping[str, frozenset[str]]:
    """Per company those that were seen passing their id of the person on to it."""
    tellers: dict[str, set[str]] = {}
    for link in links:
        if link.how in _SYNCS:
            tellers.setdefault(link.told, set()).add(link.told_by)
    return {company: frozenset(names) for company, names in tellers.items()}


def with_tellers(
    delivery: Sequence[DeliveryHop], tellers: Mapping[str, frozenset[str]]
) -> tuple[DeliveryHop, ...]:
    """The delivery, and behind it the companies that were seen passing their id of the person on to one in it."""
    names = {name for hop in delivery for name in tellers.get(hop.company, frozenset())}
    return (*delivery, *(DeliveryHop("", name, COOKIE_SYNC) for name in sorted(names)))


def find_knowers(
    evidence: Sequence[Evidence],
    companies: Mapping[str, frozenset[str]],
    delivery: Sequence[DeliveryHop],
    tellers: Mapping[str, frozenset[str]] = _NOBODY_TOLD,
) -> tuple[Knower, ...]:
    """Companies that saw the visits behind a cause: those in the ad's delivery first, then those who saw most.

    A company in the delivery that was on none of the visits is named where one that was there had told it.
    """
    role = {hop.company: hop.how for hop in reversed(delivery)}
    seen: dict[str, list[Evidence]] = {}
    for item in evidence:
        for company in sorted(companies.get(item.visit_id, ())):
            seen.setdefault(company, []).append(item)
    knowers = tuple(
        Knower(
            company=company,
            how=role.get(company, SEEN_ON_PAGES),
            visit_ids=tuple(dict.fromkeys(item.visit_id for item in items)),
            sites=tuple(dict.fromkeys(item.domain for item in items)),
            in_delivery=company in role,
        )
        for company, items in seen.items()
    )
    told = (
        replace(knower, company=company, how=COOKIE_SYNC, in_delivery=True, told_by=knower.company)
        for knower in knowers
        for company in dict.fromkeys(role)
        if company not in seen and knower.company in tellers.get(company, frozenset())
    )
    return tuple(sorted((*knowers, *told), key=lambda k: (not k.in_delivery, -len(k.visit_ids), k.company)))


def find_reach(
    kind: CauseKind,
    evidence: Sequence[Evidence],
    companies: Mapping[str, frozenset[str]],
    delivery: Sequence[DeliveryHop],
    page_domain: str,
) -> Reach:
    """Whether a company in the ad's delivery could have carried the cause to it.

    Args:
        kind: The cause's kind.
        evidence: The visits behind the cause.
        companies: All visits' companies, as ``companies_by_visit`` gives them.
        delivery: Who delivered the ad, as far as seen, perhaps ``with_tellers``.
        page_domain: The site on which the ad stood; it knows its own visitors without any tracker.
    """
    if kind in ALWAYS_REACHABLE:
        return Reach.REACHABLE
    if not companies or not delivery or not evidence:
        return Reach.UNKNOWN
    delivering = {hop.company for hop in delivery}
    if any(delivering & companies.get(item.visit_id, frozenset()) for item in evidence):
        return Reach.REACHABLE
    has_bidder = any(hop.how in TRADING_HOPS for hop in delivery)
    has_tracker = any(delivering & seen for seen in companies.values())
    if has_bidder or has_tracker or any(item.domain == page_domain for item in evidence):
        return Reach.UNKNOWN
    return Reach.UNREACHABLE
