"""One person's log, read as it grows: an event costs what came shortly before it, not the whole log.

Events mostly come in order, a few seconds apart, and a tracker contact after the page it was on. So passes of a little
while ago are kept, and a reading goes on from the last one that nothing new lies before. Whatever lies further back,
or changes what all moments rest on, makes the pass start over. Either way the reading is that of ``read_person`` for
the whole log, to the last digit (tests/explainer/test_running_reading.py).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from explainer.knowers import plain_ad_servers, told_by
from explainer.reading_pass import Circumstances, Pass
from explainer.records import AdImpression, LoggedImpression, NewEvents, PersonLog, TrackerContact, Visit
from explainer.shown_ads import AdReader, ShownAds, moment_key
from explainer.situation import PersonReading
from explainer.visit_reader import VisitReader

# How passes are kept, in moments: closely for as far back as a contact mostly comes after its page, and loosely beyond,
# up to the farthest. Going over thirty moments again takes a few milliseconds.
APART: Final = 32
NEAR: Final = 96
FAR_APART: Final = 256
FARTHEST: Final = 1_024


class RunningReading:
    """Reads a log, and goes on where it grows."""

    def __init__(self, log: PersonLog, reader: VisitReader) -> None:
        """Take in a log."""
        self._log, self._reader = log, reader
        self._ads = AdReader(reader, log.place)
        self._moments: list[Visit | AdImpression] = []
        self._visits: dict[str, Visit] = {}
        self._ads_of_visit: dict[str, list[AdImpression]] = {}
        self._companies: dict[str, frozenset[str]] = {}
        self._ever_there: set[str] = set()
        self._passes: list[Pass] = []
        self._servers: frozenset[str] = frozenset()
        self._tellers: dict[str, frozenset[str]] = {}
        self._untouched = 0
        self._take_in(NewEvents(log.visits, log.contacts, log.impressions, log.links, log.disclosures))
        self._untouched = 0
        self._reading = self._read(())

    @property
    def reading(self) -> PersonReading:
        """The reading of everything taken in."""
        return self._reading

    def extend(self, new: NewEvents) -> PersonReading:
        """Take in what is new and return the reading with it."""
        log = self._log
        self._log = replace(
            log, visits=(*log.visits, *new.visits), contacts=(*log.contacts, *new.contacts),
            impressions=(*log.impressions, *new.impressions), links=(*log.links, *new.links),
            disclosures=(*log.disclosures, *new.disclosures),
        )  # fmt: skip
        self._take_in(new)
        self._reading = self._read(self._reading.logged)
        return self._reading

    def _take_in(self, new: NewEvents) -> None:
        """Put new events where they belong, and give up the passes that went on without them."""
        touched: list[Visit | AdImpression] = [*new.visits, *new.impressions]
        for shown in new.impressions:
            self._ads_of_visit.setdefault(shown.visit_id, []).append(shown)
        for visit in new.visits:
            self._visits[visit.id] = visit
            touched += self._ads_of_visit.get(visit.id, ())
        nobody_looked = not self._companies
        touched += self._visits_with_new_companies(new.contacts)
        self._ads.add(new.visits, new.impressions, new.disclosures)
        for company, tellers in told_by(new.links).items():
            self._tellers[company] = self._tellers.get(company, frozenset()) | tellers
        self._place_in_order([*new.visits, *new.impressions])
        if self._judges_companies_anew() or (nobody_looked and self._companies):
            self._passes, self._untouched = [], 0
            return
        self._untouched = len(self._moments)
        if touched:
            self._untouched = bisect_left(self._moments, min(map(moment_key, touched)), key=moment_key)
            self._passes = [kept for kept in self._passes if kept.moments <= self._untouched]

    def _judges_companies_anew(self) -> bool:
        """Whether a company that was on visits turned out to be a plain ad server, or not to be one after all."""
        servers = plain_ad_servers(self._log.impressions)
        changed, self._servers = servers ^ self._servers, servers
        return not changed.isdisjoint(self._ever_there)

    def _place_in_order(self, new: list[Visit | AdImpression]) -> None:
        if len(new) > APART:  # sorting is quick where most is in order
            self._moments = sorted([*self._moments, *new], key=moment_key)
            return
        for moment in new:
            insort(self._moments, moment, key=moment_key)

    def _visits_with_new_companies(self, contacts: Iterable[TrackerContact]) -> list[Visit]:
        """Note who was where, and return the known visits on which somebody new turned up."""
        added: dict[str, set[str]] = {}
        for contact in contacts:
            if contact.company not in self._companies.get(contact.visit_id, ()):
                added.setdefault(contact.visit_id, set()).add(contact.company)
        for visit_id, names in added.items():
            self._companies[visit_id] = self._companies.get(visit_id, frozenset()) | names
            self._ever_there |= names
        return [self._visits[visit_id] for visit_id in added if visit_id in self._visits]

    def _read(self, before: tuple[LoggedImpression, ...]) -> PersonReading:
        """Read to the end. Rows of ``before`` that nothing new lies before stay the same objects."""
        known = Circumstances(
            visits=self._visits.copy(), companies=self._companies.copy(), servers=self._servers,
            tellers=self._tellers.copy(), shown=self._ads.shown(), observed_since=self._log.observed_since,
            reader=self._reader,
        )  # fmt: skip
        last = self._go_on(known)
        kept = len(last.logged) - sum(isinstance(moment, AdImpression) for moment in self._moments[self._untouched :])
        rows = (*before[:kept], *last.logged[kept:])
        return PersonReading.after(last, self._log, known, (_as_shown(row, known.shown) for row in rows))

    def _go_on(self, known: Circumstances) -> Pass:
        """Go from the last pass that is kept to the end, keeping some on the way."""
        going = self._passes[-1].copy() if self._passes else Pass(self._log.corrections.silenced)
        end = len(self._moments)
        for moment in self._moments[going.moments :]:
            going.go_on(moment, known)
            if going.moments < end and _is_worth_keeping(going.moments, end):
                self._passes.append(going.copy())
        self._passes = [kept for kept in self._passes if _is_worth_keeping(kept.moments, end)]
        return going


def _is_worth_keeping(moments: int, end: int) -> bool:
    back = end - moments
    return (back <= NEAR and moments % APART == 0) or (back <= FARTHEST + FAR_APART and moments % FAR_APART == 0)


def _as_shown(row: LoggedImpression, shown: ShownAds) -> LoggedImpression:
    """The row with the ad, the page, the place and what was stated as they are known by now."""
    name = row.impression_id
    page, ad, place, stated = shown.pages[name], shown.ads[name], shown.places[name], shown.stated[name]
    if row.page is page and row.ad is ad and row.context.place == place and row.stated == stated:
        return row
    return replace(row, page=page, ad=ad, context=replace(row.context, place=place), stated=stated)
