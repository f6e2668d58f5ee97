"""Opens the one SQLite file: a connection that writes, and a read-only connection per thread that reads.

WAL with synchronous FULL: what was committed survives a power cut. ``secure_delete`` overwrites what is erased. A
reader that lives on would keep erased bytes in the log, so none outlives ``READER_SECONDS``.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extension_api.data_dir import make_private_file
from extension_api.errors import NoStoreError
from extension_api.store.checkpoints import KEPT_BYTES, Checkpoints
from extension_api.store.migrate import migrate, refuse_newer
from extension_api.store.sweep import Sweeper

BUSY_MS: Final = 5_000  # how long a connection waits for another program that looks at the file
PAGE_CACHE_KIB: Final = 8_192
READER_SECONDS: Final = 30.0
READING_SECONDS: Final = 25.0  # then a statement that still runs is stopped, so that its connection can be closed
READER_KEPT_SECONDS: Final = 10.0  # then the next request gets a new connection: so each has 15 s at least
STEPS_BETWEEN_LOOKS: Final = 20_000  # of SQLite's machine: a fraction of a millisecond

_WRITER_PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA temp_store = MEMORY",  # nothing of a person's data in a file outside the data directory
    "PRAGMA wal_autocheckpoint = 0",  # see ``checkpoints``
    f"PRAGMA journal_size_limit = {KEPT_BYTES}",
    f"PRAGMA busy_timeout = {BUSY_MS}",
    f"PRAGMA cache_size = -{PAGE_CACHE_KIB}",
)
_READER_PRAGMAS: Final = (
    "PRAGMA query_only = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA temp_store = MEMORY",
    f"PRAGMA busy_timeout = {BUSY_MS}",
)


@dataclass(frozen=True, slots=True, eq=False)
class _Reader:
    connection: sqlite3.Connection
    opened: float

    @property
    def age(self) -> float:
        return time.monotonic() - self.opened

    @property
    def is_young(self) -> bool:
        return self.age < READER_KEPT_SECONDS


class Database:
    """The database file and its connections."""

    def __init__(self, path: Path, *, backups: Path) -> None:
        """Open the file, making or migrating it.

        Raises:
            NewerSchemaError: It was written by a newer version.
        """
        refuse_newer(path)
        make_private_file(path)
        self.path = path
        self.writer = _connect(f"{path.as_uri()}?mode=rw")
        self._mine = threading.local()
        self._readers: set[_Reader] = set()
        self._opening = threading.Lock()
        try:
            _run_pragmas(self.writer, _WRITER_PRAGMAS)
            migrate(self.writer, path, backups=backups)
            self.checkpoints = Checkpoints(path, _connect(f"{path.as_uri()}?mode=rw"))
            self.sweeper = Sweeper(path, self.checkpoints)
        except BaseException:
            self.writer.close()
            raise

    def reader(self) -> sqlite3.Connection:
        """This thread's own read-only connection, a new one every few seconds.

        It holds no transaction open between two statements. A statement that runs too long ends with an error.
        """
        reader: _Reader | None = getattr(self._mine, "reader", None)
        if reader is None or reader.age > READER_SECONDS or not (reader.is_young or reader.connection.in_transaction):
            self.close_old_readers()
            reader = self._mine.reader = self._open_reader()
        return reader.connection

    def close_old_readers(self) -> None:
        """Close the connections that are older than 30 s, whichever thread had them; none of them reads any more."""
        with self._opening:
            for reader in [each for each in self._readers if each.age > READER_SECONDS]:
                reader.connection.close()
                self._readers.remove(reader)

    def _open_reader(self) -> _Reader:
        connection, opened = open_read_only(self.path), time.monotonic()
        connection.set_progress_handler(lambda: time.monotonic() - opened > READING_SECONDS, STEPS_BETWEEN_LOOKS)
        reader = _Reader(connection, opened)
        with self._opening:
            self._readers.add(reader)
        return reader

    def close(self) -> None:
        """Close every connection. The write-ahead log is folded into the file."""
        with self._opening:
            for reader in self._readers:
                reader.connection.close()
            self._readers.clear()
        self.checkpoints.close()
        self.writer.close()
        self.sweeper.close()


def open_read_only(path: Path) -> sqlite3.Connection:
    """A connection that can change nothing.

    Raises:
        NoStoreError: There is no database yet.
    """
    if not path.exists():
        raise NoStoreError(path)
    connection = _connect(f"{path.as_uri()}?mode=ro")
    _run_pragmas(connection, _READER_PRAGMAS)
    return connection


def _connect(uri: str) -> sqlite3.Connection:
    # Handed between threads on purpose: the writer's belongs to its thread, a reader's to the thread that asked for it.
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    return connection


def _run_pragmas(connection: sqlite3.Connection, pragmas: tuple[str, ...]) -> None:
    for pragma in pragmas:
        connection.execute(pragma).fetchall()
