"""Pages written for measuring: ``topic<TAB>title<TAB>headings<TAB>description``, headings parted by semicolons."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from explainer.page_topics import PageText, read_topics
from explainer.taxonomy import Taxonomy

FOLDER = Path(__file__).parent


def read_pages(name: str) -> list[tuple[str, PageText]]:
    """Topic and text of every page in a file; the topic is empty for pages about nothing."""
    pages = []
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        topic, title, headings, description = [*line.split("\t"), "", ""][:4]
        pages.append((topic, PageText(title, tuple(filter(None, headings.split(";"))), description)))
    return pages


@dataclass(frozen=True)
class SensitivePage:
    """One page of ``sensitive_pages.tsv``; a near miss is called after what it only seems to be about."""

    category: str
    language: str
    text: PageText

    @property
    def is_sensitive(self) -> bool:
        """Whether it is about the category, and no near miss."""
        return not self.category.startswith("near ")


def read_sensitive_pages() -> list[SensitivePage]:
    """Pages that no model has learned from: ``category, language, title, headings, description``."""
    pages = []
    for line in (FOLDER / "sensitive_pages.tsv").read_text(encoding="utf-8").splitlines():
        category, language, title, headings, description = line.split("\t")
        pages.append(SensitivePage(category, language, PageText(title, tuple(headings.split(";")), description)))
    return pages


@dataclass(frozen=True)
class Shares:
    """Shares of all pages: right topic first, right first tier, no answer."""

    exact: float
    first_tier: float
    silent: float


def measure(name: str) -> Shares:
    """Read every page of a file and compare."""
    taxonomy, pages = Taxonomy.load(), read_pages(name)
    answers = [(topic, found[0].topic if (found := read_topics(page)) else None) for topic, page in pages]
    known = [(topic, answer) for topic, answer in answers if topic and answer]
    exact = sum(topic == answer for topic, answer in known)
    first_tier = sum(taxonomy.topic(topic).path[0] == taxonomy.topic(answer).path[0] for topic, answer in known)
    silent = sum(answer is None for _, answer in answers)
    return Shares(exact / len(pages), first_tier / len(pages), silent / len(pages))
