"""A store of millions of events: start, first explanation, every page, memory and rest."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from benchmarks.load.history import EVENTS_PER_PAGE, Made
from benchmarks.load.programs import Client, Service
from benchmarks.load.timings import Timings, load_average
from benchmarks.reporting import Bar
from extension_api.cursors import Cursor, write_cursor

PAGE_REACH_MS: Final = 100.0
HEALTH_REACH_SECONDS: Final = 0.5
FIRST_REACH_SECONDS: Final = 3.0
MEMORY_REACH_MIB: Final = 250.0
IDLE_REACH_SHARE: Final = 0.01
LISTS: Final = 10
SAMPLES: Final = 60
QUICK_SAMPLES: Final = 20
SETTLE_SECONDS: Final = 5.0
IDLE_SECONDS: Final = 10.0
QUICK_IDLE_SECONDS: Final = 2.0


def measure(made: Made) -> list[Bar]:
    """Bars for every figure."""
    store, held, quick = made.path, made.held, made.quick
    with Service(store) as service:  # the first start compiles; the second one of a day is measured
        token = service.token()
        newest = Client(service.port, token).read("/api/v1/impressions?limit=1")["impressions"][0]["id"]
    began = time.perf_counter()
    with Service(store) as service:
        client = Client(service.port, token)
        client.read(f"/api/v1/impressions/{newest}/explanation")
        first, used = time.perf_counter() - began, service.cpu_seconds()
        print(f"\n{held}; {load_average()}")
        print(f"  /health after {service.seconds:.2f} s, first explanation after {first:.2f} s ({used:.2f} s of CPU)")
        client.wait_until_warm()
        pages = {name: _timed(name, client, paths) for name, paths in _pages(client, made).items()}
        memory, idle = service.memory_mib(), _idle_share(service, QUICK_IDLE_SECONDS if quick else IDLE_SECONDS)
        print(f"  memory {memory:.0f} MiB; at rest {100 * idle:.2f} % of a core")
    return [
        _bar(f"start to /health in s, {held}", service.seconds, HEALTH_REACH_SECONDS, quick=quick),
        _bar(f"start to the first explanation in s, {held}", first, FIRST_REACH_SECONDS, quick=quick),
        _bar(f"memory with the model in MiB, {held}", memory, MEMORY_REACH_MIB, quick=quick),
        _bar(f"share of a core at rest, {held}", idle, IDLE_REACH_SHARE, quick=quick),
        *(_bar(f"{name} p99 in ms, {held}", _p99(times), PAGE_REACH_MS, quick=quick, times=times)
          for name, times in pages.items()),
    ]  # fmt: skip


def _pages(client: Client, made: Made) -> dict[str, list[str]]:
    """Every page with the addresses to time."""
    dice, pages = random.Random(made.seed), made.events // EVENTS_PER_PAGE
    samples = QUICK_SAMPLES if made.quick else SAMPLES
    lists, path = ["/api/v1/impressions"], "/api/v1/impressions"
    while len(lists) < LISTS and (cursor := client.read(path)["next_cursor"]):
        path = f"/api/v1/impressions?cursor={cursor}"
        lists.append(path)
    newest = [ad["id"] for path in lists for ad in client.read(path)["impressions"]][: 2 * samples : 2]
    older = [f"a-{dice.randrange(pages // 10, pages // 2):09}-0" for _ in range(2 * samples)]
    trait = client.read("/api/v1/traits")["traits"][0]["id"]
    company = client.read("/api/v1/trackers?limit=1")["trackers"][0]["company"].replace(" ", "%20")
    return {
        "list of ads, newest pages": lists * (samples // LISTS),
        "explanation, newest ads": [f"/api/v1/impressions/{ad}/explanation" for ad in newest],
        "explanation, ads of years ago": [f"/api/v1/impressions/{ad}/explanation" for ad in older[:samples]],
        "list of ads, pages of years ago": [_page_after(client, ad) for ad in older[-samples // 4 :]],
        "traits": ["/api/v1/traits"] * samples,
        "visits behind a trait": [f"/api/v1/traits/{trait}/provenance"] * samples,
        "diet": ["/api/v1/diet"] * samples,
        "trackers": ["/api/v1/trackers"] * samples,
        "one tracker": [f"/api/v1/trackers/{company}"] * samples,
        "settings, info, health": ["/api/v1/settings", "/api/v1/info", "/health"] * (samples // 3),
    }


def _page_after(client: Client, ad: str) -> str:
    """The page of the list that begins after an ad."""
    shown = client.read(f"/api/v1/impressions?ids={ad}")["impressions"][0]
    return f"/api/v1/impressions?cursor={write_cursor(Cursor.at(datetime.fromisoformat(shown['time']), ad))}"


def _timed(name: str, client: Client, paths: Sequence[str]) -> Timings:
    times = Timings(tuple(client.timed("GET", path) for path in paths))
    print(times.line(name))
    return times


def _idle_share(service: Service, seconds: float) -> float:
    """What it uses of a core while nobody asks anything."""
    time.sleep(SETTLE_SECONDS)
    before = service.cpu_seconds()
    time.sleep(seconds)
    return (service.cpu_seconds() - before) / seconds


def _p99(times: Timings) -> float:
    return times.quantile(0.99)


def _bar(name: str, value: float, reach: float, *, quick: bool, times: Timings | None = None) -> Bar:
    low, high = times.interval(0.99) if times else (value, value)
    return Bar(name, value, low, high, reach=reach, better="lower", quick=quick)
