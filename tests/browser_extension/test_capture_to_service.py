"""From a page in Chromium to the running service: paired by a typed code, and what being paired begins and ends."""

from __future__ import annotations

import signal
import time
from typing import Any

import pytest

from adtown.local_service import LocalService
from tests.browser_extension.conftest import Recorder, type_code

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def tab_of(recorder: Recorder, page_url: str) -> int:
    """The browser's number of the tab that shows this page."""
    find = "async (url) => (await chrome.tabs.query({})).find((tab) => tab.url === url).id"
    return int(recorder.own_page.evaluate(find, page_url))


def badge_of(recorder: Recorder, page_url: str) -> str:
    """What the toolbar button says while this page is in front."""
    return str(recorder.own_page.evaluate("(tabId) => chrome.action.getBadgeText({tabId})", tab_of(recorder, page_url)))


def wait_for_state(recorder: Recorder, page_url: str, ready: Any, *, seconds: float = 15) -> dict[str, Any]:
    """The panel's state for a tab once ``ready`` is true of it."""
    tab_id = tab_of(recorder, page_url)
    deadline = time.monotonic() + seconds
    while not ready(state := recorder.ask("panel.state", tab_id=tab_id)):
        assert time.monotonic() < deadline, state
        time.sleep(0.2)
    return state


def test_seen_ads_reach_the_service_and_come_back_explained(paired: Recorder) -> None:
    """What was seen on a page stands in the panel with a sentence for each ad."""
    paired.visit(paired.url("news"))

    state = wait_for_state(paired, paired.url("news"), lambda state: len(state["ads"]) >= 3)
    assert state["health"]["state"] == "recording"
    assert state["store_label"] == "Test"
    assert all(ad["sentence"] for ad in state["ads"])
    assert paired.events() == []
    assert badge_of(paired, paired.url("news")) == "3"


def test_nothing_is_lost_while_the_service_is_away(paired: Recorder, service: LocalService) -> None:
    """Ads seen while the service was down are there once it is back, and the panel knows of the outage."""
    service.stop(signal.SIGKILL)
    paired.visit(paired.url("paper"))
    paired.wait_for("impression", lambda ads: len(ads) == 1)
    assert wait_for_state(paired, paired.url("paper"), lambda state: state["health"]["state"] == "service_down")

    service.start()

    state = wait_for_state(paired, paired.url("paper"), lambda state: len(state["ads"]) == 1, seconds=45)
    assert state["health"]["outage"]["until"]


def test_disconnecting_ends_the_recording_and_empties_the_outbox(paired: Recorder, service: LocalService) -> None:
    """What waited is erased, the page that is still open is no longer watched, and the next one is not noted."""
    paired.visit(paired.url("news"))
    wait_for_state(paired, paired.url("news"), lambda state: len(state["ads"]) >= 3)
    service.stop(signal.SIGKILL)
    page = paired.visit(paired.url("paper"))
    paired.wait_for("impression", lambda ads: len(ads) == 1)
    paired.own_page.click("#unpair")
    paired.own_page.wait_for_selector("#pair-result:has-text('Disconnected')")

    service.start()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    paired.visit(paired.url("frames")).wait_for_timeout(3000)

    assert paired.events() == []
    assert paired.ask("panel.state", tab_id=None)["health"]["state"] == "unpaired"
    assert badge_of(paired, paired.url("news")) == ""
    pages = {ad["page_url"] for ad in service.get("/api/v1/impressions")["impressions"]}
    assert pages == {paired.url("news")}  # seen before, and with the service ever since


def test_refused_token_stops_neither_recording_nor_what_waits(paired: Recorder, service: LocalService) -> None:
    """Where the service no longer accepts this browser, a new code is enough to send what was seen meanwhile."""
    paired.pair_without_service()  # now with a token that the running service does not know
    paired.visit(paired.url("paper"))
    paired.wait_for("impression", lambda ads: len(ads) == 1)
    assert wait_for_state(paired, paired.url("paper"), lambda state: state["health"]["state"] == "token_refused")

    type_code(paired, service.pairing_code())

    state = wait_for_state(paired, paired.url("paper"), lambda state: len(state["ads"]) == 1)
    assert state["health"]["state"] == "recording"
