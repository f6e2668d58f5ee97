"""The town in a real browser: the auction runs, every kind of slot is filled, and what arrived is written down."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright

from adtown.browser import ALLOW_THIRD_PARTY_COOKIES, chromium_path
from adtown.layout import Site, Town
from adtown.local_service import DemoError, free_port
from adtown.publisher_pages import BUNDLE
from adtown.running_town import COOKIE
from adtown.server import open_town
from tests.adtown.conftest import on_the_air

pytestmark = pytest.mark.browser

SLOTS = {"top", "side", "inline", "bottom", "chumbox"}
HOSTS = "MAP *.localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[BrowserContext]:
    """A fresh Chromium that allows third-party cookies."""
    try:
        executable = chromium_path()
    except DemoError as error:
        pytest.skip(str(error))
    if not BUNDLE.exists():
        pytest.skip("the page script is not built: run `make town-web`")
    preferences = tmp_path / "profile" / "Default" / "Preferences"
    preferences.parent.mkdir(parents=True)
    preferences.write_text(json.dumps(ALLOW_THIRD_PARTY_COOKIES))
    with sync_playwright() as playwright:
        launch = playwright.chromium.launch_persistent_context
        context = launch(
            str(tmp_path / "profile"),
            executable_path=executable,
            headless=True,
            args=[f"--host-resolver-rules={HOSTS}"],
        )
        yield context
        context.close()


def slot_names(lines: list[dict[str, Any]]) -> set[str]:
    """``top``, ``side``... of the ads that were delivered; a box of links counts as one."""
    return {
        line["slot"].split("-")[0] if line["slot"].startswith("chumbox") else line["slot"].rsplit("-")[-1]
        for line in lines
    }


def scroll_until_filled(log_file: Path, page: Page, wanted: set[str]) -> list[dict[str, Any]]:
    """The decision log once all these slots are filled, or as it is after eight seconds."""
    for _ in range(40):
        lines = [json.loads(line) for line in log_file.read_text(encoding="utf-8").splitlines()]
        if wanted <= slot_names(lines):
            return lines
        page.mouse.wheel(0, 400)
        page.wait_for_timeout(200)
    return lines


def fullest_site(town: Town) -> Site:
    """A site with a chumbox."""
    return next(site for site in town.sites if site.has_chumbox)


def test_every_slot_of_a_page_is_filled_and_logged(town: Town, browser: BrowserContext, tmp_path: Path) -> None:
    """A reader who scrolls down sees the auction's ads, the ad server's, the lazy one and the box of links."""
    article = fullest_site(town).articles[0]
    port = free_port()
    with on_the_air(open_town(town, port, log_dir=tmp_path / "log"), port):
        page = browser.new_page()
        page.goto(article.url(port))
        lines = scroll_until_filled(tmp_path / "log" / "decisions.jsonl", page, SLOTS)
        winners = page.evaluate(
            "pbjs.getAllWinningBids().map((bid) => [bid.creativeId, bid.meta.advertiserDomains[0]])"
        )
        cookies = {cookie["domain"] for cookie in browser.cookies() if cookie["name"] == COOKIE}

    assert {line["page"] for line in lines} == {article.url(port)}
    assert slot_names(lines) == SLOTS
    assert sum(line["slot"].startswith("chumbox") for line in lines) >= 2
    assert {tuple(winner) for winner in winners} <= {(line["crid"], line["adomain"]) for line in lines}
    assert ".slotwick.localhost" in cookies
