"""The dashboard in a real Chromium that notes everything a page of ours must not do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.extension_api.running_service import RunningService

CHROMIUM = os.environ.get("WHYAD_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
REFUSED = "Failed to load resource: the server responded with a status of 4"  # a wrong code, said in words on the page


@contextmanager
def chromium() -> Iterator[Browser]:
    """One Chromium for a file of tests; each test opens a page of its own in it."""
    if CHROMIUM is None:
        pytest.skip("no Chromium: install it or set WHYAD_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def watched_page(browser: Browser, service: RunningService, *, locale: str = "en-GB") -> Iterator[Page]:
    """A person of a language who was never here; every console error, refused script and request elsewhere fails."""
    faults: list[str] = []
    context = browser.new_context(locale=locale, accept_downloads=True)
    page = context.new_page()
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: None if service.address in request.url else faults.append(request.url))
    yield page
    context.close()
    unforeseen = [fault for fault in faults if not fault.startswith(REFUSED)]
    assert unforeseen == []


def sign_in(page: Page, service: RunningService) -> None:
    """Type a code, as a person does."""
    page.goto(f"http://{service.address}/")
    page.fill("#code", service.code())
    page.press("#code", "Enter")
    page.wait_for_selector("[data-ad]")
