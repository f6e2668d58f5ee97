"""What the service has in mind of the log: the newest events, read, and for a while the surroundings of older ads.

A log of years does not fit into memory, and needs not: traits fade, and campaigns come and go. Ads of the newest
stretch are explained from all of it. An older ad is explained from what lay around it at its time.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import explainer
from explainer import AdImpression, NewEvents, PersonLog
from extension_api.store.person import observed_since
from extension_api.store.recent import Bookmark, read_added, read_around, read_hanging_on, read_recent

# 6,000 pages are two to four months of a person's browsing, three to six half-lives of an interest. What is older has
# faded to an eighth or less, and reading more would make the first answer after a start wait (docs/scale.md).
MOST_VISITS: Final = 6_000
# The judge of campaigns learnt from logs of up to 600 ads, so more would not make it wiser.
MOST_IMPRESSIONS: Final = 1_200
# The stretch may grow by that much before it is cut again, so that one more page seldom means reading all anew.
GROWTH: Final = 1.25
# More at once, such as an import, is read as a new stretch.
MOST_ADDED: Final = 1_000

# Around an older ad: enough for its traits, few enough to be read while somebody waits.
OLDER_VISITS: Final = 200
OLDER_BEFORE: Final = 40
OLDER_AFTER: Final = 20


class RecentMemory:
    """The reading of the newest stretch, which follows what is added."""

    def __init__(self, reader: explainer.VisitReader) -> None:
        """Have nothing in mind yet."""
        self._reader = reader
        self._running: explainer.RunningReading | None = None
        self._bookmark = Bookmark(0, 0, 0, 0, 0)
        self._starts = _Starts(None, None)

    @property
    def ads_since(self) -> datetime | None:
        """From when on all ads that are held are in mind; None if all of them are."""
        return self._starts.impressions

    def forget(self) -> None:
        """Something was erased or corrected: have nothing in mind any more."""
        self._running = None

    def catch_up(self, db: sqlite3.Connection) -> explainer.PersonReading:
        """The reading of the newest stretch as of now; ``db`` is inside one look at the store."""
        running = self._running
        if running is None or self._is_overgrown(running.reading.log):
            return self._begin(db)
        added = read_added(db, self._bookmark, most=MOST_ADDED)
        if added is None or observed_since(db) != running.reading.log.observed_since:
            return self._begin(db)
        self._running = None  # until it is whole again; nobody goes on from half an addition
        events, self._bookmark = added
        events = self._within(events, running.reading, db)
        reading = running.extend(events) if events != NewEvents() else running.reading
        self._running = running
        return reading

    def _begin(self, db: sqlite3.Connection) -> explainer.PersonReading:
        log, self._bookmark = read_recent(db, most_visits=MOST_VISITS, most_impressions=MOST_IMPRESSIONS)
        self._starts = _Starts.of(log)
        self._reader.keep_only(log)
        self._running = explainer.RunningReading(log, self._reader)
        return self._running.reading

    @staticmethod
    def _is_overgrown(log: PersonLog) -> bool:
        return len(log.visits) > MOST_VISITS * GROWTH or len(log.impressions) > MOST_IMPRESSIONS * GROWTH

    def _within(self, events: NewEvents, reading: explainer.PersonReading, db: sqlite3.Connection) -> NewEvents:
        """The part of new events that belongs to the stretch, and what had been waiting for their visits."""
        visits = tuple(visit for visit in events.visits if self._starts.holds_visit(visit.time))
        shown = tuple(shown for shown in events.impressions if self._starts.holds_impression(shown.time))
        known = reading.known.visits.keys()
        hanging = read_hanging_on(
            db, visits=[visit.id for visit in visits], ads_on=[ad.visit_id for ad in shown]
        )  # fmt: skip
        cards = dict.fromkeys((*hanging.disclosures, *events.disclosures))
        return NewEvents(
            visits=visits, impressions=shown,
            contacts=(*hanging.contacts, *(contact for contact in events.contacts if contact.visit_id in known)),
            links=(*hanging.links, *(link for link in events.links if link.visit_id in known)),
            disclosures=tuple(card for card in cards if card not in reading.log.disclosures),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Starts:
    """From when on events belong to the stretch; None: all do."""

    visits: datetime | None
    impressions: datetime | None

    @classmethod
    def of(cls, log: PersonLog) -> _Starts:
        return cls(
            log.visits[0].time if len(log.visits) == MOST_VISITS else None,
            log.impressions[0].time if len(log.impressions) == MOST_IMPRESSIONS else None,
        )

    def holds_visit(self, time: datetime) -> bool:
        return self.visits is None or time >= self.visits

    def holds_impression(self, time: datetime) -> bool:
        return self.impressions is None or time >= self.impressions


def read_surroundings(
    db: sqlite3.Connection, impression: AdImpression, reader: explainer.VisitReader
) -> tuple[explainer.PersonReading, frozenset[str]]:
    """What lay around an older ad, and the ids of those ads that it explains as well as if it were theirs."""
    log = read_around(db, impression, most_visits=OLDER_VISITS, before=OLDER_BEFORE, after=OLDER_AFTER)
    reader.keep_only(log)
    ids = [shown.id for shown in log.impressions]
    place = ids.index(impression.id)
    near = ids[max(0, place - OLDER_BEFORE // 2) : place + OLDER_AFTER // 2]
    return explainer.read_person(log, reader), frozenset(near)
