"""How values that SQLite has no type for are written into columns and read back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any, Final, TypeVar

T = TypeVar("T")
_COMPACT: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # made once: it is asked per event
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)


def time_to_column(time: datetime) -> int:
    """Whole microseconds since 1970; exact, unlike a float."""
    return (time - EPOCH) // MICROSECOND


def time_from_column(microseconds: int) -> datetime:
    """The aware UTC time of a column."""
    return EPOCH + timedelta(microseconds=microseconds)


def json_to_column(value: Any) -> str:
    """A list or object as compact JSON text."""
    return _COMPACT.encode(value)


def texts_from_column(text: str) -> tuple[str, ...]:
    """A JSON array of text as a tuple."""
    return tuple(json.loads(text))


class DamagedRowError(sqlite3.DatabaseError):
    """A row that SQLite can read holds what was never written there, such as half a list."""

    sqlite_errorcode = sqlite3.SQLITE_CORRUPT


def tells_damage(convert: Callable[[sqlite3.Row], T]) -> Callable[[sqlite3.Row], T]:
    """Makes a function that turns a row into a record say that the file is damaged where it cannot."""

    @wraps(convert)
    def converting(row: sqlite3.Row) -> T:
        try:
            return convert(row)
        except (ValueError, TypeError, KeyError, OverflowError) as error:
            raise DamagedRowError from error

    return converting
