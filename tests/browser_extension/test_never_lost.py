"""Nothing captured is lost or doubled, whenever the background is ended and however long the service is away."""

from __future__ import annotations

import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from adtown.local_service import LocalService
from tests.browser_extension.conftest import Recorder
from tests.end_to_end.conftest import everything_kept

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SEED = 5
WAITING_PER_STOP = 60  # enough that a batch is on its way when the worker is ended
DAY_OF_EVENTS = 20_000
DRAIN_SECONDS = 60
PAGE = """<!doctype html><html lang=en><title>Page {path}</title><h1>Page {path}</h1>
<div id=div-gpt-ad-1 style="width:300px;height:250px"><a href="http://shop{number}.test/x">Kettle {path}</a></div>"""

MOST_EVENTS = 50_000
MOST_CHARACTERS = 50_000_000
LONG_TITLE = 1_000_000

# A title of any length makes events as large as wanted; the extension counts what waits by their sizes.
FILL_OUTBOX = """({prefix, count, characters = 0}) => new Promise((resolve, reject) => {
  const opening = indexedDB.open("whyad");
  opening.onerror = reject;
  opening.onsuccess = () => {
    const writing = opening.result.transaction(["outbox", "settings"], "readwrite", {durability: "strict"});
    const title = "x".repeat(characters);
    if (characters) writing.objectStore("settings").put(count * characters, "queued_characters");
    const day = 24 * 3600 * 1000, start = Date.now() - day;
    for (let number = 0; number < count; number += 1) {
      const time = new Date(start + number * day / count).toISOString();
      writing.objectStore("outbox").add({event: {
        type: "visit", id: `${prefix}-${String(number).padStart(6, "0")}`, time, url: `https://waiting.test/${number}`,
        domain: "waiting.test", title: title || `Waiting ${number}`, headings: [], description: "", language: "en",
        schema_types: [], search_query: null,
      }, ...(characters ? {size: characters} : {})});
    }
    writing.oncomplete = () => { opening.result.close(); resolve(true); };
  };
})"""
# Whether the tab that shows an address has its visit recorded and its ad counted.
IS_NOTED = """(url) => new Promise((resolve, reject) => {
  const opening = indexedDB.open("whyad");
  opening.onerror = reject;
  opening.onsuccess = () => {
    const reading = opening.result.transaction(["tabs", "slots"]);
    const [tabs, slots] = ["tabs", "slots"].map((name) => reading.objectStore(name).getAll());
    reading.oncomplete = () => {
      opening.result.close();
      const tab = tabs.result.find(({ visit, recorded }) => recorded && visit?.url === url);
      resolve(Boolean(tab && slots.result.some((slot) => slot.tab_id === tab.tab_id && slot.impression_id !== "")));
    };
  };
})"""
COUNT_OUTBOX = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("whyad");
  opening.onerror = reject;
  opening.onsuccess = () => {
    const asked = opening.result.transaction("outbox").objectStore("outbox").count();
    asked.onsuccess = () => { opening.result.close(); resolve(asked.result); };
  };
})"""

OUTBOX_IDS = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("whyad");
  opening.onerror = reject;
  opening.onsuccess = () => {
    const asked = opening.result.transaction("outbox").objectStore("outbox").getAll();
    asked.onsuccess = () => { opening.result.close(); resolve(asked.result.map(({event}) => event.id)); };
  };
})"""


