"""Taking events in from many tabs at once, while retention erases and another process keeps a core busy."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.load.history import History, fill
from benchmarks.load.programs import Client, Service
from benchmarks.load.timings import Timings, load_average
from benchmarks.reporting import Bar
from extension_api.cli import STEPS_ASIDE

TABS: Final = 50
EVENTS_PER_SECOND: Final = 10  # of each tab, sent together once a second
ACK_REACH_MS: Final = 250.0
EXPIRED_EVENTS: Final = 400_000  # what retention has to erase meanwhile
ADDRESS: Final = "/api/v1/events"


def measure_acks(folder: Path, *, seconds: float, seed: int, quick: bool) -> list[Bar]:
    """50 tabs x 10 events/s while retention erases and a worker process keeps a core busy."""
    store = folder / "busy"
    expired = EXPIRED_EVENTS // 20 if quick else EXPIRED_EVENTS
    fill(store, History(events=expired, days=300.0, seed=seed), retention_days=5, tell=False)
    audit = multiprocessing.get_context("spawn").Process(target=keep_a_core_busy, daemon=True)
    with Service(store) as service:
        token = service.token()
        audit.start()
        times = _from_tabs(service.port, token, seconds)
        audit.terminate()
        left = Client(service.port, token).read("/health")["checks"][0]["detail"]
    print(f"\n{TABS} tabs x {EVENTS_PER_SECOND} events/s, {seconds:.0f} s, retention and audit; {load_average()}")
    print(times.line("acknowledgement of a batch"))
    print(f"  retention had {expired:,} events to erase; held at the end: {left}")
    low, high = times.interval(0.99)
    return [Bar("ack p99 in ms, 50 tabs, retention, audit", times.quantile(0.99), low, high, ACK_REACH_MS, "lower",
                quick=quick)]  # fmt: skip


def keep_a_core_busy() -> None:
    """What `whyad train` and `whyad audit` do: arithmetic without end, in a process that lets others go first."""
    os.nice(STEPS_ASIDE)
    rows = np.random.default_rng(0).normal(size=(2_000, 400))
    while True:
        rows = rows @ np.linalg.qr(rows[:400])[0]


def _from_tabs(port: int, token: str, seconds: float) -> Timings:
    times: list[float] = []
    tabs = [threading.Thread(target=_tab, args=(port, token, number, seconds, times)) for number in range(TABS)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    return Timings(tuple(times))


def _tab(port: int, token: str, number: int, seconds: float, times: list[float]) -> None:
    client, begin = Client(port, token), time.perf_counter() + number / TABS
    for second in range(int(seconds)):
        time.sleep(max(0.0, begin + second - time.perf_counter()))
        batch = [a_visit(f"tab{number}-{second}-{place}") for place in range(EVENTS_PER_SECOND)]
        times.append(client.timed("POST", ADDRESS, {"events": batch}))
    client.close()


def a_visit(name: str) -> dict[str, Any]:
    """A page as the extension sends it."""
    return {
        "type": "visit", "id": name, "time": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
        "url": f"https://site.example/{name}", "domain": "site.example", "title": f"Page {name}", "headings": [],
        "description": "", "language": "en", "schema_types": [], "search_query": None,
    }  # fmt: skip
