"""The corpus of labelled pages in a real Chromium: the ads are found, and what only looks like one is left alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks.ad_pages.browser import BUILT, LookedAt, look_at_pages, open_chromium, open_own_page, read_found
from benchmarks.ad_pages.corpus import pages_by_address, read_corpus
from benchmarks.ad_pages.judging import Judgement, judge, recall_by_kind, together
from benchmarks.ad_pages.web import serve_web

RECALL, PRECISION, KIND_RECALL = 0.95, 0.97, 0.85
ADS, LOOK_ALIKES = 150, 150


def test_corpus_is_as_large_as_promised() -> None:
    """There are at least 150 ads and 150 look-alikes, and every page says what it is about."""
    pages = read_corpus()
    counts = {
        is_ad: sum(place.count for page in pages for place in page.positions if place.is_ad is is_ad)
        for is_ad in (True, False)
    }

    assert counts[True] >= ADS
    assert counts[False] >= LOOK_ALIKES
    assert all(page.story and page.html.is_file() for page in pages)


@pytest.mark.browser
@pytest.mark.slow
def test_ads_are_found_and_look_alikes_are_not(tmp_path: Path) -> None:
    """Nineteen of twenty ads are found, also of the hardest kind most; hardly anything else is taken for one."""
    if shutil.which("chromium") is None or not (BUILT / "manifest.json").exists():
        pytest.skip("needs Chromium and the built extension")
    pages, judgements = read_corpus(), list[Judgement]()
    with (
        serve_web(pages_by_address(pages), tmp_path) as port,
        open_chromium(tmp_path, port, extension=BUILT) as chromium,
    ):
        own_page = open_own_page(chromium.context)

        def take(looked_at: list[LookedAt]) -> None:
            found = read_found(own_page)
            judgements.extend(judge(one, found.get(one.tab.url, [])) for one in looked_at)

        look_at_pages(chromium.context, pages, take)

    result = together(judgements)
    assert sum(result.hits) / len(result.hits) >= RECALL, [ad for ad in result.ads if not ad.findings]
    assert sum(result.truths) / len(result.truths) >= PRECISION, result.alarms
    assert all(sum(hits) / len(hits) >= KIND_RECALL for hits in recall_by_kind(result).values())