class _AnyPage(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.strip("/")
        body = PAGE.format(path=path, number=path.strip("p") or 0).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    """A site with as many pages as asked for, each with one ad of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _AnyPage)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://many.test:{server.server_port}/"
    server.shutdown()
    server.server_close()


def stop_worker(recorder: Recorder) -> None:
    """End the background as the browser may at any moment."""
    session = recorder.context.new_cdp_session(recorder.own_page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    session.detach()


def wait_until_empty(recorder: Recorder, *, seconds: float) -> None:
    """Return once nothing waits any more."""
    started = time.monotonic()
    while waiting := recorder.own_page.evaluate(COUNT_OUTBOX):
        assert time.monotonic() - started < seconds, f"{waiting} events still wait"
        time.sleep(0.2)


def wait_until_noted(recorder: Recorder, url: str, *, seconds: float = 30) -> None:
    """Return once the extension holds the open page's visit and its ad, or has sent them."""
    deadline = time.monotonic() + seconds
    while not recorder.own_page.evaluate(IS_NOTED, url):
        assert time.monotonic() < deadline, f"the page or its ad was never noted: {url}"
        time.sleep(0.1)


def of_type(kept: list[dict[str, Any]], type: str) -> list[dict[str, Any]]:
    """The events of one kind."""
    return [event for event in kept if event["type"] == type]


@pytest.mark.parametrize("stops", [15, pytest.param(200, marks=[pytest.mark.long, pytest.mark.timeout(1800)])])
def test_worker_stopped_mid_send_loses_and_doubles_nothing(
    paired: Recorder, service: LocalService, site: str, stops: int
) -> None:
    """Pages, ads and what waited are all there, once, after the background was ended again and again."""
    dice, page = random.Random(SEED), paired.context.new_page()
    for number in range(stops):
        paired.own_page.evaluate(FILL_OUTBOX, {"prefix": f"s{number}", "count": WAITING_PER_STOP})
        page.goto(f"{site}p{number}")
        page.wait_for_timeout(dice.uniform(0, 1500))
        stop_worker(paired)
        wait_until_noted(paired, page.url)  # a person who leaves sooner has not seen the ad
    page.goto(f"{site}last")
    wait_until_empty(paired, seconds=60)

    kept = everything_kept(service.data_dir)
    visits, ads = of_type(kept, "visit"), of_type(kept, "impression")
    pages = Counter(visit["url"] for visit in visits if visit["domain"] == "many.test")
    assert pages == Counter({f"{site}p{number}": 1 for number in range(stops)} | {f"{site}last": 1})
    assert sum(visit["domain"] == "waiting.test" for visit in visits) == stops * WAITING_PER_STOP
    seen = Counter(ad["page_url"] for ad in ads if not ad["page_url"].endswith("last"))
    assert seen == Counter(f"{site}p{number}" for number in range(stops))
    assert paired.ask("panel.state", tab_id=None)["health"]["dropped"] == 0


def test_a_day_without_the_service_is_sent_in_order_within_a_minute(paired: Recorder, service: LocalService) -> None:
    """Twenty thousand events that waited arrive as they happened once the service is back."""
    service.stop(signal.SIGKILL)
    paired.own_page.evaluate(FILL_OUTBOX, {"prefix": "d", "count": DAY_OF_EVENTS})
    service.start()

    started = time.monotonic()
    paired.ask("options.set_service_url", url=service.url)  # answered once what waited has been offered
    wait_until_empty(paired, seconds=DRAIN_SECONDS)
    seconds = time.monotonic() - started
    assert seconds < DRAIN_SECONDS

    ids = [event["id"] for event in everything_kept(service.data_dir) if event["type"] == "visit"]
    assert ids == [f"d-{number:06}" for number in range(DAY_OF_EVENTS)]
    print(f"drained {DAY_OF_EVENTS} events in {seconds:.1f} s")


@pytest.mark.parametrize(
    ("count", "characters"),
    [
        pytest.param(MOST_EVENTS, 0, marks=pytest.mark.long, id="events"),
        pytest.param(MOST_CHARACTERS // LONG_TITLE, LONG_TITLE, id="characters"),
    ],
)
def test_full_outbox_gives_up_its_oldest_and_says_so(
    recorder: Recorder, site: str, count: int, characters: int
) -> None:
    """At 50,000 events or 50 MB what is new is kept, the oldest goes, and the panel counts what is lost."""
    recorder.own_page.evaluate(FILL_OUTBOX, {"prefix": "full", "count": count, "characters": characters})
    page = recorder.context.new_page()
    page.goto(f"{site}p1")
    wait_until_noted(recorder, page.url)

    ids = recorder.own_page.evaluate(OUTBOX_IDS)
    lost = recorder.ask("panel.state", tab_id=None)["health"]["dropped"]
    waiting = [one for one in ids if one.startswith("full-")]
    assert waiting == [f"full-{number:06}" for number in range(lost, count)]
    assert len(ids) - len(waiting) >= 2  # the page and its ad
    assert lost == (1 if characters else len(ids) - len(waiting))
