"""Two other ways to tell ads, on the same pages in the same browser: EasyList alone, and frames of an IAB size."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import BrowserContext, Page, Request, Route

from benchmarks.ad_pages.browser import FoundAd, LookedAt, look_at_pages
from benchmarks.ad_pages.corpus import CorpusPage, Position
from benchmarks.ad_pages.geometry import Box

EXTENSION: Final = Path(__file__).parents[2] / "browser_extension"
LISTS: Final = EXTENSION / "lists" / "texts"
# Playwright's word for a request -> the lists' word.
TYPES: Final = {
    "document": "sub_frame", "image": "image", "script": "script", "media": "media", "xhr": "xhr", "fetch": "xhr",
}  # fmt: skip
IAB_FRAMES: Final = """() => {
  const sizes = ["300x250", "336x280", "300x600", "160x600", "120x600", "728x90", "970x90", "970x250", "468x60",
    "234x60", "320x50",
    "320x100", "300x50", "300x100", "250x250", "200x200", "180x150", "300x1050", "320x480", "480x320"];
  return [...document.querySelectorAll("iframe")].flatMap((frame) => {
    const { left, top, width, height } = frame.getBoundingClientRect();
    const isShown = frame.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const fits = sizes.some((size) => {
      const [w, h] = size.split("x").map(Number);
      return width >= w - 1 && width <= w + 4 && height >= h - 1 && height <= h + 4;
    });
    return isShown && fits ? [[left + scrollX, top + scrollY, width, height]] : [];
  });
}"""
PAGE_FEATURES: Final = """() => {
  const all = [...document.querySelectorAll("*")];
  return {
    ids: [...new Set(all.map(({ id }) => id).filter(Boolean))],
    classes: [...new Set(all.flatMap((element) => [...element.classList]))],
    hrefs: [...new Set(all.map((element) => element.href).filter((href) => typeof href === "string"))],
  };
}"""
HIDE: Final = """(selectors) => {
  const style = document.createElement("style");
  style.textContent = selectors.map((selector) => `${selector} { display: none !important; }`).join("\\n");
  document.documentElement.append(style);
}"""
# For each element of each selector: does it still show anything? A blocked frame is empty, a blocked picture too.
# What a script wrote into a frame is not in a page that was saved: there an empty frame counts too.
STILL_SHOWN: Final = """([selectors, blocked, emptyToo]) => {
  const isLarge = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width >= 30 && height >= 30;
  };
  const holdsNothing = ({ contentDocument: inner }) => !emptyToo && inner && !inner.body?.childElementCount;
  const isEmpty = (frame) => blocked.includes(frame.src) || holdsNothing(frame);
  const shows = (element) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const parts = [element, ...element.querySelectorAll("*")];
    const has = (name, test) => parts.some((part) => part.localName === name && isLarge(part) && test(part));
    const isText = (part) => part.childElementCount === 0 && part.localName !== "script";
    const isWord = (part) => isText(part) && (part.textContent ?? "").trim().length > 2;
    return has("iframe", (frame) => !isEmpty(frame)) || has("img", (image) => image.naturalWidth > 0) ||
      has("video", (video) => !blocked.includes(video.src)) || element.localName.includes("-") || parts.some(isWord);
  };
  return selectors.map(([selector, count]) => {
    const found = [...document.querySelectorAll(selector)];
    return Array.from({ length: count }, (_, place) => found[place] !== undefined && shows(found[place]));
  });
}"""


def iab_frames(tab: Page) -> list[FoundAd]:
    """Every shown frame of the page with a standard advertising size."""
    return [FoundAd(Box(*box)) for box in tab.evaluate(IAB_FRAMES)]


@dataclass(frozen=True, slots=True)
class Removal:
    """Whether a blocker removed a labelled place."""

    page: str
    position: Position
    removed: bool


class EasyList:
    """A process that knows the list."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        """Take over a started process."""
        self._process = process

    def ask(self, **question: Any) -> Any:
        """One question, one answer."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the list's process has no pipes")
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@contextmanager
def open_easylist(*lists: str) -> Iterator[EasyList]:
    """EasyList in the library that the extension uses too, optimised as a blocker would have it."""
    node = shutil.which("node")
    if node is None:
        raise RuntimeError("Node is not installed")
    files = [str(LISTS / name) for name in lists]
    script = Path(__file__).with_name("easylist.mjs")
    command = [node, str(script), str(EXTENSION / "package.json"), *files]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield EasyList(process)
        process.terminate()


def shown_places(looked_at: LookedAt, blocked: Sequence[str] = ()) -> list[list[bool]]:
    """For each label of a page and each of its elements: whether it shows anything."""
    wanted = [[position.at, position.count] for position in looked_at.page.positions]
    return list(looked_at.tab.evaluate(STILL_SHOWN, [wanted, list(blocked), looked_at.page.is_saved]))


def block_with_easylist(
    context: BrowserContext, pages: Sequence[CorpusPage], easylist: EasyList, before: Mapping[str, list[list[bool]]]
) -> list[Removal]:
    """Show the pages as a blocker with this list alone would: what it stops, hides or empties counts as found by it.

    ``before`` says by a page's name what its places show without a blocker.
    """
    removals: list[Removal] = []
    blocked: list[str] = []

    def decide(route: Route, request: Request) -> None:
        kind = TYPES.get(request.resource_type, "other")
        is_page = request.resource_type == "document" and request.frame.parent_frame is None
        if not is_page and easylist.ask(url=request.url, source=request.frame.page.url, type=kind)["blocked"]:
            blocked.append(request.url)
            route.abort()
        else:
            route.continue_()

    def read(looked_at: list[LookedAt]) -> None:
        for one in looked_at:
            one.tab.evaluate(HIDE, easylist.ask(page=one.tab.url, **one.tab.evaluate(PAGE_FEATURES))["selectors"])
            after = shown_places(one, blocked)
            for position, was, still in zip(one.page.positions, before[one.page.name], after, strict=True):
                left = [is_there for was_there, is_there in zip(was, still, strict=True) if was_there]
                removals.extend(Removal(one.page.name, position, not is_there) for is_there in left)

    context.route("**/*", decide)
    look_at_pages(context, pages, read, strict=False)
    return removals
