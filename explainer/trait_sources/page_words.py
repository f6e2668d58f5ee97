"""The words of a page: a person who reads about something may be interested in it."""

from __future__ import annotations

from typing import Final

from explainer.records import CauseKind, Evidence, Visit
from explainer.trait_sources.source import SourceContext, TraitSource, evidence_from

LEAST_PROBABILITY: Final = 0.25  # a page has one subject or two; what is less likely is noise in the profile


def _find(visit: Visit, context: SourceContext) -> tuple[Evidence, ...]:
    return tuple(
        evidence_from(visit, score, source=PAGE_WORDS.name, kind=CauseKind.INTEREST, weight=score.probability)
        for score in context.topics
        if score.probability >= LEAST_PROBABILITY
    )


PAGE_WORDS: Final = TraitSource("page_words", _find)
