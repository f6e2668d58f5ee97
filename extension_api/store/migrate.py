"""Brings a database to the newest schema, step by step, each step whole or not at all.

The version is ``PRAGMA user_version``; step N is ``migrations/000N_*.sql``. A file that holds data is copied before its
first step. A database of a newer version is refused and left as it is.
"""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Final

from extension_api.data_dir import PRIVATE_DIR, make_private_file
from extension_api.errors import NewerSchemaError

MIGRATIONS: Final = Path(__file__).with_name("migrations")


def steps() -> tuple[Path, ...]:
    """The SQL files of all steps, in order."""
    return tuple(sorted(MIGRATIONS.glob("[0-9]*.sql")))


def migrate(connection: sqlite3.Connection, path: Path, *, backups: Path) -> int:
    """Apply the steps that are missing and return the version reached.

    Raises:
        NewerSchemaError: The file is of a version that this program does not know.
    """
    found, scripts = schema_version(connection), steps()
    if found > len(scripts):
        raise NewerSchemaError(path, found=found, known=len(scripts))
    if 0 < found < len(scripts):
        back_up(connection, backups / f"before-version-{len(scripts)}.sqlite3")
    for number, script in enumerate(scripts[found:], start=found + 1):
        _apply(connection, script.read_text(encoding="utf-8"), number)
    return len(scripts)


def schema_version(connection: sqlite3.Connection) -> int:
    """The version written in the file; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def back_up(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the whole database into a private file."""
    target.parent.mkdir(mode=PRIVATE_DIR, exist_ok=True)
    make_private_file(target)
    copy = sqlite3.connect(target)
    try:
        connection.backup(copy)
    finally:
        copy.close()


def remove_backups(backups: Path) -> None:
    """Remove the copies made before migrations: they hold what was erased since."""
    if backups.exists():
        shutil.rmtree(backups)


def _apply(connection: sqlite3.Connection, script: str, number: int) -> None:
    # ``executescript`` commits whatever is open before it starts, so the transaction has to be inside the script.
    try:
        connection.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
