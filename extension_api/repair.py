"""Opens the database; one that is damaged is repaired first, and the person is told what that saved.

What can be read is copied into a new database. The damaged one is kept among the backups, so nothing is given up that a
specialist might still read. Repair happens at the start and not on request: capture has to go on, and the browser can
keep events for a limited time only. Interrupted at any moment, it begins again the next time.
"""

from __future__ import annotations

import errno
import logging
import shutil
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from extension_api.data_dir import PRIVATE_DIR, DataDir, make_private_file
from extension_api.errors import DataDirError
from extension_api.store.database import Database
from extension_api.store.migrate import refuse_newer
from extension_api.store.salvage import Salvaged, salvage
from extension_api.store.soundness import is_damage, is_damaged, primary_code

LOG: Final = logging.getLogger("whyad")
REPORT_NAME: Final = "repair-report.txt"
_KEPT_ASIDE: Final = "damaged-"
_NAMES: Final[Mapping[str, str]] = {
    "visits": "visits",
    "contacts": "contacts with tracking companies",
    "impressions": "ads",
    "company_links": "notes of who told whom",
    "disclosures": "reasons given by platforms",
    "corrections": "corrections of traits",
    "feedback": "opinions on ads",
    "profiles": "connected browsers and scripts",
    "forgotten_visits": "marks that keep forgotten visits away",
}
_NO_RIGHT: Final = ("the database cannot be opened for writing", "look at the owner and the rights of the folder")
_PROBLEMS: Final[Mapping[int, tuple[str, str]]] = {
    sqlite3.SQLITE_BUSY: ("another program holds the database", "close it and start Whyad again"),
    sqlite3.SQLITE_READONLY: _NO_RIGHT,
    sqlite3.SQLITE_CANTOPEN: _NO_RIGHT,
    sqlite3.SQLITE_PERM: _NO_RIGHT,
    sqlite3.SQLITE_FULL: ("the disk is full", "make room and start Whyad again; nothing is lost"),
    sqlite3.SQLITE_IOERR: ("the disk reports errors", "copy the folder to another disk before anything else"),
}


def open_database(data_dir: DataDir, *, now: datetime) -> Database:
    """Open the database of a locked data directory, making, upgrading or repairing it as need be.

    Raises:
        NewerSchemaError: It was written by a newer version.
        DataDirError: It cannot be used now; the error says why and what to do. Nothing was changed.
    """
    try:
        return _open(data_dir, now)
    except sqlite3.OperationalError as error:
        unknown = (f"the database cannot be used ({error})", "run `whyad doctor`")
        problem, hint = _PROBLEMS.get(primary_code(error) or sqlite3.SQLITE_OK, unknown)
        raise DataDirError(data_dir.database, problem=problem, hint=hint) from error
    except OSError as error:
        code = sqlite3.SQLITE_FULL if error.errno == errno.ENOSPC else sqlite3.SQLITE_PERM
        problem, hint = _PROBLEMS[code]
        raise DataDirError(data_dir.database, problem=problem, hint=hint) from error


def _open(data_dir: DataDir, now: datetime) -> Database:
    if _salvaged(data_dir).exists():  # a repair was interrupted
        return _repair(data_dir, now)
    try:
        if data_dir.database.exists():
            refuse_newer(data_dir.database)
            if _is_damaged(data_dir):
                return _repair(data_dir, now)
        return Database(data_dir.database, backups=data_dir.backups)
    except sqlite3.DatabaseError as error:
        # A plain "SQL error" from our own statements means that the schema is not the one that the file claims to have.
        if is_damage(error) or primary_code(error) == sqlite3.SQLITE_ERROR:
            return _repair(data_dir, now)
        raise


def _is_damaged(data_dir: DataDir) -> bool:
    if data_dir.was_damaged:
        return True
    if data_dir.database.stat().st_size == 0:
        return data_dir.was_used and not _log_of(data_dir.database).exists()
    return is_damaged(data_dir.database, closely=data_dir.was_left_open)


def _repair(data_dir: DataDir, now: datetime) -> Database:
    path, new = data_dir.database, _salvaged(data_dir)
    LOG.warning("the database is damaged; saving what can be read")
    kept = _kept_aside(data_dir, now)
    for leftover in (new, _log_of(new), new.with_name(f"{new.name}-shm")):
        leftover.unlink(missing_ok=True)
    database = Database(new, backups=data_dir.backups)
    try:
        salvaged = salvage(kept / path.name, database.writer)
    finally:
        database.close()
    _report(data_dir, salvaged, kept, now)
    for leftover in (_log_of(path), path.with_name(f"{path.name}-shm")):
        leftover.unlink(missing_ok=True)
    new.replace(path)
    return Database(path, backups=data_dir.backups)


def _kept_aside(data_dir: DataDir, now: datetime) -> Path:
    """The damaged file with its log in a folder of its own, there as a whole or not at all."""
    kept = sorted(data_dir.backups.glob(f"{_KEPT_ASIDE}*[0-9]"))
    if kept and _salvaged(data_dir).exists():  # of the repair that was interrupted
        return kept[-1]
    folder = data_dir.backups / f"{_KEPT_ASIDE}{now:%Y%m%dT%H%M%S%f}"
    part = folder.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=PRIVATE_DIR, parents=True)
    data_dir.backups.chmod(PRIVATE_DIR)
    for file in (data_dir.database, _log_of(data_dir.database)):
        if file.exists():
            make_private_file(part / file.name)
            shutil.copyfile(file, part / file.name)
    part.replace(folder)
    return folder


def _report(data_dir: DataDir, salvaged: Salvaged, kept: Path, now: datetime) -> None:
    text = report(salvaged, kept, now)
    file = data_dir.path / REPORT_NAME
    make_private_file(file)
    file.write_text(text, encoding="utf-8")
    LOG.warning("%s", text.strip())


def report(salvaged: Salvaged, kept: Path, now: datetime) -> str:
    """What a repair saved and what it could not, in plain words and without anything that was browsed."""
    saved = [f"{salvaged.saved.get(table, 0)} {name}" for table, name in _NAMES.items()]
    lost = [f"{count} {_NAMES[table]}" for table, count in salvaged.lost.items()]
    if not salvaged.promised:
        missing = "How much was lost cannot be told: the damaged file's own counts cannot be read."
    elif lost:
        missing = f"Lost: {', '.join(lost)}."
    else:
        missing = "No visit, contact or ad was lost."
    return (
        f"The database was damaged and was repaired on {now:%Y-%m-%d at %H:%M} UTC.\n"
        f"Saved: {', '.join(saved)}.\n{missing} Beside the damage single letters may be wrong.\n"
        f"The damaged file was kept in {kept}. It goes after a month, or as soon as you forget something.\n"
    )


def _salvaged(data_dir: DataDir) -> Path:
    return data_dir.database.with_name(f"{data_dir.database.name}.repaired")


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")
