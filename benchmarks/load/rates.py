"""How many events are stored for good in a second, beside ActivityWatch's server and a commit per request in Flask.

The programs run at the same time and take turns in short bursts, so all meet the same disk and the same neighbours.
"""

from __future__ import annotations

import itertools
import json
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.load import activitywatch
from benchmarks.load.ingest import ADDRESS, a_visit
from benchmarks.load.programs import Client, Program, Service, free_port
from benchmarks.load.timings import load_average
from benchmarks.reporting import RESAMPLES, Bar

SIZES: Final = (1, 20, 100, 500)
SIZES_WITH_BAR: Final = (20, 100)  # as the extension sends; a single event and a backlog are reported only
REQUESTS_IN_A_ROW: Final = {1: 20, 20: 10, 100: 4, 500: 2}


@dataclass(slots=True)
class Contender:
    """One program with a way to send it so many events, and what was measured of it by size."""

    name: str
    program: Program
    send: Callable[[int], float]
    sizes: tuple[int, ...]
    rates: dict[int, list[float]] = field(default_factory=dict)
    cpu: dict[int, list[float]] = field(default_factory=dict)

    def burst(self, size: int) -> None:
        """Send a few requests; only the time until the answers are here counts."""
        requests, used = REQUESTS_IN_A_ROW[size], self.program.cpu_seconds()
        seconds = sum(self.send(size) for _ in range(requests)) / 1e3
        self.rates.setdefault(size, []).append(requests * size / seconds)
        self.cpu.setdefault(size, []).append(1e6 * (self.program.cpu_seconds() - used) / (requests * size))

    def line(self, size: int) -> str:
        """The middle of all bursts."""
        rate, cpu = np.median(self.rates[size]), np.mean(self.cpu[size])
        return f"  {size:>4} per request   {self.name:<34} {rate:>9,.0f}/s   {cpu:>6,.0f} us of CPU each"


def measure(folder: Path, *, rounds: int, quick: bool) -> list[Bar]:
    """Bars for batches against ActivityWatch's, whose server a quick run does not install."""
    with ExitStack() as running:
        contenders = [*_contenders(folder, running, alone=quick)]
        for _, size, contender in itertools.product(range(rounds), SIZES, contenders):
            if size in contender.sizes:
                contender.burst(size)
    print(f"\nEvents stored in a second, one client, {rounds} bursts each; {load_average()}")
    for size, contender in itertools.product(SIZES, contenders):
        if size in contender.sizes:
            print(contender.line(size))
    print(_promises(folder))
    ours, *others = contenders
    peer = next((other for other in others if len(other.sizes) > 1), None)
    return [_bar(ours, peer, size, quick=quick) for size in SIZES_WITH_BAR] if peer else []


def _bar(ours: Contender, theirs: Contender, size: int, *, quick: bool) -> Bar:
    us, them = np.array(ours.rates[size]), np.array(theirs.rates[size])
    rounds = np.random.default_rng(0).integers(0, len(us), size=(RESAMPLES, len(us)))
    low, high = np.quantile(np.median(us[rounds], axis=1) / np.median(them[rounds], axis=1), (0.025, 0.975))
    return Bar(
        f"events/s, {size} per request, to ActivityWatch's", float(np.median(us) / np.median(them)), float(low),
        float(high), reach=1.0,
        better="higher", peer=theirs.name, peer_value=1.0, quick=quick,
    )  # fmt: skip


def _contenders(folder: Path, running: ExitStack, *, alone: bool) -> Iterator[Contender]:
    service = running.enter_context(Service(folder / "rates"))
    names = itertools.count()

    def whyad_body(size: int) -> dict[str, Any]:
        return {"events": [a_visit(f"e-{next(names)}") for _ in range(size)]}

    yield Contender("whyad", service, _sender(service.client(), ADDRESS, whyad_body), SIZES)
    version = None if alone else activitywatch.install(folder / "aw-venv")
    if version is not None:
        program = running.enter_context(activitywatch.start(folder / "aw-venv", folder / "aw-home"))
        address = f"{activitywatch.BUCKET}/events"
        send = _sender(Client(program.port), address, lambda size: activitywatch.events(next(names), size))
        yield Contender(f"aw-server {version}", program, send, SIZES)
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.load.peers", "commits", str(port), str(folder / "commits.sqlite3")]
    flask = running.enter_context(Program(command, port, ready_at="/health", log=folder / "commits.log"))
    send = _sender(Client(port), "/events", lambda _: a_visit(f"f-{next(names)}"))
    yield Contender("Flask + sqlite3, commit per request", flask, send, (1,))


def _sender(client: Client, address: str, body: Callable[[int], Any]) -> Callable[[int], float]:
    """Sends so many events and returns the milliseconds it took; making them is not counted."""

    def send(size: int) -> float:
        text = json.dumps(body(size)).encode()
        began = time.perf_counter()
        client.post(address, text)
        return 1e3 * (time.perf_counter() - began)

    return send


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
