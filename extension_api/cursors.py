"""Places in a list, newest first, as opaque text for the address of the next page."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import datetime
from typing import NamedTuple

from extension_api.errors import RefusedError
from extension_api.store.columns import time_from_column, time_to_column


class Cursor(NamedTuple):
    """Right after the item with this time and id."""

    time: datetime
    id: str


def write_cursor(place: Cursor) -> str:
    """A place in a list as opaque text."""
    return base64.urlsafe_b64encode(json.dumps([time_to_column(place.time), place.id]).encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> Cursor:
    """The place that a cursor stands for.

    Raises:
        RefusedError: It was not made by ``write_cursor``.
    """
    try:
        microseconds, item_id = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return Cursor(time_from_column(int(microseconds)), str(item_id))
    except (binascii.Error, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise RefusedError(422, "The cursor is not one that this service gave.") from error
