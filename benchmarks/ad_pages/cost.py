"""What the extension costs a page and the machine: main-thread time, memory, and how long the badge takes."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import BrowserContext, CDPSession, Page, Playwright

from benchmarks.ad_pages.corpus import CorpusPage

PAGE_MS: Final = 2500  # a page and its ads, and a scroll
BADGE_SECONDS: Final = 5.0
HEAP_PARTS: Final = ("usedSize", "embedderHeapUsedSize", "backingStorageSize")
MEGABYTE: Final = 1024 * 1024
LONG_TASKS: Final = """new PerformanceObserver((list) => {
  window.longTasks = (window.longTasks ?? 0) + list.getEntries().reduce((sum, one) => sum + one.duration, 0);
}).observe({ type: "longtask", buffered: true });"""
BADGE_AT: Final = """async (tabId) => {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await chrome.action.getBadgeText({ tabId })) return Date.now();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return null;
}"""
FIRST_WORDS_AT: Final = """async () => {
  while ((document.body?.innerText.trim().length ?? 0) <= 20) await new Promise((resolve) => setTimeout(resolve, 5));
  return performance.now();
}"""
TAB_OF: Final = "async (url) => (await chrome.tabs.query({})).find((tab) => tab.url === url)?.id"
PAINTED_AT: Final = """() => {
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return paint ? performance.timeOrigin + paint.startTime : null;
}"""


def main_thread_ms(context: BrowserContext, page: CorpusPage) -> tuple[float, float]:
    """Processor time of the page's main thread until it is quiet, and of its long tasks, in milliseconds."""
    tab = context.new_page()
    tab.add_init_script(LONG_TASKS)
    session = context.new_cdp_session(tab)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    tab.goto(page.address, wait_until="load")
    tab.wait_for_timeout(PAGE_MS / 2)
    tab.mouse.wheel(0, 600)
    tab.wait_for_timeout(PAGE_MS / 2)
    measured = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    long_tasks = float(tab.evaluate("window.longTasks ?? 0"))
    tab.close()
    return measured["TaskDuration"] * 1000, long_tasks


def badge_ms(context: BrowserContext, own_page: Page, pages: Sequence[CorpusPage]) -> list[float]:
    """Milliseconds from each page's first paint to the number on the toolbar button."""
    times: list[float] = []
    for page in pages:
        tab = context.new_page()
        tab.goto(page.address, wait_until="commit")
        tab_id = own_page.evaluate(TAB_OF, tab.url)
        badge_at = own_page.evaluate(BADGE_AT, tab_id)
        painted_at = tab.evaluate(PAINTED_AT)
        if badge_at is not None and painted_at is not None:
            times.append(max(0.0, badge_at - painted_at))
        tab.close()
    return times


def panel_ms(context: BrowserContext, own_page: Page) -> float:
    """Milliseconds from the start of the panel's page to the first words in it."""
    panel = context.new_page()
    panel.goto(own_page.url.replace("options.html", "sidepanel.html"), wait_until="commit")
    shown = float(panel.evaluate(FIRST_WORDS_AT))
    panel.close()
    return shown


def worker_megabytes(playwright: Playwright, profile: Path) -> float:
    """Memory of the extension's worker with its lists: its heap, and the bytes outside the heap that it holds."""
    port = (profile / "DevToolsActivePort").read_text().splitlines()[0]
    browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
    session = browser.new_browser_cdp_session()
    targets = session.send("Target.getTargets", {"filter": [{"type": "service_worker"}]})["targetInfos"]
    attached = session.send("Target.attachToTarget", {"targetId": targets[0]["targetId"], "flatten": False})
    answers: list[Any] = []
    session.on("Target.receivedMessageFromTarget", lambda event: answers.append(json.loads(event["message"])))
    _ask_target(session, attached["sessionId"], 1, "HeapProfiler.collectGarbage")
    _ask_target(session, attached["sessionId"], 2, "Runtime.getHeapUsage")
    deadline = time.monotonic() + BADGE_SECONDS
    while not any(answer.get("id") == 2 for answer in answers) and time.monotonic() < deadline:
        session.send("Target.getTargets")  # lets the answers in
    usage = next(answer["result"] for answer in answers if answer.get("id") == 2)
    browser.close()
    return float(sum(usage.get(part, 0) for part in HEAP_PARTS)) / MEGABYTE


def _ask_target(session: CDPSession, target: str, number: int, method: str) -> None:
    message = json.dumps({"id": number, "method": method, "params": {}})
    session.send("Target.sendMessageToTarget", {"sessionId": target, "message": message})
