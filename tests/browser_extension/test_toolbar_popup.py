"""The toolbar button's popup and the side panel as the browser itself opens them, not as pages in tabs."""

from __future__ import annotations

import pytest

from tests.browser_extension.conftest import Recorder
from tests.browser_extension.opened_pages import opened_by_the_browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_popup_opens_the_side_panel_of_the_page_it_stands_on(recorder: Recorder) -> None:
    """A click in the real popup opens the real side panel, which speaks about the page beside it."""
    page = recorder.visit(recorder.url("paper"))
    recorder.wait_for("impression", lambda ads: len(ads) == 1)
    page.bring_to_front()
    recorder.context.service_workers[0].evaluate("chrome.action.openPopup()")

    popup = opened_by_the_browser(recorder, "/popup.html")
    popup.wait_for_selector("text='Whyad is not running'")  # no service runs in this test, and the popup says so
    popup.click("#open-panel")

    panel = opened_by_the_browser(recorder, "/sidepanel.html")
    panel.wait_for_selector("text='Whyad is not running'")
    [tab] = panel.evaluate("chrome.tabs.query({active: true, currentWindow: true})")
    assert tab["url"] == page.url
