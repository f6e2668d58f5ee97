"""The showroom in a real Chromium: every planted ad is found, and nothing that was planted beside it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page
from waitress.server import create_server

from adtown.layout import address
from adtown.local_service import free_port
from adtown.showroom.plan import HALL, plan_showroom, tracker_rules
from adtown.showroom.site import create_showroom_app
from benchmarks.ad_pages.browser import BUILT, LookedAt, look_at_pages, open_chromium, open_own_page, read_found
from benchmarks.ad_pages.corpus import CorpusPage, Position
from benchmarks.ad_pages.judging import Judgement, judge, together

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def halls_of(seed: int, port: int) -> list[CorpusPage]:
    """The pages of one showroom with what was planted on them."""
    return [
        CorpusPage(
            name=f"seed {seed}, hall {hall.number}",
            story="drawn",
            address=address(HALL, port, f"/{seed}/hall/{hall.number}"),
            html=Path(),
            positions=tuple(
                Position(one.at, one.exhibit.name, is_ad=one.exhibit.is_ad, count=one.count) for one in hall.exhibits
            ),
        )
        for hall in plan_showroom(seed)
    ]


@contextmanager
def open_showroom(port: int) -> Iterator[None]:
    """The showroom, while the block runs."""
    server = create_server(create_showroom_app(port), host="127.0.0.1", port=port, threads=8, connection_limit=1000)
    worker = threading.Thread(target=server.run, daemon=True)
    worker.start()
    try:
        yield
    finally:
        server.close()
        worker.join(timeout=5)


def teach_companies(own_page: Page) -> None:
    """Type the rules for the showroom's companies into the options, as a person would."""
    own_page.reload()
    own_page.fill("#tracker-rules", tracker_rules())
    own_page.click("#save-lists")
    own_page.wait_for_selector("#lists-result[data-ok='true']")


def look_at_showrooms(seeds: Sequence[int], folder: Path) -> Judgement:
    """What the extension made of these showrooms."""
    if shutil.which("chromium") is None or not (BUILT / "manifest.json").exists():
        pytest.skip("needs Chromium and the built extension")
    port, judgements = free_port(), list[Judgement]()
    with open_showroom(port), open_chromium(folder, port, extension=BUILT, records_loopback=True) as chromium:
        own_page = open_own_page(chromium.context)
        teach_companies(own_page)

        def take(looked_at: list[LookedAt]) -> None:
            found = read_found(own_page)
            judgements.extend(judge(one, found.get(one.tab.url, [])) for one in looked_at)

        look_at_pages(chromium.context, [hall for seed in seeds for hall in halls_of(seed, port)], take)
    return together(judgements)


def assert_all_told_apart(result: Judgement) -> None:
    """No planted ad is missing, and nothing else was taken for one."""
    assert [f"{ad.page}: {ad.place.position.kind}" for ad in result.ads if not ad.findings] == []
    assert [f"{one.page}: {one.taken_for} {one.finding.finders}" for one in result.alarms] == []


def test_every_planted_ad_is_found_and_nothing_else(tmp_path: Path) -> None:
    """However an ad is delivered, it is found; what only looks like one is not."""
    assert_all_told_apart(look_at_showrooms((1, 2), tmp_path))


@pytest.mark.long
@pytest.mark.timeout(1500)
def test_every_planted_ad_is_found_in_twenty_showrooms(tmp_path: Path) -> None:
    """Wherever it stands, in whatever size and language."""
    assert_all_told_apart(look_at_showrooms(range(1, 21), tmp_path))
