"""The town's words, read from ``content/``: articles by topic, shops with products, lines of advertising.

Topics are named by IAB Content Taxonomy 3.1 ids. Which one lies under which is read from the table that IAB
publishes.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

CONTENT: Final = Path(__file__).parent / "content"
TAXONOMY: Final = Path(__file__).parents[1] / "explainer" / "taxonomy_data" / "content_taxonomy_3.1.tsv"


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One article as written, not yet published anywhere."""

    slug: str
    title: str
    headings: tuple[str, ...]
    description: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Two lines of advertising. ``topics`` is only filled for teasers."""

    headline: str
    line: str
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Product:
    """Something a shop sells; the price is in euros."""

    sku: str
    name: str
    price: float
    description: str


@dataclass(frozen=True, slots=True)
class ShopText:
    """A shop as written."""

    name: str
    slug: str
    products: tuple[Product, ...]


@dataclass(frozen=True, slots=True)
class TopicText:
    """Everything written about one topic."""

    id: str
    name: str
    articles: tuple[ArticleText, ...]
    shop: ShopText
    creatives: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SiteText:
    """A publisher's name, host label and motto; neutral, so that the name tells no topic."""

    name: str
    slug: str
    tagline: str


@dataclass(frozen=True, slots=True)
class Texts:
    """All of the town's words."""

    topics: Mapping[str, TopicText]
    general: tuple[ArticleText, ...]
    sites: tuple[SiteText, ...]
    places: Mapping[str, tuple[Line, ...]]
    house: tuple[Line, ...]
    teasers: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class TopicTree:
    """Which topic lies under which."""

    parents: Mapping[str, str]

    def parent(self, topic: str) -> str | None:
        """The topic right above, None at the top."""
        return self.parents.get(topic) or None

    def below(self, topic: str) -> frozenset[str]:
        """The topic itself and everything under it."""
        found, waiting = {topic}, [topic]
        while waiting:
            above = waiting.pop()
            children = [child for child, parent in self.parents.items() if parent == above and child not in found]
            found.update(children)
            waiting.extend(children)
        return frozenset(found)


@cache
def load_topic_tree(file: Path = TAXONOMY) -> TopicTree:
    """Parents of all topics, from the published table (two heading lines, then id, parent, name...)."""
    with file.open(encoding="utf-8", newline="") as table:
        rows = list(csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE))[2:]
    return TopicTree({row[0].strip(): row[1].strip() for row in rows if row and row[0].strip()})


@cache
def load_texts(folder: Path = CONTENT) -> Texts:
    """Read all words of the town."""
    topics = [_topic(_json(file)) for file in sorted((folder / "topics").glob("*.json"))]
    house = _json(folder / "house.json")
    return Texts(
        topics={topic.id: topic for topic in topics},
        general=tuple(_article(article) for article in _json(folder / "general.json")["articles"]),
        sites=tuple(SiteText(site["name"], site["slug"], site["tagline"]) for site in _json(folder / "sites.json")),
        places={place["city"]: _lines(place["lines"]) for place in _json(folder / "places.json")},
        house=_lines(house["house"]),
        teasers=_lines(house["teasers"]),
    )


def _json(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def _article(entry: Mapping[str, Any]) -> ArticleText:
    return ArticleText(
        entry["slug"], entry["title"], tuple(entry["headings"]), entry["description"], tuple(entry["paragraphs"])
    )


def _lines(entries: list[Mapping[str, Any]]) -> tuple[Line, ...]:
    return tuple(Line(entry["headline"], entry["line"], tuple(entry.get("topics", ()))) for entry in entries)


def _topic(entry: Mapping[str, Any]) -> TopicText:
    shop = entry["shop"]
    products = tuple(
        Product(item["sku"], item["name"], float(item["price"]), item["description"]) for item in shop["products"]
    )
    return TopicText(
        id=entry["id"],
        name=entry["name"],
        articles=tuple(_article(article) for article in entry["articles"]),
        shop=ShopText(shop["name"], shop["slug"], products),
        creatives=_lines(entry["creatives"]),
    )
