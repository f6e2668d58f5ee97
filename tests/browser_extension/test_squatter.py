"""Criterion 3: a program that took the port gets neither the code, nor the secret, nor an event's byte."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from adtown.local_service import LocalService, free_port
from tests.browser_extension.conftest import Recorder, open_recorder, type_code

pytestmark = [pytest.mark.browser, pytest.mark.slow]

READ_PAIRING = """() => new Promise((resolve) => {
  const opening = indexedDB.open("whyad");
  opening.onsuccess = () => {
    const reading = opening.result.transaction("settings").objectStore("settings").get("pairing");
    reading.onsuccess = () => { opening.result.close(); resolve(reading.result?.token ?? null); };
  };
})"""
FORGET_A_SITE = "chrome.runtime.sendMessage({type: 'panel.forget_site', domain: 'gone.example'})"
# What the squatter says, as like the real service as somebody can make it who has read its documentation.
ANSWERS = {
    "/api/v1/info": {"name": "whyad", "version": "9", "api": "v1", "store_label": None, "model_id": "m",
                     "taxonomy": "t", "observed_since": "2026-11-02T12:00:00Z"},
    "/api/v1/tickets": {"ticket": "c2hvdy1tZS10aGUtd2F5", "proof": "0" * 64},
    "/api/v1/pairing-attempts": {"attempt_id": "a1", "salt": "00" * 16, "public_number": "ab" * 384},
    "/api/v1/pairings": {"profile_id": "p-1", "proof": "0" * 64},
}  # fmt: skip


class Squatter(BaseHTTPRequestHandler):
    """Answers everything and writes everything down."""

    heard: list[tuple[str, str]] = []  # noqa: RUF012 - one squatter at a time

    def do_POST(self) -> None:
        """Write down what was sent, answer as the service might."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.heard.append((self.path, f"{self.command} {self.path}\n{self.headers}\n{body.decode('utf-8', 'replace')}"))
        answer = json.dumps(ANSWERS.get(self.path, {"results": [], "accepted": 0})).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def do_GET(self) -> None:
        """The same."""
        self.do_POST()

    def do_DELETE(self) -> None:
        """The same."""
        self.do_POST()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def squat(port: int) -> Iterator[Callable[[], set[str]]]:
    """Take the port; gives a function that tells which addresses were asked for."""
    Squatter.heard.clear()
    server = ThreadingHTTPServer(("127.0.0.1", port), Squatter)
    Thread(target=server.serve_forever, daemon=True).start()
    yield lambda: {path for path, _ in Squatter.heard}
    server.shutdown()
    server.server_close()


def wait_until(is_true: Callable[[], object], *, seconds: float = 20) -> None:
    """Return once it is true."""
    deadline = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def heard_anywhere(words: str | None) -> bool:
    """Whether the squatter was told these words."""
    return bool(words) and any(str(words) in everything for _, everything in Squatter.heard)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[LocalService]:
    """A service on an empty store."""
    with LocalService(tmp_path / "store", port=free_port(), label="Test", output=tmp_path / "service.log") as running:
        yield running


def test_a_squatter_learns_nothing_and_loses_nothing(tmp_path: Path, sites: int, service: LocalService) -> None:
    """While it holds the port nothing is told to it; once the real service is back, what was seen meanwhile arrives."""
    with open_recorder(tmp_path, sites, service_url=service.url) as recorder:
        type_code(recorder, service.pairing_code())
        secret = recorder.own_page.evaluate(READ_PAIRING)
        service.stop(signal.SIGTERM)
        with squat(service.port) as asked:
            recorder.visit(recorder.url("paper"))
            recorder.wait_for("impression", lambda ads: len(ads) == 1)
            wait_until(lambda: "/api/v1/tickets" in asked())
            recorder.own_page.evaluate(FORGET_A_SITE)
            wait_until(lambda: state_of(recorder) == "wrong_service")

            assert asked() == {"/api/v1/info", "/api/v1/tickets"}
            assert not [words for words in (secret, "paper.test", "gone.example", "Bearer") if heard_anywhere(words)]

        service.start()
        recorder.visit(recorder.url("news"))
        wait_until(lambda: recorder.events() == [] and state_of(recorder) == "recording", seconds=45)

    pages = {ad["page_url"] for ad in service.get("/api/v1/impressions?limit=200")["impressions"]}
    assert recorder.url("paper") in pages


def state_of(recorder: Recorder) -> str:
    """What the panel would say about the service."""
    return str(recorder.ask("panel.state", tab_id=None)["health"]["state"]).replace("not_recordable", "recording")


def test_a_squatter_does_not_learn_the_code(tmp_path: Path, sites: int) -> None:
    """Typed while another program holds the port, it gives that program one guess and nothing to try others with."""
    port, code = free_port(), "4821-7730"
    with squat(port) as asked, open_recorder(tmp_path, sites, service_url=f"http://127.0.0.1:{port}") as recorder:
        recorder.own_page.fill("#pairing-code", code)
        recorder.own_page.click("#pair")
        recorder.own_page.wait_for_selector("#pair-result[data-ok=false]")

        assert {"/api/v1/pairing-attempts", "/api/v1/pairings"} <= asked()
        assert not heard_anywhere(code)
        assert not heard_anywhere(code.replace("-", ""))
        assert "Another program answers" in recorder.own_page.inner_text("#pair-result")
        assert recorder.own_page.evaluate(READ_PAIRING) is None
