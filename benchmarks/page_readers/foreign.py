"""Labelled texts and host names of others, read where they lie: nothing of them is kept."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SITE_TEXTS: Final = Path("page_text/website_classification.csv")
HOSTS: Final = Path("chrome_topics/override_list.tsv")
HOST_TOPICS: Final = Path("chrome_topics/taxonomy.tsv")
FIRST_LETTERS: Final = 300  # of a site's text


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text and the classes that somebody else gave it."""

    text: str
    classes: frozenset[str]


def read_site_texts(folder: Path) -> list[LabelledText]:
    """The first letters of every site's text; sites without a class are left out."""
    with (folder / SITE_TEXTS).open(encoding="utf-8", errors="replace", newline="") as file:
        return [
            LabelledText(row["cleaned_website_text"][:FIRST_LETTERS], frozenset({row["Category"]}))
            for row in csv.DictReader(file)
            if row["Category"]
        ]


def read_hosts(folder: Path) -> list[LabelledText]:
    """Every host name with its broadest topics; host names without a topic are left out."""
    broadest = {row["ID"]: row["Topic"].split("/")[1] for row in _rows(folder / HOST_TOPICS)}
    found = []
    for row in _rows(folder / HOSTS):
        classes = frozenset(broadest[topic] for topic in (row["topics"] or "").split(",") if topic in broadest)
        if classes:
            found.append(LabelledText(row["domain"], classes))
    return found


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        yield from csv.DictReader(opened, delimiter="\t", quoting=csv.QUOTE_NONE)
