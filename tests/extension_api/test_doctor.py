"""``whyad doctor``: each thing that can be wrong is found and told with what to do."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from extension_api import doctor
from extension_api.data_dir import DataDir
from extension_api.service import Service
from tests.builders import NOON
from tests.extension_api.conftest import Browser
from tests.extension_api.history import a_visit_event


def bad(findings: Iterator[doctor.Finding]) -> dict[str, doctor.Finding]:
    """What is wrong, by subject."""
    return {finding.subject: finding for finding in findings if not finding.is_good}


def held(service: Service) -> dict[str, doctor.Finding]:
    """What is wrong with what this service holds, at noon."""
    return bad(doctor.look_at_what_is_held(service.data_dir, NOON))


def test_no_browser_is_told_with_the_way_to_connect_one(service: Service):
    """Nothing can arrive before a browser is connected."""
    assert "whyad pair" in held(service)["browsers"].advice


@pytest.mark.usefixtures("paired")
def test_a_connected_browser_is_well(service: Service):
    """With a browser, and nothing noted yet, all is as it should be."""
    assert held(service) == {}


def test_many_pages_without_any_company_are_odd(service: Service, paired: Browser):
    """Fifty pages without a tracking company do not exist: the extension has lost its lists."""
    paired.post("/api/v1/events", {"events": [a_visit_event(f"v{n}", -n) for n in range(50)]})

    assert "install the extension again" in held(service)["lists"].advice


def test_a_clock_that_runs_behind_is_found(service: Service, paired: Browser):
    """Pages of tomorrow mean that the clock was set back."""
    paired.post("/api/v1/events", {"events": [a_visit_event("v1", 24 * 60)]})

    assert set(bad(doctor.look_at_what_is_held(service.data_dir, NOON))) == {"clock"}
    assert bad(doctor.look_at_what_is_held(service.data_dir, NOON + timedelta(days=1))) == {}


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Below 200 MB it is time to make room."""
    monkeypatch.setattr(doctor, "FREE_MIN_BYTES", 10**18)

    assert "make room" in doctor.look_at_disk(DataDir(tmp_path)).advice


class _Careless(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer everybody."""
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_service_that_lets_everybody_in_is_found_out():
    """The control: where nothing is refused, each of the three rules is reported."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Careless)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found = bad(doctor.look_at_doors(f"http://127.0.0.1:{server.server_port}"))
    server.shutdown()
    server.server_close()

    assert {"host rule", "site rule", "token rule"} <= set(found)
