"""How values that SQLite has no type for are written into columns and read back."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any, Final

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
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def texts_from_column(text: str) -> tuple[str, ...]:
    """A JSON array of text as a tuple."""
    return tuple(json.loads(text))
