"""Imports that are going on: rows come in batches, and anybody may ask how far it is."""

from __future__ import annotations

import secrets
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Final

from extension_api.archive.restoring import take_back
from extension_api.errors import NotHeldError
from extension_api.payloads.archive import ArchiveRow, ImportResponse
from extension_api.writer import Writer

ID_BYTES: Final = 8
KEPT_MAX: Final = 100  # imports whose progress can still be asked for


@dataclass(slots=True)
class _Import:
    id: str
    started: datetime
    rows: int
    counts: Counter[str] = field(default_factory=Counter)
    finished: datetime | None = None


class Imports:
    """Progress of imports. It is kept in memory: rows can be sent again, so nothing is lost if the service ends."""

    def __init__(self, writer: Writer, clock: Callable[[], datetime], on_changed: Callable[[], None]) -> None:
        """Start with none. ``on_changed`` is called when rows were taken in."""
        self._writer, self._clock, self._on_changed = writer, clock, on_changed
        self._imports: dict[str, _Import] = {}
        self._lock = threading.Lock()

    def begin(self, rows: int) -> ImportResponse:
        """Expect so many rows."""
        job = _Import(f"i-{secrets.token_hex(ID_BYTES)}", self._clock(), rows)
        with self._lock:
            while len(self._imports) >= KEPT_MAX:
                del self._imports[next(iter(self._imports))]
            self._imports[job.id] = job
        return self._progress(job)

    def add(self, id: str, rows: Sequence[ArchiveRow]) -> ImportResponse:
        """Take a batch in; the answer comes when it is on disk.

        Raises:
            NotHeldError: There is no such import.
        """
        job = self._find(id)
        counts = self._writer.write(partial(take_back, rows=rows))
        with self._lock:
            job.counts += counts
            if job.counts.total() >= job.rows:
                job.finished = job.finished or self._clock()
        self._on_changed()
        return self._progress(job)

    def progress(self, id: str) -> ImportResponse:
        """How far an import is.

        Raises:
            NotHeldError: There is no such import.
        """
        return self._progress(self._find(id))

    def _find(self, id: str) -> _Import:
        with self._lock:
            if id not in self._imports:
                raise NotHeldError("import")
            return self._imports[id]

    def _progress(self, job: _Import) -> ImportResponse:
        counts = job.counts
        return ImportResponse(
            id=job.id, source="whyad", status="done" if job.finished else "receiving", started=job.started,
            finished=job.finished, rows=job.rows, done=counts.total(), accepted=counts["accepted"],
            duplicate=counts["duplicate"], conflict=counts["conflict"], rejected=counts["rejected"],
        )  # fmt: skip
