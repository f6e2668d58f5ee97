"""The same road in Firefox: another engine, the same source, the same answers."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from adtown.demo import run_town
from adtown.local_service import LocalService, free_port
from adtown.town import build_town
from adtown.walk import plan_walk
from tests.end_to_end.conftest import FIREFOX_EXTENSION, SEED, need
from tests.end_to_end.firefox import ADDON_UUID, Firefox, firefox_path, open_firefox

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OWN_PAGES = f"moz-extension://{ADDON_UUID}"


@pytest.fixture
def town_port(tmp_path: Path) -> Iterator[int]:
    """The town's servers, up."""
    port = free_port()
    (tmp_path / "market-log").mkdir()
    with run_town(SEED, port, tmp_path / "market-log", tmp_path / "town.log"):
        yield port


@pytest.fixture
def service(tmp_path: Path) -> Iterator[LocalService]:
    """The service on an empty store."""
    with LocalService(
        tmp_path / "store", port=free_port(), label="Demo data", output=tmp_path / "service.log"
    ) as running:
        yield running


@pytest.fixture
def firefox(tmp_path: Path, service: LocalService, town_port: int) -> Iterator[Firefox]:
    """Firefox with the built extension, paired by typing the code."""
    need(FIREFOX_EXTENSION.exists(), "the extension is not built: make extension")
    need(firefox_path(), "Firefox is not installed")
    extension = shutil.copytree(FIREFOX_EXTENSION, tmp_path / "extension")
    (extension / "local.json").write_text(json.dumps({"service_url": service.url, "record_loopback_port": town_port}))
    with open_firefox(tmp_path / "profile") as browser:
        browser.install(extension)
        type_pairing_code(browser, service.pairing_code())
        yield browser


def type_pairing_code(browser: Firefox, code: str) -> None:
    """Fill the options page and press the button."""
    browser.open(f"{OWN_PAGES}/options.html")
    browser.wait_for("!!document.querySelector('#pairing-code')")
    browser.evaluate(
        "(() => { const field = document.querySelector('#pairing-code');"
        f" field.value = {json.dumps(code)};"
        " return field.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )
    browser.evaluate("document.querySelector('#pair').click()")  # on its own: a page hears of typing a moment later
    said = browser.wait_for("document.querySelector('#pair-result[data-ok]')?.textContent")
    assert browser.evaluate("document.querySelector('#pair-result').dataset.ok") == "true", said


def test_firefox_captures_visits_and_explains_ads(firefox: Firefox, service: LocalService, town_port: int) -> None:
    """Three pages later the service knows of ads seen in Firefox and explains each of them."""
    for step in plan_walk(build_town(SEED), SEED, town_port).warm_up[:3]:
        firefox.open(step.url)
        time.sleep(4)

    impressions = service.get("/api/v1/impressions?limit=50")["impressions"]
    explanations = [service.get(f"/api/v1/impressions/{ad['id']}/explanation") for ad in impressions]

    assert len({ad["page_url"] for ad in impressions}) >= 2
    assert all(explanation["sentence"] for explanation in explanations)


def test_firefox_panel_shows_the_label_of_demo_data(firefox: Firefox) -> None:
    """The panel is the same in Firefox, and says that this is not the person's own store."""
    firefox.open(f"{OWN_PAGES}/sidepanel.html")

    assert firefox.wait_for("document.body.innerText.includes('Demo data')")
