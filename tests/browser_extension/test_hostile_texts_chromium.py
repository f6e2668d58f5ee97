"""Texts that mean harm, through the real panel and popup: nothing runs, nothing is fetched, no neighbour changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser_extension.conftest import Recorder, open_recorder
from tests.browser_extension.fake_service import FakeService, example, fake_service
from tests.payload_corpus import hostile_texts

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TEXTS = [one.text for one in hostile_texts(longest=4_000)]
EXAMPLE = example("explanation_response")
# Elements that no page of ours is made of: one of them would have come from a text.
FOREIGN = "img, script:not([src^='/']), iframe, object, embed, video, audio, form, base, a[href], math"


@pytest.fixture
def service() -> Iterator[FakeService]:
    """A service that says what a test puts into its mouth."""
    with fake_service() as running:
        yield running


@pytest.fixture
def watched(tmp_path: Path, sites: int, service: FakeService) -> Iterator[Recorder]:
    """A paired browser."""
    with open_recorder(tmp_path, sites, service_url=service.url) as opened:
        opened.pair_without_service()
        opened.ask("options.set_service_url", url=service.url)  # has the extension look whether it answers
        yield opened


def own_page(recorder: Recorder, name: str, seen: list[str]) -> Page:
    """One of the extension's pages; what it fetches from elsewhere and every dialogue is noted in ``seen``."""
    page = recorder.context.new_page()
    page.on("dialog", lambda dialog: (seen.append(f"dialogue {dialog.message[:40]}"), dialog.dismiss()))
    page.on("request", lambda request: request.url.startswith("chrome-extension:") or seen.append(request.url[:80]))
    page.on("console", lambda message: "Content Security" in message.text and seen.append(message.text[:200]))
    page.goto(recorder.own_page.url.replace("options.html", name))
    return page


def ad(number: int, text: str) -> dict[str, Any]:
    """An ad of today that says this everywhere it can."""
    time = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    told = {"advertiser": text, "text": text, "sentence": text, "page_domain": text}
    return {**EXAMPLE["impression"], **told, "id": f"ad-{number}", "time": time}


def hostile_explanation() -> dict[str, Any]:
    """One explanation with every text of the corpus as cause, visit, word, company, statement and caveat."""
    [cause, *_], [stated] = EXAMPLE["contributions"], EXAMPLE["stated"]
    [visit], [knower] = cause["evidence"], cause["knowers"]
    told = {
        **cause,
        "evidence": [{**visit, "visit_id": f"v{n}", "title": text, "domain": text, "words": [text]}
                     for n, text in enumerate(TEXTS)],
        "knowers": [{**knower, "company": f"{n} {text}", "sites": [text]} for n, text in enumerate(TEXTS)],
    }  # fmt: skip
    causes = [
        {**cause, "cause": {**cause["cause"], "id": f"c{n}", "label": text}, "sentence": text, "knowers": []}
        for n, text in enumerate(TEXTS)
    ]
    return {
        **EXAMPLE,
        "impression": ad(0, "An ad"),
        "behind": hostile_behind(),
        "contributions": [told, *causes],
        "stated": [{**stated, "detail": f"{n} {text}", "source": text} for n, text in enumerate(TEXTS)],
        "caveats": [f"{n} {text}" for n, text in enumerate(TEXTS)],
        "model_id": TEXTS[0],
    }


def hostile_behind() -> dict[str, Any]:
    """Every text as deliverer, teller, told, site, advertiser, word about the person, seller and consenting company."""
    behind = EXAMPLE["behind"]
    [hint], [deliverer], [link], [told], [consent] = (
        behind[name] for name in ("advertisers", "deliverers", "links", "told", "consents")
    )
    return {
        "advertisers": [{**hint, "source": "bid", "domain": text, "name": text} for text in TEXTS],
        "deliverers": [{**deliverer, "company": f"{n} {text}", "domains": [text]} for n, text in enumerate(TEXTS)],
        "links": [{**link, "told_by": f"{n} {text}", "told": text, "site": text} for n, text in enumerate(TEXTS)],
        "told": [{**told, "company": f"{n} {text}", "segments": [f"{n} {text}"], "place": text}
                 for n, text in enumerate(TEXTS)],
        "sellers": TEXTS,
        "consents": [{**consent, "granted": TEXTS, "refused": TEXTS}],
    }  # fmt: skip


