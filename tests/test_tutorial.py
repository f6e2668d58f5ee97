"""The tutorial notebook shows what its code says today."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.notebooks import run_notebook

TUTORIAL = Path(__file__).parents[1] / "docs" / "tutorial.ipynb"


def without_rounding_errors(outputs: list[dict[str, Any]]) -> str:
    """The outputs as text, where figures such as 3e-08 differ from machine to machine."""
    return re.sub(r"\d(\.\d+)?e-\d+", "a rounding error", json.dumps(outputs, ensure_ascii=False))


@pytest.mark.slow
def test_every_cell_runs_and_shows_what_is_written() -> None:
    """Who follows the tutorial sees the figures that stand in it (``python -m tests.notebooks`` writes them anew)."""
    notebook = json.loads(TUTORIAL.read_text(encoding="utf-8"))
    written = [cell["outputs"] for cell in notebook["cells"] if cell["cell_type"] == "code"]

    for found, expected in zip(run_notebook(notebook), written, strict=True):
        assert without_rounding_errors(found) == without_rounding_errors(expected)


def test_the_tutorial_is_a_notebook_that_jupyter_opens() -> None:
    """The parts that the format demands are there."""
    notebook = json.loads(TUTORIAL.read_text(encoding="utf-8"))

    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])
