"""Taking events in: many tabs at once beside other work, and how much is stored for good in a second."""

from __future__ import annotations

import multiprocessing
import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.load import activitywatch
from benchmarks.load.history import History, fill
from benchmarks.load.programs import Client, Program, Service, free_port
from benchmarks.load.timings import Timings, load_average
from benchmarks.reporting import Bar

TABS: Final = 50
EVENTS_PER_SECOND: Final = 10  # of each tab, sent together once a second
ACK_REACH_MS: Final = 250.0
BATCHES: Final = (1, 20, 100, 500)
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
    """What training or an audit does: arithmetic without end, in a process of its own."""
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


def measure_rates(folder: Path, *, seconds: float, quick: bool) -> list[Bar]:
    """Events per second from one client that waits for each answer, side by side, one event and many per request."""
    ours = _rates_of_whyad(folder, seconds)
    flask, peer = _rate_of_flask(folder, seconds), _rates_of_activitywatch(folder, seconds)
    print(f"\nEvents stored in a second, one client; {load_average()}")
    for size in BATCHES:
        print(f"  {size:>4} per request   whyad {ours[size]}   ActivityWatch {peer[size] if peer else 'not installed'}")
    print(f"     1 per request   Flask + sqlite3, commit each {flask}")
    print(_promises(folder))
    if peer is None:
        return []
    return [
        Bar(f"events/s, {size} per request, to ActivityWatch's", ratio, ratio, ratio, 1.0, "higher", peer="aw-server",
            peer_value=1.0, quick=quick)
        for size in BATCHES if size >= 20 for ratio in (ours[size].events / peer[size].events,)
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rate:
    """Events in a second, and microseconds of the program's processor time for each."""

    events: float
    cpu_microseconds: float

    def __str__(self) -> str:
        """For a table."""
        return f"{self.events:>9,.0f}/s ({self.cpu_microseconds:>6,.0f} us of CPU each)"


def _rate(program: Program, send: Callable[[int, int], object], size: int, seconds: float) -> Rate:
    sent, begin, used = 0, time.perf_counter(), program.cpu_seconds()
    while time.perf_counter() - begin < seconds:
        send(sent, size)
        sent += size
    return Rate(sent / (time.perf_counter() - begin), 1e6 * (program.cpu_seconds() - used) / sent)


def _rates_of_whyad(folder: Path, seconds: float) -> dict[int, Rate]:
    with Service(folder / "rates") as service:
        client = service.client()

        def send(since: int, size: int) -> None:
            batch = [a_visit(f"size{size}-{number}") for number in range(since, since + size)]
            client.timed("POST", ADDRESS, {"events": batch})

        return {size: _rate(service, send, size, seconds) for size in BATCHES}


def _rate_of_flask(folder: Path, seconds: float) -> Rate:
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.load.peers", "commits", str(port), str(folder / "commits.sqlite3")]
    with Program(command, port, ready_at="/health", log=folder / "commits.log") as program:
        client = Client(port)
        return _rate(program, lambda since, _: client.timed("POST", "/events", a_visit(f"f{since}")), 1, seconds)


def _rates_of_activitywatch(folder: Path, seconds: float) -> dict[int, Rate] | None:
    version = activitywatch.install(folder / "aw-venv")
    if version is None:
        return None
    print(f"\n  aw-server {version}")
    with activitywatch.start(folder / "aw-venv", folder / "aw-home") as program:
        client = Client(program.port)

        def send(since: int, size: int) -> None:
            client.timed("POST", f"{activitywatch.BUCKET}/events", activitywatch.events(since, size))

        return {size: _rate(program, send, size, seconds) for size in BATCHES}


def _promises(folder: Path) -> str:
    """What an answer means, as the databases themselves say."""
    files = sorted((folder / "aw-home").rglob("*.db"))
    mode = _journal(files[0]) if files else "unknown"
    flask = _journal(folder / "commits.sqlite3")
    return (
        "  whyad answers after fsync (WAL, synchronous FULL): what it acknowledged survives a power cut.\n"
        f"  What ActivityWatch (journal: {mode}) and Flask (journal: {flask}) promise: docs/scale.md"
    )


def _journal(file: Path) -> str:
    db = sqlite3.connect(file)
    try:
        return str(db.execute("PRAGMA journal_mode").fetchone()[0])
    finally:
        db.close()


