"""A model of what must be there after any mix of batches, repeats, conflicts, erasures, retention and restarts.

The model is four dictionaries; the store is the real one, written by the real writer and opened again by the real code.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from extension_api.payloads.events import CaptureEvent, ImpressionEvent, TrackerContactEvent, VisitEvent
from extension_api.routes.events import store_event
from extension_api.store.daily_counts import count_held
from extension_api.store.database import Database
from extension_api.store.erasure import forget_visits
from extension_api.store.erasure_steps import steps_of
from extension_api.store.expiry import erase_expired
from extension_api.store.unfinished import Unfinished
from extension_api.writer import Writer
from tests.builders import NOON
from tests.extension_api.store.held import everything_held

VISITS = st.sampled_from([f"v{n}" for n in range(6)])
SITES = st.sampled_from(["one.example", "two.example", "three.example"])
COMPANIES = st.sampled_from(["Alpha", "Beta"])
TIMES = st.integers(min_value=0, max_value=5).map(lambda n: NOON + timedelta(hours=11 * n))
TEXTS = st.sampled_from(["", "a", "b"])
# What is tried here is the logic; `test_crashes` has the disk. Waiting for a disk would take most of the time.
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - folders made in it are private
IN_MEMORY = SHARED_MEMORY if SHARED_MEMORY.is_dir() else None


@st.composite
def a_visit_event(draw: st.DrawFn) -> VisitEvent:
    """A visit; ids are few, so that repeats and conflicts are many."""
    site = draw(SITES)
    return VisitEvent(
        type="visit", id=draw(VISITS), time=draw(TIMES), url=f"https://{site}/", domain=site, title=draw(TEXTS)
    )


@st.composite
def a_contact_event(draw: st.DrawFn) -> TrackerContactEvent:
    """A contact, perhaps of a visit that has not arrived."""
    number = draw(st.integers(min_value=0, max_value=12))
    return TrackerContactEvent(
        type="tracker_contact", id=f"c{number}", time=draw(TIMES), visit_id=draw(VISITS), company=draw(COMPANIES),
        domain=draw(st.sampled_from(["t.example", "u.example"])),
    )  # fmt: skip


@st.composite
def an_ad_event(draw: st.DrawFn) -> ImpressionEvent:
    """An ad, of an advertiser or of none."""
    number, site = draw(st.integers(min_value=0, max_value=8)), draw(SITES)
    return ImpressionEvent(
        type="impression", id=f"a{number}", time=draw(TIMES), visit_id=draw(VISITS), page_url=f"https://{site}/",
        page_domain=site, adomain=draw(st.sampled_from([[], ["shop.example"], ["shop.example", "x.example"]])),
        text=draw(TEXTS),
    )  # fmt: skip


EVENTS = st.one_of(a_visit_event(), a_contact_event(), an_ad_event())


class StoreMachine(RuleBasedStateMachine):
    """Does to store and model the same things and compares them after each."""

    sent = Bundle("sent")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=IN_MEMORY))
        self.held: dict[str, CaptureEvent] = {}
        self.forgotten: set[str] = set()
        self.forgotten_times: list[tuple[datetime, datetime]] = []

    @initialize()
    def open(self) -> None:
        """Start the store."""
        self.database = Database(self.folder / "whyad.sqlite3", backups=self.folder / "backups")
        self.writer = Writer(self.database)

    def teardown(self) -> None:
        self.writer.close()
        self.database.close()
        shutil.rmtree(self.folder)

    @rule(target=sent, batch=st.lists(EVENTS, min_size=1, max_size=6))
    def send(self, batch: list[CaptureEvent]) -> list[CaptureEvent]:
        """A batch; some of it may be known already."""
        assert self.store(batch) == [self.expect(event) for event in batch]
        return batch

    @rule(batch=sent)
    def send_again(self, batch: list[CaptureEvent]) -> None:
        """The answer was lost, so the batch comes again."""
        assert self.store(batch) == [self.expect(event) for event in batch]

    @rule(batch=st.lists(EVENTS, min_size=1, max_size=4))
    def send_but_fail(self, batch: list[CaptureEvent]) -> None:
        """Something breaks after the batch was stored and before it was committed."""

        def fail(db: Any) -> None:
            for event in batch:
                store_event(db, event)
            raise ValueError("broken")

        with pytest.raises(ValueError, match="broken"):
            self.writer.write(fail)

    @rule(ids=st.lists(VISITS, max_size=3))
    def forget_some_visits(self, ids: list[str]) -> None:
        """Visits with all that hangs on them, for good."""
        self.writer.write(lambda db: forget_visits(db, ids))
        self.forget(set(ids))

    @rule(site=SITES)
    def forget_a_site(self, site: str) -> None:
        """Every visit to a site, and those known only from an ad on it."""
        ids = {event.id for event in self.held.values() if isinstance(event, VisitEvent) and event.domain == site}
        ads = {event.visit_id for event in self.held.values() if getattr(event, "page_domain", None) == site}
        self.erase("site", site)
        self.forget(ids | ads)

    @rule(since=TIMES, hours=st.integers(min_value=1, max_value=30))
    def forget_some_hours(self, since: datetime, hours: int) -> None:
        """A stretch of time."""
        until = since + timedelta(hours=hours)
        self.erase("hours", [since.isoformat(), until.isoformat()])
        inside = {key for key, event in self.held.items() if since <= event.time < until}
        self.forget({key for key in inside if isinstance(self.held[key], VisitEvent)})
        self.forgotten |= inside & self.held.keys()
        self.held = {key: event for key, event in self.held.items() if key not in inside}
        self.forgotten_times.append((since, until))

    @rule(company=COMPANIES)
    def forget_a_company(self, company: str) -> None:
        """The contacts with it; visits stay."""
        gone = {key for key, event in self.held.items() if getattr(event, "company", None) == company}
        self.erase("company", company)
        self.forgotten |= gone
        self.held = {key: event for key, event in self.held.items() if key not in gone}

    @rule(before=TIMES, limit=st.integers(min_value=1, max_value=3))
    def expire(self, before: datetime, limit: int) -> None:
        """Retention, portion by portion to the end."""
        while self.writer.write(lambda db: erase_expired(db, before, limit=limit)).rows:
            pass
        old = {key for key, event in self.held.items() if event.time < before}
        self.remove(lambda event: event.id in old or visit_of(event) in old)

    @rule()
    def restart(self) -> None:
        """The service stops and starts."""
        self.writer.close()
        self.database.close()
        self.open()

    @rule()
    def crash(self) -> None:
        """The process dies: what opens the files next finds them as they were on the disk."""
        copy = Path(tempfile.mkdtemp(dir=IN_MEMORY))
        for file in self.folder.glob("whyad.sqlite3*"):
            shutil.copy(file, copy)
        self.teardown()
        self.folder = copy
        self.open()

    @invariant()
    def nothing_is_lost_doubled_or_back(self) -> None:
        """Every event that must be held is, as it was sent; nothing else is."""
        db = self.database.reader()
        visits = {event.id: event.to_record() for event in self.held.values() if isinstance(event, VisitEvent)}
        ads = {event.id: event.to_record() for event in self.held.values() if isinstance(event, ImpressionEvent)}
        contacts = {event.id: event for event in self.held.values() if isinstance(event, TrackerContactEvent)}

        assert {visit.id: visit for visit in everything_held(db).visits} == visits
        assert {ad.id: ad for ad in everything_held(db).impressions} == ads
        assert {row["id"]: row["visit_id"] for row in db.execute("SELECT * FROM contacts")} == {
            key: contact.visit_id for key, contact in contacts.items()
        }

    @invariant()
    def counts_are_exact(self) -> None:
        """The daily counts say what counting would say, and name nothing that is gone."""
        db, events = self.database.reader(), self.held.values()
        visits = [event for event in events if isinstance(event, VisitEvent)]
        contacts = [event for event in events if isinstance(event, TrackerContactEvent)]
        ads = [event for event in events if isinstance(event, ImpressionEvent)]
        site_of = {visit.id: visit.domain for visit in visits}

        held = count_held(db)
        assert (held.visits, held.contacts, held.impressions) == (len(visits), len(contacts), len(ads))
        assert counted(db, "days", "day") == {
            day: tuple(sum(day_of(event) == day for event in kind) for kind in (visits, contacts, ads))
            for day in {day_of(event) for event in events}
        }
        assert counted(db, "company_domains", "company", "domain") == in_ones((c.company, c.domain) for c in contacts)
        assert counted(db, "companies", "company") == {
            company: (count, len({c.visit_id for c in contacts if c.company == company}))
            for company, count in Counter(c.company for c in contacts).items()
        }
        assert counted(db, "company_sites", "company", "site") == in_ones(
            (c.company, site_of[c.visit_id]) for c in contacts if c.visit_id in site_of
        )

    def erase(self, what: str, subject: Any) -> None:
        """All portions of an erasure, one row or visit each."""
        for step in steps_of(Unfinished("r", what, subject), self.database.reader):
            while not self.writer.write(lambda db, step=step: step(db, 1)).is_last:
                pass

    def store(self, batch: list[CaptureEvent]) -> list[str]:
        """What the store answers for each event."""
        return self.writer.write(lambda db: [store_event(db, event).status for event in batch])

    def expect(self, event: CaptureEvent) -> str:
        """What it must answer, and the model's own change."""
        is_late = any(since <= event.time < until for since, until in self.forgotten_times)
        if is_late or {event.id, visit_of(event)} & self.forgotten:
            return "rejected"
        if event.id not in self.held:
            self.held[event.id] = event
            return "accepted"
        return "duplicate" if self.held[event.id] == event else "conflict"

    def forget(self, visits: set[str]) -> None:
        """Erase visits from the model for good."""
        self.forgotten |= visits
        self.remove(lambda event: visit_of(event) in visits)

    def remove(self, is_gone: Any) -> None:
        """Take events out of the model."""
        self.held = {key: event for key, event in self.held.items() if not is_gone(event)}


def visit_of(event: CaptureEvent) -> str:
    """The visit an event belongs to."""
    return event.id if isinstance(event, VisitEvent) else event.visit_id


def day_of(event: CaptureEvent) -> int:
    """Whole days since 1970, counted apart from the store's own way."""
    return (event.time.date() - datetime(1970, 1, 1).date()).days  # noqa: DTZ001 - a date only


def in_ones(keys: Any) -> dict[Any, tuple[int, ...]]:
    """How often each key comes, in the form of ``counted``."""
    return {key: (count,) for key, count in Counter(keys).items()}


def counted(db: Any, table: str, *keys: str) -> dict[Any, tuple[int, ...]]:
    """A table of counts by its key."""
    rows = db.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - names above
    found = {tuple(row[key] for key in keys): tuple(row[len(keys) :]) for row in rows}
    return {key[0]: value for key, value in found.items()} if len(keys) == 1 else found


TestStore = StoreMachine.TestCase
TestStore.settings = settings(
    max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestStore.pytestmark = [pytest.mark.slow]
