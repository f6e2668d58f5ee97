"""A writer under load that is killed at random moments, again and again.

Each round forks a process in which several threads send small batches and now and then have something erased. An id
goes down a pipe once its write was acknowledged. The parent kills the process, then looks whether every acknowledged id
is in the database. It prints what it found as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

from extension_api.store.database import Database
from extension_api.store.erasure import forget_visits
from extension_api.store.visits import insert_visit
from extension_api.writer import Writer, _Turn
from tests.builders import a_visit

THREADS = 3
BATCH = 5
ACK_FIRST_SECONDS = 0.0005  # such a writer answers at once
LIFE_SECONDS = (0.01, 0.2)  # from before the first commit to dozens of them
CHECK_EVERY = 10  # rounds between two looks at every page
FORGET_EVERY = 7  # batches between two erasures


class AckFirstWriter(Writer):
    """The negative control: says "done" when a write is accepted, as if a promise were a commit."""

    def write(self, work: Callable[[sqlite3.Connection], object], *, gives_way: bool = False) -> None:  # type: ignore[override]  # it has no result to give
        """Hand the work over without waiting for the disk."""
        self._put(_Turn.GIVES_WAY if gives_way else _Turn.NOW, work)
        time.sleep(ACK_FIRST_SECONDS)


WRITERS = {"writer": Writer, "ack-first": AckFirstWriter}


@dataclass
class Outcome:
    """What all rounds together showed."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    checks: list[str] = field(default_factory=list)


def main() -> None:
    """Kill as often as asked for and print the outcome."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--writer", choices=WRITERS, default="writer")
    arguments = parser.parse_args()
    dice, outcome = random.Random(arguments.seed), Outcome()
    for number in range(arguments.kills):
        acknowledged = live_and_die(arguments.folder, number, dice.uniform(*LIFE_SECONDS), WRITERS[arguments.writer])
        take_stock(arguments.folder, acknowledged, outcome, look_closer=(number + 1) % CHECK_EVERY == 0)
    json.dump(asdict(outcome), sys.stdout)


def live_and_die(folder: Path, number: int, seconds: float, kind: type[Writer]) -> list[str]:
    """One process from start to kill; the ids it acknowledged."""
    incoming, outgoing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(incoming)
        write_until_killed(folder, number, outgoing, kind)
    os.close(outgoing)
    with os.fdopen(incoming, "rb") as pipe:
        started = pipe.readline()
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        lines = pipe.read().split(b"\n")[:-1]
    os.waitpid(child, 0)
    assert started == b"started\n"
    return [line.decode() for line in lines]


def write_until_killed(folder: Path, number: int, outgoing: int, kind: type[Writer]) -> None:
    """Send batches from several threads for ever, noting each acknowledgement."""
    database = Database(folder / "whyad.sqlite3", backups=folder / "backups")
    writer = kind(database)
    os.write(outgoing, b"started\n")
    for thread in range(THREADS):
        threading.Thread(target=send, args=(writer, f"{number}-{thread}", outgoing), daemon=True).start()
    signal.pause()


def send(writer: Writer, prefix: str, outgoing: int) -> None:
    """One sender; every now and then it also has something erased."""
    for number in range(sys.maxsize):
        ids = [f"{prefix}-{number}-{part}" for part in range(BATCH)]
        writer.write(partial(insert_batch, ids=ids))
        os.write(outgoing, "".join(f"{id_}\n" for id_ in ids).encode())  # short enough to be written whole
        if number % FORGET_EVERY == 0:
            writer.write(partial(forget_visits, ids=["never held"]), gives_way=True)


def insert_batch(db: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Several visits in one write."""
    for id_ in ids:
        insert_visit(db, a_visit(id_, title="x" * 200))


def take_stock(folder: Path, acknowledged: list[str], outcome: Outcome, *, look_closer: bool) -> None:
    """Look for what was acknowledged, and now and then at every page."""
    db = sqlite3.connect(folder / "whyad.sqlite3")
    chosen = "SELECT count(*) FROM visits WHERE id IN (SELECT value FROM json_each(?))"
    held = db.execute(chosen, (json.dumps(acknowledged),)).fetchone()[0]
    outcome.kills += 1
    outcome.acknowledged += len(acknowledged)
    outcome.lost += len(acknowledged) - held
    if look_closer:
        outcome.checks.append(db.execute("PRAGMA integrity_check").fetchone()[0])
    db.close()


if __name__ == "__main__":
    main()
