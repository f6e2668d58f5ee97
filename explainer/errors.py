"""Every error the library raises, in one tree: what was expected, what came, what to do about it.

WhyadError
├── InvalidRecordError      a record breaks its own rule
├── UnknownTopicError       a topic id that the taxonomy does not hold
├── ImpressionLogError      a line of an impression log that cannot be read
├── FeatureMismatchError    rows and model do not speak of the same columns
├── UnsupportedModelError   a model that would be explained wrongly, so it is refused
├── ModelFileError          a model folder that is missing, damaged or of another version
└── UnknownImpressionError  an impression that is not in the log
"""

from __future__ import annotations


class WhyadError(Exception):
    """Base of all errors of the library. ``hint`` says what to do next."""

    hint: str = ""


class InvalidRecordError(WhyadError):
    """A record breaks its own rule."""

    def __init__(self, *, record: str, field: str, expected: str, got: str) -> None:
        """Keep what was expected and what came as attributes."""
        super().__init__(f"{record}.{field}: expected {expected}, got {got}")
        self.record, self.field, self.expected, self.got = record, field, expected, got


class UnknownTopicError(WhyadError):
    """A topic id that the taxonomy does not hold."""

    def __init__(self, topic: str, *, taxonomy: str) -> None:
        """Keep the id that was looked up."""
        super().__init__(f"topic {topic!r} is not in {taxonomy}")
        self.topic, self.taxonomy = topic, taxonomy
        self.hint = "ids are strings of IAB Content Taxonomy 3.1"


class ImpressionLogError(WhyadError):
    """A line of an impression log that cannot be read: file, line and field tell where, the hint what to do."""

    def __init__(self, *, file: str, line: int, field: str, problem: str, hint: str) -> None:
        """Keep the place of the fault as attributes."""
        super().__init__(f"{file}:{line}: {field}: {problem} ({hint})")
        self.file, self.line, self.field, self.problem, self.hint = file, line, field, problem, hint


class FeatureMismatchError(WhyadError):
    """Rows and model do not speak of the same columns."""

    def __init__(self, *, expected: tuple[str, ...], got: tuple[str, ...], hint: str) -> None:
        """Keep both column lists as attributes."""
        missing = [name for name in expected if name not in got]
        unknown = [name for name in got if name not in expected]
        amiss = [f"{what} {names[:5]}" for what, names in (("missing", missing), ("unknown", unknown)) if names]
        super().__init__("; ".join([f"expected {len(expected)} columns, got {len(got)}", *amiss]) + f" ({hint})")
        self.expected, self.got, self.hint = expected, got, hint


class UnsupportedModelError(WhyadError):
    """A model that would be explained wrongly, so it is refused."""

    def __init__(self, reason: str, *, hint: str) -> None:
        """Keep the reason and the way out."""
        super().__init__(f"{reason} ({hint})")
        self.reason, self.hint = reason, hint


class ModelFileError(WhyadError):
    """A model folder that is missing, damaged or of another version."""

    def __init__(self, path: str, *, problem: str, hint: str) -> None:
        """Keep the path as given by the caller."""
        super().__init__(f"{path}: {problem} ({hint})")
        self.path, self.problem, self.hint = path, problem, hint


class UnknownImpressionError(WhyadError):
    """An impression that is not in the log."""

    def __init__(self, impression_id: str) -> None:
        """Keep the id that was asked for."""
        super().__init__(f"impression {impression_id!r} is not in the log")
        self.impression_id = impression_id
