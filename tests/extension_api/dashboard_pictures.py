"""Pictures of every state of the dashboard, for people to look at.

``python -m tests.extension_api.dashboard_pictures [FOLDER]`` writes one per state and look into the folder
(``.state/dashboard`` unless told otherwise, which git ignores).
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page

from tests.extension_api.dashboard_page import chromium, sign_in, watched_page
from tests.extension_api.history import a_camper, a_tent_buyer
from tests.extension_api.running_service import RunningService

ROOT: Final = Path(__file__).parents[2]


@dataclass(frozen=True)
class Look:
    """How a state is looked at."""

    name: str
    locale: str = "en-GB"
    width: int = 1100
    is_dark: bool = False


LOOKS: Final = (
    Look("light"),
    Look("dark", is_dark=True),
    Look("german", locale="de-DE"),
    Look("german-narrow-dark", locale="de-DE", width=320, is_dark=True),
)


def open_ad(page: Page) -> None:
    """The ad with the most to say, with its first cause."""
    page.locator("[data-ad=t7] summary").first.click()
    page.wait_for_selector("[data-ad=t7] .sum--total")
    page.locator("[data-ad=t7] .cause__head").first.click()


def open_trait(page: Page) -> None:
    """A trait with its visits."""
    page.locator("[data-trait] summary").first.click()
    page.wait_for_selector("[data-trait] .visits li")


def ask_before_erasing(page: Page) -> None:
    """The question that erases nothing yet."""
    page.click("#everything-form button")


STATES: Final[dict[str, Callable[[Page], None]]] = {
    "list": lambda _: None,
    "ad": open_ad,
    "trait": open_trait,
    "health": lambda page: page.locator("#health summary").click(),
    "question": ask_before_erasing,
}


def take_pictures(browser: Browser, service: RunningService, look: Look, folder: Path) -> None:
    """Signing in, then each state from a fresh page."""
    with watched_page(browser, service, locale=look.locale) as page:
        page.set_viewport_size({"width": look.width, "height": 800})
        page.emulate_media(color_scheme="dark" if look.is_dark else "light", reduced_motion="reduce")
        page.goto(f"http://{service.address}/")
        page.wait_for_selector("#sign-in:visible")
        page.screenshot(path=folder / f"sign-in-{look.name}.png", full_page=True)
        sign_in(page, service)
        for name, arrive in STATES.items():
            page.reload()
            page.wait_for_selector("[data-ad]")
            arrive(page)
            page.screenshot(path=folder / f"{name}-{look.name}.png", full_page=True)


def main() -> None:
    """Write all pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".state" / "dashboard"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as store, RunningService(Path(store) / "store") as service:
        service.ask("POST", "/api/v1/events", {"events": [*a_camper(), *a_tent_buyer()]})
        service.ask("DELETE", "/api/v1/companies/Nobody%20Ads")
        with chromium() as browser:
            for look in LOOKS:
                take_pictures(browser, service, look, folder)
    print(f"{(1 + len(STATES)) * len(LOOKS)} pictures in {folder}")


if __name__ == "__main__":
    main()
