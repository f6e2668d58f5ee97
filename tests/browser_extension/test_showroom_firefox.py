"""The showroom in a real Firefox: the same ads are found as in Chromium, and nothing else."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from adtown.local_service import free_port
from adtown.showroom.plan import tracker_rules
from benchmarks.ad_pages.browser import (
    ADS_COME_MS,
    LABEL_BOXES,
    MAX_STEPS,
    PAIR_WITHOUT_SERVICE,
    READ_SLOTS,
    SCROLL,
    SETTLE_MS,
    STEP_MS,
    STEP_PX,
    LabelledPage,
    found_by_address,
    labelled_places,
)
from benchmarks.ad_pages.corpus import CorpusPage
from benchmarks.ad_pages.judging import judge, together
from tests.browser_extension.conftest import BUILT, NO_SERVICE
from tests.browser_extension.test_showroom import assert_all_told_apart, halls_of, open_showroom
from tests.end_to_end.firefox import ADDON_UUID, Firefox, firefox_path, open_firefox

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OPTIONS = f"moz-extension://{ADDON_UUID}/options.html"


@contextmanager
def open_visitor(folder: Path, port: int) -> Iterator[tuple[Firefox, str]]:
    """A Firefox that may record the showroom and knows its companies, and the tab of the extension's own page."""
    extension = shutil.copytree(BUILT.with_name("firefox-mv3"), folder / "extension")
    (extension / "local.json").write_text(json.dumps({"service_url": NO_SERVICE, "record_loopback_port": port}))
    with open_firefox(folder / "profile") as browser:
        browser.install(extension)
        browser.open(OPTIONS)
        browser.wait_for("!!document.querySelector('#pair')")  # the extension has made its database by then
        browser.evaluate(f"({PAIR_WITHOUT_SERVICE})()")
        taught = json.dumps({"type": "options.set_tracker_lists", "rules": tracker_rules(), "companies": ""})
        browser.evaluate(f"browser.runtime.sendMessage({taught})")
        own_page = browser.context
        browser.context = browser.call("browsingContext.create", type="tab")["context"]
        yield browser, own_page


def look_at(browser: Firefox, hall: CorpusPage) -> LabelledPage:
    """Show one hall from top to bottom."""
    selectors = json.dumps([position.at for position in hall.positions])
    browser.open(hall.address)
    time.sleep(ADS_COME_MS / 1000)
    steps = []
    for step in range(1, MAX_STEPS + 1):
        steps.append(browser.evaluate(f"({LABEL_BOXES})({selectors})"))
        if not browser.evaluate(f"({SCROLL})({step * STEP_PX})"):
            break
        time.sleep(STEP_MS / 1000)
    time.sleep(SETTLE_MS / 1000)
    steps.append(browser.evaluate(f"({LABEL_BOXES})({selectors})"))
    return LabelledPage(hall, labelled_places(hall, steps, strict=True))


def test_every_planted_ad_is_found_in_firefox_and_nothing_else(tmp_path: Path) -> None:
    """However an ad is delivered, this browser too shows it to the finders; what only looks like one is none."""
    if firefox_path() is None or not (BUILT.with_name("firefox-mv3") / "manifest.json").exists():
        pytest.skip("needs Firefox and the built extension")
    port, judgements = free_port(), []
    with open_showroom(port), open_visitor(tmp_path, port) as (browser, own_page):
        hall_tab = browser.context
        for hall in halls_of(1, port):
            browser.context = hall_tab
            seen = look_at(browser, hall)
            browser.context = own_page
            found = found_by_address(browser.evaluate(f"({READ_SLOTS})()"))
            judgements.append(judge(seen, found.get(hall.address, [])))

    assert_all_told_apart(together(judgements))
