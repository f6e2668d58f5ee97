"""The market's own record of why each ad was delivered. For scoring only; no page ever sees it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

FILE_NAME: Final = "decisions.jsonl"


class DecisionLog:
    """Keeps the lines in memory and, given a folder, appends them to a file there; each delivery once."""

    def __init__(self, folder: Path | None = None) -> None:
        """Start an empty log."""
        self.lines: list[Mapping[str, Any]] = []
        self._written: set[str] = set()
        self._file = None if folder is None else folder / FILE_NAME
        if self._file is not None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.touch()

    def write(self, delivery_id: str, line: Mapping[str, Any]) -> bool:
        """Append a line; False if this delivery was written before."""
        if delivery_id in self._written:
            return False
        self._written.add(delivery_id)
        self.lines.append(line)
        if self._file is not None:
            with self._file.open("a", encoding="utf-8") as sink:
                sink.write(json.dumps(line, ensure_ascii=False) + "\n")
        return True
