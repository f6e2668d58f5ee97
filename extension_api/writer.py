"""The one thread that writes. It takes whatever waits, commits it in one transaction, and only then says "done".

An acknowledgement therefore means: on disk. Many callers at once share one ``fsync`` (group commit).
"""

from __future__ import annotations

import logging
import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from extension_api.store.database import Database
from extension_api.store.sweep import erase_traces

T = TypeVar("T")
LOG: Final = logging.getLogger("whyad")
GROUP_MAX: Final = 64  # jobs in one commit; bounds how long the first of them waits
ANSWER_SECONDS: Final = 30.0  # longer than SQLite's own busy time-out, so that its error arrives


@dataclass(slots=True)
class _Job:
    work: Callable[[sqlite3.Connection], Any]
    erases: bool = False
    is_apart: bool = False
    result: Any = None
    done: Future[Any] = field(default_factory=Future)


class Writer:
    """Runs write functions one after the other on the writing connection."""

    def __init__(self, database: Database) -> None:
        """Start the thread."""
        self._connection = database.writer
        self._owes_erasure = False
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="whyad-writer", daemon=True)
        self._thread.start()

    def write(self, work: Callable[[sqlite3.Connection], T], *, erases: bool = False) -> T:
        """Run ``work`` on the writing connection and return its result once it is committed.

        Args:
            work: Gets the connection; must not commit. If it raises, only its own changes are undone.
            erases: Also remove what was deleted from the write-ahead log before returning.
        """
        result: T = self._ask(_Job(work, erases))
        return result

    def apart(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run ``work`` on the writing connection between two commits, without a transaction, and return its result."""
        result: T = self._ask(_Job(work, is_apart=True))
        return result

    def close(self) -> None:
        """Finish what waits, then stop."""
        self._jobs.put(None)
        self._thread.join(timeout=ANSWER_SECONDS)

    @property
    def is_alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    def _ask(self, job: _Job) -> Any:
        self._jobs.put(job)
        return job.done.result(timeout=ANSWER_SECONDS)

    def _run(self) -> None:
        while True:
            group, stopping = self._next_group()
            if together := [job for job in group if not job.is_apart]:
                self._commit(together)
            for job in group:
                if job.is_apart:
                    self._run_apart(job)
            if stopping:
                return

    def _next_group(self) -> tuple[list[_Job], bool]:
        """Wait for one job, then take those that are already there."""
        group: list[_Job] = []
        job = self._jobs.get()
        while job is not None:
            group.append(job)
            if len(group) == GROUP_MAX or self._jobs.empty():
                return group, False
            job = self._jobs.get()
        return group, True

    def _commit(self, group: list[_Job]) -> None:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            kept = [job for job in group if self._attempt(job, is_alone=len(group) == 1)]
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._give_up(group, error)
            return
        self._owes_erasure |= any(job.erases for job in kept)
        self._erase_what_is_owed()
        for job in kept:
            job.done.set_result(job.result)

    def _run_apart(self, job: _Job) -> None:
        try:
            job.done.set_result(job.work(self._connection))
        except (sqlite3.Error, OSError) as error:
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

    def _erase_what_is_owed(self) -> None:
        """Empty the log of erased bytes. A program that reads the file may hinder it; then after the next commit."""
        if self._owes_erasure:
            try:
                self._owes_erasure = not erase_traces(self._connection)
            except sqlite3.Error as error:
                LOG.warning("erased bytes still wait in the write-ahead log: %s", type(error).__name__)

    def _give_up(self, group: list[_Job], error: sqlite3.Error) -> None:
        """Nothing of this group was stored, and each caller hears why."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        for job in group:
            if not job.done.done():
                job.done.set_exception(error)
