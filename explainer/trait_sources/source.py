"""What a trait source is, and what it may look at besides the visit itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from explainer.page_topics import TopicScore
from explainer.records import CauseKind, Evidence, Visit


@dataclass(frozen=True, slots=True)
class SiteSoFar:
    """What the person's earlier pages of one site said: how many said something, and the summed probabilities."""

    pages: int = 0
    topics: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def with_page(self, topics: tuple[TopicScore, ...]) -> SiteSoFar:
        """The same site after one more page; a page that says nothing changes nothing."""
        if not topics:
            return self
        sums = dict(self.topics)
        for score in topics:
            sums[score.topic] = sums.get(score.topic, 0.0) + score.probability
        return SiteSoFar(self.pages + 1, MappingProxyType(sums))

    def agreed_topic(self, *, least_pages: int, least_share: float) -> tuple[str, float] | None:
        """The topic that most of the pages agree on and its share of them, or None where they do not."""
        if self.pages < least_pages:
            return None
        topic, total = max(self.topics.items(), key=lambda item: (item[1], item[0]))
        share = total / self.pages
        return (topic, share) if share >= least_share else None


@dataclass(frozen=True, slots=True)
class SourceContext:
    """What is known when a visit is read: its topics, its search's topics, and what the person did before it.

    ``compared`` holds the topics of product pages that the person saw within the last day.
    """

    topics: tuple[TopicScore, ...] = ()
    query_topics: tuple[TopicScore, ...] = ()
    site: SiteSoFar = field(default_factory=SiteSoFar)
    compared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TraitSource:
    """One way to learn something from a visit. ``find`` gives at most one piece of evidence per topic."""

    name: str
    find: Callable[[Visit, SourceContext], tuple[Evidence, ...]]


def evidence_from(visit: Visit, score: TopicScore, *, source: str, kind: CauseKind, weight: float) -> Evidence:
    """Evidence of one visit for the topic of a score, with the score's words."""
    return Evidence(
        visit_id=visit.id, time=visit.time, domain=visit.domain, topic=score.topic,
        kind=kind, source=source, weight=weight, words=score.words,
    )  # fmt: skip
