"""The one thread that writes. It takes whatever waits, commits it in one transaction, and only then says "done".

An acknowledgement therefore means: on disk. Many callers at once share one ``fsync`` (group commit). Work that gives
way, such as retention, has its turn only while nobody waits for an acknowledgement.
"""

from __future__ import annotations

import itertools
import logging
import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Final, TypeVar

from extension_api.store.checkpoints import FOLD
from extension_api.store.database import Database

T = TypeVar("T")
LOG: Final = logging.getLogger("whyad")
GROUP_MAX: Final = 64  # jobs in one commit; bounds how long the first of them waits
ANSWER_SECONDS: Final = 30.0  # longer than SQLite's own busy time-out, so that its error arrives


class _Turn(IntEnum):
    """Who goes first."""

    NOW = 0
    GIVES_WAY = 1
    STOP = 2  # after all that waits


@dataclass(order=True, slots=True)
class _Job:
    turn: _Turn
    number: int
    work: Callable[[sqlite3.Connection], Any] = field(compare=False)
    is_apart: bool = field(default=False, compare=False)
    result: Any = field(default=None, compare=False)
    done: Future[Any] = field(default_factory=Future, compare=False)

    @property
    def is_shared(self) -> bool:
        """Whether it may share a commit with others."""
        return self.turn is _Turn.NOW and not self.is_apart


class Writer:
    """Runs write functions one after the other on the writing connection."""

    def __init__(self, database: Database) -> None:
        """Start the thread, and one beside it that folds the log into the file."""
        self._connection, self._checkpoints = database.writer, database.checkpoints
        self._jobs: queue.PriorityQueue[_Job] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._is_long, self._closing = threading.Event(), False
        self._thread = threading.Thread(target=self._run, name="whyad-writer", daemon=True)
        self._folding = threading.Thread(target=self._fold, name="whyad-checkpoints", daemon=True)
        self._thread.start()
        self._folding.start()

    def write(self, work: Callable[[sqlite3.Connection], T], *, gives_way: bool = False) -> T:
        """Run ``work`` on the writing connection and return its result once it is committed.

        Args:
            work: Gets the connection; must not commit. If it raises, only its own changes are undone.
            gives_way: Wait until nobody else does, then have a commit alone.
        """
        result: T = self._ask(_Turn.GIVES_WAY if gives_way else _Turn.NOW, work)
        return result

    def apart(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run ``work`` on the writing connection between two commits, without a transaction, while nobody waits."""
        result: T = self._ask(_Turn.GIVES_WAY, work, is_apart=True)
        return result

    def close(self) -> None:
        """Finish what waits, then stop."""
        self._closing = True
        self._is_long.set()
        self._folding.join(timeout=ANSWER_SECONDS)
        self._put(_Turn.STOP, lambda _: None)
        self._thread.join(timeout=ANSWER_SECONDS)

    @property
    def is_alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    def _ask(self, turn: _Turn, work: Callable[[sqlite3.Connection], Any], *, is_apart: bool = False) -> Any:
        return self._put(turn, work, is_apart=is_apart).done.result(timeout=ANSWER_SECONDS)

    def _put(self, turn: _Turn, work: Callable[[sqlite3.Connection], Any], *, is_apart: bool = False) -> _Job:
        job = _Job(turn, next(self._numbers), work, is_apart)
        self._jobs.put(job)
        return job

    def _run(self) -> None:
        while (group := self._next_group())[0].turn is not _Turn.STOP:
            if group[0].is_apart:
                self._run_apart(group[0])
            else:
                self._commit(group)
                if self._checkpoints.is_due:
                    self._is_long.set()

    def _next_group(self) -> list[_Job]:
        """Wait for one job; if somebody waits for its commit, take others that are waited for as well."""
        group = [self._jobs.get()]
        while group[0].is_shared and len(group) < GROUP_MAX and not self._jobs.empty():
            job = self._jobs.get()
            if not job.is_shared:
                self._jobs.put(job)
                break
            group.append(job)
        return group

    def _commit(self, group: list[_Job]) -> None:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            kept = [job for job in group if self._attempt(job, is_alone=len(group) == 1)]
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._give_up(group, error)
            return
        for job in kept:
            job.done.set_result(job.result)

    def _run_apart(self, job: _Job) -> None:
        try:
            job.done.set_result(job.work(self._connection))
        except Exception as error:  # noqa: BLE001 - who asked hears of it, whatever it is
            job.done.set_exception(error)

    def _attempt(self, job: _Job, *, is_alone: bool) -> bool:
        """Run one job, in a savepoint of its own where others wait with it, so that a failing one takes nobody along.

        Inside a savepoint every statement costs twice as much, so a job that is alone has none.
        """
        if not is_alone:
            self._connection.execute("SAVEPOINT job")
        try:
            job.result = job.work(self._connection)
        except Exception as error:
            if not self._connection.in_transaction:  # SQLite gave the whole group up, as it does when the disk is full
                raise sqlite3.OperationalError(*error.args) from error
            self._connection.execute("ROLLBACK" if is_alone else "ROLLBACK TO job")
            job.done.set_exception(error)
        if not is_alone:
            self._connection.execute("RELEASE job")
        return not job.done.done()

    def _give_up(self, group: list[_Job], error: sqlite3.Error) -> None:
        """Nothing of this group was stored, and each caller hears why."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        for job in group:
            if not job.done.done():
                job.done.set_exception(error)

    def _fold(self) -> None:
        """Whenever the log is long: fold it here, then let the writer fold the little that came meanwhile."""
        while True:
            self._is_long.wait()
            if self._closing:
                return
            self._is_long.clear()
            try:
                self._checkpoints.fold()
                self._ask(_Turn.NOW, lambda db: db.execute(FOLD).fetchone(), is_apart=True)
            except (sqlite3.Error, TimeoutError) as error:  # a full disk; the log grows until there is room
                LOG.warning("the write-ahead log could not be folded (%s)", type(error).__name__)
