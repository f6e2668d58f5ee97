"""Sees every erasure through to the last byte, and keeps a receipt of it.

What is to be erased is written down before the first row goes, so a crash on the way forgets nothing of the wish: the
next start goes on. Rows go in portions that give way to capture. Their bytes go from the database where they lay
(``secure_delete``), from the write-ahead log (a truncating checkpoint), from the unused part of pages (``store.sweep``)
and from copies of the file. Another program that reads the database can hold that up; then the receipt names it, and
the work is finished once it has stopped.
"""

from __future__ import annotations

import logging
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, Final

from extension_api.data_dir import DataDir
from extension_api.portions import Portions
from extension_api.store.database import Database
from extension_api.store.erasure import Portion, Step, each_portion, forget_visits
from extension_api.store.erasure_steps import EVERYTHING, TRAIT, empty_store, shrink, steps_of
from extension_api.store.migrate import remove_backups
from extension_api.store.other_programs import programs_holding
from extension_api.store.receipts import (
    Erased,
    Receipt,
    complete_receipts,
    find_receipt,
    note_hindrance,
    pending_receipts,
)
from extension_api.store.unfinished import Unfinished, begin_erasure, end_erasure, note_erased, unfinished_erasures
from extension_api.understanding import Understanding
from extension_api.writer import Writer

LOG: Final = logging.getLogger("whyad")
PATIENCE_SECONDS: Final = 2.0  # how long the person's request waits for the last byte before it says "not yet"
PORTIONS_SECONDS: Final = 5.0  # of work in the background between two looks at whether the service is closing
RETRY_SECONDS: Final = 1.0
RECEIPT_ID_BYTES: Final = 8
SYNC_EVERY: Final = 8  # portions of the sweep, so that the last one has little to wait for
PAUSE_PER_SECOND: Final = 0.2  # somebody waits for this erasure, and it gives way to capture anyhow


@dataclass(slots=True)
class _UnderWay:
    """How far the erasing of rows and the sweep have come; lost in a crash, after which both begin anew."""

    receipt_id: str = ""
    steps: Iterator[Step] = field(default_factory=lambda: iter(()))
    step: Step | None = None
    receipts: frozenset[str] = frozenset()
    next_page: int = 1


