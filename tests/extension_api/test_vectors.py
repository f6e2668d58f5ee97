"""Criterion 1: pages and other extensions, by every way that a real browser has, change nothing and read nothing."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import BrowserContext, Page, Worker, sync_playwright

from extension_api.endpoints import Policy
from extension_api.routes import ALL
from tests.browser_extension.conftest import BUILT
from tests.extension_api.history import a_camper
from tests.extension_api.running_service import RunningService

pytestmark = pytest.mark.browser

HOSTILE = Path(__file__).with_name("hostile_extensions")
VECTORS = (HOSTILE / "vectors.js").read_text("utf-8")
CHROMIUM = os.environ.get("WHYAD_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
HOSTS = "MAP *.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
PUBLIC = {Policy.PUBLIC, Policy.PAGE}
FORGE = """(port) => chrome.declarativeNetRequest.updateSessionRules({addRules: [{
  id: 1, condition: {urlFilter: `|http://127.0.0.1:${port}/`, resourceTypes: ["xmlhttprequest", "websocket", "other"]},
  action: {type: "modifyHeaders", requestHeaders: [
    {header: "Origin", operation: "set", value: "chrome-extension://OURS"},
    {header: "Host", operation: "set", value: `127.0.0.1:${port}`},
    {header: "Sec-Fetch-Site", operation: "set", value: "none"},
  ]},
}]})"""
MESSAGES = """(id) => Promise.all(["options.get", "panel.state", "panel.forget_site", "options.unpair"].map((type) =>
  chrome.runtime.sendMessage(id, {type, tab_id: null, domain: "trails.example"}).catch(() => null)))"""


class _Page(BaseHTTPRequestHandler):
    arrived: list[str] = []  # noqa: RUF012 - for all requests of the one test that looks

    def do_GET(self) -> None:
        """An empty page of the attacker's, or of a service that checks nothing."""
        self.arrived.append(f"{self.command} {self.path}")
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b"<!doctype html><title>attacker</title><body>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        """The same."""
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def attacker() -> Iterator[int]:
    """The attacker's web server on a port of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@dataclass
class Arena:
    """One browser with our extension and two hostile ones, a service, and two web servers of the attacker's."""

    service: RunningService
    context: BrowserContext
    workers: dict[str, Worker]
    public_port: int
    loopback_port: int

    @property
    def target(self) -> str:
        """The service's address."""
        return f"http://{self.service.address}"

    @property
    def our_id(self) -> str:
        """Our extension's id, which is no secret."""
        return self.workers["ours"].url.split("/")[2]

    def attack(self, place: Page | Worker, target: str | None = None) -> dict[str, str]:
        """Try everything from a page or a worker; what could be read."""
        routes = {kind: [] for kind in ("closed", "open")}
        for route in (route for endpoints in ALL for route in endpoints.routes if "path:name" not in route.path):
            path = route.path.replace("<id>", "v0").replace("<domain>", "trails.example").replace("<name>", "x")
            routes["open" if route.policy in PUBLIC else "closed"].append((route.method, path))
        return place.evaluate(VECTORS, {"target": target or self.target, **routes})

    def held(self) -> list[str]:
        """Every row that the service holds."""
        db = sqlite3.connect(f"{(self.service.data_dir / 'whyad.sqlite3').as_uri()}?mode=ro", uri=True)
        try:
            return [line for line in db.iterdump() if line.startswith("INSERT")]
        finally:
            db.close()

    def open(self, url: str) -> Page:
        """A page in a tab of its own."""
        page = self.context.new_page()
        page.goto(url)
        return page


