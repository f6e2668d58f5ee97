"""Impression logs as pandas frames, and a practitioner's own table as an impression log in one call."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from explainer.errors import ImpressionLogError
from explainer.importers.impression_log import read_impression_log
from explainer.records import CauseKind, LoggedImpression

if TYPE_CHECKING:
    import pandas as pd

# Fields of the log by their dotted names, and how a cell of a table becomes one.
_TEXTS: Final = (
    "impression_id", "person_id", "page.domain", "ad.ad_id", "context.place", "context.language", "context.device",
)  # fmt: skip
_LISTS: Final = (
    "page.cat", "ad.adomain", "ad.cat", "ad.vendors", "ad.products", "ad.places", "ad.moments", "context.moments",
)  # fmt: skip
_NUMBERS: Final = ("ad.price", "observed_days")
_MAPPINGS: Final = ("traits", "visited_advertisers")
_TIME: Final = "time"
FIELDS: Final = (*_TEXTS, _TIME, *_LISTS, *_NUMBERS, *_MAPPINGS)

LIST_SEPARATOR: Final = "|"  # between the entries of a list in one cell of a CSV file
_FRAME_NAME: Final = "frame"


def is_number(field: str) -> bool:
    """Whether a column for this field holds numbers: a price, days, a trait's strength."""
    head, _, rest = field.partition(".")
    return field in _NUMBERS or bool(head in _MAPPINGS and rest)


def frame_from_log(rows: Iterable[LoggedImpression]) -> pd.DataFrame:
    """Lay out a log as a frame, one row per impression, columns named by the log's dotted fields.

    Lists are joined by ``|``; ``traits`` maps ``kind:id`` to a strength, ``visited_advertisers`` a domain to days.
    """
    import pandas as pd  # noqa: PLC0415 - pandas costs half a second, and a service never needs it

    frame = pd.DataFrame([_cells(row) for row in rows], columns=list(FIELDS))
    frame[_TIME] = pd.to_datetime(frame[_TIME], utc=True)
    return frame


def log_from_frame(frame: pd.DataFrame, columns: Mapping[str, str] | None = None) -> Iterator[LoggedImpression]:
    """Read a table of one's own as an impression log.

    Besides the log's dotted fields, ``traits.677`` (or ``traits.purchase_intent.677``) takes a column of strengths, and
    ``visited_advertisers.tents.example`` a column of days since the last visit. Empty cells mean not known. Columns
    that nothing names are left alone.

    Args:
        frame: One row per impression.
        columns: The frame's own column for each field of the log, where the names differ.

    Raises:
        ImpressionLogError: A named field or column does not exist, or a row is no impression; ``line`` counts rows
            from 1.
    """
    taken = _columns_taken(frame, columns or {})
    lines = (json.dumps(_object(values, taken)) for values in frame[list(taken.values())].itertuples(index=False))
    return read_impression_log(lines, _FRAME_NAME)


def _columns_taken(frame: pd.DataFrame, columns: Mapping[str, str]) -> dict[str, str]:
    """The frame's column for each field: as asked for, or of the field's own name."""
    for field, column in columns.items():
        if field not in FIELDS and not field.startswith(tuple(f"{name}." for name in _MAPPINGS)):
            raise ImpressionLogError(
                file=_FRAME_NAME, line=0, field=field, problem="is no field of an impression log",
                hint=f"fields are {', '.join(FIELDS)}",
            )  # fmt: skip
        if column not in frame.columns:
            raise ImpressionLogError(
                file=_FRAME_NAME, line=0, field=field, problem=f"the frame has no column {column!r}",
                hint="write columns={'field of the log': 'column of the frame'}",
            )  # fmt: skip
    return {field: field for field in FIELDS if field in frame.columns} | dict(columns)


def _object(values: Sequence[Any], fields: Iterable[str]) -> dict[str, Any]:
    """One line's object out of one row's cells."""
    made: dict[str, Any] = {"page": {}, "ad": {}, "context": {}, "traits": [], "visited_advertisers": {}}
    for field, value in zip(fields, values, strict=True):
        if _is_empty(value):
            continue
        head, _, rest = field.partition(".")
        if head == "traits":
            made["traits"] += _traits({rest: value} if rest else value)
        elif head == "visited_advertisers":
            made[head] |= {rest: value} if rest else value
        elif rest:
            made[head][rest] = _plain(field, value)
        else:
            made[field] = _plain(field, value)
    return made


def _is_empty(value: Any) -> bool:
    import pandas as pd  # noqa: PLC0415 - see frame_from_log

    return bool(pd.api.types.is_scalar(value)) and (value == "" or bool(pd.isna(value)))


def _plain(field: str, value: Any) -> Any:
    """A cell as JSON has it. Text where a number or time belongs goes on as text, and the reader says what is wrong."""
    if field in _TEXTS:
        return str(value)
    if field in _LISTS:
        entries = str(value).split(LIST_SEPARATOR) if isinstance(value, str | int | float) else value
        return [str(entry).strip() for entry in entries]
    if isinstance(value, str):
        return value
    return value.isoformat() if field == _TIME else float(value)


def _traits(strengths: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Traits from ``677``, ``purchase_intent.677`` or ``interest:677``, each with its strength; 0 is no trait."""
    found = []
    for name, strength in strengths.items():
        kind, _, topic = name.replace(":", ".").rpartition(".")
        if strength != 0 and not _is_empty(strength):
            found.append({"id": topic, "kind": kind or CauseKind.INTEREST.value, "strength": strength})
    return found


def _cells(row: LoggedImpression) -> dict[str, Any]:
    page, ad, context = row.page, row.ad, row.context
    lists = (page.cat, ad.adomain, ad.cat, ad.vendors, ad.products, ad.places, ad.moments, context.moments)
    texts = (
        row.impression_id, row.person_id, page.domain, ad.ad_id, context.place, context.language, context.device,
    )  # fmt: skip
    return {
        **dict(zip(_TEXTS, texts, strict=True)),
        _TIME: row.time,
        **dict(zip(_LISTS, (LIST_SEPARATOR.join(entries) for entries in lists), strict=True)),
        "ad.price": row.ad.price,
        "observed_days": row.observed_days,
        "traits": {f"{trait.kind.value}:{trait.id}": trait.strength for trait in row.traits},
        "visited_advertisers": dict(row.visited_advertisers),
    }
