"""The service may die at any moment; what was captured meanwhile arrives later, once."""

from __future__ import annotations

import signal
import time
from collections import Counter
from typing import Any

import pytest
from playwright.sync_api import Page

from adtown.demo import Tour
from adtown.score import read_decisions, without_query
from adtown.walk import take_step
from tests.browser_extension.conftest import READ_OUTBOX
from tests.end_to_end.conftest import everything_kept

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DRAIN_SECONDS = 45  # the outbox looks every 30 s when nothing new happens


def panel_of(tour: Tour, page: Page) -> Page:
    """The side panel for this page, in a tab of its own."""
    return tour.browser.open_page_of_extension(f"sidepanel.html?tabId={tour.browser.tab_id_of(page)}")


def wait_until_empty(own_page: Page) -> None:
    """Return once nothing waits in the browser any more."""
    deadline = time.monotonic() + DRAIN_SECONDS
    while waiting := own_page.evaluate(READ_OUTBOX):
        assert time.monotonic() < deadline, f"{len(waiting)} events still wait"
        time.sleep(0.3)


def of_type(type: str, events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The events of one kind."""
    return [event for event in events if event["type"] == type]


def test_nothing_is_lost_when_the_service_is_killed_mid_walk(small_tour: Tour) -> None:
    """Kill it, walk on, start it again: every page and ad is there once, and the panel tells what happened."""
    page, steps = small_tour.browser.context.new_page(), small_tour.walk.warm_up[:6]
    for step in steps[:2]:
        take_step(page, step)
    small_tour.service.stop(signal.SIGKILL)  # the last ads of this page are on their way or not even reported
    for step in steps[2:5]:
        take_step(page, step)
    panel = panel_of(small_tour, page)
    panel.wait_for_selector("text='Whyad is not running'")
    panel.wait_for_selector("text=/Whyad has not been reachable since .*/")
    panel.wait_for_selector("text=/[0-9]+ things are waiting and will be sent/")
    waiting = panel.evaluate(READ_OUTBOX)

    small_tour.service.start()
    take_step(page, steps[5])
    wait_until_empty(panel)

    panel.wait_for_selector("text=/Whyad was not reachable from .* to .*/")
    panel.wait_for_selector("text='Everything noted meanwhile has been sent.'")
    kept = everything_kept(small_tour.service.data_dir)
    assert {event["id"] for event in waiting} <= {event["id"] for event in kept if "id" in event}
    assert len({event["url"] for event in of_type("visit", waiting)}) >= 3
    assert Counter(visit["url"] for visit in of_type("visit", kept)) == Counter(step.url for step in steps)
    delivered = Counter(
        without_query(d.page) for d in read_decisions(small_tour.folder / "market-log" / "decisions.jsonl")
    )
    seen = Counter(ad["page_url"] for ad in of_type("impression", kept))
    assert set(seen) == {step.url for step in steps}
    assert seen <= delivered  # an ad that arrived twice would be one too many
