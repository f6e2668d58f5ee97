"""The same source captures the same things in Firefox."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser_extension.conftest import BUILT, NO_SERVICE, PAIR_WITHOUT_SERVICE, READ_OUTBOX
from tests.end_to_end.firefox import ADDON_UUID, Firefox, firefox_path, open_firefox

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OPTIONS = f"moz-extension://{ADDON_UUID}/options.html"
BUILT_FOR_FIREFOX = BUILT.with_name("firefox-mv3")


@pytest.fixture
def firefox(tmp_path: Path, sites: int) -> Iterator[Firefox]:
    """A fresh Firefox with the extension, which may record the test sites' port as a demo's may be."""
    if firefox_path() is None:
        pytest.skip("Firefox is not installed")
    if not (BUILT_FOR_FIREFOX / "manifest.json").exists():
        pytest.skip("the extension is not built: run `npm run build:firefox` in browser_extension")
    extension = shutil.copytree(BUILT_FOR_FIREFOX, tmp_path / "extension")
    (extension / "local.json").write_text(json.dumps({"service_url": NO_SERVICE, "record_loopback_port": sites}))
    with open_firefox(tmp_path / "profile") as browser:
        browser.install(extension)
        browser.open(OPTIONS)
        browser.wait_for("!!document.querySelector('#pair')")  # the extension has made its database by then
        yield browser


def captured(firefox: Firefox) -> list[dict[str, Any]]:
    """What waits in the outbox, read as one of the extension's own pages."""
    firefox.open(OPTIONS)
    return firefox.evaluate(f"({READ_OUTBOX})()")


def test_page_trackers_and_ads_are_captured_in_firefox(firefox: Firefox, sites: int) -> None:
    """A visit with its words, the company in a sealed frame, and each ad with its advertiser."""
    firefox.evaluate(f"({PAIR_WITHOUT_SERVICE})()")
    firefox.open(f"http://news.localhost:{sites}/?session=abc")
    time.sleep(3)

    events = captured(firefox)
    (visit,) = [event for event in events if event["type"] == "visit"]
    assert (visit["title"], visit["url"], visit["domain"]) == (
        "Harbour opens its doors",
        f"http://news.localhost:{sites}/",
        "news.localhost",
    )
    assert {event["domain"] for event in events if event["type"] == "tracker_contact"} == {
        "tracker.localhost",
        "ads.localhost",
    }
    ads = [event for event in events if event["type"] == "impression"]
    assert [(ad["frame"], ad["adomain"], ad["crid"]) for ad in ads] == [
        ("cross_origin", ["shop.localhost"], None),
        ("friendly", ["bikes.localhost"], "rain-1"),
        ("top", ["shop.localhost"], None),
    ]
    assert {("frame", "ads.localhost"), ("request", "sync.localhost")} <= {
        (hop["how"], hop["domain"]) for hop in ads[0]["delivery"]
    }


def test_unpaired_firefox_records_nothing(firefox: Firefox, sites: int) -> None:
    """Installed is not agreed: before a code was typed no page is noted."""
    firefox.open(f"http://news.localhost:{sites}/")
    time.sleep(3)

    assert captured(firefox) == []
