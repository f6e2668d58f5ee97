"""From a page in Chromium to the running service: paired by a typed code, and nothing lost when the service is away."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser_extension.conftest import Recorder, open_recorder

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WHYAD = Path(sys.executable).with_name("whyad")


class Service:
    """``whyad serve`` as a process of its own."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.where = ["--port", str(self.port), "--data-dir", str(folder)]
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.process = subprocess.Popen([WHYAD, "serve", *self.where, "--store-label", "Test"], stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{self.url}/health", timeout=2).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        pytest.fail("the service did not start")

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=10)

    def pairing_code(self) -> str:
        """What ``whyad pair`` shows."""
        shown = subprocess.run([WHYAD, "pair", *self.where], capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own command
        return re.search(r"\d{4}-\d{4}", shown).group()


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A service on an empty store."""
    running = Service(tmp_path / "store")
    yield running
    running.kill()


@pytest.fixture
def paired(tmp_path: Path, sites: int, service: Service) -> Iterator[Recorder]:
    """A browser whose person has typed the pairing code into the options."""
    with open_recorder(tmp_path, sites, service_url=service.url) as recorder:
        page = recorder.own_page
        page.fill("#pairing-code", service.pairing_code())
        page.click("#pair")
        page.wait_for_function("document.querySelector('#pair-result').textContent.trim()")
        yield recorder


def wait_for_state(recorder: Recorder, page_url: str, ready: Any, *, seconds: float = 15) -> dict[str, Any]:
    """The panel's state for a tab once ``ready`` is true of it."""
    find = "async (url) => (await chrome.tabs.query({})).find((tab) => tab.url === url).id"
    tab_id = recorder.own_page.evaluate(find, page_url)
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


def test_nothing_is_lost_while_the_service_is_away(paired: Recorder, service: Service) -> None:
    """Ads seen while the service was down are there once it is back, and the panel knows of the outage."""
    service.kill()
    paired.visit(paired.url("paper"))
    paired.wait_for("impression", lambda ads: len(ads) == 1)
    assert wait_for_state(paired, paired.url("paper"), lambda state: state["health"]["state"] == "service_down")

    service.start()

    state = wait_for_state(paired, paired.url("paper"), lambda state: len(state["ads"]) == 1, seconds=45)
    assert state["health"]["outage"]["until"]
