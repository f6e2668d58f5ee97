"""The database: durable settings, one writer for all."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from extension_api.data_dir import DataDir
from extension_api.errors import StoreInUseError
from extension_api.store import database as of_the_database
from extension_api.store.daily_counts import count_held
from extension_api.store.database import Database
from extension_api.store.visits import insert_visit
from extension_api.writer import Writer
from tests.builders import a_visit


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("secure_delete", 1), ("foreign_keys", 1), ("trusted_schema", 0)],
)
def test_writer_is_durable_and_overwrites_what_is_erased(database: Database, pragma: str, value: object):
    """Synchronous FULL (2) with a write-ahead log, and no bytes left behind."""
    assert database.writer.execute(f"PRAGMA {pragma}").fetchone()[0] == value


def test_every_table_is_strict(database: Database):
    """SQLite checks the types too."""
    rows = database.writer.execute("SELECT sql FROM sqlite_master WHERE type = 'table'").fetchall()

    assert rows
    assert all("STRICT" in row["sql"] for row in rows)


def test_readers_cannot_write(database: Database):
    """Only the writer's connection changes anything."""
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        database.reader().execute("DELETE FROM visits")


def test_no_reader_of_ours_lives_longer_than_its_time(database: Database, monkeypatch: pytest.MonkeyPatch):
    """A connection that was left open, in the middle of a look, is closed; the next question gets a new one."""
    forgotten = database.reader()
    forgotten.execute("BEGIN").execute("SELECT * FROM visits").fetchall()
    database.close_old_readers()
    assert forgotten.in_transaction  # it is young

    monkeypatch.setattr(of_the_database, "READER_SECONDS", 0.0)
    database.close_old_readers()

    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        forgotten.execute("SELECT 1")
    assert count_held(database.reader()).visits == 0


def test_a_question_without_an_end_is_ended(database: Database, monkeypatch: pytest.MonkeyPatch):
    """One statement cannot keep its connection beyond its time."""
    monkeypatch.setattr(of_the_database, "READING_SECONDS", 0.05)
    endless = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"

    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        database.reader().execute(endless).fetchone()


def test_a_reader_lives_half_a_minute_at_most():
    """What is asked last is ended before its connection has to be closed."""
    assert of_the_database.READER_KEPT_SECONDS < of_the_database.READING_SECONDS < of_the_database.READER_SECONDS <= 30


def test_two_services_cannot_share_a_directory(tmp_path: Path):
    """The second one hears that it is taken; after the first has gone, it is free."""
    first, second = DataDir(tmp_path / "store"), DataDir(tmp_path / "store")
    first.prepare()
    first.lock()
    with pytest.raises(StoreInUseError):
        second.lock()
    first.unlock()

    second.lock()
    second.unlock()


def test_many_callers_share_one_writer(database: Database):
    """Writes from many threads at once are all stored, each acknowledged after its commit."""
    writer = Writer(database)

    def store(number: int) -> None:
        assert writer.write(lambda db: insert_visit(db, a_visit(f"v{number}")))
        assert database.reader().execute("SELECT 1 FROM visits WHERE id = ?", (f"v{number}",)).fetchone()

    threads = [threading.Thread(target=store, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert count_held(database.reader()).visits == 40
    writer.close()


def test_only_the_failing_write_of_a_group_is_undone(database: Database):
    """A broken write takes none of its neighbours with it."""
    writer = Writer(database)

    def fail(db: sqlite3.Connection) -> None:
        insert_visit(db, a_visit("lost"))
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        writer.write(fail)
    writer.write(lambda db: insert_visit(db, a_visit("kept")))

    assert [row["id"] for row in database.reader().execute("SELECT id FROM visits")] == ["kept"]
    writer.close()


def test_a_full_disk_is_told_and_passes(database: Database):
    """When no page can be added the caller hears it, and the next write after making room works."""
    writer = Writer(database)
    pages = database.writer.execute("PRAGMA page_count").fetchone()[0]
    database.writer.execute(f"PRAGMA max_page_count = {pages}")
    big = a_visit("big", title="x" * 500, headings=("y" * 500,) * 50)

    with pytest.raises(sqlite3.OperationalError, match="full"):
        writer.write(lambda db: insert_visit(db, big))
    database.writer.execute("PRAGMA max_page_count = 100000")

    assert writer.write(lambda db: insert_visit(db, big))
    writer.close()
