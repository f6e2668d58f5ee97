"""docs/impression-log.md says what the reader does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from explainer.importers import read_impression_log
from explainer.importers.frames import FIELDS
from explainer.importers.log_lines import ImpressionLine

PAGE = (Path(__file__).parents[3] / "docs" / "impression-log.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The page's code blocks of one language."""
    return re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)


def test_the_example_is_read() -> None:
    """A reader who copies the example has a valid log."""
    full, smallest = read_impression_log(blocks("jsonl")[0].splitlines(), "example")

    assert full.traits[0].strength == 3.2
    assert smallest.traits == ()


def test_the_full_example_holds_every_field() -> None:
    """Nothing that a line can hold is left unshown."""
    full = blocks("jsonl")[0].splitlines()[0]
    line = ImpressionLine.model_validate_json(full)

    assert line.model_fields_set == set(ImpressionLine.model_fields)
    for part in (line.page, line.ad, line.context, line.traits[0]):
        assert part.model_fields_set == set(type(part).model_fields)


def test_every_field_has_its_line_in_the_table() -> None:
    """A field that is not explained does not exist for a newcomer."""
    assert [name for name in (*FIELDS, "advertiser_vendors", "stated") if f"`{name}`" not in PAGE] == []


def test_the_python_examples_run() -> None:
    """What the page tells a practitioner to type works."""
    names: dict[str, Any] = {"lines": blocks("jsonl")[0].splitlines()}
    for example in blocks("python"):
        exec(example, names)  # noqa: S102 - the page's own code is what is under test

    assert [row.ad.cat for row in names["rows"]] == [("677",), ("677", "225")]
