"""Taking one's data along and having it forgotten, on the dashboard in a real browser."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.extension_api.dashboard_page import chromium, sign_in, watched_page
from tests.extension_api.history import a_camper
from tests.extension_api.running_service import RunningService

pytestmark = pytest.mark.browser
LOCAL_TIME = """(time) => { const at = new Date(time); at.setMinutes(at.getMinutes() - at.getTimezoneOffset());
  return at.toISOString().slice(0, 16); }"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """A running service that holds a camper's history."""
    with RunningService(tmp_path_factory.mktemp("data") / "store") as running:
        running.ask("POST", "/api/v1/events", {"events": a_camper()})
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all of them."""
    with chromium() as running:
        yield running


@pytest.fixture
def page(browser: Browser, service: RunningService) -> Iterator[Page]:
    """The dashboard, signed in."""
    with watched_page(browser, service) as page:
        sign_in(page, service)
        yield page


def erase(page: Page, what: str) -> str:
    """Press a form's button and say yes; what the receipt then says."""
    page.click(f"#{what}-form button")
    page.click("#confirm-erase")
    return page.wait_for_selector(f"[data-receipt={what}]").inner_text()


def test_copy_of_everything_is_saved_under_its_own_name(page: Page, tmp_path: Path):
    """One button gives the ZIP file, and says how large it is."""
    with page.expect_download() as download:
        page.click("#export-form button")
    download.value.save_as(tmp_path / "copy.zip")

    assert download.value.suggested_filename.startswith("whyad-")
    assert "visits.jsonl" in zipfile.ZipFile(tmp_path / "copy.zip").namelist()
    assert "kilobyte" in page.locator("#data-result").inner_text()


def test_company_is_forgotten_by_name(page: Page, service: RunningService):
    """The company is offered, asked about, and gone; the receipt says how much."""
    assert page.locator("#companies option").get_attribute("value") == "Alpha Ads"
    page.fill("#company", "Alpha Ads")

    assert "6 contacts with trackers" in erase(page, "company")
    assert service.ask("GET", "/api/v1/trackers")[1]["trackers"] == []


def test_stretch_of_time_is_forgotten(page: Page, service: RunningService):
    """Three hours around the camping pages: their visits are gone, the ads stay."""
    page.fill("#hours-since", page.evaluate(LOCAL_TIME, "2026-11-02T01:30:00Z"))
    page.select_option("#hours-long", "3")

    assert "6 visits" in erase(page, "hours")
    assert len(service.ask("GET", "/api/v1/impressions")[1]["impressions"]) == 3


def test_everything_is_forgotten_only_after_a_yes(page: Page, service: RunningService):
    """Keep keeps; erase erases, and a receipt stays."""
    page.click("#everything-form button")
    page.click("dialog button:has-text('Keep')")
    assert service.ask("GET", "/api/v1/impressions")[1]["impressions"]

    assert "Nothing can bring it back" in erase(page, "everything")
    assert service.ask("GET", "/api/v1/impressions")[1]["impressions"] == []
