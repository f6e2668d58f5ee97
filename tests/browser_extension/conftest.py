"""A real Chromium with the built extension, and small sites to browse."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from adtown.local_service import LocalService, free_port
from tests.browser_extension.page_server import serve_pages

# WHYAD_EXTENSION names another folder, such as an unpacked release.
BUILT = Path(
    os.environ.get("WHYAD_EXTENSION", Path(__file__).parents[2] / "browser_extension" / ".output" / "chrome-mv3")
)
# Stands for a typed code where no service runs to take one: what the extension keeps once it is paired.
PAIR_WITHOUT_SERVICE = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("whyad");
  opening.onerror = reject;
  opening.onsuccess = () => {
    const writing = opening.result.transaction("settings", "readwrite");
    writing.objectStore("settings").put({profile_id: "test", token: "test"}, "pairing");
    writing.oncomplete = () => { opening.result.close(); resolve(true); };
  };
})"""
# A service nobody runs, so that everything captured stays in the outbox, where the test can read it.
NO_SERVICE = "http://127.0.0.1:9"
HOSTS = "MAP *.test 127.0.0.1, MAP *.localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
READ_OUTBOX = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("whyad");
  opening.onerror = reject;
  opening.onsuccess = () => {
    const all = opening.result.transaction("outbox").objectStore("outbox").getAll();
    all.onsuccess = () => { opening.result.close(); resolve(all.result.map(({ event }) => event)); };
  };
})"""


@dataclass(frozen=True)
class Recorder:
    """A browser window with the extension, and what the extension has captured."""

    context: BrowserContext
    own_page: Page
    port: int
    debugging_address: str
    playwright: Playwright

    def url(self, host: str, path: str = "") -> str:
        """Address of a test site."""
        return f"http://{host}.test:{self.port}/{path}"

    def visit(self, url: str) -> Page:
        """Open an address in a new tab."""
        page = self.context.new_page()
        page.goto(url)
        return page

    def ask(self, type: str, **request: object) -> Any:
        """Send a message as one of the extension's own pages does."""
        answer = self.own_page.evaluate("(message) => chrome.runtime.sendMessage(message)", {"type": type, **request})
        assert answer["ok"], answer
        return answer.get("value")

    def pair_without_service(self) -> None:
        """From here on the browser counts as paired, with a service that is away."""
        self.ask("options.get")  # the extension has made its database once this is answered
        self.own_page.evaluate(PAIR_WITHOUT_SERVICE)

    def events(self, type: str | None = None) -> list[dict[str, Any]]:
        """What waits in the outbox, oldest first."""
        return [event for event in self.own_page.evaluate(READ_OUTBOX) if type in (None, event["type"])]

    def wait_for(
        self, type: str, found: Callable[[list[dict[str, Any]]], Any], *, seconds: float = 8
    ) -> list[dict[str, Any]]:
        """The events of a type once ``found`` is true of them."""
        deadline = time.monotonic() + seconds
        while not found(events := self.events(type)):
            assert time.monotonic() < deadline, f"waited for {type}, have {json.dumps(self.events(), indent=1)}"
            time.sleep(0.1)
        return events


@pytest.fixture(scope="session")
def sites() -> Iterator[int]:
    """The test sites' port."""
    with serve_pages() as port:
        yield port


@pytest.fixture
def unpaired(tmp_path: Path, sites: int) -> Iterator[Recorder]:
    """A fresh profile with the extension as it is after its installation."""
    with open_recorder(tmp_path, sites, service_url=NO_SERVICE) as opened:
        yield opened


@pytest.fixture
def recorder(unpaired: Recorder) -> Recorder:
    """A paired browser that has captured nothing yet and whose service is away."""
    unpaired.pair_without_service()
    return unpaired


@pytest.fixture
def service(tmp_path: Path) -> Iterator[LocalService]:
    """A service on an empty store."""
    with LocalService(tmp_path / "store", port=free_port(), label="Test", output=tmp_path / "service.log") as running:
        yield running


@pytest.fixture
def paired(tmp_path: Path, sites: int, service: LocalService) -> Iterator[Recorder]:
    """A browser whose person has typed the pairing code into the options."""
    with open_recorder(tmp_path, sites, service_url=service.url) as recorder:
        type_code(recorder, service.pairing_code())
        yield recorder


def type_code(recorder: Recorder, code: str) -> None:
    """Fill the options page and press the button."""
    page = recorder.own_page
    page.reload()
    page.fill("#pairing-code", code)
    page.click("#pair")
    page.wait_for_selector("#pair-result[data-ok=true]")


def debugging_address(profile: Path) -> str:
    """Where this browser takes further connections, as it notes it in its profile."""
    return f"http://127.0.0.1:{(profile / 'DevToolsActivePort').read_text().splitlines()[0]}"


@contextmanager
def open_recorder(folder: Path, port: int, *, service_url: str) -> Iterator[Recorder]:
    """Chromium with the built extension, which looks for its service at ``service_url``."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed")
    if not (BUILT / "manifest.json").exists():
        pytest.skip("the extension is not built: run `npm run build` in browser_extension")
    extension = shutil.copytree(BUILT, folder / "extension")
    (extension / "local.json").write_text(json.dumps({"service_url": service_url}))
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            str(folder / "profile"),
            executable_path=chromium,
            headless=True,
            args=[
                f"--disable-extensions-except={extension}",
                f"--load-extension={extension}",
                f"--host-resolver-rules={HOSTS}",
                "--remote-debugging-port=0",  # popups and panels are pages only to a second connection
            ],
        )
        worker = context.service_workers[0] if context.service_workers else context.wait_for_event("serviceworker")
        own_page = context.new_page()
        own_page.goto(f"chrome-extension://{worker.url.split('/')[2]}/options.html")
        yield Recorder(context, own_page, port, debugging_address(folder / "profile"), playwright)
        context.close()
