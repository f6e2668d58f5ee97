"""Copies what can be read of a damaged database into a new one, row by row.

Rows of events are asked for by ranges of their number; a range that cannot be read is halved until only the rows on the
broken pages are left out. Where even the list of tables is broken, events are picked from the bare pages. The daily
counts are not copied: the new database counts by itself.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extension_api.store.columns import DamagedRowError
from extension_api.store.raw_pages import Value, read_raw_rows
from extension_api.store.soundness import READERS, check_row

RANGE: Final = 5_000  # rows asked for at once
ROW_BYTES_MIN: Final = 32  # no event is shorter; bounds how many there can be when the file does not say it
FAILURES_MAX: Final = 200_000  # a limit to halving; some seconds
_COUNTED: Final = frozenset({"days", "company_sites", "company_domains", "companies"})
_BY_WIDTH: Final = {6: "store", 8: "disclosures", 11: "visits", 16: "impressions", 18: "impressions"}
_TOLD_OR_CONTACT: Final = 7
_PARENTS_FIRST: Final = ("visits", "impressions")
_TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table'"
_COUNTS: Final = """
    SELECT sum(visits) AS visits, sum(contacts) AS contacts, sum(impressions) AS impressions FROM days
"""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """How many rows of each table were saved; ``promised`` has what the old file's own counts said, as far as known."""

    saved: dict[str, int]
    promised: dict[str, int]

    @property
    def lost(self) -> dict[str, int]:
        """By table, how many rows are known to be missing."""
        missing = {table: count - self.saved.get(table, 0) for table, count in self.promised.items()}
        return {table: count for table, count in missing.items() if count > 0}


def salvage(damaged: Path, target: sqlite3.Connection) -> Salvaged:
    """Copy what can be read into an empty database of the newest schema."""
    source = sqlite3.connect(f"{damaged.as_uri()}?mode=ro", uri=True)
    source.row_factory = sqlite3.Row
    source.text_factory = _text
    # Then SQLite reads on in a file that is shorter than its header says, and past broken parts of the schema.
    source.execute("PRAGMA writable_schema = ON")
    try:
        names = (_table_names(source) & _table_names(target)) - _COUNTED
        tables = sorted(names, key=lambda name: (name not in _PARENTS_FIRST, name))
        saved = {table: _copy(source, target, table, damaged.stat().st_size) for table in tables}
        salvaged = Salvaged(saved, _promised(source))
    finally:
        source.close()
    return _with_raw_rows(salvaged, damaged, target) if salvaged.lost or not salvaged.promised else salvaged


def _with_raw_rows(salvaged: Salvaged, damaged: Path, target: sqlite3.Connection) -> Salvaged:
    """Add the events that only bare pages still show."""
    saved = Counter(salvaged.saved)
    columns = {table: _column_names(target, table) for table in (*READERS, "store")}
    target.execute("BEGIN")
    for values in read_raw_rows(damaged):
        table = table_of(values)
        if table and _keep(target, table, dict(zip(columns[table], values, strict=False))):
            saved[table] += 1
    target.execute("COMMIT")
    return Salvaged(dict(saved), salvaged.promised)


def table_of(values: tuple[Value, ...]) -> str | None:
    """Which table a bare row belongs to, by how many values it has; its last columns may be younger than the row."""
    if len(values) == _TOLD_OR_CONTACT:
        # How one company told another is one word; a filter rule has signs in it, or is empty.
        return "company_links" if str(values[-1]).isidentifier() else "contacts"
    return _BY_WIDTH.get(len(values))


def _column_names(db: sqlite3.Connection, table: str) -> tuple[str, ...]:
    return tuple(row["name"] for row in db.execute(f"PRAGMA table_info({table})"))


def _table_names(db: sqlite3.Connection) -> set[str]:
    try:
        return {row["name"] for row in db.execute(_TABLES)}
    except sqlite3.DatabaseError:  # not even the list of tables can be read
        return set()


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, table: str, size: int) -> int:
    rows = _by_number(source, table, size) if table in READERS else _from_both_ends(source, table)
    target.execute("BEGIN")
    saved = sum(_keep(target, table, dict(row)) for row in rows)
    target.execute("COMMIT")
    return saved


def _keep(target: sqlite3.Connection, table: str, row: Mapping[str, Value]) -> bool:
    columns = row.keys()
    statement = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - names of our own schema
    try:
        done = target.execute(statement, tuple(row.values()))
    except sqlite3.IntegrityError:
        return False
    return done.rowcount == 1 and (table not in READERS or _reads_well(target, table, str(row["id"])))


def _reads_well(target: sqlite3.Connection, table: str, id: str) -> bool:
    """Whether a row that was just copied can be read as the service will; taken out again if not."""
    try:
        check_row(table, target.execute(f"SELECT * FROM {table} WHERE id = ?", (id,)).fetchone())  # noqa: S608 - as above
    except DamagedRowError:
        target.execute(f"DELETE FROM {table} WHERE id = ?", (id,))  # noqa: S608 - as above
        return False
    return True


def _by_number(source: sqlite3.Connection, table: str, size: int) -> Iterator[sqlite3.Row]:
    """Rows of a table of events, around what cannot be read."""
    select = f"SELECT * FROM {table} WHERE seq BETWEEN ? AND ?"  # noqa: S608 - names of our own schema
    highest, failures = _highest(source, table, size), 0
    ranges = [(low, low + RANGE - 1) for low in range(0, highest + 1, RANGE)][::-1]
    while ranges:
        low, high = ranges.pop()
        try:
            yield from source.execute(select, (low, high)).fetchall()
        except sqlite3.DatabaseError:
            failures += 1
            if low < high and failures < FAILURES_MAX:
                middle = (low + high) // 2
                ranges += [(middle + 1, high), (low, middle)]


def _highest(source: sqlite3.Connection, table: str, size: int) -> int:
    try:
        return int(source.execute(f"SELECT max(seq) FROM {table}").fetchone()[0] or 0)  # noqa: S608 - as above
    except sqlite3.DatabaseError:
        return size // ROW_BYTES_MIN


def _from_both_ends(source: sqlite3.Connection, table: str) -> Iterator[sqlite3.Row]:
    """Rows of a small table up to what cannot be read, and those behind it from the other end."""
    for order in ("ASC", "DESC"):
        try:
            yield from source.execute(f"SELECT * FROM {table} ORDER BY 1 {order}")  # noqa: S608 - names of our own schema
        except sqlite3.DatabaseError:
            continue
        return


def _promised(source: sqlite3.Connection) -> dict[str, int]:
    try:
        counts = source.execute(_COUNTS).fetchone()
        return {table: int(counts[table] or 0) for table in ("visits", "contacts", "impressions")}
    except sqlite3.DatabaseError:
        return {}


def _text(content: bytes) -> str:
    return content.decode("utf-8", errors="replace")
