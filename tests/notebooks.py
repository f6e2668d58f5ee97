"""Runs a notebook cell by cell without Jupyter; ``python -m tests.notebooks FILE`` writes its outputs anew."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import sys
from pathlib import Path
from typing import Any

Notebook = dict[str, Any]


def run_notebook(notebook: Notebook) -> list[list[dict[str, Any]]]:
    """Outputs of each code cell, in the notebook format; what a cell ends with is shown as Jupyter shows it."""
    names: dict[str, Any] = {"__name__": "__notebook__"}
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return [_run_cell("".join(cell["source"]), names, number) for number, cell in enumerate(cells, start=1)]


def _run_cell(source: str, names: dict[str, Any], number: int) -> list[dict[str, Any]]:
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, f"cell {number}", "exec"), names)  # noqa: S102 - the page's own code is what is run
        shown = eval(compile(ast.Expression(last.value), f"cell {number}", "eval"), names) if last else None  # noqa: S307 - the notebook's own code
    outputs: list[dict[str, Any]] = []
    if printed.getvalue():
        text = printed.getvalue().splitlines(keepends=True)
        outputs.append({"output_type": "stream", "name": "stdout", "text": text})
    if shown is not None:
        outputs.append(
            {"output_type": "execute_result", "execution_count": number, "metadata": {}, "data": _shown(shown)}
        )
    return outputs


def _shown(value: Any) -> dict[str, list[str]]:
    found = {"text/plain": repr(value).splitlines(keepends=True)}
    if hasattr(value, "_repr_html_"):
        found["text/html"] = value._repr_html_().splitlines(keepends=True)
        if not hasattr(value, "to_html"):  # a record's repr would print every array it holds
            found["text/plain"] = [type(value).__name__]
    return found


def main() -> None:
    """Write the outputs of the notebooks named on the command line."""
    for name in sys.argv[1:]:
        notebook: Notebook = json.loads(Path(name).read_text(encoding="utf-8"))
        cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        for number, (cell, outputs) in enumerate(zip(cells, run_notebook(notebook), strict=True), start=1):
            cell |= {"outputs": outputs, "execution_count": number}
        Path(name).write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
