"""Whether a database file can be relied on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from extension_api.store.columns import time_from_column
from extension_api.store.impressions import impression_from_row
from extension_api.store.told import disclosure_from_row, link_from_row
from extension_api.store.visits import contact_from_row, visit_from_row

SMALL_BYTES: Final = 16_777_216  # read to the last row in a fraction of a second, at every start
_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_PRIMARY_CODE: Final = 0xFF  # SQLite's extended codes carry the plain one in their last byte

# How a row of each table of events is read; what cannot be read so was never written so.
READERS: Final[Mapping[str, Callable[[sqlite3.Row], Any]]] = {
    "visits": visit_from_row,
    "contacts": contact_from_row,
    "impressions": impression_from_row,
    "company_links": link_from_row,
    "disclosures": disclosure_from_row,
}


def primary_code(error: sqlite3.Error) -> int | None:
    """SQLite's plain code of an error; None for what the Python module says by itself."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & _PRIMARY_CODE


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error says that the file is not as it was written."""
    return primary_code(error) in _DAMAGE or "decode to UTF-8" in str(error)


def is_damaged(path: Path, *, closely: bool) -> bool:
    """Whether a file is not as it was written, as far as can be told.

    A small file is read to the last row. Of a large one every page is read only ``closely``, which takes seconds; the
    rest shows when a row is asked for.
    """
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        if path.stat().st_size <= SMALL_BYTES:
            return not (_says_ok(connection, "PRAGMA integrity_check(1)") and _reads_to_the_end(connection))
        return closely and not _says_ok(connection, "PRAGMA quick_check(1)")
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return True
        raise
    finally:
        connection.close()


def check_row(table: str, row: sqlite3.Row) -> None:
    """Try to read a row as the service will.

    Raises:
        sqlite3.DatabaseError: It is damaged.
    """
    if table in READERS:
        READERS[table](row)
        time_from_column(row["time"])


def _says_ok(connection: sqlite3.Connection, pragma: str) -> bool:
    return str(connection.execute(pragma).fetchone()[0]) == "ok"


def _reads_to_the_end(connection: sqlite3.Connection) -> bool:
    tables = {row["name"] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in READERS.keys() & tables:
        for row in connection.execute(f"SELECT * FROM {table}"):  # noqa: S608 - names above
            if "advertisers" in row.keys() or table != "impressions":  # noqa: SIM118 - rows iterate over values
                check_row(table, row)
    return True
