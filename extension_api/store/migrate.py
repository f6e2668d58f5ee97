"""Brings a database to the newest schema, step by step, each step whole or not at all.

The version is ``PRAGMA user_version``; step N is ``migrations/000N_*.sql``. A file that holds data is copied before its
first step. A database of a newer version is refused and left as it is.
"""

from __future__ import annotations

import shutil
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from extension_api.data_dir import PRIVATE_DIR, make_private_file
from extension_api.errors import NewerSchemaError

MIGRATIONS: Final = Path(__file__).with_name("migrations")
BACKUP_DAYS: Final = 30  # long enough to notice that an upgrade went wrong


def steps() -> tuple[Path, ...]:
    """The SQL files of all steps, in order."""
    return tuple(sorted(MIGRATIONS.glob("[0-9]*.sql")))


def migrate(connection: sqlite3.Connection, path: Path, *, backups: Path) -> int:
    """Apply the steps that are missing and return the version reached.

    Stopped at any moment, it goes on where it was the next time.

    Raises:
        NewerSchemaError: The file is of a version that this program does not know.
    """
    found, scripts = schema_version(connection), steps()
    _refuse_newer(path, found)
    if 0 < found < len(scripts):
        back_up(connection, backups / f"version-{found}.sqlite3")
    for number, script in enumerate(scripts[found:], start=found + 1):
        _apply(connection, script.read_text(encoding="utf-8"), number)
    return len(scripts)


def refuse_newer(path: Path) -> None:
    """Look at a file's version without changing a byte of it, as opening it for writing might.

    Raises:
        NewerSchemaError: The file is of a version that this program does not know.
    """
    if not path.exists():
        return
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        _refuse_newer(path, schema_version(connection))
    finally:
        connection.close()


def schema_version(connection: sqlite3.Connection) -> int:
    """The version written in the file; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def back_up(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the whole database into a private file. Under its name there is a whole copy or none."""
    target.parent.mkdir(mode=PRIVATE_DIR, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    make_private_file(part)
    copy = sqlite3.connect(part)
    try:
        connection.backup(copy)
    finally:
        copy.close()
    part.replace(target)


def remove_backups(backups: Path) -> None:
    """Remove the copies made before migrations and of damaged files: they hold what was erased since."""
    if backups.exists():
        shutil.rmtree(backups)


def prune_backups(backups: Path, *, now: datetime) -> None:
    """Remove copies that nobody will want back any more."""
    oldest = (now - timedelta(days=BACKUP_DAYS)).timestamp()
    for copy in backups.glob("*"):
        if copy.stat().st_mtime < oldest:
            shutil.rmtree(copy) if copy.is_dir() else copy.unlink()


def _refuse_newer(path: Path, found: int) -> None:
    if found > len(steps()):
        raise NewerSchemaError(path, found=found, known=len(steps()))


def _apply(connection: sqlite3.Connection, script: str, number: int) -> None:
    # ``executescript`` commits whatever is open before it starts, so the transaction has to be inside the script.
    try:
        connection.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
