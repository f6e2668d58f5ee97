"""The dashboard in a real browser, on a real service: signing in, reading, forgetting, and texts that mean harm."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.extension_api.dashboard_page import chromium, sign_in, watched_page
from tests.extension_api.history import a_camper, a_tent_buyer, a_visit_event, an_ad_event
from tests.extension_api.running_service import RunningService

pytestmark = pytest.mark.browser
HARM = '<img src="https://evil.example/x" onerror="document.title=1"><script>document.title="owned"</script>\u202egnp'


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """A running service that holds a camper's history, some of it hostile."""
    with RunningService(tmp_path_factory.mktemp("dashboard") / "store") as running:
        harm = [
            a_visit_event("x0", -700, title=f"Camping tents and stoves {HARM}"),
            an_ad_event("ax", -1, text=HARM, crid=HARM),
        ]
        running.ask("POST", "/api/v1/events", {"events": [*a_camper(), *harm]})
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all of them."""
    with chromium() as running:
        yield running


@pytest.fixture
def page(browser: Browser, service: RunningService) -> Iterator[Page]:
    """A fresh browser on the dashboard's service."""
    with watched_page(browser, service) as page:
        yield page


def test_a_typed_code_opens_the_dashboard(page: Page, service: RunningService):
    """After the code: the diet in one sentence, the ads, and since when there is something to know."""
    sign_in(page, service)

    assert "4 ads" in page.locator("#diet-title").inner_text()
    assert page.locator("[data-ad]").count() == 4
    assert "What came before is unknown." in page.locator("#since").inner_text()


def test_ads_still_looked_at_are_told_before_any_share(page: Page, service: RunningService):
    """One ad explained of four is no diet yet: the headline says that three are waiting."""
    sign_in(page, service)
    few = {"impressions": 1, "shares": [{"verdict": "about_you", "count": 0, "share": 0}], "waiting": 3}
    page.evaluate("async (diet) => (await import('/static/diet.js')).showDiet(diet)", few)

    assert page.locator("#diet-title").inner_text() == "Of 4 ads, 3 are still being looked at"


def test_a_link_opens_it_too_and_leaves_no_code_behind(page: Page, service: RunningService):
    """The extension's link signs in; the address bar keeps no secret."""
    _, login = service.ask("POST", "/api/v1/dashboard-logins", {})
    page.goto(login["url"])
    page.wait_for_selector("[data-ad]")

    assert "code" not in page.url


def test_a_wrong_code_is_told_in_words(page: Page, service: RunningService):
    """The message says how to get a new one."""
    page.goto(f"http://{service.address}/")
    page.fill("#code", "0000-0000")
    page.press("#code", "Enter")

    page.wait_for_selector("#code-problem:visible")
    assert "whyad pair" in page.locator("#code-problem").inner_text()
    page.close(run_before_unload=False)


def test_an_ad_opens_by_keyboard_and_shows_its_bars(page: Page, service: RunningService):
    """Everything is reachable without a mouse; the bars speak for themselves."""
    sign_in(page, service)
    page.locator("[data-ad=a2] summary").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-ad=a2] .sum--total")

    spoken = page.locator("[data-ad=a2] .sum--total svg").get_attribute("aria-label")
    assert spoken is not None
    assert spoken.startswith("All together: ×")


def test_an_open_ad_says_who_is_behind_it(page: Page, service: RunningService):
    """Who delivered it, in which part, and that nobody was seen telling them."""
    sign_in(page, service)
    page.locator("[data-ad=a2] summary").first.click()
    part = page.locator("[data-ad=a2] .why__part:has-text('Who is behind it')")
    part.wait_for()

    assert "Alpha Ads bid for this ad" in part.inner_text()
    assert "Whyad saw no company pass an id of you on" in part.inner_text()


def test_a_filter_shows_only_its_kind(page: Page, service: RunningService):
    """Each ad in the filtered list has the chosen verdict, and an empty list says so."""
    sign_in(page, service)
    page.click("#filters button:has-text('About place or time')")
    page.wait_for_selector("#filters [aria-pressed=true]:has-text('About place or time')")

    assert page.locator("[data-ad]").count() == page.locator("[data-verdict=about_the_moment]").count()


def test_hostile_texts_stay_texts(page: Page, service: RunningService):
    """Markup in titles and ads is shown as letters: nothing runs, nothing is fetched."""
    sign_in(page, service)
    page.locator("[data-trait] summary").first.click()
    page.wait_for_selector("[data-trait] .visits li")

    assert page.title() == "Whyad"
    assert page.locator("img[src*=evil]").count() == 0
    assert "<img" in page.locator("[data-ad=ax]").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_sticks_out_at_320_pixels(page: Page, service: RunningService, scheme: str):
    """The page fits the narrowest screen, with an ad and a trait open."""
    page.set_viewport_size({"width": 320, "height": 800})
    page.emulate_media(color_scheme=scheme)
    sign_in(page, service)
    page.locator("[data-ad=a2] summary").first.click()
    page.locator("[data-trait] summary").first.click()
    page.wait_for_selector("[data-trait] .visits li")

    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_erasing_asks_first_and_then_erases(page: Page, service: RunningService):
    """Keep keeps; erase erases, and the page follows."""
    sign_in(page, service)
    page.locator("[data-trait] summary").first.click()
    button = page.locator("[data-trait] .button--erase:has-text('Forget trails.example')").first
    button.click()
    page.click("dialog button:has-text('Keep')")
    assert service.ask("GET", "/api/v1/traits")[1]["traits"]

    button.click()
    page.click("#confirm-erase")
    page.wait_for_selector("#status:has-text('erased')")
    page.wait_for_selector("#receipts:has-text('Nothing can bring it back')")

    assert not [trait for trait in service.ask("GET", "/api/v1/traits")[1]["traits"] if "Camping" in trait["label"]]


def test_an_open_ad_tells_the_smallest_change_and_who_would_have_stood_there(page: Page, service: RunningService):
    """Without the shop visit the bank's ad would have had the place more often."""
    service.ask("POST", "/api/v1/events", {"events": a_tent_buyer()})
    sign_in(page, service)
    page.locator("[data-ad=t7] summary").first.click()
    page.wait_for_selector("[data-ad=t7] .sum--total")

    shown = page.locator("[data-ad=t7]").inner_text()
    assert "Without your visit to tents.example this ad would seem to be shown to everyone." in shown
    assert "bank.example: A mortgage for your house" in shown
    assert "This ad:" in shown
