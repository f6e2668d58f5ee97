"""Folds the write-ahead log into the database file beside the writer, so that no acknowledgement waits for it.

SQLite's own checkpoint runs inside a commit, and at ten million events writes a thousand pages all over a file of
gigabytes. Here a connection of its own does that (a PASSIVE checkpoint never holds up a writer); what was committed
meanwhile, a few pages, the writer folds itself, so that the log begins anew and does not grow.
"""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Final

LOG_BYTES: Final = 4_194_304  # SQLite's own default of 1,000 pages
# What a log that begins anew keeps of its file. If it kept all, as SQLite does by itself, its size would say for ever
# that it is long; if it kept nothing, each commit would have to make the file longer again.
KEPT_BYTES: Final = LOG_BYTES // 2
FOLD: Final = "PRAGMA wal_checkpoint(PASSIVE)"


class Checkpoints:
    """One checkpoint at a time, whoever wants one."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Own a connection that does nothing else."""
        self._log = path.with_name(f"{path.name}-wal")
        self._connection = connection
        self.alone = threading.Lock()  # held while something else must find the log at rest

    @property
    def is_due(self) -> bool:
        """Whether the log is long enough, to be asked after a commit: only a commit cuts a folded log's file."""
        try:
            return self._log.stat().st_size >= LOG_BYTES
        except FileNotFoundError:
            return False

    def fold(self) -> None:
        """Write the log's pages into the file."""
        with self.alone:
            self._connection.execute(FOLD).fetchone()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
