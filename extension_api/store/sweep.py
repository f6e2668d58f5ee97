"""Overwrites what SQLite leaves behind in the unused part of its pages.

``secure_delete`` overwrites a row where it lies. But when pages of an index or table are rebalanced, copies of rows
stay in the gap between a page's cell pointers and its cells, and deleting the row does not reach them; measured in
``tests/extension_api/test_erasure_bytes.py``. ``VACUUM`` would remove them too, by writing the whole file again while
capture waits. Here only the gaps are overwritten, portion by portion, while the write-ahead log is empty and nobody can
write. A gap means nothing to SQLite, so a power cut in the middle harms nothing.

Why this is safe beneath SQLite: nothing but a checkpoint writes into the file, a checkpoint needs a log with something
in it, and here the log is empty and the write lock is held, so nobody can put anything there; readers of this or
another program read around gaps. Considered in its stead: writing pages through SQLite itself, which needs an option
that most builds of SQLite lack (``sqlite_dbpage``); and ``VACUUM INTO`` with a swap of files, which loses what is
captured while it copies, or makes capture wait for it.

Page format: https://www.sqlite.org/fileformat2.html#b_tree_pages
"""

from __future__ import annotations

import os
import sqlite3
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extension_api.store.checkpoints import Checkpoints

PORTION_BYTES: Final = 8_388_608  # overwritten in one go; some 20 ms, which a waiting batch of events does not notice
_FILE_HEADER: Final = 100  # bytes before the first page's own header
_PAGE_SIZE_AT: Final = 16
_HEADER_BYTES: Final = {0x02: 12, 0x05: 12, 0x0A: 8, 0x0D: 8}  # by page type: inner and leaf pages, indexes and tables
_WHOLE_PAGE: Final = 65_536  # how a content area that starts at the end of a 64 KiB page is written: as 0
# Any other page begins with a page number, whose first byte is no page type below this many pages (128 GiB of 4 KiB).
PAGES_MAX: Final = 0x0200_0000
# SQLite keeps its locks in this byte. Its page holds nothing, and on Windows nobody else can read it.
_LOCK_BYTE: Final = 0x4000_0000


@dataclass(frozen=True, slots=True)
class Swept:
    """How far a sweep has come. ``next_page`` is None when the end of the file was reached."""

    next_page: int | None
    overwritten: int


class Sweeper:
    """Holds the database file open until the service ends: closing it earlier would drop SQLite's own locks on it."""

    def __init__(self, path: Path, checkpoints: Checkpoints) -> None:
        """Open the file beside SQLite."""
        self._checkpoints = checkpoints
        self._log = path.with_name(f"{path.name}-wal")
        self._file = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))

    def close(self) -> None:
        """Let go of the file, after every connection has been closed."""
        os.close(self._file)

    def sweep(self, connection: sqlite3.Connection, first_page: int) -> Swept | None:
        """Overwrite the gaps of one portion of pages; None if another program reads or writes at the moment.

        Must be called by the writer between two transactions. While the log is being folded, it comes back undone.
        Nothing is on the disk for certain until ``sync``.
        """
        if not self._checkpoints.alone.acquire(blocking=False):
            return Swept(first_page, 0)
        try:
            return self._sweep_at_rest(connection, first_page) if erase_traces(connection) else None
        finally:
            self._checkpoints.alone.release()

    def sync(self) -> None:
        """Wait until all that was overwritten is on the disk. The writer need not wait for that."""
        os.fsync(self._file)

    def _sweep_at_rest(self, connection: sqlite3.Connection, first_page: int) -> Swept | None:
        connection.execute("BEGIN IMMEDIATE")
        try:
            return self._sweep_portion(first_page) if self._log_is_empty() else None
        finally:
            connection.execute("ROLLBACK")
            # The connection's own copies of these pages hold the old gaps; it would write them back one day.
            connection.execute("PRAGMA shrink_memory").fetchall()

    def _log_is_empty(self) -> bool:
        return not self._log.exists() or self._log.stat().st_size == 0

    def _sweep_portion(self, first_page: int) -> Swept:
        size = _page_size(_read(self._file, _FILE_HEADER, 0))
        last_page = os.fstat(self._file).st_size // size
        count = min(PORTION_BYTES // size, last_page - first_page + 1)
        lock_page = _LOCK_BYTE // size + 1
        if first_page == lock_page:
            return Swept(first_page + 1, 0)
        if first_page < lock_page:
            count = min(count, lock_page - first_page)
        start = (first_page - 1) * size
        if last_page >= PAGES_MAX or count <= 0:
            return Swept(None, 0)
        portion, overwritten = _read(self._file, count * size, start), 0
        for number in range(count):
            page = portion[number * size : (number + 1) * size]
            header_at = _FILE_HEADER if first_page + number == 1 else 0
            begin, end = unused_gap(page, header_at)
            if page[begin:end].strip(b"\0"):  # the quickest way to ask whether a byte is not zero
                _write(self._file, bytes(end - begin), start + number * size + begin)
                overwritten += 1
        done = first_page + count > last_page
        return Swept(None if done else first_page + count, overwritten)


def erase_traces(connection: sqlite3.Connection) -> bool:
    """Empty the write-ahead log, so that no erased byte stays there. False, without waiting, if a reader hinders it."""
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout = 0").fetchone()
    try:
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}").fetchone()


def unused_gap(page: bytes, header_at: int) -> tuple[int, int]:
    """Where the unused part of a b-tree page begins and ends; nothing of it for any other page."""
    header = _HEADER_BYTES.get(page[header_at])
    if header is None:
        return 0, 0
    cells, content = struct.unpack_from(">HH", page, header_at + 3)
    begin, end = header_at + header + 2 * cells, content or _WHOLE_PAGE
    return (begin, end) if begin <= end <= len(page) else (0, 0)


def _page_size(file_header: bytes) -> int:
    (size,) = struct.unpack_from(">H", file_header, _PAGE_SIZE_AT)
    return _WHOLE_PAGE if size == 1 else int(size)


def _read(file: int, count: int, offset: int) -> bytes:
    os.lseek(file, offset, os.SEEK_SET)
    parts = bytearray()
    while len(parts) < count and (part := os.read(file, count - len(parts))):
        parts += part
    return bytes(parts)


def _write(file: int, content: bytes, offset: int) -> None:
    os.lseek(file, offset, os.SEEK_SET)
    while content:
        content = content[os.write(file, content) :]
