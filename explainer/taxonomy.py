"""Topics of IAB Content Taxonomy 3.1: names, parents and which of them are sensitive.

Traits, page topics and ad topics are ids of this one vocabulary. Ids are strings and not always numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from explainer.errors import UnknownTopicError

TAXONOMY_NAME: Final = "IAB Content Taxonomy 3.1"
SENSITIVE_FLAG: Final = "SCD"  # "sensitive consumer data", in the taxonomy's column Extension

_FOLDER: Final = "taxonomy_data"
_TAXONOMY_FILE: Final = "content_taxonomy_3.1.tsv"
_SENSITIVE_FILE: Final = "sensitive_topics.tsv"
_HEADER_LINES: Final = 2
_COLUMN_EXTENSION: Final = 7


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic. ``path`` holds the names from the first tier down to this topic."""

    id: str
    name: str
    parent: str | None
    path: tuple[str, ...]
    is_sensitive: bool

    @property
    def tier(self) -> int:
        """1 for the broadest topics, up to 4."""
        return len(self.path)


class Taxonomy:
    """All topics, and how they lie above and below each other.

    Questions about an id that the taxonomy does not hold are answered as for a topic without relatives, because logs of
    other people's making bring such ids; only ``topic`` insists.
    """

    def __init__(self, topics: Iterable[Topic]) -> None:
        """Index the topics by id and by parent."""
        self._topics: Mapping[str, Topic] = {topic.id: topic for topic in topics}
        children: dict[str | None, list[str]] = {}
        for topic in self._topics.values():
            children.setdefault(topic.parent, []).append(topic.id)
        self._children = {parent: tuple(ids) for parent, ids in children.items()}
        self._ancestors = {topic: tuple(_ancestors(topic, self._topics)) for topic in self._topics}

    @staticmethod
    def load() -> Taxonomy:
        """The shipped taxonomy. Read once, then the same object for everybody."""
        return _load()

    @property
    def topics(self) -> tuple[Topic, ...]:
        """Every topic, in the order of the published file."""
        return tuple(self._topics.values())

    def topic(self, id: str) -> Topic:
        """The topic with this id.

        Raises:
            UnknownTopicError: The taxonomy does not hold it.
        """
        if id not in self._topics:
            raise UnknownTopicError(id, taxonomy=TAXONOMY_NAME)
        return self._topics[id]

    def knows(self, id: str) -> bool:
        """Whether the taxonomy holds this id."""
        return id in self._topics

    def ancestors(self, id: str) -> tuple[str, ...]:
        """Ids above a topic, nearest first; the topic itself is not among them."""
        return self._ancestors.get(id, ())

    def children(self, id: str) -> tuple[str, ...]:
        """Ids right below a topic."""
        return self._children.get(id, ())

    def siblings(self, id: str) -> tuple[str, ...]:
        """Ids that share the topic's parent. Topics of the first tier have none: they share nothing."""
        topic = self._topics.get(id)
        if topic is None or topic.parent is None:
            return ()
        return tuple(sibling for sibling in self._children[topic.parent] if sibling != id)

    def is_within(self, id: str, ancestor: str) -> bool:
        """Whether a topic is the other one or lies somewhere below it."""
        return id == ancestor or ancestor in self.ancestors(id)

    def label(self, id: str) -> str:
        """The topic's name as shown to a person; an unknown id is shown as it is."""
        topic = self._topics.get(id)
        return topic.name if topic else id


@cache
def _load() -> Taxonomy:
    rows = [row for row in csv.reader(_lines(_TAXONOMY_FILE)[_HEADER_LINES:], delimiter="\t") if row]
    parents = {row[0]: row[1] or None for row in rows}
    names = {row[0]: row[2].strip() for row in rows}
    flagged = {row[0] for row in rows if row[_COLUMN_EXTENSION].strip() == SENSITIVE_FLAG}
    sensitive = flagged | _listed_as_sensitive(parents)
    return Taxonomy(
        Topic(topic, names[topic], parents[topic], path=_path(topic, parents, names), is_sensitive=topic in sensitive)
        for topic in names
    )


def _lines(name: str) -> list[str]:
    text = (files("explainer") / _FOLDER / name).read_text(encoding="utf-8")
    return io.StringIO(text).readlines()


def _path(topic: str, parents: Mapping[str, str | None], names: Mapping[str, str]) -> tuple[str, ...]:
    # Built from the parents and not from the tier columns: one row of 3.1 (Productivity) stands under the wrong tier 1.
    parent = parents[topic]
    return (*(_path(parent, parents, names) if parent else ()), names[topic])


def _listed_as_sensitive(parents: Mapping[str, str | None]) -> set[str]:
    rows = csv.DictReader(_lines(_SENSITIVE_FILE), delimiter="\t")
    covers_all_below = {row["id"]: row["covers"] == "all_below" for row in rows}

    def is_listed(topic: str | None, *, from_below: bool) -> bool:
        if topic is None:
            return False
        is_meant = topic in covers_all_below and (covers_all_below[topic] or not from_below)
        return is_meant or is_listed(parents[topic], from_below=True)

    return {topic for topic in parents if is_listed(topic, from_below=False)}


def _ancestors(topic: str, topics: Mapping[str, Topic]) -> Iterable[str]:
    parent = topics[topic].parent
    while parent is not None:
        yield parent
        parent = topics[parent].parent
