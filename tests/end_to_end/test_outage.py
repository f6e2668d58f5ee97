"""The service may die at any moment; what was captured meanwhile arrives later, once."""

from __future__ import annotations

import signal
import time

import pytest

from adtown.demo import Tour
from adtown.walk import take_step

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DRAIN_SECONDS = 45  # the outbox looks every 30 s when nothing new happens


def visited_pages(running: Tour) -> set[str]:
    """Pages that the service knows of, from the ads seen on them and the traits' evidence."""
    return {ad["page_url"] for ad in running.service.get("/api/v1/impressions?limit=200")["impressions"]}


def test_nothing_is_lost_when_the_service_is_killed_mid_walk(small_tour: Tour) -> None:
    """Kill it, walk on, start it again: every page's ads are there, and the panel tells what happened."""
    page = small_tour.browser.context.new_page()
    steps = small_tour.walk.warm_up[:6]
    for step in steps[:2]:
        take_step(page, step)
    time.sleep(2)
    small_tour.service.stop(signal.SIGKILL)
    for step in steps[2:5]:
        take_step(page, step)
    panel = small_tour.browser.open_page_of_extension(f"sidepanel.html?tabId={small_tour.browser.tab_id_of(page)}")
    panel.wait_for_selector("text=/not reachable|cannot be reached|not running/i", timeout=15_000)

    small_tour.service.start()
    take_step(page, steps[5])
    deadline = time.monotonic() + DRAIN_SECONDS
    while time.monotonic() < deadline and len(visited_pages(small_tour)) < len({step.url for step in steps}):
        time.sleep(0.5)

    assert visited_pages(small_tour) == {step.url for step in steps}
    ids = [ad["id"] for ad in small_tour.service.get("/api/v1/impressions?limit=200")["impressions"]]
    assert len(ids) == len(set(ids))
