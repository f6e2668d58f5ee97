"""Screenshots of what a person sees at the end of the demo: town page, panel, dashboard; light, dark, narrow."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from playwright.sync_api import Page

from adtown.browser import Browser
from adtown.local_service import LocalService

PANEL: Final = {"width": 400, "height": 900}
NARROW: Final = {"width": 320, "height": 900}
DESKTOP: Final = {"width": 1280, "height": 900}
SETTLE_MS: Final = 700  # drawings are laid out and fonts are ready


def take_pictures(browser: Browser, service: LocalService, town_page: Page, folder: Path) -> list[Path]:
    """Write the pictures and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    town_page.bring_to_front()
    town_page.evaluate("scrollTo(0, 0)")
    pictures = [
        _shoot(town_page, folder / "town-page.png", DESKTOP, full_page=False)
    ]  # frames off screen are not painted
    panel = browser.open_page_of_extension(f"sidepanel.html?tabId={browser.tab_id_of(town_page)}")
    panel.wait_for_selector(".card", timeout=10_000)
    pictures += _every_light(panel, folder, "panel", PANEL)
    _open_strongest_card(panel)
    pictures += _every_light(panel, folder, "panel-open", PANEL)
    panel.close()
    dashboard = browser.context.new_page()
    sign_in(dashboard, service)
    pictures += _every_light(dashboard, folder, "dashboard", DESKTOP)
    dashboard.close()
    return pictures


def sign_in(page: Page, service: LocalService) -> None:
    """Type a one-time code into the dashboard, as a person does."""
    page.goto(f"{service.url}/")
    page.fill("#code", service.pairing_code())
    page.press("#code", "Enter")
    page.wait_for_selector("[data-ad], article", timeout=20_000)


def _open_strongest_card(panel: Page) -> None:
    loud = panel.locator(".card:not(.card--quiet)")
    card = loud.first if loud.count() else panel.locator(".card").first
    card.locator(".card__toggle").click()
    card.locator(".cause__head").first.click()


def _every_light(page: Page, folder: Path, name: str, size: dict[str, int]) -> list[Path]:
    page.emulate_media(color_scheme="light")
    pictures = [_shoot(page, folder / f"{name}-light.png", size)]
    page.emulate_media(color_scheme="dark")
    pictures.append(_shoot(page, folder / f"{name}-dark.png", size))
    page.emulate_media(color_scheme="light")
    pictures.append(_shoot(page, folder / f"{name}-320.png", NARROW))
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    return pictures


def _shoot(page: Page, file: Path, size: dict[str, int], *, full_page: bool = True) -> Path:
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    page.wait_for_timeout(SETTLE_MS)
    page.screenshot(path=str(file), full_page=full_page)
    return file
