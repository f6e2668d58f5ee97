"""Forgetting at any size: how long until the last byte is gone, and how long capture waits meanwhile."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from benchmarks.load.history import Made
from benchmarks.load.ingest import ACK_REACH_MS, ADDRESS, a_visit
from benchmarks.load.programs import Client, Service
from benchmarks.load.timings import Timings, load_average
from benchmarks.reporting import Bar

REACH_SECONDS: Final = 60.0
GIVE_UP_SECONDS: Final = 900.0  # what is still being erased would slow down the parts that follow
TABS: Final = 10
EVENTS_A_BATCH: Final = 2  # so few that the newest stretch stays the made-up one, which has traits
LOOK_SECONDS: Final = 0.1


@dataclass(slots=True)
class Tabs:
    """Tabs that send a batch a second each until told to stop."""

    stopped: threading.Event = field(default_factory=threading.Event)
    milliseconds: list[float] = field(default_factory=list)

    def send(self, port: int, token: str, name: str) -> None:
        """One tab."""
        client, number = Client(port, token), 0
        while not self.stopped.wait(1.0):
            number += 1
            batch = [a_visit(f"{name}-{number}-{place}") for place in range(EVENTS_A_BATCH)]
            self.milliseconds.append(client.timed("POST", ADDRESS, {"events": batch}))
        client.close()


@contextmanager
def sending(service: Service, token: str, what: str) -> Iterator[Tabs]:
    """Tabs that send meanwhile."""
    tabs = Tabs()
    threads = [
        threading.Thread(target=tabs.send, args=(service.port, token, f"{what}-{number}")) for number in range(TABS)
    ]
    for thread in threads:
        thread.start()
    try:
        yield tabs
    finally:
        tabs.stopped.set()
        for thread in threads:
            thread.join()


def measure(made: Made) -> list[Bar]:
    """Forget a site, a company that delivered ads, and a trait; bars for seconds and for capture."""
    with Service(made.path) as service:
        token = service.token()
        client = Client(service.port, token)
        company = client.read("/api/v1/trackers?limit=1")["trackers"][0]["company"].replace(" ", "%20")
        trait = client.read("/api/v1/traits")["traits"][0]["id"]
        print(f"\nForgetting, {TABS} tabs sending; {made.held}; {load_average()}")
        subjects = {"site": "sites/site-0.example", "company": f"companies/{company}", "trait": f"traits/{trait}"}
        return [bar for what, path in subjects.items() for bar in _measure_one(made, service, token, what, path)]


def measure_everything(made: Made) -> list[Bar]:
    """Forget everything. Capture waits for it, and nothing of it is there afterwards; so one bar only."""
    with Service(made.path) as service:
        print(f"\nForgetting everything, {TABS} tabs sending; {made.held}; {load_average()}")
        return _measure_one(made, service, service.token(), "everything", "everything")[:1]


def _measure_one(made: Made, service: Service, token: str, what: str, path: str) -> list[Bar]:
    with sending(service, token, what) as tabs:
        seconds, receipt = _forget(Client(service.port, token), path)
    erased = ", ".join(f"{count:,} {name}" for name, count in receipt["erased"].items() if count) or "nothing"
    print(f"  {what:<12} {seconds:6.1f} s to the last byte ({erased})", flush=True)
    name = f"forget {what} in s, {made.held}"
    bars = [Bar(name, seconds, seconds, seconds, REACH_SECONDS, "lower", quick=made.quick)]
    if tabs.milliseconds:
        waits = Timings(tuple(tabs.milliseconds))
        print(waits.line("acknowledgements meanwhile"), flush=True)
        low, high = waits.interval(0.99)
        name = f"ack p99 in ms, forgetting a {what}, {made.held}"
        bars.append(Bar(name, waits.quantile(0.99), low, high, ACK_REACH_MS, "lower", quick=made.quick))
    return bars


def _forget(client: Client, path: str) -> tuple[float, dict[str, Any]]:
    """Seconds until the receipt says that every byte is gone."""
    began = time.perf_counter()
    client.timed("DELETE", f"/api/v1/{path}")
    while time.perf_counter() - began < GIVE_UP_SECONDS:
        receipt: dict[str, Any] = client.read("/api/v1/receipts?limit=1")["receipts"][0]
        if receipt["completed_at"]:
            break
        time.sleep(LOOK_SECONDS)
    return time.perf_counter() - began, receipt
