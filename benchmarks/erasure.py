"""What is left of a forgotten site in the bytes of the database, and how long it takes until nothing is.

Random histories are stored as the service stores them; one site is forgotten. Counted are its occurrences in the
files after a plain DELETE, after SQLite's ``secure_delete`` with an emptied log, and after our sweep. Then a larger
history is made, and forgetting one site and everything is timed.

python -m benchmarks.erasure [--quick] [--seed N] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import tempfile
import time
import uuid
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from explainer import TrackerContact, Visit
from extension_api.config import utc_now
from extension_api.store.database import Database
from extension_api.store.erasure import forget_site
from extension_api.store.erasure_steps import EVERYTHING, empty_store, shrink
from extension_api.store.sweep import erase_traces
from extension_api.store.unfinished import Unfinished
from extension_api.store.visits import insert_contact, insert_visit

MARK: Final = "canary-"  # begins the site's name and the ids of all that hangs on it, so that all can be counted
CANARY: Final = f"{MARK}clinic.example"
HISTORIES: Final = 12
VISITS: Final = 6_000
LARGE_VISITS: Final = 60_000
SHARE: Final = 0.05  # of the visits that are to the forgotten site
BATCH: Final = 300
SITES: Final = 200
COMPANIES: Final = 40
MINUTES: Final = 525_600  # a year of browsing, stored in no order of time: so pages split in the middle


def fill(db: sqlite3.Connection, visits: int, dice: random.Random) -> None:
    """Store visits with two contacts each, in batches, as capture does."""
    now = utc_now()
    for start in range(0, visits, BATCH):
        db.execute("BEGIN")
        for number in range(start, min(start + BATCH, visits)):
            site = CANARY if dice.random() < SHARE else f"site-{dice.randrange(SITES)}.example"
            mark, time = MARK if site == CANARY else "", now - timedelta(minutes=dice.randrange(MINUTES))
            visit = Visit(
                id=f"{mark}{uuid.UUID(int=dice.getrandbits(128))}", time=time, url=f"https://{site}/{number}",
                domain=site, title="t" * dice.randrange(300),
            )  # fmt: skip
            insert_visit(db, visit)
            for _ in range(2):
                company = f"company {dice.randrange(COMPANIES)}"
                contact = TrackerContact(visit_id=visit.id, company=company, domain="tracker.example")
                insert_contact(db, f"{mark}{uuid.UUID(int=dice.getrandbits(128))}", time, contact)
        db.execute("COMMIT")


def left_over(folder: Path) -> int:
    """How often a mark of the forgotten site stands in any file."""
    return sum(path.read_bytes().count(MARK.encode()) for path in folder.iterdir())


def sweep(database: Database) -> int:
    """Sweep the whole file and return how many portions that took."""
    page: int | None = 1
    portions = 0
    while page is not None:
        swept = database.sweeper.sweep(database.writer, page)
        if swept is None:
            raise SystemExit("another program reads the benchmark's database")
        page, portions = swept.next_page, portions + 1
    return portions


def one_history(visits: int, seed: int) -> dict[str, int]:
    """Occurrences after each way of erasing; the plain DELETE is tried on a copy."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "whyad.sqlite3", backups=Path(folder) / "backups")
        fill(database.writer, visits, random.Random(seed))
        found = {"plain": _after_plain_delete(database)}
        _in_transaction(database.writer, lambda: forget_site(database.writer, CANARY, visits))
        found["secure_delete"] = left_over(Path(folder))
        sweep(database)
        found["swept"] = left_over(Path(folder))
        database.close()
    return found


def _after_plain_delete(database: Database) -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plain.sqlite3"
        copy = sqlite3.connect(path, isolation_level=None)
        database.writer.backup(copy)
        copy.execute("PRAGMA secure_delete = OFF").fetchone()
        copy.execute("DELETE FROM visits WHERE domain = ?", (CANARY,))
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        copy.close()
        return left_over(Path(folder))


def timed(visits: int, seed: int) -> dict[str, float]:
    """Seconds to forget one site, to sweep, and to forget everything, in one larger history."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "whyad.sqlite3", backups=Path(folder) / "backups")
        db = database.writer
        fill(db, visits, random.Random(seed))
        erase_traces(db)
        found = {"megabytes": database.path.stat().st_size / 1e6}
        found["forget_site_seconds"] = _seconds(lambda: _in_transaction(db, lambda: forget_site(db, CANARY, visits)))
        began = time.perf_counter()
        portions = sweep(database)
        found["sweep_seconds"] = time.perf_counter() - began
        found["sweep_portion_seconds"] = found["sweep_seconds"] / portions
        found["left_after_sweep"] = left_over(Path(folder))
        everything = Unfinished("none", EVERYTHING, utc_now().isoformat())
        began = time.perf_counter()
        empty_store(db, everything)
        shrink(db)
        erase_traces(db)
        found["everything_seconds"] = time.perf_counter() - began
        found["left_after_everything"] = left_over(Path(folder))
        database.close()
    return found


def _in_transaction(db: sqlite3.Connection, work: Callable[[], object]) -> None:
    db.execute("BEGIN IMMEDIATE")
    work()
    db.execute("COMMIT")
    erase_traces(db)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main(arguments: Sequence[str] | None = None) -> None:
    """Run, print, and write the figures if asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="fewer and smaller histories")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    histories, visits, large = (3, 3_000, 20_000) if options.quick else (HISTORIES, VISITS, LARGE_VISITS)
    runs = [one_history(visits, options.seed + number) for number in range(histories)]
    figures: dict[str, Any] = {"histories": runs, "timed": timed(large, options.seed), "visits": large}
    for way in ("plain", "secure_delete", "swept"):
        with_bytes = sum(run[way] > 0 for run in runs)
        print(f"{way:>14}: bytes left in {with_bytes} of {histories} histories, {sum(run[way] for run in runs)} in all")
    for name, value in figures["timed"].items():
        print(f"{name:>22}: {value:.3f}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
