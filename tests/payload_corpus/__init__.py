"""Texts that mean harm, for every place that shows or keeps a text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("hostile_texts.json")


@dataclass(frozen=True)
class HostileText:
    """One text of the corpus. ``kind`` says what it tries."""

    name: str
    kind: str
    text: str


def hostile_texts(*, longest: int | None = None) -> list[HostileText]:
    """All texts, those with ``times`` written out; longer ones than ``longest`` are cut to it."""
    return [
        HostileText(item["name"], item["kind"], (item["text"] * item.get("times", 1))[:longest])
        for item in json.loads(FILE.read_text("utf-8"))
    ]
