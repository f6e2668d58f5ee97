"""Who goes first: whoever waits for an acknowledgement. And the log neither grows nor holds anybody up."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from sqlite3 import Connection

import pytest

from extension_api.store import checkpoints
from extension_api.store.database import Database
from extension_api.store.visits import insert_visit
from extension_api.writer import Writer
from tests.builders import a_visit


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A database of its own."""
    database = Database(tmp_path / "whyad.sqlite3", backups=tmp_path / "backups")
    yield database
    database.close()


def test_what_gives_way_comes_after_everybody_who_waits(database: Database):
    """A portion of retention that was asked for first is done last."""
    writer, order, free = Writer(database), list[str](), threading.Event()
    jobs = [partial(writer.write, lambda _: free.wait())]
    jobs += [partial(writer.write, lambda _: order.append("retention"), gives_way=True)]
    jobs += [partial(writer.write, lambda _, n=n: order.append(f"batch {n}")) for n in range(3)]
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
        time.sleep(0.02)
    free.set()
    for thread in threads:
        thread.join()
    writer.close()

    assert order == ["batch 0", "batch 1", "batch 2", "retention"]


def test_the_log_is_folded_beside_the_writer(database: Database, monkeypatch: pytest.MonkeyPatch):
    """However much is written, the write-ahead log stays a few megabytes: it begins anew once it is in the file."""
    monkeypatch.setattr(checkpoints, "LOG_BYTES", 400_000)
    writer, log = Writer(database), database.path.with_name("whyad.sqlite3-wal")
    for number in range(300):
        writer.write(partial(insert_some, since=20 * number))
    size = log.stat().st_size
    writer.close()
    database.checkpoints.fold()

    assert database.path.stat().st_size > 6_000_000  # all that was written
    assert size < 4_000_000


def test_a_log_that_was_long_once_is_folded_once(database: Database, monkeypatch: pytest.MonkeyPatch):
    """A folded log keeps its file; taken for a long log, it would be folded again and again, with nothing to fold."""
    folded, fold, since = list[float](), database.checkpoints.fold, itertools.count(0, 20)

    def counted_fold() -> None:
        folded.append(time.monotonic())
        fold()

    monkeypatch.setattr(database.checkpoints, "fold", counted_fold)
    writer, log = Writer(database), database.path.with_name("whyad.sqlite3-wal")
    while log.stat().st_size < checkpoints.LOG_BYTES:
        writer.write(partial(insert_some, since=next(since)))
    time.sleep(0.5)
    once = len(folded)
    writer.write(partial(insert_some, since=next(since)))
    time.sleep(0.2)

    assert 1 <= once <= 3
    assert len(folded) == once
    assert log.stat().st_size < checkpoints.LOG_BYTES
    writer.close()


def insert_some(db: Connection, since: int) -> None:
    """Twenty visits, some twenty kilobytes."""
    for number in range(since, since + 20):
        insert_visit(db, a_visit(f"v{number}", title="x" * 1_000))
