"""Opens the one SQLite file: a connection that writes, and a read-only connection per thread that reads.

WAL with synchronous FULL: what was committed survives a power cut. ``secure_delete`` overwrites what is erased.
"""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Final

from extension_api.data_dir import make_private_file
from extension_api.errors import NoStoreError
from extension_api.store.migrate import migrate, refuse_newer
from extension_api.store.sweep import Sweeper

BUSY_MS: Final = 5_000  # how long a connection waits for another program that looks at the file
PAGE_CACHE_KIB: Final = 8_192

_WRITER_PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    f"PRAGMA busy_timeout = {BUSY_MS}",
    f"PRAGMA cache_size = -{PAGE_CACHE_KIB}",
)
_READER_PRAGMAS: Final = ("PRAGMA query_only = ON", "PRAGMA trusted_schema = OFF", f"PRAGMA busy_timeout = {BUSY_MS}")


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
        self._readers = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._opening = threading.Lock()
        try:
            _run_pragmas(self.writer, _WRITER_PRAGMAS)
            migrate(self.writer, path, backups=backups)
            self.sweeper = Sweeper(path)
        except BaseException:
            self.writer.close()
            raise

    def reader(self) -> sqlite3.Connection:
        """This thread's own read-only connection. It holds no transaction open between two statements."""
        connection: sqlite3.Connection | None = getattr(self._readers, "connection", None)
        if connection is None:
            connection = open_read_only(self.path)
            self._readers.connection = connection
            with self._opening:
                self._opened.append(connection)
        return connection

    def close(self) -> None:
        """Close every connection. The write-ahead log is folded into the file."""
        with self._opening:
            for connection in self._opened:
                connection.close()
            self._opened.clear()
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
