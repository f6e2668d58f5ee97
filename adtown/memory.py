"""What each company remembers: sightings by its own pixels, matched ids of its partners, and what it showed to whom.

A company knows a visitor by its own cookie (``uid``) or, without one, by the first-party id that pages pass on
(``fp``). It only ever answers from its own sightings and from those that a partner shares with it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from adtown.buying import History
from adtown.layout import Role, Sync, Town


@dataclass(frozen=True, slots=True)
class Visitor:
    """How one company recognises somebody: its cookie, the page's first-party id, both, or neither."""

    uid: str | None = None
    fp: str | None = None

    @property
    def key(self) -> str:
        """The name under which showings are counted."""
        return self.uid or self.fp or "anybody"


@dataclass(frozen=True, slots=True)
class Sighting:
    """One pixel call: on which page view, by whom, about what; ``shop`` and ``sku`` only on shop pages."""

    view: int
    visitor: Visitor
    topic: str | None
    shop: str | None = None
    sku: str | None = None


@dataclass(slots=True)
class CompanyMemory:
    """The state of one company."""

    sightings: list[Sighting] = field(default_factory=list)
    partner_ids: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    shown: Counter[tuple[str, str]] = field(default_factory=Counter)
    last_view: dict[tuple[str, str], int] = field(default_factory=dict)

    def match_partner(self, partner: str, partner_uid: str, own_uid: str) -> None:
        """Note that a partner's id and an own id came from the same browser."""
        self.partner_ids[partner][partner_uid] = own_uid

    def count_showing(self, visitor: Visitor, campaign_id: str, view: int) -> None:
        """Note that an ad was really delivered."""
        key = (visitor.key, campaign_id)
        self.shown[key] += 1
        self.last_view[key] = view


class Memories:
    """The memories of all companies, and the syncs between them."""

    def __init__(self, town: Town) -> None:
        """Start with nobody known."""
        self.of: dict[str, CompanyMemory] = {company.code: CompanyMemory() for company in town.companies}
        self._syncs = town.syncs
        self._by_fp = {company.code for company in town.companies if company.role is Role.DATA}

    def history(self, company: str, visitor: Visitor, before_view: int) -> History:
        """What a company knows about a visitor from page views before this one.

        Audiences are rebuilt between pages: what is being looked at right now only counts from the next page on.
        """
        known = [*self._own(company, visitor)]
        for sync in self._syncs:
            if sync.target == company:
                known += self._shared(sync, visitor)
        return summarise([sighting for sighting in known if sighting.view < before_view])

    def _own(self, company: str, visitor: Visitor) -> Iterable[Sighting]:
        sightings = self.of[company].sightings
        if company in self._by_fp:
            return (sighting for sighting in sightings if visitor.fp and sighting.visitor.fp == visitor.fp)
        return (sighting for sighting in sightings if visitor.uid and sighting.visitor.uid == visitor.uid)

    def _shared(self, sync: Sync, visitor: Visitor) -> Iterable[Sighting]:
        """Through the browser by matched cookies; between servers by the first-party id that both were given."""
        partner = self.of[sync.source]
        if not sync.is_visible:
            return (sighting for sighting in partner.sightings if visitor.fp and sighting.visitor.fp == visitor.fp)
        matched = {
            theirs for theirs, own in self.of[sync.target].partner_ids[sync.source].items() if own == visitor.uid
        }
        return (sighting for sighting in partner.sightings if sighting.visitor.uid in matched)


def summarise(sightings: Sequence[Sighting]) -> History:
    """Page views per topic and the last product per shop, each page view counted once however many saw it."""
    views = {(sighting.view, sighting.topic) for sighting in sightings if sighting.topic}
    shops: dict[str, str | None] = {}
    for sighting in sorted(sightings, key=lambda one: one.view):
        if sighting.shop:
            shops[sighting.shop] = sighting.sku or shops.get(sighting.shop)
    return History(Counter(topic for _, topic in views), shops)
