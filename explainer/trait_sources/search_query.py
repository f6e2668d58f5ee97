"""A search: asked in the person's own words, so it speaks louder than a page; with a buying word it is an intent."""

from __future__ import annotations

import re
from typing import Final

from explainer.records import CauseKind, Evidence, Visit
from explainer.trait_sources.source import SourceContext, TraitSource, evidence_from

WEIGHT: Final = 1.5
BUYING_WEIGHT: Final = 2.0
LEAST_PROBABILITY: Final = 0.35  # few words: only the clear ones

_BUYING_WORDS: Final = re.compile(
    r"\b(?:buy|buying|price|prices|cheap|cheapest|deal|deals|discount|sale|order|shop|store|book|booking|hire|rent|quote|"
    r"offer|offers|under \d+|compare|kaufen|preise?|günstig|billig|angebote?|bestellen|buchen|mieten|rabatt)\b",
    re.IGNORECASE,
)


def _find(visit: Visit, context: SourceContext) -> tuple[Evidence, ...]:
    is_buying = bool(_BUYING_WORDS.search(visit.search_query or ""))
    kind, weight = (CauseKind.PURCHASE_INTENT, BUYING_WEIGHT) if is_buying else (CauseKind.INTEREST, WEIGHT)
    return tuple(
        evidence_from(visit, score, source=SEARCH_QUERY.name, kind=kind, weight=weight * score.probability)
        for score in context.query_topics
        if score.probability >= LEAST_PROBABILITY
    )


SEARCH_QUERY: Final = TraitSource("search_query", _find)
