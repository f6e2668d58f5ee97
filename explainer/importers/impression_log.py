"""Read and write impression logs: JSON Lines, one ad shown to one person per line (docs/impression-log.md)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Final, Literal

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from explainer.errors import ImpressionLogError
from explainer.importers.log_lines import ImpressionLine, line_of
from explainer.records import LoggedImpression

# What to do about a fault, by the name pydantic gives it.
_HINTS: Final = {
    "missing": "add it",
    "json_invalid": "one JSON object per line",
    "model_type": "write an object in braces",
    "model_attributes_type": "write an object in braces",
    "dict_type": "write an object in braces",
    "tuple_type": "write a list in brackets, or leave it out",
    "string_type": "write it in quotes",
    "string_too_short": "leave it out, or give it a name",
    "float_type": "write a number without quotes",
    "int_type": "write a whole number without quotes",
    "int_from_float": "write a whole number",
    "finite_number": "NaN and infinity are not numbers here; leave an unknown value out",
    "greater_than_equal": "write 0 or more",
    "enum": "use one of the kinds in docs/impression-log.md",
    "literal_error": "translate the ids to IAB Content Taxonomy 3.1 (cattax 9)",
    "value_error": "write it like 2026-11-02T09:12:00Z",
}
_ANY_HINT: Final = "see docs/impression-log.md"
_DUPLICATE_HINT: Final = "each showing of an ad has an id of its own"


def _ignore(_error: ImpressionLogError) -> None:
    """The default reporter: a skipped line is not mentioned."""


def read_impression_log(
    lines: Iterable[str | bytes],
    file_name: str,
    *,
    on_bad: Literal["strict", "skip"] = "strict",
    report: Callable[[ImpressionLogError], None] = _ignore,
) -> Iterator[LoggedImpression]:
    """Read a log line by line, in its own order; empty lines do not count.

    Unknown topic ids, missing optional fields and people without traits are normal.

    Args:
        lines: An open file, or any source of lines.
        file_name: What to call the file in an error.
        on_bad: Whether to stop at the first bad line or leave it out.
        report: Called with the error of each line that was left out.

    Raises:
        ImpressionLogError: With ``strict``, at the first bad line; names line, field, problem and remedy.
    """
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _read_line(line, file_name, number, seen)
        except ImpressionLogError as error:
            if on_bad == "strict":
                raise
            report(error)


def impression_log_lines(rows: Iterable[LoggedImpression]) -> Iterator[str]:
    """Write records as lines that ``read_impression_log`` reads back as the same records, each with its newline."""
    for row in rows:
        yield json.dumps(line_of(row), ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"


def _read_line(line: str | bytes, file_name: str, number: int, seen: set[str]) -> LoggedImpression:
    # Windows editors put a byte order mark before the first line.
    text = line.removeprefix(b"\xef\xbb\xbf") if isinstance(line, bytes) else line.removeprefix("\ufeff")
    try:
        row = ImpressionLine.model_validate_json(text).record()
    except ValidationError as error:
        raise _log_error(error.errors(include_url=False, include_input=False)[0], file_name, number) from None
    if row.impression_id in seen:
        raise ImpressionLogError(
            file=file_name, line=number, field="impression_id", problem="was used on an earlier line",
            hint=_DUPLICATE_HINT,
        )  # fmt: skip
    seen.add(row.impression_id)
    return row


def _log_error(fault: ErrorDetails, file_name: str, number: int) -> ImpressionLogError:
    """Say what is wrong without repeating the value: a log is somebody's browsing."""
    field = ".".join(str(part) for part in fault["loc"]) or "line"
    problem = fault["msg"].removeprefix("Value error, ").removeprefix("Input ")
    return ImpressionLogError(
        file=file_name, line=number, field=field, problem=problem[:1].lower() + problem[1:],
        hint=_HINTS.get(fault["type"], _ANY_HINT),
    )  # fmt: skip
