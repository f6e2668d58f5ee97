"""Every scene of the extension's preview in a real Chromium, for tests and for people to look at.

``python -m tests.browser_extension.face_pages [FOLDER]`` writes one picture per scene and look into the folder
(``.state/face`` unless told otherwise, which git ignores).
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

ROOT: Final = Path(__file__).parents[2]
EXTENSION: Final = ROOT / "browser_extension"
PANEL_SCENES: Final = (
    "ads", "demo", "none_yet", "hostile", "after_outage", "paused_here", "sensitive_site", "private_window",
    "not_recordable", "unpaired", "opened_unpaired", "token_refused", "service_down", "wrong_service",
    "version_mismatch",
)  # fmt: skip


@dataclass(frozen=True)
class Look:
    """How a scene is looked at."""

    name: str
    width: int = 400
    scheme: str = "light"
    language: str = "en"


LOOKS: Final = (
    Look("light"),
    Look("dark", scheme="dark"),
    Look("narrow", width=320),
    Look("german", language="de"),
    Look("german-narrow-dark", width=320, scheme="dark", language="de"),
)


@dataclass(frozen=True)
class Scene:
    """A page of the preview in one state, with what is clicked first, by the text on it."""

    page: str
    state: str
    clicks: tuple[str, ...] = ()
    name: str = ""

    @property
    def title(self) -> str:
        """How its picture is called."""
        return f"{self.page}-{self.name or self.state}"


CAUSE: Final = (".card__toggle", ".cause__head")
MORE: Final = ".fold[open] .behind details summary"  # what is folded within a fold

SCENES: Final = (
    *(Scene("panel", state) for state in PANEL_SCENES),
    Scene("panel", "ads", (".card__toggle",), "ads-card"),
    Scene("panel", "ads", CAUSE, "ads-cause"),
    Scene("panel", "ads", (*CAUSE, ".controls li:nth-child(3) .control"), "ads-question"),
    Scene("panel", "ads", (*CAUSE, ".controls li:nth-child(1) .control"), "ads-effect"),
    Scene("panel", "ads", (*CAUSE, ".controls li:nth-child(3) .control", ".confirmation .button"), "ads-forgotten"),
    Scene("panel", "ads", (".card__toggle", ".fold:nth-of-type(1) summary", ".suspicions .button"), "ads-suspicion"),
    Scene("panel", "ads", (".card__toggle", ".fold:nth-of-type(2) summary", MORE), "ads-behind"),
    Scene("panel", "ads", (".card__toggle", ".fold:nth-of-type(4) summary", MORE), "ads-claims"),
    Scene("panel", "ads", (".card__toggle", ".fold:has(.try-it) summary", ".try-it input"), "ads-what-if"),
    Scene("panel", "ads", ("#view-today",), "today"),
    Scene("panel", "ads", ("#view-you",), "about-you"),
    Scene("panel", "ads", ("#view-you", ".trait__head"), "about-you-open"),
    *(Scene("popup", state) for state in ("ads", "clicked", "unpaired", "service_down", "none_yet")),
    *(Scene("options", state) for state in ("paired", "unpaired", "token_refused")),
    Scene("start", "unpaired"),
    Scene("start", "unpaired", (".start__choice",), "next"),
    Scene("start", "unpaired", ("li:nth-child(3) .start__choice",), "tour"),
)


@contextmanager
def preview() -> Iterator[str]:
    """The preview's own server on a free port; gives its address."""
    vite = EXTENSION / "node_modules" / "vite" / "bin" / "vite.js"
    command = [shutil.which("node") or "node", str(vite), "ui/preview", "--host", "127.0.0.1", "--port", "0"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=EXTENSION, stdout=pipe, stderr=subprocess.STDOUT, text=True) as server:
        try:
            yield _address(server)
        finally:
            server.terminate()


def _address(server: subprocess.Popen[str]) -> str:
    for line in server.stdout or ():
        found = re.search(r"http://127\.0\.0\.1:\d+", re.sub(r"\x1b\[[0-9;]*m", "", line))
        if found:
            return found[0]
    message = "the preview did not start: run `npm ci` in browser_extension"
    raise RuntimeError(message)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The installed Chromium, headless."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        yield browser
        browser.close()


def open_scene(page: Page, address: str, scene: Scene, look: Look) -> None:
    """Show a scene in a page that has the look's size and colours."""
    page.goto(f"{address}/?page={scene.page}&scene={scene.state}&lang={look.language}")
    page.wait_for_selector("#page > *")
    page.wait_for_timeout(120)  # the scene's answers have come and are drawn
    for selector in scene.clicks:
        page.locator(selector).first.click()
        page.wait_for_timeout(60)


def page_with(browser: Browser, look: Look) -> Page:
    """A page of the look's size and colours, without motion."""
    scheme = "dark" if look.scheme == "dark" else "light"
    context = browser.new_context(
        viewport={"width": look.width, "height": 800}, color_scheme=scheme, reduced_motion="reduce", locale="en-GB"
    )
    return context.new_page()


def main() -> None:
    """Write all pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".state" / "face"
    folder.mkdir(parents=True, exist_ok=True)
    with preview() as address, chromium() as browser:
        for look in LOOKS:
            page = page_with(browser, look)
            for scene in SCENES:
                open_scene(page, address, scene, look)
                page.screenshot(path=folder / f"{scene.title}-{look.name}.png", full_page=True)
            page.context.close()
    print(f"{len(SCENES) * len(LOOKS)} pictures in {folder}")


if __name__ == "__main__":
    main()
