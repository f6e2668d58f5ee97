"""The dashboard for everyone: in German, without a mouse, at twice the size, without motion, and read aloud."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.extension_api.dashboard_page import chromium, sign_in, watched_page
from tests.extension_api.history import a_camper
from tests.extension_api.running_service import RunningService

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[2] / "browser_extension" / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
BARRIERS = """async (rules) => (await axe.run(document, rules)).violations.map(
  ({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(" | ")}`)"""
MOVING = """[...document.querySelectorAll("*")].map((one) => getComputedStyle(one)).filter(
  (style) => style.transitionDuration !== "0s" || style.animationName !== "none").length"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """A running service that holds a camper's history and one receipt."""
    with RunningService(tmp_path_factory.mktemp("access") / "store") as running:
        running.ask("POST", "/api/v1/events", {"events": a_camper()})
        running.ask("DELETE", "/api/v1/companies/Nobody%20Ads")
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all of them."""
    with chromium() as running:
        yield running


@pytest.fixture(params=["en-GB", "de-AT"])
def page(request: pytest.FixtureRequest, browser: Browser, service: RunningService) -> Iterator[Page]:
    """A browser of each language."""
    with watched_page(browser, service, locale=request.param) as page:
        yield page


@pytest.fixture
def english(browser: Browser, service: RunningService) -> Iterator[Page]:
    """An English browser on the dashboard, signed in."""
    with watched_page(browser, service) as page:
        sign_in(page, service)
        yield page


def open_everything(page: Page) -> None:
    """An ad with a cause, and a trait with its visits."""
    page.locator("[data-ad=a2] summary").first.click()
    page.locator("[data-ad=a2] .cause__head").first.click()
    page.locator("[data-trait] summary").first.click()
    page.wait_for_selector("[data-trait] .visits li")


def barriers(page: Page) -> list[str]:
    """What axe finds on the page as it is now."""
    found: list[str] = page.evaluate(BARRIERS, RULES)
    return found


@pytest.mark.parametrize(("scheme", "width"), [("light", 1100), ("dark", 320)])
def test_no_state_has_a_barrier(page: Page, service: RunningService, scheme: str, width: int) -> None:
    """Signing in, the lists, all that unfolds, and the question before erasing."""
    if not AXE.exists():
        pytest.skip("the extension's packages are not installed: run `npm ci` in browser_extension")
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"http://{service.address}/")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = {"signing in": barriers(page)}
    page.fill("#code", service.code())
    page.press("#code", "Enter")
    page.wait_for_selector("[data-ad]")
    open_everything(page)
    found["open"] = barriers(page)
    page.click("#everything-form button")
    found["asking"] = barriers(page)

    assert found == {"signing in": [], "open": [], "asking": []}
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_german_browser_reads_german_throughout(browser: Browser, service: RunningService) -> None:
    """The page's words, the service's sentences, and what goes wrong; the switch leads to English and is kept."""
    with watched_page(browser, service, locale="de-AT") as page:
        page.goto(f"http://{service.address}/")
        page.fill("#code", "0000-0000")
        page.press("#code", "Enter")
        assert "Dieser Code geht nicht" in page.wait_for_selector("#code-problem:visible").inner_text()
        sign_in(page, service)
        open_everything(page)
        shown = page.locator("main#content").inner_text()
        assert "Von 3 Anzeigen" in shown
        assert "Was diese Anzeige bewegt hat" in shown
        assert "Beleg: geschätzt" in shown
        assert "diese Anzeige ist anscheinend für alle da" in shown

        page.select_option("#language", "en")
        page.wait_for_selector("#diet-title:has-text('ads')")
        page.reload()
        page.wait_for_selector("[data-ad]")
        assert page.evaluate("document.documentElement.lang") == "en"
        assert "Evidence: modelled" in page.locator("#ads").inner_text()


def test_every_bar_is_told_in_words(english: Page) -> None:
    """Who does not see the bars hears the same figures and intervals."""
    open_everything(english)
    spoken = english.locator("[data-ad=a2] svg.bar").evaluate_all("(all) => all.map((bar) => bar.ariaLabel)")

    assert spoken
    assert all("×" in text and "between" in text for text in spoken)


def test_whole_dashboard_is_worked_without_a_mouse(browser: Browser, service: RunningService) -> None:
    """From the code to a reason, a trait's visits and the question before erasing, which Escape answers with no."""
    with watched_page(browser, service) as page:
        page.goto(f"http://{service.address}/")
        page.keyboard.type(service.code())  # the focus waits in the field
        page.keyboard.press("Enter")
        page.wait_for_selector("[data-ad]")
        for target in (".ad__head", ".cause__head", ".trait__head"):
            tab_to(page, target)
            page.keyboard.press("Enter")
            page.wait_for_timeout(300)  # what unfolds is fetched
        tab_to(page, "#everything-form .button")
        page.keyboard.press("Enter")
        page.wait_for_selector("#confirm[open]")
        page.keyboard.press("Escape")

        assert page.locator("details[open]").count() == 3
        assert service.ask("GET", "/api/v1/impressions")[1]["impressions"]


def test_twice_the_size_still_fits(english: Page) -> None:
    """At 200 % zoom the page scrolls down only."""
    english.set_viewport_size({"width": 1024, "height": 800})
    english.evaluate("document.documentElement.style.zoom = 2")
    open_everything(english)

    assert english.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


def test_nothing_moves_for_who_wants_no_motion(english: Page) -> None:
    """With the system's setting for less motion nothing slides, fades or turns."""
    english.emulate_media(reduced_motion="reduce")
    open_everything(english)

    assert english.evaluate(MOVING) == 0


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on such an element."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab never reaches {selector}")
