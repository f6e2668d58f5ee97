"""The service was away for a day: everything that waited arrives once, in order, whatever gets lost on the way."""

from __future__ import annotations

import random
import time
from collections import deque

import pytest

from extension_api.service import Service
from extension_api.store.daily_counts import count_held
from tests.extension_api.conftest import Browser
from tests.extension_api.history import a_contact_event, a_visit_event

EVENTS = 20_000
BATCH = 250
DRAIN_SECONDS_MAX = 60.0
LOST_ANSWERS = 0.1  # of all; the sender cannot tell a lost answer from a lost request


class Outbox:
    """What the extension does: keep events in order, take away only what was acknowledged, else send again."""

    def __init__(self, browser: Browser) -> None:
        self.browser, self.waiting = browser, deque[dict]()
        self.dice, self.duplicates = random.Random(3), 0

    def drain(self) -> None:
        """Send until nothing waits; now and then an answer gets lost after the service has stored the batch."""
        while self.waiting:
            batch = [self.waiting[n] for n in range(min(BATCH, len(self.waiting)))]
            answer = self.browser.post("/api/v1/events", {"events": batch})
            assert answer.status_code == 200
            if self.dice.random() < LOST_ANSWERS:
                continue
            self.duplicates += answer.json["duplicate"]
            assert answer.json["accepted"] + answer.json["duplicate"] == len(batch)
            for _ in batch:
                self.waiting.popleft()


@pytest.mark.slow
def test_a_day_of_events_arrives_exactly_once(paired: Browser, service: Service):
    """20,000 events of a day without the service: none lost, none doubled, order kept, in less than a minute."""
    outbox = Outbox(paired)
    for n in range(EVENTS // 2):
        minutes = -24 * 60 * (1 - n / (EVENTS // 2))
        outbox.waiting += [a_visit_event(f"v{n}", minutes), a_contact_event(f"c{n}", f"v{n}", minutes)]
    began = time.perf_counter()

    outbox.drain()

    assert time.perf_counter() - began < DRAIN_SECONDS_MAX
    held = count_held(service.reader())
    assert (held.visits, held.contacts) == (EVENTS // 2, EVENTS // 2)
    ids = [row["id"] for row in service.reader().execute("SELECT id FROM visits ORDER BY seq")]
    assert ids == [f"v{n}" for n in range(EVENTS // 2)]
    assert outbox.duplicates > 0
