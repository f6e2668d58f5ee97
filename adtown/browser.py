"""A real Chromium with the real extension in a fresh profile, driven as a person would drive it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from adtown.local_service import DemoError

WORKER_START_MS: Final = 15_000
RESULT_MS: Final = 15_000
SEEN_AFTER_SECONDS: Final = 0.3  # the walk is three times as hasty as a person, for whom it is one second
# A fresh profile blocks third-party cookies; much of the market stands or falls with them.
ALLOW_THIRD_PARTY_COOKIES: Final = {"profile": {"cookie_controls_mode": 0, "block_third_party_cookies": False}}


@dataclass(frozen=True, slots=True)
class Browser:
    """An open browser window with the extension in it."""

    context: BrowserContext
    extension_id: str

    def open_page_of_extension(self, path: str) -> Page:
        """One of the extension's own pages in a tab."""
        page = self.context.new_page()
        page.goto(f"chrome-extension://{self.extension_id}/{path}")
        return page

    def tab_id_of(self, page: Page) -> int:
        """The browser's own number of a tab, found by its address."""
        worker = self.context.service_workers[0]
        return int(
            worker.evaluate(
                "async (url) => (await chrome.tabs.query({})).find((tab) => tab.url === url)?.id ?? -1", page.url
            )
        )


def chromium_path() -> str:
    """Where Chromium is: ``WHYAD_CHROMIUM``, else on the PATH. Branded Chrome does not load unpacked extensions."""
    candidates = [os.environ.get("WHYAD_CHROMIUM"), shutil.which("chromium"), shutil.which("chromium-browser")]
    found = next((path for path in candidates if path), None)
    if found is None:
        raise DemoError(
            "Chromium was not found. On Debian: sudo apt-get install chromium (or set WHYAD_CHROMIUM to its path)"
        )
    return found


def prepare_extension(built: Path, copy: Path, *, service_url: str, town_port: int) -> None:
    """Copy the built extension and tell the copy which service to use and which loopback port it may record."""
    if not (built / "manifest.json").exists():
        raise DemoError("the extension is not built: run `make extension`")
    shutil.copytree(built, copy, dirs_exist_ok=True)
    local = {"service_url": service_url, "record_loopback_port": town_port, "seen_after_seconds": SEEN_AFTER_SECONDS}
    (copy / "local.json").write_text(json.dumps(local))


@contextmanager
def open_browser(profile: Path, extension: Path, *, headless: bool) -> Iterator[Browser]:
    """Start Chromium on a profile folder and wait for the extension's service worker."""
    preferences = profile / "Default" / "Preferences"
    if not preferences.exists():
        preferences.parent.mkdir(parents=True, exist_ok=True)
        preferences.write_text(json.dumps(ALLOW_THIRD_PARTY_COOKIES))
    with sync_playwright() as playwright:
        context = launch(playwright, profile, extension, headless=headless)
        try:
            worker = (
                context.service_workers[0]
                if context.service_workers
                else context.wait_for_event("serviceworker", timeout=WORKER_START_MS)
            )
            yield Browser(context, worker.url.split("/")[2])
        finally:
            context.close()


def launch(playwright: Playwright, profile: Path, extension: Path, *, headless: bool) -> BrowserContext:
    """The flags that load an unpacked extension and keep the browser from looking for hosts outside this machine."""
    return playwright.chromium.launch_persistent_context(
        str(profile),
        executable_path=chromium_path(),
        headless=headless,
        viewport={"width": 1280, "height": 900},
        args=[
            f"--disable-extensions-except={extension}",
            f"--load-extension={extension}",
            "--host-resolver-rules=MAP *.localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
            "--disable-quic",
        ],
    )


def pair(browser: Browser, code: str) -> None:
    """Type the pairing code into the options page, as a person does."""
    page = browser.open_page_of_extension("options.html")
    page.fill("#pairing-code", code)
    page.click("#pair")
    wait_for_result(page, "#pair-result")
    page.close()


def load_tracker_lists(browser: Browser, *, rules: str, companies: str) -> None:
    """Paste extra filter rules and company names into the options page."""
    page = browser.open_page_of_extension("options.html")
    page.fill("#tracker-rules", rules)
    page.fill("#tracker-companies", companies)
    page.click("#save-lists")
    wait_for_result(page, "#lists-result")
    page.close()


def wait_for_result(page: Page, selector: str) -> None:
    """Wait until the options page says how it went.

    Raises:
        DemoError: It did not go well; the page's own words are in the text.
    """
    result = page.wait_for_selector(f"{selector}[data-ok]", timeout=RESULT_MS)
    if result is None or result.get_attribute("data-ok") != "true":
        raise DemoError(f"the options page said: {result and result.inner_text()}")
