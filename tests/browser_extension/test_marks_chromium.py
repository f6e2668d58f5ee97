"""The small marks at explained ads, in a real Chromium, on a page that watches everything done to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser_extension.conftest import Recorder, open_recorder
from tests.browser_extension.fake_service import FakeService, fake_service
from tests.browser_extension.opened_pages import opened_by_the_browser, pages_of_the_browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LAYOUT = """() => ({
  boxes: [...document.body.querySelectorAll("*")].map((one) => JSON.stringify(one.getBoundingClientRect())),
  size: [document.documentElement.scrollWidth, document.documentElement.scrollHeight],
  text: document.body.innerText,
})"""
# The layer is the only thing outside the body; a mark is where the browser finds it under the pointer.
LAYERS = "() => [...document.documentElement.children].filter((one) => !one.matches('head, body')).length"
WORDS = ("camping", "interest in", "likelier")


@pytest.fixture(scope="module")
def service() -> Iterator[FakeService]:
    """A service that explains every ad in the same words."""
    with fake_service() as running:
        yield running


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory, sites: int, service: FakeService) -> Iterator[Recorder]:
    """One paired browser for all tests, whose service explains."""
    with open_recorder(tmp_path_factory.mktemp("marks"), sites, service_url=service.url) as opened:
        opened.pair_without_service()
        yield opened


@pytest.fixture
def marked(browser: Recorder, service: FakeService) -> Iterator[Recorder]:
    """The browser as it is after its installation: no page open, nothing asked, marks switched on."""
    browser.ask("face.set", language="en", show_marks=True)
    service.asked.clear()
    service.languages.clear()
    yield browser
    for page in browser.context.pages:
        if page is not browser.own_page:
            page.close()


def open_shelf(recorder: Recorder, *, marks: int = 1) -> Page:
    """The curious page, once it has its marks."""
    page = recorder.visit(recorder.url("shelf"))
    page.wait_for_function(f"({LAYERS})() === {marks}", timeout=15_000)
    page.wait_for_timeout(600)  # both ads' answers have come
    return page


def corner_of(page: Page, selector: str) -> tuple[float, float]:
    """A point within the mark of this ad."""
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["x"] + box["width"] - 12, box["y"] + box["height"] - 12


def test_marks_move_nothing(marked: Recorder) -> None:
    """Every box of the page is where it was without marks, to the pixel, also while a sentence is shown."""
    marked.ask("face.set", language="en", show_marks=False)
    page = marked.visit(marked.url("shelf"))
    page.wait_for_timeout(2500)
    before = page.evaluate(LAYOUT)
    shifts = page.evaluate("window.seen.shifts")

    marked.ask("face.set", language="en", show_marks=True)
    page.bring_to_front()
    page.wait_for_function(f"({LAYERS})() === 1", timeout=15_000)
    page.mouse.move(*corner_of(page, "#slot iframe"))
    page.wait_for_timeout(300)

    assert page.evaluate(LAYOUT) == before
    assert page.evaluate("window.seen.shifts") == shifts


def test_page_cannot_read_what_a_mark_says(marked: Recorder) -> None:
    """No shadow root, no text, no search of the page gives the sentence away, while it is on screen."""
    page = open_shelf(marked)
    page.mouse.move(*corner_of(page, "#slot iframe"))
    page.wait_for_timeout(300)

    assert page.evaluate("window.seen.roots.length") == 0
    assert page.evaluate("document.documentElement.lastElementChild.shadowRoot") is None
    assert [word for word in WORDS if page.evaluate("(word) => window.find(word, false, false, true)", word)] == []
    assert not any(word in page.evaluate("document.documentElement.outerHTML") for word in WORDS)
    assert page.evaluate("getSelection().selectAllChildren(document.documentElement) || String(getSelection())").find(
        "camping"
    ) == -1


def test_click_on_a_mark_opens_the_panel_at_that_ad(marked: Recorder, service: FakeService) -> None:
    """One click in the page, and the side panel shows the ad's card, open and with the focus on it."""
    page = open_shelf(marked)
    page.mouse.click(*corner_of(page, "#native"))

    panel = opened_by_the_browser(marked, "/sidepanel.html")
    panel.wait_for_selector(".card__body .bar", timeout=15_000)
    asked = [path for method, path in service.asked if path.endswith("/explanation")]
    assert len(asked) == 1
    assert panel.evaluate("document.activeElement.closest('article').contains(document.querySelector('.card__body'))")
    assert panel.locator(".card__body").count() == 1
    panel.close()


def test_marks_can_be_reached_and_read_with_the_keyboard(marked: Recorder) -> None:
    """Tab leads from the page's own links to the marks; each has a name that says the sentence."""
    page = open_shelf(marked)
    page.locator("a >> nth=0").focus()
    steps = 0
    while page.evaluate("document.activeElement.parentElement !== document.documentElement") and steps < 10:
        page.keyboard.press("Tab")
        steps += 1

    assert steps < 10
    names = [node["name"]["value"] for node in accessible_nodes(page) if node["role"]["value"] == "button"]
    assert len(names) == 2
    assert all(name.startswith("Why this ad? Your interest in camping") for name in names)


def accessible_nodes(page: Page) -> list[dict[str, Any]]:
    """What a screen reader is told about the page, shadow roots included."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    return [node for node in nodes if not node["ignored"] and "name" in node]


PRESS_ALL_THAT_CAN_BE_REACHED = """() => {
  const layer = document.documentElement.lastElementChild;
  for (const target of [layer, ...(layer.shadowRoot?.querySelectorAll("*") ?? [])]) target.click();
}"""


def test_a_page_cannot_press_a_mark(marked: Recorder) -> None:
    """Neither is the button in reach of the page's scripts, nor are events that a script makes clicks."""
    page = open_shelf(marked)
    page.evaluate(PRESS_ALL_THAT_CAN_BE_REACHED)
    page.wait_for_timeout(1000)

    assert pages_of_the_browser(marked, "/sidepanel.html") == []


def test_marks_go_when_they_are_switched_off_and_speak_the_chosen_language(
    marked: Recorder, service: FakeService
) -> None:
    """The option works at once, in pages that are open."""
    page = open_shelf(marked)
    marked.ask("face.set", language="de", show_marks=True)
    page.wait_for_timeout(800)

    names = [node["name"]["value"] for node in accessible_nodes(page) if node["role"]["value"] == "button"]
    assert all(name.startswith("Warum diese Anzeige?") for name in names)
    assert "de" in service.languages

    marked.ask("face.set", language="de", show_marks=False)
    page.wait_for_function(f"({LAYERS})() === 0")
