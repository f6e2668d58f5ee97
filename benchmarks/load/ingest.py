"""Taking events in from many tabs at once, while retention erases and an audit keeps a core busy."""

from __future__ import annotations

import itertools
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from benchmarks.load.history import Made
from benchmarks.load.programs import ENVIRONMENT, WHYAD, Client, Service
from benchmarks.load.timings import Timings, load_average
from benchmarks.reporting import Bar

TABS: Final = 50
EVENTS_PER_SECOND: Final = 10  # of each tab, sent together once a second
ACK_REACH_MS: Final = 250.0
EXPIRED_EVENTS: Final = 400_000  # what retention has to erase meanwhile
AUDITED_PEOPLE: Final = 200
QUICK_PEOPLE: Final = 20
QUICK_SECONDS: Final = 4.0
SECONDS: Final = 60.0
ADDRESS: Final = "/api/v1/events"


def measure_acks(made: Made) -> list[Bar]:
    """50 tabs x 10 events/s while retention erases from the store and an audit runs."""
    seconds, people = (QUICK_SECONDS, QUICK_PEOPLE) if made.quick else (SECONDS, AUDITED_PEOPLE)
    expired = made.events // 10 if made.quick else EXPIRED_EVENTS
    _let_expire(made, expired)
    with Service(made.path) as service, _audit(made.path.with_name("log.jsonl"), people=people):
        token, used = service.token(), service.cpu_seconds()
        times = _from_tabs(service.port, token, seconds)
        used = service.cpu_seconds() - used
        left = Client(service.port, token).read("/health")["checks"][0]["detail"]
    print(f"\n{TABS} tabs x {EVENTS_PER_SECOND} events/s, {seconds:.0f} s, retention and audit; {made.held}")
    print(times.line("acknowledgement of a batch"))
    print(f"  retention had {expired:,} events to erase; held at the end: {left}")
    print(f"  the service used {100 * used / seconds:.0f} % of a core; {load_average()}")
    low, high = times.interval(0.99)
    return [Bar(f"ack p99 in ms, 50 tabs, retention, audit, {made.held}", times.quantile(0.99), low, high, ACK_REACH_MS,
                "lower", quick=made.quick)]  # fmt: skip


def _let_expire(made: Made, events: int) -> None:
    """Set retention so that the oldest events are too old at the next start."""
    with Service(made.path) as service:
        client = service.client()
        days = max(1, int(made.days * (1 - events / made.events)))
        client.timed("PUT", "/api/v1/settings", client.read("/api/v1/settings") | {"retention_days": days})


@contextmanager
def _audit(log: Path, *, people: int) -> Iterator[None]:
    """`whyad explain` and `whyad audit` of a log, again and again, as the command line runs them."""
    simulated = [WHYAD, "simulate", "--people", str(people), "--out", str(log)]
    subprocess.run(simulated, check=True, capture_output=True, env=ENVIRONMENT)
    silent, over, processes = subprocess.DEVNULL, threading.Event(), list[subprocess.Popen[bytes]]()

    def work() -> None:
        for command in itertools.cycle(("explain", "audit")):
            if over.is_set():
                return
            processes.append(
                subprocess.Popen([WHYAD, command, str(log)], stdout=silent, stderr=silent, env=ENVIRONMENT)
            )  # fmt: skip
            processes[-1].wait()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield
    finally:
        over.set()
        if processes:
            processes[-1].terminate()
        worker.join()


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
