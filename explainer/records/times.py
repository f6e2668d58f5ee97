"""Times have a zone, everywhere."""

from __future__ import annotations

from datetime import datetime

from explainer.errors import InvalidRecordError


def require_aware(record: str, name: str, value: datetime) -> None:
    """Refuse a time without a zone.

    Raises:
        InvalidRecordError: The time has none.
    """
    if value.tzinfo is None:
        expected, got = "an aware time in UTC", "a time without a zone"
        raise InvalidRecordError(record=record, field=name, expected=expected, got=got)
