"""Popups and panels as the browser itself opens them, not as pages in tabs."""

from __future__ import annotations

import time

from playwright.sync_api import Page

from tests.browser_extension.conftest import Recorder


def pages_of_the_browser(recorder: Recorder, name: str) -> list[Page]:
    """Popups and panels with this file name that are open now; an earlier connection does not see them as pages."""
    observer = recorder.playwright.chromium.connect_over_cdp(recorder.debugging_address)
    found = [page for context in observer.contexts for page in context.pages if page.url.endswith(name)]
    if not found:
        observer.close()
    return found


def opened_by_the_browser(recorder: Recorder, name: str, *, seconds: float = 10) -> Page:
    """The popup or panel with this file name, once it has opened."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = pages_of_the_browser(recorder, name)
        if found:
            return found[0]
        recorder.own_page.wait_for_timeout(200)
    raise AssertionError(f"{name} never opened")
