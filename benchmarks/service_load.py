"""The service under load and at ten million events: explanations, pages, start, acknowledgements, events per second.

    python -m benchmarks.service_load --quick
    python -m benchmarks.service_load --only scale --events 1000000

A whole run takes about half an hour, most of it to make ten million events. Times say something only on a machine that
does nothing else; the load average is printed beside them.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.load import ingest, latency, rates, scale
from benchmarks.reporting import Bar, print_heading, write

PARTS: Final = ("latency", "scale", "acks", "rates")


def main() -> None:
    """Measure, print, write."""
    asked = _arguments()
    print_heading("Service under load")
    with TemporaryDirectory(prefix="whyad-load-") as name:
        bars = [bar for part in asked.only or PARTS for bar in _measure(part, Path(name), asked)]
    print()
    for bar in bars:
        print(f"  {'ok ' if bar.ok else '!! '} {bar.bar:<70} {bar.value:10.2f}   reach {bar.reach:g}")
    write(asked.json, bars)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a small run of about a minute")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--only", nargs="+", choices=PARTS)
    parser.add_argument("--events", type=int, help="how many events to store (10 million; quick: 40 thousand)")
    return parser.parse_args()


def _measure(part: str, folder: Path, asked: argparse.Namespace) -> list[Bar]:
    quick, seed = asked.quick, asked.seed
    if part == "latency":
        return latency.measure(folder, asked=60 if quick else 600, seed=seed, quick=quick)
    if part == "scale":
        events = asked.events or (40_000 if quick else 10_000_000)
        return scale.measure(folder, events=events, seed=seed, quick=quick)
    if part == "acks":
        return ingest.measure_acks(folder, seconds=8.0 if quick else 60.0, seed=seed, quick=quick)
    return rates.measure(folder, rounds=5 if quick else 40, quick=quick)


if __name__ == "__main__":
    main()
