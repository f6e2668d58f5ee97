"""A visit to a site that may advertise: evidence for retargeting, never a trait.

Every site counts. Which of them advertise is not known in advance, and an ad that was not shown needs its own site's
visits just as the shown one does.
"""

from __future__ import annotations

from typing import Final

from explainer.records import CauseKind, Evidence, Visit
from explainer.registrable_domain import registrable_domain
from explainer.trait_sources.commercial_pages import Stage, purchase_stage
from explainer.trait_sources.source import SourceContext, TraitSource

WEIGHT: Final = 1.0

_FACTS: Final = {
    Stage.NONE: (), Stage.PRODUCT: ("product page",), Stage.CART: ("cart",), Stage.CHECKOUT: ("checkout",),
}  # fmt: skip


def _find(visit: Visit, context: SourceContext) -> tuple[Evidence, ...]:
    del context  # who was visited follows from the address alone
    domain = registrable_domain(visit.domain)
    return (
        Evidence(
            visit_id=visit.id, time=visit.time, domain=visit.domain, topic=domain, kind=CauseKind.RETARGETING,
            source=ADVERTISER_VISIT.name, weight=WEIGHT, words=_FACTS[purchase_stage(visit)],
        ),
    )  # fmt: skip


ADVERTISER_VISIT: Final = TraitSource("advertiser_visit", _find)
