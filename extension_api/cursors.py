"""Places in a list as opaque text for the address of the next page."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import datetime
from typing import Final, NamedTuple, Self

from extension_api.errors import RefusedError
from extension_api.store.columns import time_from_column, time_to_column

INTEGER_MAX: Final = (1 << 63) - 1  # SQLite's


class Cursor(NamedTuple):
    """Right after the item with this number (a count, or a time in microseconds) and this text (an id, or a name)."""

    number: int
    text: str

    @classmethod
    def at(cls, time: datetime, id: str) -> Self:
        """Right after the item with this time and id."""
        return cls(time_to_column(time), id)

    def as_time(self) -> tuple[datetime, str]:
        """The time and id that the cursor was made from.

        Raises:
            RefusedError: It was made from something else.
        """
        try:
            return time_from_column(self.number), self.text
        except OverflowError as error:
            raise _foreign() from error


def write_cursor(place: Cursor) -> str:
    """A place in a list as opaque text."""
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> Cursor:
    """The place that a cursor stands for.

    Raises:
        RefusedError: It was not made by ``write_cursor``.
    """
    try:
        number, text = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, TypeError, RecursionError) as error:
        raise _foreign() from error
    if not isinstance(number, int) or not isinstance(text, str) or abs(number) > INTEGER_MAX:
        raise _foreign()
    return Cursor(number, text)


def _foreign() -> RefusedError:
    return RefusedError(422, "The cursor is not one that this service gave.")