def test_no_text_gets_out_of_its_place_in_the_list_of_ads(watched: Recorder, service: FakeService) -> None:
    """Every text as advertiser, ad and sentence of a card: its neighbours say what they always say."""
    service.said = {"/impressions": {"impressions": [ad(n, text) for n, text in enumerate(TEXTS)], "next_cursor": None}}
    seen: list[str] = []
    page = own_page(watched, "sidepanel.html?tabId=99999999", seen)
    page.click("#view-today")
    page.locator(".card").nth(len(TEXTS) - 1).wait_for(state="attached")

    assert seen == []
    assert page.evaluate("(foreign) => document.querySelectorAll(foreign).length", FOREIGN) == 0
    assert page.evaluate("window.__ran") is None
    neighbours = page.evaluate("[...document.querySelectorAll('.card .card__foot')].map((foot) => foot.innerText)")
    assert len(set(neighbours)) == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_no_text_gets_out_of_its_place_in_an_explanation(watched: Recorder, service: FakeService) -> None:
    """Every text as cause, visit, word, company, statement and caveat, all unfolded."""
    service.said = {
        "/impressions": {"impressions": [ad(0, "An ad")], "next_cursor": None},
        "/impressions/ad-0/explanation": hostile_explanation(),
        "/traits": {"traits": [{**example("traits_response")["traits"][0], "id": f"t{n}", "label": text}
                               for n, text in enumerate(TEXTS)], "observed_since": "2026-10-30T08:00:00Z"},
    }  # fmt: skip
    seen: list[str] = []
    page = own_page(watched, "sidepanel.html?tabId=99999999", seen)
    page.click("#view-today")
    page.click(".card__toggle")
    page.locator(".cause__head").first.click()
    page.locator(".visits + .button").first.click()
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.wait_for_timeout(300)

    assert page.locator(".visits li").count() == len(TEXTS)
    assert page.locator(".cause .company").count() == len(TEXTS)
    assert page.locator(".behind .company").count() == 3 * len(TEXTS)
    assert page.evaluate("(foreign) => document.querySelectorAll(foreign).length", FOREIGN) == 0
    page.click("#view-you")
    page.locator(".trait").nth(len(TEXTS) - 1).wait_for(state="attached")
    strengths = page.evaluate("[...document.querySelectorAll('.trait .level')].map((level) => level.innerText)")
    assert len(set(strengths)) == 1
    assert page.evaluate("window.__ran") is None
    assert page.evaluate("(foreign) => document.querySelectorAll(foreign).length", FOREIGN) == 0
    assert seen == []


@pytest.mark.parametrize("texts", [TEXTS[::12]], ids=["every twelfth"])
def test_popup_shows_hostile_texts_as_texts(watched: Recorder, service: FakeService, texts: list[str]) -> None:
    """The small view keeps its own words too."""
    page, seen, words = watched.visit(watched.url("shelf")), [], set()
    page.wait_for_timeout(2_500)
    tab = watched.own_page.evaluate(f"chrome.tabs.query({{url: '{page.url}'}}).then(([tab]) => tab.id)")
    popup = own_page(watched, f"popup.html?tabId={tab}", seen)
    for text in texts:
        service.words = {"advertiser": text, "text": text, "sentence": text}
        popup.reload()
        popup.wait_for_selector(".popup__ads li")
        words.add(popup.locator("#open-panel").inner_text() + popup.locator(".chip").first.inner_text())
        assert popup.evaluate("(foreign) => document.querySelectorAll(foreign).length", FOREIGN) == 0

    assert words == {"Open the panelAbout you"}
    assert seen == []