@pytest.fixture(scope="module")
def arena(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    """Everything running, a history stored, our extension paired."""
    if CHROMIUM is None or not (BUILT / "manifest.json").exists():
        pytest.skip("no Chromium, or the extension is not built: make extension")
    folder = tmp_path_factory.mktemp("arena")
    with attacker() as public, attacker() as loopback, RunningService(folder / "store") as service:
        service.ask("POST", "/api/v1/events", {"events": a_camper()})
        ours = shutil.copytree(BUILT, folder / "ours")
        (ours / "local.json").write_text(json.dumps({"service_url": f"http://{service.address}"}))
        loaded = ",".join(str(path) for path in (ours, HOSTILE / "plain", HOSTILE / "forging"))
        with sync_playwright() as playwright:
            context = playwright.chromium.launch_persistent_context(
                str(folder / "profile"), executable_path=CHROMIUM, headless=True,
                args=[f"--disable-extensions-except={loaded}", f"--load-extension={loaded}",
                      f"--host-resolver-rules={HOSTS}", f"--ip-address-space-overrides=127.0.0.1:{public}=public"],
            )  # fmt: skip
            arena = Arena(service, context, named_workers(context), public, loopback)
            pair_ours(arena)
            yield arena
            context.close()


def named_workers(context: BrowserContext) -> dict[str, Worker]:
    """The three background workers, told apart by the names in their manifests."""
    deadline = time.monotonic() + 15
    while len(context.service_workers) < 3:
        assert time.monotonic() < deadline, [worker.url for worker in context.service_workers]
        context.wait_for_event("serviceworker", timeout=10_000)
    names = {"hostile without permissions": "plain", "hostile with all permissions": "forging"}
    found = {worker.evaluate("chrome.runtime.getManifest().name"): worker for worker in context.service_workers}
    return {names.get(name, "ours"): worker for name, worker in found.items()}


def pair_ours(arena: Arena) -> None:
    """Type the code into our options, beside the hostile extensions.

    The attacker's pages are paused, so that whatever changes in the store was not our extension's doing.
    """
    page = arena.open(f"chrome-extension://{arena.our_id}/options.html")
    page.fill("#pairing-code", arena.service.code())
    page.click("#pair")
    page.wait_for_selector("#pair-result[data-ok=true]")
    pause = {"type": "options.set_paused_sites", "domains": ["public.test", "other.test", "evil.test"]}
    page.evaluate("(message) => chrome.runtime.sendMessage(message)", pause)
    page.close()


def pages(arena: Arena) -> dict[str, str]:
    """Where a hostile page may come from."""
    return {
        "public": f"http://public.test:{arena.public_port}/",
        "another port of this machine": f"http://127.0.0.1:{arena.loopback_port}/",
        "another name": f"http://other.test:{arena.loopback_port}/",
    }


@pytest.mark.parametrize("kind", ["public", "another port of this machine", "another name"])
def test_a_page_reads_and_changes_nothing(arena: Arena, kind: str):
    """Fetches, forms, scripts, images, frames, beacons, sockets: nothing changes, not a byte can be read."""
    before = arena.held()

    read = arena.attack(arena.open(pages(arena)[kind]))

    assert read == {}
    assert arena.held() == before


def test_a_name_that_was_rebound_reads_and_changes_nothing(arena: Arena):
    """The attacker's own name now leads to the service, so to the browser all of it is one site; Host gives it away."""
    before = arena.held()
    target = f"http://evil.test:{arena.service.port}"

    read = arena.attack(arena.open(target), target)

    assert {key: text for key, text in read.items() if "This service answers to" not in text} == {}
    assert arena.held() == before


@pytest.mark.parametrize("kind", ["public", "another port of this machine"])
def test_a_form_that_takes_the_whole_tab_changes_nothing(arena: Arena, kind: str):
    """The one way that browsers let through: a form sent at top level, dressed up as JSON."""
    before = arena.held()
    page = arena.open(pages(arena)[kind])

    page.set_content(
        f"<form method=post enctype=text/plain action='{arena.target}/api/v1/events'>"
        '<input name=\'{"events": [], "x": "\' value=\'"}\'></form>'
    )
    with page.expect_navigation():
        page.evaluate("document.forms[0].submit()")

    assert "Pages of other sites may not call this service" in page.content()
    assert arena.held() == before


def test_an_extension_without_permissions_reads_and_changes_nothing(arena: Arena):
    """Another extension's plain requests reach the service, and that is all."""
    before = arena.held()

    assert arena.attack(arena.workers["plain"]) == {}
    assert arena.held() == before


def test_an_extension_that_forges_every_header_gets_no_further(arena: Arena):
    """With our Origin, our Host and no trace of a page it reads what anybody may; without the secret nothing opens."""
    before = arena.held()
    arena.workers["forging"].evaluate(FORGE.replace("OURS", arena.our_id), arena.service.port)

    read = arena.attack(arena.workers["forging"])
    answers = arena.workers["forging"].evaluate(MESSAGES, arena.our_id)

    open_paths = {route.path for endpoints in ALL for route in endpoints.routes if route.policy in PUBLIC}
    assert {key.split()[-1] for key in read} <= open_paths
    assert read, "the forged requests did not arrive at all, so nothing was tested"
    assert "trails.example" not in json.dumps(read)
    assert set(answers) == {None}
    assert arena.held() == before


def test_our_extension_works_all_the_same(arena: Arena):
    """Beside the hostile extensions, a page that is visited is noted by the service."""
    arena.open(f"http://walks.test:{arena.public_port}/")

    deadline = time.monotonic() + 15
    while not any("walks.test" in line for line in arena.held()):
        assert time.monotonic() < deadline
        time.sleep(0.2)


def test_the_vectors_do_reach_a_service_that_checks_nothing(arena: Arena):
    """The control: from another port most of them arrive there, and the forging extension reads the answers."""
    with attacker() as careless:
        target = f"http://127.0.0.1:{careless}"
        _Page.arrived.clear()
        arena.attack(arena.open(f"http://127.0.0.1:{arena.loopback_port}/"), target)
        arrived = list(_Page.arrived)

        read = arena.attack(arena.workers["forging"], target)

    assert arrived.count("POST /api/v1/events") >= 3  # fetch, beacon, form
    assert "GET /api/v1/traits" in arrived
    assert any(key.endswith("/api/v1/traits") for key in read)
