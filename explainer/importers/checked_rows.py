"""Rows that somebody made by hand: what the log's reader would have refused is refused here too."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from explainer.errors import InvalidRecordError
from explainer.records import LoggedImpression

# The taxonomy holds seven hundred topics; ten times that is no person but a mistake, and would take a minute a row.
MOST_TRAITS: Final = 7000


def checked_rows(rows: Iterable[LoggedImpression]) -> Iterator[LoggedImpression]:
    """The same rows, one by one.

    Raises:
        InvalidRecordError: A number that is none or below 0, an id that an earlier row had, more traits than there are
            topics, or a person whose rows do not follow one another.
    """
    seen: set[str] = set()
    finished: set[str] = set()
    person: str | None = None
    for row in rows:
        if row.impression_id in seen:
            raise _wrong("impression_id", "an id of its own for each showing", "one that an earlier row had")
        if row.person_id != person and row.person_id in finished:
            raise _wrong("person_id", "each person's rows one after the other", "rows of another person between them")
        if row.person_id != person and person is not None:
            finished.add(person)
        seen.add(row.impression_id)
        person = row.person_id
        _check_numbers(row)
        yield row


def _check_numbers(row: LoggedImpression) -> None:
    if len(row.traits) > MOST_TRAITS:
        raise _wrong("traits", f"at most {MOST_TRAITS}", str(len(row.traits)))
    numbers: dict[str, Sequence[float]] = {
        "observed_days": [row.observed_days],
        "ad.price": [row.ad.price] if row.ad.price is not None else [],
        "traits.strength": [trait.strength for trait in row.traits],
        "traits.visits": [trait.visits for trait in row.traits],
        "traits.last_seen_days": [trait.last_seen_days for trait in row.traits],
        "visited_advertisers": list(row.visited_advertisers.values()),
    }
    for field, values in numbers.items():
        if not all(0 <= value < math.inf for value in values):  # NaN is in no range
            raise _wrong(field, "a finite number, 0 or more", "another")


def _wrong(field: str, expected: str, got: str) -> InvalidRecordError:
    """Names the field and never the value: a log is somebody's browsing."""
    return InvalidRecordError(record="LoggedImpression", field=field, expected=expected, got=got)
