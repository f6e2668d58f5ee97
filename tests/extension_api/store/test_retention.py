"""Retention: the old goes, the new stays, capture is not kept waiting."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from explainer import TrackerContact
from extension_api.portions import PORTION_LEAST, PORTION_MAX, next_size
from extension_api.service import Service
from extension_api.store.daily_counts import Held, count_held
from extension_api.store.impressions import insert_impression
from extension_api.store.visits import insert_contact, insert_visit
from extension_api.writer import Writer
from tests.builders import NOON, a_visit, an_impression
from tests.extension_api.conftest import Clock

ACK_SECONDS_MAX = 0.25  # 99 of 100 acknowledgements while old visits are erased
OLD_VISITS = 1_500
CONTACTS_A_VISIT = 8
LEAST_SENT = 20


def test_an_event_counts_by_its_own_time(service: Service):
    """An old ad on a newer visit goes alone; an old visit takes along what hangs on it; contacts of no visit go too."""
    old, new = -60 * 24 * 400, -60

    def store(db):
        insert_visit(db, a_visit("old", minutes=old))
        insert_visit(db, a_visit("new", minutes=new))
        insert_impression(db, an_impression("with the old", minutes=new, visit_id="old"))
        insert_impression(db, an_impression("old ad", minutes=old, visit_id="new"))
        insert_impression(db, an_impression("new ad", minutes=new, visit_id="new"))
        insert_contact(db, "orphan", NOON + timedelta(minutes=old), TrackerContact("nowhere", "A", "a.example", ""))

    service.writer.write(store)

    assert service.retention.erase_what_expired() == 3
    assert count_held(service.reader()) == Held(visits=1, contacts=0, impressions=1)


def test_a_clock_that_jumps_back_erases_nothing_new(service: Service, clock: Clock):
    """A year back, events from "the future" are kept."""
    service.writer.write(lambda db: insert_visit(db, a_visit("v")))
    clock.advance(days=-365)

    assert service.retention.erase_what_expired() == 0
    assert count_held(service.reader()).visits == 1


def test_copies_of_what_expired_go_too(service: Service):
    """A backup holds what was erased since."""
    service.data_dir.backups.mkdir(mode=0o700)
    (service.data_dir.backups / "version-1.sqlite3").touch()
    service.writer.write(lambda db: insert_visit(db, a_visit("old", minutes=-60 * 24 * 400)))

    service.retention.erase_what_expired()

    assert service.erasures.finish(seconds=5)
    assert not service.data_dir.backups.exists()


@pytest.mark.parametrize(("size", "seconds", "expected"), [(100, 1.0, 50), (100, 0.03, 100), (100, 0.001, 200)])
def test_portions_follow_how_long_they_take(size: int, seconds: float, expected: int):
    """A slow disk gets small portions, a fast one large ones; even the smallest gets somewhere."""
    assert next_size(size, seconds) == expected
    assert next_size(PORTION_LEAST, 1.0) == PORTION_LEAST
    assert next_size(PORTION_MAX, 0.0) == PORTION_MAX


@pytest.mark.slow
def test_capture_does_not_wait_for_retention(service: Service):
    """While a year's visits are erased, new ones are acknowledged as quickly as ever."""
    fill_with_old_visits(service.writer)
    waits = waits_during(service.retention.erase_what_expired, service)

    assert count_held(service.reader()) == Held(visits=len(waits), contacts=0, impressions=0)
    assert sorted(waits)[int(len(waits) * 0.99)] < ACK_SECONDS_MAX


@pytest.mark.slow
def test_capture_does_not_wait_for_forgetting(service: Service):
    """Nor while a company that was on every page is forgotten, to the last byte."""
    fill_with_old_visits(service.writer)
    service.erasures.forget("company", "C0", model_id=None)
    waits = waits_during(lambda: finish(service), service)

    assert count_held(service.reader()).contacts == OLD_VISITS * (CONTACTS_A_VISIT - 1)
    assert sorted(waits)[int(len(waits) * 0.99)] < ACK_SECONDS_MAX


def finish(service: Service) -> None:
    """Whatever is owed, to its end."""
    while not service.erasures.finish(seconds=1):
        pass


def waits_during(work: Callable[[], object], service: Service) -> list[float]:
    """Seconds until each of the visits that are sent meanwhile is acknowledged."""
    worker = threading.Thread(target=work)
    worker.start()
    waits: list[float] = []
    while worker.is_alive() or len(waits) < LEAST_SENT:
        visit, began = a_visit(f"n{len(waits)}"), time.perf_counter()
        service.writer.write(partial(insert_visit, visit=visit))
        waits.append(time.perf_counter() - began)
        time.sleep(0.01)
    worker.join()
    return waits


def fill_with_old_visits(writer: Writer) -> None:
    """Visits of more than a year ago with their contacts."""

    def store(db):
        for n in range(OLD_VISITS):
            visit = a_visit(f"v{n}", minutes=-60 * 24 * 400 + n, title="x" * 100)
            insert_visit(db, visit)
            for m in range(CONTACTS_A_VISIT):
                insert_contact(db, f"v{n}-{m}", visit.time, TrackerContact(f"v{n}", f"C{m}", "c.example", ""))

    writer.write(store)
