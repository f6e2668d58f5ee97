"""Long work in small portions, each as large as the writer can do in a moment, so that capture never waits long."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from typing import Final, TypeVar

from extension_api.writer import Writer

T = TypeVar("T")
# A portion holds up the writes that arrive meanwhile, so its size follows how long the last one took.
PORTION_SECONDS: Final = 0.05
PORTION_MAX: Final = 2_000  # rows, or visits with all that hangs on them
# Never fewer: on a machine with many others the wait for a turn alone takes 50 ms, and one visit at a time would get
# nowhere (550 visits in four minutes at a load of 20).
PORTION_LEAST: Final = 20


class Portions:
    """Has one portion after the other done by the writer, whenever nobody waits for an acknowledgement."""

    def __init__(self, writer: Writer, *, pause_per_second: float) -> None:
        """Begin small. Between two portions the writer rests for so much of the time that the last one took."""
        self._writer, self._pause_per_second = writer, pause_per_second
        self._size = PORTION_LEAST

    def do(self, work: Callable[[sqlite3.Connection, int], T]) -> T:
        """Have ``work`` done for as many things as it is told, and return its result once it is committed."""

        def timed(db: sqlite3.Connection) -> tuple[T, float]:
            began = time.perf_counter()
            return work(db, self._size), time.perf_counter() - began

        result, seconds = self._writer.write(timed, gives_way=True)
        self._size = next_size(self._size, seconds)
        threading.Event().wait(seconds * self._pause_per_second)
        return result


def next_size(size: int, seconds: float) -> int:
    """How much the next portion may hold, given how long this one took."""
    if seconds > PORTION_SECONDS:
        return max(PORTION_LEAST, size // 2)
    return min(PORTION_MAX, size * 2) if seconds < PORTION_SECONDS / 2 else size
