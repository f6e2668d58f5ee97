"""Chromium over the corpus: opens pages, scrolls through them, and notes where the labelled places stood meanwhile."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from benchmarks.ad_pages.corpus import CorpusPage, Position
from benchmarks.ad_pages.geometry import Box

BUILT: Final = Path(__file__).parents[2] / "browser_extension" / ".output" / "chrome-mv3"
# A service nobody runs: what is captured stays in the extension, where it can be read.
NO_SERVICE: Final = "http://127.0.0.1:9"
TABS_AT_ONCE: Final = 12  # of more, two cores draw so slowly that ads come after the last look
ADS_COME_MS: Final = 1500  # the latest ad of the corpus comes 1.1 s after its page
STEP_PX: Final = 650
STEP_MS: Final = 150
SETTLE_MS: Final = 900
MAX_STEPS: Final = 12
PAIR_WITHOUT_SERVICE: Final = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("whyad");
  opening.onerror = reject;
  opening.onsuccess = () => {
    const writing = opening.result.transaction("settings", "readwrite");
    writing.objectStore("settings").put({profile_id: "corpus", token: "corpus"}, "pairing");
    writing.oncomplete = () => { opening.result.close(); resolve(true); };
  };
})"""
READ_SLOTS: Final = """async () => {
  const tabs = new Map((await chrome.tabs.query({})).map(({ id, url }) => [id, url]));
  const db = await new Promise((resolve) => {
    const opening = indexedDB.open("whyad");
    opening.onsuccess = () => resolve(opening.result);
  });
  const slots = await new Promise((resolve) => {
    const all = db.transaction("slots").objectStore("slots").getAll();
    all.onsuccess = () => resolve(all.result);
  });
  db.close();
  return slots.filter(({ found }) => found).map(({ tab_id, found, impression_id }) =>
    ({ ...found, url: tabs.get(tab_id) ?? "", seen: Boolean(impression_id) }));
}"""
# Boxes on the page of every element of every selector; null for one that is not there or shows nothing.
LABEL_BOXES: Final = """(selectors) => {
  const boxOf = (element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return [left + scrollX, top + scrollY, width, height];
  };
  return selectors.map((selector) => [...document.querySelectorAll(selector)].map(boxOf));
}"""
# Scrolls, and tells whether there is more below.
SCROLL: Final = """(top) => {
  scrollTo(0, top);
  return document.documentElement.scrollHeight > top;
}"""
# Lazy ads look at what was drawn, and a tab may take its time to draw. In an object, so that all tabs draw meanwhile.
DRAWING: Final = """() => {
  const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
  return { done: Promise.race([drawn().then(drawn), new Promise((resolve) => setTimeout(resolve, 1000))]) };
}"""


@dataclass(frozen=True, slots=True)
class FoundAd:
    """Something that a detector takes for an ad."""

    box: Box
    finders: tuple[tuple[str, str], ...] = ()
    seen: bool = False


@dataclass(frozen=True, slots=True)
class LabelledPlace:
    """One element of a labelled position, with every box it had while the page was scrolled."""

    position: Position
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A page after it was looked at from top to bottom, with where its labelled elements stood."""

    page: CorpusPage
    places: tuple[LabelledPlace, ...]


@dataclass(frozen=True, slots=True)
class LookedAt(LabelledPage):
    """The same while its tab is still open."""

    tab: Page


@dataclass(frozen=True, slots=True)
class Chromium:
    """A running browser, and what a second connection to it needs."""

    context: BrowserContext
    playwright: Playwright
    profile: Path


@contextmanager
def open_chromium(
    folder: Path, port: int, *, extension: Path | None, records_loopback: bool = False
) -> Iterator[Chromium]:
    """Chromium for which every host is on ``port`` of this machine; the extension's copy finds no service.

    With ``records_loopback`` it also looks at pages under ``localhost`` on that port, which it otherwise leaves alone.
    """
    chromium = shutil.which("chromium")
    if chromium is None:
        raise RuntimeError("Chromium is not installed: apt-get install chromium")
    arguments = [
        f"--host-resolver-rules=MAP * 127.0.0.1:{port}, EXCLUDE 127.0.0.1, EXCLUDE localhost",
        "--remote-debugging-port=0",
    ]
    if extension is not None:
        copy = shutil.copytree(extension, folder / "extension")
        local = {"service_url": NO_SERVICE} | ({"record_loopback_port": port} if records_loopback else {})
        (copy / "local.json").write_text(json.dumps(local))
        arguments += [f"--disable-extensions-except={copy}", f"--load-extension={copy}"]
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            str(folder / "profile"), executable_path=chromium, headless=True, args=arguments, ignore_https_errors=True
        )
        yield Chromium(context, playwright, folder / "profile")
        context.close()


def open_own_page(context: BrowserContext) -> Page:
    """One of the extension's own pages, of a browser that counts as paired from here on."""
    worker = context.service_workers[0] if context.service_workers else context.wait_for_event("serviceworker")
    page = context.new_page()
    page.goto(f"chrome-extension://{worker.url.split('/')[2]}/options.html")
    page.evaluate("chrome.runtime.sendMessage({type: 'options.get'})")  # the database is there once this is answered
    page.evaluate(PAIR_WITHOUT_SERVICE)
    return page


