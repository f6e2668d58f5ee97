"""One explanation after the other, uncached, in turn with the handler that only asks for contributions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from benchmarks.load import peers
from benchmarks.load.history import History, fill
from benchmarks.load.programs import Client, Program, Service, free_port
from benchmarks.load.timings import Timings, load_average
from benchmarks.reporting import Bar

EVENTS: Final = 16_000  # 2,000 pages with 4,000 ads: a few weeks of one person
DAYS: Final = 40.0
REACH: Final = 2.0
WARM_UP: Final = 20


def measure(folder: Path, *, asked: int, seed: int, quick: bool) -> list[Bar]:
    """Bars for the median and the 99th percentile, the cached figure printed apart."""
    model = folder / "peer.json"
    peers.train(model, seed=seed)
    fill(folder / "latency", History(events=EVENTS, days=DAYS, seed=seed), retention_days=365, tell=False)
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.load.peers", "contribs", str(port), str(model)]
    with (
        Program(command, port, ready_at="/explanation", log=folder / "peer.log"),
        Service(folder / "latency") as service,
    ):
        ours, cached, theirs = _in_turn(service.client(), Client(port), asked)
    print(f"\nExplanation endpoint, warm, one client; {load_average()}")
    print(ours.line("explanation, not cached"))
    print(cached.line("the same again (cached)"))
    print(theirs.line("Flask handler: pred_contribs, one-row frame"))
    return [_bar(f"explanation endpoint {name}, ratio", share, ours, theirs, quick=quick)
            for name, share in (("p50", 0.5), ("p99", 0.99))]  # fmt: skip


def _in_turn(ours: Client, theirs: Client, asked: int) -> tuple[Timings, Timings, Timings]:
    paths = [f"/api/v1/impressions/{ad}/explanation" for ad in _ids(ours, asked + WARM_UP)]
    ours.wait_until_warm()
    for path in paths[asked:]:
        ours.timed("GET", path)
        theirs.timed("GET", "/explanation")
    first, again, peer = [], [], []
    for path in paths[:asked]:
        first.append(ours.timed("GET", path))
        again.append(ours.timed("GET", path))
        peer.append(theirs.timed("GET", "/explanation"))
    return Timings(tuple(first)), Timings(tuple(again)), Timings(tuple(peer))


def _ids(client: Client, count: int) -> list[str]:
    """The newest ads; none of them was explained in full before."""
    ids: list[str] = []
    path = "/api/v1/impressions?limit=200"
    while len(ids) < count and path:
        page = client.read(path)
        ids += [ad["id"] for ad in page["impressions"]]
        path = f"/api/v1/impressions?limit=200&cursor={page['next_cursor']}" if page["next_cursor"] else ""
    return ids[:count]


def _bar(name: str, share: float, ours: Timings, theirs: Timings, *, quick: bool) -> Bar:
    peer = theirs.quantile(share)
    low, high = (end / peer for end in ours.interval(share))
    return Bar(
        name, ours.quantile(share) / peer, low, high, reach=REACH, better="lower", peer="pred_contribs handler",
        peer_value=1.0, quick=quick,
    )  # fmt: skip
