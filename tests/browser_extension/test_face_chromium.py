"""Whyad's own pages in a real Chromium: no barrier in any state, nothing sticks out, all of it without a mouse."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser_extension.face_pages import (
    EXTENSION,
    LOOKS,
    SCENES,
    Look,
    Scene,
    chromium,
    open_scene,
    page_with,
    preview,
)

AXE = EXTENSION / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
VIOLATIONS = """async (rules) => (await axe.run(document, rules)).violations.map(
  ({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(" | ")}`)"""
# What reaches beyond the window's right edge. A page may scroll down, never sideways (WCAG 1.4.10).
STICKS_OUT = """() => [...document.querySelectorAll("#page *")].filter(
  (one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".heard-only, svg, .axis")
).map((one) => one.outerHTML.slice(0, 120))"""
QUICK_LOOK = LOOKS[-1]  # dark, 320 px and German: where most goes wrong
ZOOMED = {
    "panel-ads-cause", "panel-ads-behind", "panel-ads-claims", "panel-about-you", "start-unpaired", "start-tour",
    "popup-ads", "options-paired",
}  # fmt: skip

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The preview's address."""
    if not AXE.exists():
        pytest.skip("the extension's packages are not installed: run `npm ci` in browser_extension")
    with preview() as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all scenes."""
    if shutil.which("chromium") is None:
        pytest.skip("Chromium is not installed")
    with chromium() as running:
        yield running


def barriers(page: Page, address: str, look: Look, scenes: tuple[Scene, ...] = SCENES) -> dict[str, list[str]]:
    """What axe finds, and what sticks out, by scene."""
    found = {}
    for scene in scenes:
        open_scene(page, address, scene, look)
        page.evaluate(AXE.read_text())
        found[f"{scene.title} {look.name}"] = [*page.evaluate(VIOLATIONS, RULES), *page.evaluate(STICKS_OUT)]
    return {name: problems for name, problems in found.items() if problems}


def test_no_scene_has_a_barrier(browser: Browser, address: str) -> None:
    """Colours, names, roles and order are right in every state, and 320 pixels are enough."""
    assert barriers(page_with(browser, QUICK_LOOK), address, QUICK_LOOK) == {}


@pytest.mark.long
@pytest.mark.parametrize("look", [one for one in LOOKS if one is not QUICK_LOOK], ids=lambda look: look.name)
def test_no_scene_has_a_barrier_in_any_look(browser: Browser, address: str, look: Look) -> None:
    """The same for every colour scheme, width and language."""
    assert barriers(page_with(browser, look), address, look) == {}


def test_twice_the_size_still_fits(browser: Browser, address: str) -> None:
    """At 200 % zoom nothing is cut off or scrolls sideways."""
    scenes = tuple(scene for scene in SCENES if scene.title in ZOOMED)
    page = page_with(browser, Look("zoomed", width=800))
    for scene in scenes:
        open_scene(page, address, scene, Look("zoomed"))
        page.evaluate("document.documentElement.style.zoom = 2")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), scene.title


def test_whole_panel_is_worked_without_a_mouse(browser: Browser, address: str) -> None:
    """Tab, Enter and the arrows open a card, a cause, a question, and lead back to the harmless answer."""
    page = page_with(browser, LOOKS[0])
    open_scene(page, address, Scene("panel", "ads"), LOOKS[0])
    tab_to(page, ".card__toggle")
    page.keyboard.press("Enter")
    tab_to(page, ".cause__head")
    page.keyboard.press("Enter")
    tab_to(page, ".control:has(.control__name--erase)")
    page.keyboard.press("Enter")

    page.wait_for_function("document.activeElement.textContent === 'Keep'")
    page.keyboard.press("Escape")
    assert page.locator(".confirmation").count() == 0


def test_first_run_is_worked_without_a_mouse(browser: Browser, address: str) -> None:
    """Look around with sample data, leave again, choose to record, and reach the options."""
    page = page_with(browser, LOOKS[0])
    open_scene(page, address, Scene("start", "unpaired"), LOOKS[0])
    tab_to(page, "li:nth-child(3) .start__choice")
    page.keyboard.press("Enter")
    tab_to(page, ".tour__bar .button")
    page.keyboard.press("Enter")
    tab_to(page, ".start__choice")
    page.keyboard.press("Space")
    tab_to(page, ".notice .button")

    assert page.locator(".start__choice[aria-pressed=true]").count() == 1


def test_every_bar_is_told_in_words(browser: Browser, address: str) -> None:
    """Each bar says its factor and how far it may be off, to who does not see it."""
    page = page_with(browser, LOOKS[0])
    open_scene(page, address, Scene("panel", "ads", (".card__toggle",)), LOOKS[0])
    spoken = page.locator("svg.bar").evaluate_all("(all) => all.map((bar) => bar.ariaLabel)")

    assert len(spoken) == page.locator(".cause, .sum").count()
    assert all("times" in text or "as likely" in text for text in spoken)
    assert all("between" in text for text in spoken if "Everything else" not in text)


def test_views_are_walked_with_the_arrows(browser: Browser, address: str) -> None:
    """As tabs are everywhere."""
    page = page_with(browser, LOOKS[0])
    open_scene(page, address, Scene("panel", "ads"), LOOKS[0])
    tab_to(page, "#view-page")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")

    assert page.evaluate("document.activeElement.id") == "view-you"
    page.wait_for_selector(".traits .trait")


def test_nothing_moves_for_who_wants_no_motion(browser: Browser, address: str) -> None:
    """With the system's setting for less motion there is no transition at all."""
    page = page_with(browser, LOOKS[0])
    open_scene(page, address, Scene("panel", "ads", (".card__toggle",)), LOOKS[0])

    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter((one) => getComputedStyle(one).transitionDuration !== '0s').length"
    )
    assert moving == 0


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on such an element."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab never reaches {selector}")
