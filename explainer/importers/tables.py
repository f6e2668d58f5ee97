"""A practitioner's own CSV or Parquet file as an impression log in one call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final

from explainer.errors import ImpressionLogError
from explainer.importers.frames import is_number, log_from_frame
from explainer.records import LoggedImpression

if TYPE_CHECKING:
    import pandas as pd

_CSV: Final = frozenset({".csv", ".tsv"})
_PARQUET: Final = frozenset({".parquet", ".pq"})
_INSTALL: Final = "pip install 'whyad[parquet]'"


def log_from_table(path: str | PathLike[str], columns: Mapping[str, str] | None = None) -> Iterator[LoggedImpression]:
    """Read a table of one's own as an impression log; ``columns`` as in ``log_from_frame``.

    A CSV file (commas, or tabs in a ``.tsv``; gzip if the name ends so) is read as text where the log wants text, so
    that a topic id such as ``0677`` keeps its zero.

    Raises:
        ImpressionLogError: No such file, another format, no reader for Parquet, or a row that is no impression.
    """
    file = Path(path)
    kind = next((suffix for suffix in reversed(file.suffixes) if suffix != ".gz"), "")
    if kind not in _CSV | _PARQUET:
        raise _cannot_read(file, f"is of kind {kind or 'nothing'}", "write .csv, .tsv or .parquet, or a log in .jsonl")
    try:
        frame = _read_csv(file, kind, columns or {}) if kind in _CSV else _read_parquet(file)
    except OSError as error:
        raise _cannot_read(file, f"cannot be opened ({type(error).__name__})", "look at its path and rights") from error
    except ImportError as error:
        raise _cannot_read(file, "needs a reader for Parquet", _INSTALL) from error
    except (ValueError, UnicodeDecodeError) as error:  # pandas and Arrow derive their own from these
        raise _cannot_read(file, f"is no {kind[1:]} table", "write it again, in UTF-8") from error
    return _named(log_from_frame(frame, columns), file.name)


def _read_csv(file: Path, kind: str, columns: Mapping[str, str]) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - pandas costs half a second, and a service never needs it

    # All as text first: pandas would turn the topic "0677" into 677.
    frame = pd.read_csv(file, sep="\t" if kind == ".tsv" else ",", dtype=str, keep_default_na=False)
    fields = {field: field for field in frame.columns} | dict(columns)
    numeric = {column for field, column in fields.items() if is_number(field) and column in frame.columns}
    return frame.assign(**{column: frame[column].map(_number_or_text).astype(object) for column in numeric})


def _number_or_text(cell: str) -> float | str:
    """A cell as a number; what is none stays text, and the log's reader says so."""
    try:
        return float(cell)
    except ValueError:
        return cell


def _read_parquet(file: Path) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - see above

    return pd.read_parquet(file, engine="pyarrow")


def _named(rows: Iterator[LoggedImpression], name: str) -> Iterator[LoggedImpression]:
    """The same rows; an error names the file."""
    try:
        yield from rows
    except ImpressionLogError as error:
        raise ImpressionLogError(
            file=name, line=error.line, field=error.field, problem=error.problem, hint=error.hint
        ) from error


def _cannot_read(file: Path, problem: str, hint: str) -> ImpressionLogError:
    return ImpressionLogError(file=file.name, line=0, field="file", problem=problem, hint=hint)
