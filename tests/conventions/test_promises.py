"""The page of promises names tests, and a test that is not there holds nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "promises.md").read_text("utf-8")
CRITERIA = 12
DEFINED = re.compile(r"^\s*(?:def |class )?(test_\w+|Test\w+)(?=\(| =|:)", re.MULTILINE)
TEXTS = [path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py")]
TESTS = {name for text in TEXTS for name in DEFINED.findall(text)}


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(test_\w+|Test\w+)`", PAGE))))
def test_every_promise_has_its_test(name: str):
    """A test that was renamed or removed takes its promise along, or the page says something untrue."""
    assert name in TESTS


@pytest.mark.parametrize("path", sorted(set(re.findall(r"(?:browser_extension/)?tests/[\w/.]+\w", PAGE))))
def test_what_is_to_be_run_is_there(path: str):
    """Commands name files that exist."""
    assert (ROOT / path).exists()


def test_each_criterion_has_its_row():
    """Twelve rows, each with a test."""
    rows = [line for line in PAGE.splitlines() if re.match(r"\| \d+ \|.*`test_\w+`", line)]

    assert [int(row.split("|")[1]) for row in rows] == [*range(1, CRITERIA + 1)]
