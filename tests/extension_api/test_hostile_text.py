"""Criterion 8, service half: 250 texts that mean harm go through the dashboard and the export and stay texts."""

from __future__ import annotations

import http.client
import io
import json
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.extension_api.history import a_camper, a_contact_event, a_visit_event, an_ad_event
from tests.extension_api.running_service import RunningService
from tests.payload_corpus import hostile_texts

pytestmark = pytest.mark.browser

CHROMIUM = os.environ.get("WHYAD_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
TEXTS = hostile_texts(longest=4_096)
BATCH = 100
OPENED = 12  # ads whose explanation is looked at as well; all of them would take a minute
WATCH = """
window.__refused = [];
addEventListener("securitypolicyviolation", (event) => window.__refused.push(event.violatedDirective));
"""
ODD_ELEMENTS = "script, style, link, iframe, object, embed, form, img, video, h1, [id]"
FOREIGN_ELEMENTS = f":is([data-ad], [data-trait]) :is({ODD_ELEMENTS})"
# What stands beside a stranger's text: the same in every row, whatever the text is.
BESIDE = "rows => rows.map(row => row.querySelector('.ad__where').innerText)"
WIDTHS = "rows => rows.map(row => Math.round(row.querySelector('.ad__where').getBoundingClientRect().width))"
AS_MARKUP = """(texts) => texts.forEach((text) => {
  const box = document.createElement("div");
  document.body.append(box);
  box.innerHTML = text;
})"""
UNISOLATED = """() => [...document.querySelectorAll('bdi')]
  .filter((bdi) => getComputedStyle(bdi).unicodeBidi !== 'isolate' || bdi.childElementCount > 0).length"""
REORDERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass
class Seen:
    """Everything that a browser did that it should not have done."""

    faults: list[str] = field(default_factory=list)

    def watch(self, page: Page, service: RunningService) -> None:
        """Note requests elsewhere, errors, dialogs and new windows."""
        page.add_init_script(WATCH)
        page.on("request", lambda request: self._note(request.url, unless=service.address in request.url))
        page.on("console", lambda message: self._note(message.text, unless=message.type != "error"))
        page.on("pageerror", lambda error: self._note(str(error)))
        page.on("dialog", lambda dialog: self._note(dialog.message))
        page.on("popup", lambda popup: self._note(popup.url))

    def _note(self, what: str, *, unless: bool = False) -> None:
        if not unless:
            self.faults.append(what)


def events() -> list[dict[str, Any]]:
    """Each hostile text in every field of a visit, a tracker contact and an ad that takes it."""
    made = a_camper()
    for number, hostile in enumerate(TEXTS):
        text, line = hostile.text, hostile.text[:256]
        visit = a_visit_event(f"h{number}", -500, title=f"Camping tents and stoves {text}"[:512])
        visit |= {"headings": [line], "description": line, "language": "en", "search_query": line or None}
        contact = {**a_contact_event(f"hk{number}", f"h{number}", -500), "company": line, "rule": text[:2_048]}
        ad = an_ad_event(
            f"ha{number}", -1, text=text, crid=line,
            delivery=[{"domain": "alpha.example", "company": line, "how": "bidder"}],
            finders=[{"finder": "network-rule", "detail": line[:64]}],
        )  # fmt: skip
        made += [visit, contact, ad]
    return made


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """A running service that holds all of them."""
    with RunningService(tmp_path_factory.mktemp("texts") / "store") as running:
        sent = events()
        for start in range(0, len(sent), BATCH):
            status, answer = running.ask("POST", "/api/v1/events", {"events": sent[start : start + BATCH]})
            assert status == 200, answer
        yield running


def test_no_text_runs_fetches_or_moves_its_neighbours_on_the_dashboard(service: RunningService):
    """Lists, explanations, visits behind a trait: 0 scripts, 0 refusals by the policy, 0 requests, all else alike."""
    if CHROMIUM is None:
        pytest.skip("no Chromium: install it or set WHYAD_CHROMIUM")
    seen = Seen()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        seen.watch(page, service)
        show_everything(page, service)

        assert page.evaluate("window.__ran") is None
        assert page.evaluate("window.__refused") == []
        assert page.title() == "Whyad"
        assert page.locator(FOREIGN_ELEMENTS).count() == 0
        assert page.evaluate(UNISOLATED) == 0
        assert len(set(page.eval_on_selector_all("[data-ad^=ha]", BESIDE))) == 1
        assert len(set(page.eval_on_selector_all("[data-ad^=ha]", WIDTHS))) == 1
        assert not [text for text in page.locator("bdi").all_inner_texts() if REORDERING.search(text)]
        assert {link.split(":")[0] for link in links(page)} <= {"http", "https"}
        browser.close()
    assert seen.faults == []


def show_everything(page: Page, service: RunningService) -> None:
    """Sign in, unroll the whole list of ads, open some of them and every trait."""
    page.goto(f"http://{service.address}/")
    page.fill("#code", service.code())
    page.press("#code", "Enter")
    page.wait_for_selector("[data-ad]")
    while page.locator("#ads-more button").count():
        before = page.locator("[data-ad]").count()
        page.click("#ads-more button")
        page.wait_for_function("(before) => document.querySelectorAll('[data-ad]').length > before", arg=before)
    assert page.locator("[data-ad^=ha]").count() == len(TEXTS)
    for number in range(0, len(TEXTS), len(TEXTS) // OPENED):
        page.eval_on_selector(f"[data-ad=ha{number}] details", "(fold) => { fold.open = true; }")
        page.wait_for_selector(f"[data-ad=ha{number}] .sum--total, [data-ad=ha{number}] .problem", state="attached")
    page.locator("[data-trait] summary").first.click()
    page.wait_for_selector("[data-trait] .visits li")


def links(page: Page) -> list[str]:
    """Where every link on the page leads."""
    return page.eval_on_selector_all("a[href]", "(links) => links.map((link) => link.href)")


def test_the_export_holds_each_text_in_its_field_and_nowhere_else(service: RunningService):
    """One record stays one line, nothing is a table's cell, every text comes back as it was, less its controls."""
    with zipfile.ZipFile(io.BytesIO(download(service, "/api/v1/export"))) as archive:
        assert not [name for name in archive.namelist() if name.endswith((".csv", ".html", ".svg"))]
        lines = archive.read("impressions.jsonl").split(b"\n")[:-1]
    held = {row["id"]: row["text"] for row in map(json.loads, lines)}

    for number, hostile in enumerate(TEXTS):
        assert held[f"ha{number}"] == re.sub("[\x00-\x1f\x7f-\x9f]", " ", hostile.text)


def test_answers_are_never_pages(service: RunningService):
    """Opened as a page, an answer that quotes a hostile text is shown as what it is and may run nothing."""
    connection = http.client.HTTPConnection("127.0.0.1", service.port)
    connection.request("GET", "/api/v1/impressions?limit=200", headers={"Authorization": f"Bearer {service.token}"})
    answer = connection.getresponse()
    answer.read()
    connection.close()

    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"


def download(service: RunningService, path: str) -> bytes:
    """The bytes of one answer."""
    connection = http.client.HTTPConnection("127.0.0.1", service.port)
    connection.request("GET", path, headers={"Authorization": f"Bearer {service.token}"})
    content = connection.getresponse().read()
    connection.close()
    return content


def test_the_texts_do_harm_where_nobody_minds(service: RunningService):
    """The control: put into a page as markup, they run, they fetch and the dashboard's own policy has to stop them."""
    if CHROMIUM is None:
        pytest.skip("no Chromium: install it or set WHYAD_CHROMIUM")
    # Those that would lead the page away at once are left out: there would be nobody left to ask.
    seen, markup = Seen(), [hostile.text for hostile in TEXTS if re.match("<img|<svg|<details|<body", hostile.text)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        seen.watch(page, service)
        page.set_content("<body></body>")
        page.evaluate(AS_MARKUP, markup)
        page.wait_for_function("window.__ran === 1")
        page.goto(f"http://{service.address}/")
        page.evaluate(AS_MARKUP, markup)
        page.wait_for_function("window.__refused.length > 0")

        assert page.evaluate("window.__ran") is None
        browser.close()
    assert any("evil.example" in fault for fault in seen.faults)
