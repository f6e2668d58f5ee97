"""Acts of somebody who is about to buy: product pages, products compared within a day, cart, checkout."""

from __future__ import annotations

from typing import Final

from explainer.page_topics import TopicScore
from explainer.records import CauseKind, Evidence, Visit
from explainer.trait_sources.commercial_pages import Stage, purchase_stage
from explainer.trait_sources.source import SourceContext, TraitSource, evidence_from

WEIGHT_OF_STAGE: Final = {Stage.PRODUCT: 1.5, Stage.CART: 3.0, Stage.CHECKOUT: 3.5}
COMPARED_WEIGHT: Final = 2.0  # a second product of the same topic within a day: the person is choosing
LEAST_PROBABILITY: Final = 0.25
LEAST_PAGES_OF_SITE: Final = 1  # a cart seldom says what is in it; the shop's other pages do
LEAST_SHARE_OF_SITE: Final = 0.4

_FACT_OF_STAGE: Final = {Stage.PRODUCT: "product page", Stage.CART: "cart", Stage.CHECKOUT: "checkout"}


def _find(visit: Visit, context: SourceContext) -> tuple[Evidence, ...]:
    stage = purchase_stage(visit)
    if stage is Stage.NONE:
        return ()
    return tuple(_intent(visit, score, stage, context) for score in _subjects(context, stage))


def _subjects(context: SourceContext, stage: Stage) -> tuple[TopicScore, ...]:
    own = tuple(score for score in context.topics if score.probability >= LEAST_PROBABILITY)
    agreed = context.site.agreed_topic(least_pages=LEAST_PAGES_OF_SITE, least_share=LEAST_SHARE_OF_SITE)
    if own or agreed is None or stage is Stage.PRODUCT:
        return own
    return (TopicScore(*agreed),)


def _intent(visit: Visit, score: TopicScore, stage: Stage, context: SourceContext) -> Evidence:
    is_compared = stage is Stage.PRODUCT and score.topic in context.compared
    fact = "compared products" if is_compared else _FACT_OF_STAGE[stage]
    weight = (COMPARED_WEIGHT if is_compared else WEIGHT_OF_STAGE[stage]) * score.probability
    said = TopicScore(score.topic, score.probability, (fact, *score.words))
    return evidence_from(visit, said, source=PURCHASE_INTENT.name, kind=CauseKind.PURCHASE_INTENT, weight=weight)


PURCHASE_INTENT: Final = TraitSource("purchase_intent", _find)
