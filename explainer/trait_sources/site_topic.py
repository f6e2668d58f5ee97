"""The site: where a page says nothing, what the person's own earlier pages of that site agreed on speaks, softly."""

from __future__ import annotations

from typing import Final

from explainer.page_topics import TopicScore
from explainer.records import CauseKind, Evidence, Visit
from explainer.trait_sources.source import SourceContext, TraitSource, evidence_from

LEAST_PAGES: Final = 2
LEAST_SHARE: Final = 0.5  # a newspaper's pages do not agree, a climbing club's do
WEIGHT: Final = 0.5  # half of a page that says it itself


def _find(visit: Visit, context: SourceContext) -> tuple[Evidence, ...]:
    agreed = context.site.agreed_topic(least_pages=LEAST_PAGES, least_share=LEAST_SHARE)
    if context.topics or agreed is None:
        return ()
    score = TopicScore(agreed[0], agreed[1])
    return (evidence_from(visit, score, source=SITE_TOPIC.name, kind=CauseKind.INTEREST, weight=WEIGHT * agreed[1]),)


SITE_TOPIC: Final = TraitSource("site_topic", _find)
