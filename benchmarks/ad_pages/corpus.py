"""The hand-written pages of ``tests/pages``: where their ads are, and what only looks like one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parents[2] / "tests" / "pages"


@dataclass(frozen=True, slots=True)
class Position:
    """A labelled place on a page: ``count`` elements that the CSS selector ``at`` finds in the top document.

    Where ``is_sure`` is false, people would not agree on it: finding it is neither right nor wrong.
    """

    at: str
    kind: str
    is_ad: bool
    count: int = 1
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class CorpusPage:
    """One page of the corpus with its labels; one that ``is_saved`` is shown as it stands, without its scripts."""

    name: str
    story: str
    address: str
    html: Path
    positions: tuple[Position, ...]
    is_saved: bool = False


def read_corpus(folder: Path = FOLDER) -> tuple[CorpusPage, ...]:
    """All pages of the corpus, by name."""
    return tuple(_read_page(labels) for labels in sorted((folder / "corpus").glob("*.json")))


def pages_by_address(pages: Sequence[CorpusPage]) -> dict[str, Path]:
    """Host and path of each page, without a query: its file."""
    return {page.address.split("://")[1].split("?")[0]: page.html for page in pages}


def _read_page(labels: Path) -> CorpusPage:
    document = json.loads(labels.read_text(encoding="utf-8"))
    ads = [Position(item["at"], item["kind"], is_ad=True, count=item.get("count", 1)) for item in document["ads"]]
    others = [
        Position(item["at"], item["kind"], is_ad=False, count=item.get("count", 1)) for item in document["look_alikes"]
    ]
    return CorpusPage(
        labels.stem, document["story"], document["address"], labels.with_suffix(".html"), (*ads, *others)
    )
