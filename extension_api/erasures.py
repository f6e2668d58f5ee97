"""Sees every erasure through to the last byte, and keeps a receipt of it.

Rows go at once. Their bytes go from the database where they lay (``secure_delete``), from the write-ahead log (a
truncating checkpoint), from the unused part of pages (``store.sweep``) and from copies of the file. Another program
that reads the database can hold that up; then the receipt names it, and the work is finished once it has stopped.
"""

from __future__ import annotations

import logging
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

from extension_api.data_dir import DataDir
from extension_api.store.database import Database
from extension_api.store.migrate import remove_backups
from extension_api.store.other_programs import programs_holding
from extension_api.store.receipts import (
    Erased,
    Receipt,
    complete_receipts,
    find_receipt,
    note_hindrance,
    pending_receipts,
    put_receipt,
)
from extension_api.writer import Writer

LOG: Final = logging.getLogger("whyad")
PATIENCE_SECONDS: Final = 2.0  # how long the person's request waits for the last byte before it says "not yet"
PORTIONS_SECONDS: Final = 5.0  # of work in the background between two looks at whether the service is closing
RETRY_SECONDS: Final = 1.0
RECEIPT_ID_BYTES: Final = 8


@dataclass(frozen=True, slots=True)
class _Progress:
    receipts: frozenset[str]
    next_page: int


class Erasures:
    """Erases, and finishes what is not overwritten yet in a thread of its own."""

    def __init__(
        self, database: Database, writer: Writer, *, data_dir: DataDir, clock: Callable[[], datetime],
        on_erased: Callable[[], None],
    ) -> None:  # fmt: skip
        """Start nothing yet. ``on_erased`` is called whenever rows are gone, before their bytes are."""
        self._database, self._writer, self._data_dir, self._clock = database, writer, data_dir, clock
        self._on_erased = on_erased
        self._owes_sweep = False
        self._progress = _Progress(frozenset(), 1)
        self._one_at_a_time = threading.Lock()
        self._wake, self._closing = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="whyad-erasures", daemon=True)

    def start(self) -> None:
        """Finish what an earlier run could not, and whatever cannot be finished at once from now on."""
        self._wake.set()
        self._thread.start()

    def close(self) -> None:
        """Stop the thread. Receipts that are not complete are finished by the next run."""
        self._closing.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout=PORTIONS_SECONDS + RETRY_SECONDS)

    def forget(self, what: str, work: Callable[[sqlite3.Connection], Erased], *, model_id: str | None) -> Receipt:
        """Erase rows and their bytes, and return the receipt as it stands after a moment's patience.

        ``work`` erases a portion and is called until it finds nothing more; other writes come in between.
        """
        receipt = Receipt(f"r-{secrets.token_hex(RECEIPT_ID_BYTES)}", self._clock(), what, Erased(), model_id)

        def erase(db: sqlite3.Connection) -> Erased:
            part = work(db)
            put_receipt(db, replace(receipt, erased=receipt.erased + part))
            return part

        while (part := self._writer.write(erase, erases=True)) != Erased():
            receipt = replace(receipt, erased=receipt.erased + part)
            self._on_erased()
        if not self.finish(seconds=PATIENCE_SECONDS):
            self._wake.set()
        return find_receipt(self._database.reader(), receipt.id) or receipt

    def sweep_soon(self) -> None:
        """Rows were erased without a receipt: overwrite what they left behind in other pages."""
        self._on_erased()
        self._owes_sweep = True
        self._wake.set()

    def finish(self, *, seconds: float) -> bool:
        """Overwrite what is owed, for at most so long. False if something is left to do."""
        with self._one_at_a_time:
            owed = pending_receipts(self._database.reader())
            if not owed and not self._owes_sweep:
                return True
            remove_backups(self._data_dir.backups)
            if not self._sweep(frozenset(owed), end=time.monotonic() + seconds):
                return False
            self._owes_sweep = False
            self._writer.write(partial(complete_receipts, ids=owed, time=self._clock()))
            return True

    def _sweep(self, owed: frozenset[str], *, end: float) -> bool:
        """Go through the file from where the same work was left off. False if it is not through."""
        page: int | None = self._progress.next_page if self._progress.receipts == owed else 1
        while page is not None:
            swept = self._writer.apart(partial(self._database.sweeper.sweep, first_page=page))
            if swept is None:
                self._note_hindrance(owed)
                return False
            page = swept.next_page
            self._progress = _Progress(owed, page or 1)
            if time.monotonic() > end and page is not None:
                return False
        return True

    def _note_hindrance(self, owed: frozenset[str]) -> None:
        programs = programs_holding(self._database.path)
        held = [find_receipt(self._database.reader(), receipt_id) for receipt_id in sorted(owed)]
        changed = [receipt.id for receipt in held if receipt and receipt.waiting_for != programs]
        if changed:
            self._writer.write(partial(note_hindrance, ids=changed, programs=programs))

    def _run(self) -> None:
        while not self._closing.is_set():
            self._wake.wait()
            self._wake.clear()
            while not self._closing.is_set() and not self._try_to_finish():
                self._closing.wait(RETRY_SECONDS)

    def _try_to_finish(self) -> bool:
        try:
            return self.finish(seconds=PORTIONS_SECONDS)
        except (sqlite3.Error, OSError, TimeoutError) as error:
            LOG.warning("erased bytes still wait to be overwritten (%s)", type(error).__name__)
            return False