def look_at_pages(
    context: BrowserContext,
    pages: Sequence[CorpusPage],
    take: Callable[[list[LookedAt]], None],
    *,
    strict: bool = True,
) -> None:
    """Show a few pages at a time, each from top to bottom, and let ``take`` read them before they make room for others.

    Where a label no longer finds what it names, ``strict`` says so; a blocker may have taken it away.
    """
    windows = [_new_window(context) for _ in range(min(TABS_AT_ONCE, len(pages)))]
    for start in range(0, len(pages), TABS_AT_ONCE):
        tabs = list(zip(pages[start : start + TABS_AT_ONCE], windows, strict=False))
        for page, tab in tabs:
            tab.goto(page.address, wait_until="commit")
        for _, tab in tabs:
            tab.wait_for_load_state("load")
        tabs[0][1].wait_for_timeout(ADS_COME_MS)
        take(_scroll_through(tabs, strict=strict))
    for window in windows:
        window.close()


def _new_window(context: BrowserContext) -> Page:
    """A page in a window of its own: tabs behind another draw nothing, and then nobody sees their ads."""
    session = context.new_cdp_session(context.pages[0])
    with context.expect_page() as opened:
        session.send("Target.createTarget", {"url": "about:blank", "newWindow": True})
    session.detach()
    return opened.value


def _scroll_through(tabs: Sequence[tuple[CorpusPage, Page]], *, strict: bool) -> list[LookedAt]:
    boxes: dict[str, list[list[list[Any]]]] = {page.name: [] for page, _ in tabs}
    going_on = list(tabs)
    for step in range(1, MAX_STEPS + 1):
        moved, going_on = going_on, []
        for page, tab in moved:
            boxes[page.name].append(tab.evaluate(LABEL_BOXES, [position.at for position in page.positions]))
            if tab.evaluate(SCROLL, step * STEP_PX):
                going_on.append((page, tab))
        for drawing in [tab.evaluate_handle(DRAWING) for _, tab in moved]:
            drawing.evaluate("({ done }) => done")
        tabs[0][1].wait_for_timeout(STEP_MS)
        if not going_on:
            break
    tabs[0][1].wait_for_timeout(SETTLE_MS)
    for page, tab in tabs:
        boxes[page.name].append(tab.evaluate(LABEL_BOXES, [position.at for position in page.positions]))
    return [LookedAt(page, labelled_places(page, boxes[page.name], strict=strict), tab) for page, tab in tabs]


class LabelError(ValueError):
    """A label that finds another number of elements than it says."""


def labelled_places(
    page: CorpusPage, steps: Sequence[Sequence[Sequence[Any]]], *, strict: bool
) -> tuple[LabelledPlace, ...]:
    """The elements of each label with the boxes they had in these steps (of ``LABEL_BOXES``).

    Raises:
        LabelError: ``strict``, and a label finds another number of elements in the last step than it says.
    """
    counts = [(position, len(found)) for position, found in zip(page.positions, steps[-1], strict=True)]
    wrong = [f"{place.at}: {count} instead of {place.count}" for place, count in counts if count != place.count]
    if wrong and strict:
        raise LabelError(f"{page.name}: " + "; ".join(wrong))
    return tuple(
        LabelledPlace(position, tuple(Box(*box) for box in {tuple(at[element]) for at in boxes if element < len(at)}))
        for position, boxes in zip(page.positions, zip(*steps, strict=True), strict=True)
        for element in range(position.count)
    )


def read_found(own_page: Page) -> dict[str, list[FoundAd]]:
    """What the extension holds for ads in the open tabs, by the tab's address."""
    return found_by_address(own_page.evaluate(READ_SLOTS))


def found_by_address(slots: Sequence[dict[str, Any]]) -> dict[str, list[FoundAd]]:
    """What ``READ_SLOTS`` gave, as records by the tab's address."""
    found: dict[str, list[FoundAd]] = {}
    for slot in slots:
        finders = tuple((one["finder"], one["detail"]) for one in slot["finders"])
        box = Box(slot["left"], slot["top"], slot["width"], slot["height"])
        found.setdefault(slot["url"], []).append(FoundAd(box, finders, slot["seen"]))
    return found
