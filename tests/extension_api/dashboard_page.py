"""The dashboard in a real Chromium that notes everything a page of ours must not do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.extension_api.running_service import RunningService

CHROMIUM = os.environ.get("WHYAD_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
REFUSED = "Failed to load resource: the server responded with a status of 4"  # a wrong code, said in words on the page


@contextmanager
def watched_page(service: RunningService) -> Iterator[Page]:
    """A fresh browser; every console error, refused script and request elsewhere fails the test."""
    if CHROMIUM is None:
        pytest.skip("no Chromium: install it or set WHYAD_CHROMIUM")
    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: None if service.address in request.url else faults.append(request.url))
        yield page
        browser.close()
    assert not [fault for fault in faults if not fault.startswith(REFUSED)]


def sign_in(page: Page, service: RunningService) -> None:
    """Type a code, as a person does."""
    page.goto(f"http://{service.address}/")
    page.fill("#code", service.code())
    page.press("#code", "Enter")
    page.wait_for_selector("[data-ad]")
