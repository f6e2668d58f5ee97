"""Every schema version that a person may still have becomes the newest one, whatever happens on the way."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from extension_api.errors import NewerSchemaError
from extension_api.store import migrate as migrations
from extension_api.store.database import Database
from extension_api.store.migrate import migrate, prune_backups, schema_version, steps
from tests.extension_api.store.golden_content import GOLDEN, columns_of, digest

COUNTED = ("days", "company_sites", "company_domains", "companies")
DROPPED = {"site_days", "company_days", "advertiser_days"}  # counts that were read by no page (version 7)
VERSIONS = range(1, len(steps()) + 1)


def golden(version: int, folder: Path) -> Path:
    """A database file as a program of this version left it."""
    path = folder / "whyad.sqlite3"
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = WAL")
    db.executescript((GOLDEN / f"version-{version}.sql").read_text("utf-8"))
    db.close()
    return path


def promised(version: int) -> dict[str, Any]:
    """Rows and hashes of every table of that version."""
    return json.loads((GOLDEN / f"version-{version}.json").read_text("utf-8"))


def held(db: sqlite3.Connection, version: int) -> dict[str, Any]:
    """Rows and hashes of the same tables and columns now."""
    return digest(db, {table: each["columns"] for table, each in promised(version).items()})


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file with its content, less what any reader leaves: an empty log and the index of the log."""
    files = {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith("-shm")}
    return {name: content for name, content in files.items() if content}


def test_every_version_has_its_golden_database():
    """A new step comes with `python -m tests.extension_api.store.golden_content`."""
    assert {path.stem for path in GOLDEN.glob("*.sql")} == {f"version-{version}" for version in VERSIONS}


@pytest.mark.parametrize("version", VERSIONS)
def test_nothing_is_lost_on_the_way_from_an_old_version(version: int, tmp_path: Path):
    """Counts and contents of every table are as they were; the copy made before has them too."""
    database = Database(golden(version, tmp_path), backups=tmp_path / "backups")

    kept = {table: rows for table, rows in promised(version).items() if table not in DROPPED}

    assert digest(database.writer, {table: each["columns"] for table, each in kept.items()}) == kept
    assert schema_version(database.writer) == len(steps())
    assert database.writer.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    for backup in (tmp_path / "backups").glob("*"):
        assert held(sqlite3.connect(backup), version) == promised(version)
    assert (tmp_path / "backups" / f"version-{version}.sqlite3").exists() == (version < len(steps()))
    database.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_an_upgraded_database_is_like_a_new_one(version: int, tmp_path: Path):
    """The same tables, indexes and triggers, and the same counts as if everything had been counted from the start."""
    (tmp_path / "new").mkdir()
    new = Database(golden(len(steps()), tmp_path / "new"), backups=tmp_path / "backups")
    old = Database(golden(version, tmp_path), backups=tmp_path / "backups")
    schema = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"

    assert [tuple(row) for row in old.writer.execute(schema)] == [tuple(row) for row in new.writer.execute(schema)]
    for table in COUNTED:
        columns = {table: columns_of(new.writer)[table]}
        assert digest(old.writer, columns) == digest(new.writer, columns)
    new.close()
    old.close()


def test_killed_at_any_step_it_goes_on_the_next_time(tmp_path: Path):
    """Before every single statement of an upgrade the power goes; after the next start nothing is missing."""
    count = statements_of_upgrade(tmp_path / "counting")
    assert count > 20

    for number in range(count):
        path = golden(1, fresh(tmp_path / "killed"))
        assert killed_before(number, path) == signal.SIGKILL
        database = Database(path, backups=path.with_name("backups"))
        assert held(database.writer, 1) == promised(1), number
        assert database.writer.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        database.close()


def fresh(folder: Path) -> Path:
    """An empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def statements_of_upgrade(folder: Path) -> int:
    """How many statements an upgrade from the first version takes."""
    path, statements = golden(1, fresh(folder)), []
    db = sqlite3.connect(path, isolation_level=None)
    db.set_trace_callback(statements.append)
    migrate(db, path, backups=folder / "backups")
    db.close()
    return len(statements)


def killed_before(number: int, path: Path) -> int:
    """Upgrade in a process that is killed before its n-th statement; the signal it died of."""
    child = os.fork()
    if child == 0:
        seen = 0

        def count(_statement: str) -> None:
            nonlocal seen
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)
            seen += 1

        db = sqlite3.connect(path, isolation_level=None)
        db.set_trace_callback(count)
        migrate(db, path, backups=path.with_name("backups"))
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) * -1


def test_a_failing_step_changes_nothing(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """An upgrade that breaks half-way leaves the old version as it was, and a copy beside it."""
    folder = fresh(tmp_path / "steps")
    for script in steps():
        shutil.copy(script, folder)
    (folder / "9999_broken.sql").write_text("CREATE TABLE half (id INTEGER) STRICT; INSERT INTO nowhere VALUES (1);")
    monkeypatch.setattr(migrations, "MIGRATIONS", folder)

    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        migrate(database.writer, database.path, backups=tmp_path / "backups")

    assert schema_version(database.writer) == len(VERSIONS)
    assert database.writer.execute("SELECT 1 FROM sqlite_master WHERE name = 'half'").fetchone() is None
    assert [path.name for path in (tmp_path / "backups").iterdir()] == [f"version-{len(VERSIONS)}.sqlite3"]


@pytest.mark.parametrize("is_closed", [True, False], ids=["closed", "with a log that was never folded in"])
def test_a_newer_schema_is_refused_untouched(tmp_path: Path, *, is_closed: bool):
    """An old program changes no byte of what a newer one wrote."""
    path = golden(len(steps()), fresh(tmp_path / "store"))
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA user_version = 99")
    if is_closed:
        db.close()
    before = bytes_of(path.parent)

    with pytest.raises(NewerSchemaError) as refused:
        Database(path, backups=path.with_name("backups"))

    assert (refused.value.found, refused.value.known) == (99, len(steps()))
    assert bytes_of(path.parent) == before
    db.close()


def test_a_half_written_copy_is_written_again(tmp_path: Path):
    """A backup that was interrupted is no backup."""
    backups = fresh(tmp_path / "backups")
    (backups / "version-1.sqlite3.part").write_bytes(b"half")

    Database(golden(1, tmp_path), backups=backups).close()

    assert [path.name for path in backups.iterdir()] == ["version-1.sqlite3"]


def test_copies_go_after_a_month(tmp_path: Path):
    """Nobody misses a backup from before an upgrade that has worked for weeks."""
    backups, now = fresh(tmp_path / "backups"), datetime.now(UTC)
    (backups / "version-1.sqlite3").touch()

    prune_backups(backups, now=now + timedelta(days=29))
    assert list(backups.iterdir())
    prune_backups(backups, now=now + timedelta(days=31))

    assert not list(backups.iterdir())
