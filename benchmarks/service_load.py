"""The service under load and at ten million events: explanations, pages, start, forgetting, acknowledgements, rates.

    python -m benchmarks.service_load --quick
    python -m benchmarks.service_load --only scale forget --events 1000000

A whole run takes about half an hour on a machine that does nothing else, a third of it to make ten million events; all
parts but the first and the last use that one store, in the order in which they are listed. Times say something only on
such a machine; the load average is printed beside them.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.load import forgetting, ingest, latency, rates, scale
from benchmarks.load.history import Made, make
from benchmarks.reporting import Bar, print_heading, write

PARTS: Final = ("latency", "scale", "forget", "acks", "everything", "rates")
ON_THE_STORE: Final = {
    "scale": scale.measure, "forget": forgetting.measure, "acks": ingest.measure_acks,
    "everything": forgetting.measure_everything,
}  # fmt: skip


def main() -> None:
    """Measure, print, write."""
    asked = _arguments()
    print_heading("Service under load")
    began, bars, made = time.perf_counter(), list[Bar](), None
    with TemporaryDirectory(prefix="whyad-load-") as name:
        for part in sorted(asked.only or PARTS, key=PARTS.index):
            if part in ON_THE_STORE:
                made = made or _store(Path(name), asked)
                bars += ON_THE_STORE[part](made)
            else:
                bars += _apart(part, Path(name), asked)
            print(f"  -- {part}: done after {(time.perf_counter() - began) / 60:.1f} minutes", flush=True)
    print()
    for bar in bars:
        print(f"  {'ok ' if bar.ok else '!! '} {bar.bar:<70} {bar.value:10.2f}   reach {bar.reach:g}")
    write(asked.json, bars)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a small run of less than a minute, without ActivityWatch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--only", nargs="+", choices=PARTS)
    parser.add_argument("--events", type=int, help="how many events to store (10 million; quick: 16 thousand)")
    return parser.parse_args()


def _store(folder: Path, asked: argparse.Namespace) -> Made:
    events = asked.events or (16_000 if asked.quick else 10_000_000)
    return make(folder / "store", events=events, seed=asked.seed, quick=asked.quick)


def _apart(part: str, folder: Path, asked: argparse.Namespace) -> list[Bar]:
    quick = asked.quick
    if part == "latency":
        return latency.measure(folder, asked=40 if quick else 600, seed=asked.seed, quick=quick)
    return rates.measure(folder, rounds=2 if quick else 40, quick=quick)


if __name__ == "__main__":
    main()
