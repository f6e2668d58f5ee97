"""The sources in use, and what they say together about one visit."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from explainer.records import CauseKind, Evidence, Visit
from explainer.trait_sources.advertiser_visit import ADVERTISER_VISIT
from explainer.trait_sources.page_words import PAGE_WORDS
from explainer.trait_sources.purchase_intent import PURCHASE_INTENT
from explainer.trait_sources.search_query import SEARCH_QUERY
from explainer.trait_sources.site_topic import SITE_TOPIC
from explainer.trait_sources.source import SourceContext, TraitSource

TRAIT_SOURCES: Final[tuple[TraitSource, ...]] = (
    PAGE_WORDS,
    SITE_TOPIC,
    SEARCH_QUERY,
    PURCHASE_INTENT,
    ADVERTISER_VISIT,
)


def find_evidence(
    visit: Visit, context: SourceContext, sources: tuple[TraitSource, ...] = TRAIT_SOURCES
) -> tuple[Evidence, ...]:
    """All that one visit says, once per topic: where several sources speak, the loudest keeps the others' words."""
    strongest: dict[tuple[str, bool], Evidence] = {}
    for source in sources:
        for evidence in source.find(visit, context):
            # A site and a topic could share an id by chance, so retargeting is kept apart.
            key = (evidence.topic, evidence.kind is CauseKind.RETARGETING)
            strongest[key] = _merged(strongest[key], evidence) if key in strongest else evidence
    return tuple(strongest.values())


def _merged(first: Evidence, second: Evidence) -> Evidence:
    loud, soft = (second, first) if second.weight > first.weight else (first, second)
    return replace(loud, words=tuple(dict.fromkeys((*loud.words, *soft.words))))
