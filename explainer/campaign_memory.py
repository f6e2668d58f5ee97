"""What kind of campaign is this? Judged from all its impressions in the person's whole log, the explained one included.

A log is evidence about its campaigns and never training: one person's own ads are already targeted, so a model that
learned from them would take the person's own habits for everybody's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from explainer.base_model import KINDS, BaseModel, FloatArray
from explainer.errors import UnknownImpressionError
from explainer.features import LogEvidence
from explainer.records import CampaignKind, CampaignSummary, KindProbability, LoggedImpression, StatedReason
from explainer.taxonomy import Taxonomy

# How many times likelier a declaration is from a campaign of the kinds it fits. Declared, not measured: bidders declare
# what they must, and many declare nothing, so a declaration counts for something and settles nothing.
STATED_RATIO: Final = 6.0
KINDS_STATED: Final = {
    "profiling": frozenset({CampaignKind.INTEREST, CampaignKind.LOOK_ALIKE, CampaignKind.RETARGETING}),
    "contextual": frozenset({CampaignKind.CONTEXTUAL, CampaignKind.RUN_OF_NETWORK}),
    "precise_place": frozenset({CampaignKind.PLACE_TIME}),
    "interest": frozenset({CampaignKind.INTEREST, CampaignKind.LOOK_ALIKE}),
    "purchase_intent": frozenset({CampaignKind.INTEREST, CampaignKind.LOOK_ALIKE}),
    "retargeting": frozenset({CampaignKind.RETARGETING}),
    "page_context": frozenset({CampaignKind.CONTEXTUAL}),
    "place_time_device": frozenset({CampaignKind.PLACE_TIME}),
}


@dataclass(frozen=True, slots=True)
class CampaignMemory:
    """The evidence about every campaign of one person's log, judged when a campaign is asked for."""

    evidence: LogEvidence
    logged: tuple[LoggedImpression, ...]
    _row_of: Mapping[str, int] = field(repr=False)
    _judged: dict[tuple[str, int], FloatArray] = field(default_factory=dict, repr=False)

    def kinds(self, impression_id: str, model: BaseModel) -> tuple[KindProbability, ...]:
        """How probable each kind is for the campaign of an impression, likeliest first."""
        return ranked(self.kinds_by_member(impression_id, model).mean(axis=0))

    def kinds_by_member(self, impression_id: str, model: BaseModel) -> FloatArray:
        """The same by member of the model: shape (members, kinds)."""
        number = self._row(impression_id)
        found = self._judged.get((model.model_id, number))
        if found is None:
            shares = model.kind_probabilities(self.evidence.row(number)[None, :])[:, 0]
            found = self._judged[model.model_id, number] = shares
        return found

    def judge_all(self, model: BaseModel) -> None:
        """Judge every campaign at once, which is quicker than one by one where all of them will be asked for."""
        numbers = [n for n in range(len(self.evidence.showings)) if (model.model_id, n) not in self._judged]
        if numbers:
            judged = model.kind_probabilities(np.array([self.evidence.row(number) for number in numbers]))
            for place, number in enumerate(numbers):
                self._judged[model.model_id, number] = judged[:, place]

    def summary(self, impression_id: str) -> CampaignSummary:
        """What has been seen of the campaign."""
        showings = self.evidence.showings[self._row(impression_id)]
        rows = [self.logged[place] for place in showings.places]
        return CampaignSummary(showings.campaign_id, len(rows), len({row.page.domain for row in rows}), rows[0].time)

    def _row(self, impression_id: str) -> int:
        if impression_id not in self._row_of:
            raise UnknownImpressionError(impression_id)
        return self._row_of[impression_id]


def remember_campaigns(
    logged: Sequence[LoggedImpression], taxonomy: Taxonomy | None = None, *, before: CampaignMemory | None = None
) -> CampaignMemory:
    """Collect what one person's log says about its campaigns; impressions in any order.

    Args:
        logged: The log.
        taxonomy: The topics; the shipped ones if not given.
        before: What was remembered of the same log when it was shorter. The answer is the same, only sooner.
    """
    oldest_first = tuple(sorted(logged, key=lambda row: (row.time, row.impression_id)))
    evidence = LogEvidence(oldest_first, taxonomy or Taxonomy.load(), before.evidence if before else None)
    row_of = {
        oldest_first[place].impression_id: number
        for number, showings in enumerate(evidence.showings) for place in showings.places
    }  # fmt: skip
    return CampaignMemory(evidence, oldest_first, row_of)


def with_stated(kinds: FloatArray, stated: Sequence[StatedReason]) -> FloatArray:
    """Shift probabilities of kinds (last axis) towards what the ad or the bid declares."""
    weight = np.ones(len(KINDS))
    for fitting in {KINDS_STATED[reason.kind] for reason in stated if reason.kind in KINDS_STATED}:
        weight *= [STATED_RATIO if kind in fitting else 1.0 for kind in KINDS]
    return weighed(kinds, weight)


def ranked(kinds: FloatArray) -> tuple[KindProbability, ...]:
    """Probabilities in the order of ``KINDS`` as records, likeliest first."""
    found = [KindProbability(kind, float(share)) for kind, share in zip(KINDS, kinds, strict=True)]
    return tuple(sorted(found, key=lambda item: -item.probability))


def weighed(kinds: FloatArray, weight: FloatArray) -> FloatArray:
    """Probabilities of kinds (last axis) after evidence that speaks for each kind with that weight."""
    shifted: FloatArray = kinds * weight
    shares: FloatArray = shifted / shifted.sum(axis=-1, keepdims=True)
    return shares
