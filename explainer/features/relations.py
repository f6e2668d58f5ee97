"""How two topics lie to each other in the taxonomy, remembered, since the same pairs are asked for again and again."""

from __future__ import annotations

from enum import IntEnum
from functools import cache

from explainer.taxonomy import Taxonomy


class Relation(IntEnum):
    """From the nearest to none."""

    SAME = 0
    ABOVE = 1
    BELOW = 2
    SIBLING = 3
    FAMILY = 4
    NONE = 5


class TopicRelations:
    """Says how topics lie to an ad's or a page's; topics that the taxonomy does not know are related to none."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        """Remember answers for this taxonomy."""
        self._taxonomy = taxonomy
        self._known: dict[tuple[str, str], Relation] = {}

    @staticmethod
    @cache
    def of(taxonomy: Taxonomy) -> TopicRelations:
        """The relations of a taxonomy, remembered for as long as the program runs; they say nothing about a person."""
        return TopicRelations(taxonomy)

    def nearest(self, topic: str, to: tuple[str, ...]) -> Relation:
        """The nearest relation of ``topic`` to any of ``to``: ABOVE means that it is one of their ancestors."""
        return min([self.between(topic, other) for other in to], default=Relation.NONE)

    def nearest_of(self, topics: tuple[str, ...], to: tuple[str, ...]) -> Relation:
        """The nearest relation of any of ``topics`` to any of ``to``."""
        return min((self.nearest(topic, to) for topic in topics), default=Relation.NONE)

    def between(self, topic: str, other: str) -> Relation:
        """The relation of ``topic`` as seen from ``other``."""
        found = self._known.get((topic, other))
        if found is None:
            found = self._known[topic, other] = self._look_up(topic, other)
        return found

    def _look_up(self, topic: str, other: str) -> Relation:
        if topic == other:
            return Relation.SAME
        if not (self._taxonomy.knows(topic) and self._taxonomy.knows(other)):
            return Relation.NONE
        above, above_other = self._taxonomy.ancestors(topic), self._taxonomy.ancestors(other)
        if topic in above_other:
            return Relation.ABOVE
        if other in above:
            return Relation.BELOW
        if above and above_other and above[0] == above_other[0]:
            return Relation.SIBLING
        return Relation.FAMILY if above and above_other and above[-1] == above_other[-1] else Relation.NONE