class Erasures:
    """Erases in a thread of its own."""

    def __init__(
        self, database: Database, writer: Writer, understanding: Understanding, *, data_dir: DataDir,
        clock: Callable[[], datetime],
    ) -> None:  # fmt: skip
        """Start nothing yet. ``understanding`` finds what speaks for a trait, and is told whenever rows are gone."""
        self._understanding = understanding
        self._database, self._writer, self._data_dir, self._clock = database, writer, data_dir, clock
        self._portions = Portions(writer, pause_per_second=PAUSE_PER_SECOND)
        self._owes_sweep = False
        self._under_way = _UnderWay()
        self._one_at_a_time, self._looked = threading.Lock(), threading.Condition()
        self._wake, self._closing = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="whyad-erasures", daemon=True)
        self.failure: str | None = None

    def start(self) -> None:
        """Finish what an earlier run could not, and whatever is asked for from now on."""
        self._wake.set()
        with self._looked:
            if not self._thread.is_alive():
                self._thread.start()

    def close(self) -> None:
        """Stop the thread. What is not complete is finished by the next run."""
        self._closing.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout=PORTIONS_SECONDS + RETRY_SECONDS)

    def forget(
        self, what: str, subject: Any, *, model_id: str | None,
        also: Callable[[sqlite3.Connection], object] = lambda _: None,
    ) -> Receipt:  # fmt: skip
        """Have something erased, to the last byte, and return the receipt as it stands after a moment's patience.

        Args:
            what: The kind of thing, as in ``store.erasure_steps``.
            subject: Which one, as JSON can say it.
            model_id: The model in use.
            also: What is to be written together with the wish.
        """
        receipt = Receipt(f"r-{secrets.token_hex(RECEIPT_ID_BYTES)}", self._clock(), what, Erased(), model_id)

        def begin(db: sqlite3.Connection) -> None:
            begin_erasure(db, receipt, subject)
            also(db)

        self._writer.write(begin)
        self.start()
        with self._looked:
            self._looked.wait_for(lambda: self._is_settled(receipt.id), timeout=PATIENCE_SECONDS)
        return find_receipt(self._database.reader(), receipt.id) or receipt

    def sweep_soon(self) -> None:
        """Rows were erased without a receipt: overwrite what they left behind in other pages."""
        self._understanding.note_changed()
        self._owes_sweep = True
        self._wake.set()

    def finish(self, *, seconds: float) -> bool:
        """Go on with what is owed, for about so long. False if something is left to do."""
        end = time.monotonic() + seconds
        with self._one_at_a_time:
            try:
                return self._erase_rows(end) and self._erase_bytes(end)
            except BaseException:
                self._under_way = _UnderWay()  # what was undone must be done again
                raise
            finally:
                with self._looked:
                    self._looked.notify_all()

    def _is_settled(self, receipt_id: str) -> bool:
        receipt = find_receipt(self._database.reader(), receipt_id)
        return receipt is None or receipt.completed_at is not None or receipt.waiting_for != ()

    def _erase_rows(self, end: float) -> bool:
        for erasure in unfinished_erasures(self._database.reader()):
            try:
                if not (self._empty_all(erasure) if erasure.what == EVERYTHING else self._go_on(erasure, end)):
                    return False
            finally:
                self._understanding.note_changed()
            self._writer.write(partial(end_erasure, receipt_id=erasure.receipt_id))
        return True

    def _go_on(self, erasure: Unfinished, end: float) -> bool:
        if self._under_way.receipt_id != erasure.receipt_id:
            self._under_way = _UnderWay(erasure.receipt_id, self._steps_of(erasure))
        way = self._under_way
        while time.monotonic() < end:
            way.step = way.step or next(way.steps, None)
            if way.step is None:
                return True
            if self._portions.do(partial(_erase_portion, step=way.step, receipt_id=erasure.receipt_id)).is_last:
                way.step = None
        return False

    def _steps_of(self, erasure: Unfinished) -> Iterator[Step]:
        yield from steps_of(erasure, self._database.reader)
        if erasure.what == TRAIT:
            for ids in self._understanding.older_visits_behind(erasure.subject["topic"]):
                yield each_portion(ids, forget_visits)

    def _empty_all(self, erasure: Unfinished) -> bool:
        """Capture waits for this: seconds at ten million events, and none of them is there afterwards."""
        self._writer.apart(partial(empty_store, erasure=erasure))
        self._writer.apart(shrink)
        return True

    def _erase_bytes(self, end: float) -> bool:
        owed = pending_receipts(self._database.reader())
        if not owed and not self._owes_sweep:
            return True
        remove_backups(self._data_dir.backups)
        if not self._sweep(frozenset(owed), end=end):
            return False
        self._owes_sweep = False
        self._writer.write(partial(complete_receipts, ids=owed, time=self._clock()))
        return True

    def _sweep(self, owed: frozenset[str], *, end: float) -> bool:
        """Go through the file from where the same work was left off. False if it is not through."""
        page: int | None = self._under_way.next_page if self._under_way.receipts == owed else 1
        portions = 0
        while page is not None:
            self._database.close_old_readers()
            self._database.checkpoints.fold()  # here, so that the writer has little left to fold
            swept = self._writer.apart(partial(self._database.sweeper.sweep, first_page=page))
            if swept is None:
                self._note_hindrance(owed)
                return False
            page = swept.next_page
            self._under_way = _UnderWay(receipts=owed, next_page=page or 1)
            portions += 1
            if page is None or portions % SYNC_EVERY == 0:
                self._database.sweeper.sync()
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
            is_done = self.finish(seconds=PORTIONS_SECONDS)
        except Exception as error:  # noqa: BLE001 - whatever it is: told in /health, and tried again
            self.failure = f"erasing: {type(error).__name__}; trying again"
            LOG.warning("an erasure could not go on (%s); trying again", type(error).__name__)
            return False
        self.failure = None
        return is_done


def _erase_portion(db: sqlite3.Connection, size: int, *, step: Step, receipt_id: str) -> Portion:
    portion = step(db, size)
    note_erased(db, receipt_id, portion.erased)
    return portion
