"""What it would have taken for another verdict, and which known ads would have stood there instead.

Both are found by asking the whole model again, never read off the contributions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

import numpy as np

from explainer.base_model import BaseModel, FloatArray
from explainer.campaign_memory import CampaignMemory, with_stated
from explainer.counterfactuals import ACTIONABLE, Rescorer, pushing, without_cause
from explainer.features import TopicRelations
from explainer.records import SILENT_VERDICTS, Cause, Explanation, LoggedAd, LoggedImpression, Reach, Verdict
from explainer.taxonomy import Taxonomy
from explainer.verdict import score_kinds

# Causes that are tried together, and how many at once: 41 rows at most, which is a few milliseconds.
MOST_CAUSES: Final = 6
MOST_AT_ONCE: Final = 3
MOST_ADS: Final = 40  # the ads shown most often; the tail of a long log moves no share that anybody would see


@dataclass(frozen=True, slots=True)
class SmallestChange:
    """The fewest causes without which the verdict is another one, confirmed by asking the model again.

    Attributes:
        causes: What would have to be absent, strongest first.
        verdict: What the verdict would be.
        actionable: Whether a person can do something about all of them.
    """

    causes: tuple[Cause, ...]
    verdict: Verdict
    actionable: bool


@dataclass(frozen=True, slots=True)
class AdInstead:
    """An ad of the person's log, and its share of this place with things as they are and without some causes.

    The shares are among the ads known here, so they say which ad gains, and not how often it is really shown.

    Attributes:
        ad: The ad.
        impression_id: Its newest showing.
        share: Its share of the place as things are.
        share_without: Its share without the causes.
    """

    ad: LoggedAd
    impression_id: str
    share: float
    share_without: float


def smallest_change(
    row: LoggedImpression, explanation: Explanation, memory: CampaignMemory, model: BaseModel, *,
    use_stated: bool = True,
) -> SmallestChange | None:  # fmt: skip
    """Find the fewest causes whose absence changes the verdict; of equally few, those a person can do something about.

    Args:
        row: The impression.
        explanation: Of that impression.
        memory: Of all the person's impressions.
        model: The model that explained it.
        use_stated: Whether what the ad declares was counted in the explanation.

    Returns:
        None if no three of the strongest causes change it, or if the verdict names nothing that could be absent.
    """
    if explanation.verdict in SILENT_VERDICTS:
        return None
    unshifted = memory.kinds_by_member(row.impression_id, model)
    kinds = with_stated(unshifted, row.stated) if use_stated else unshifted
    reach = {item.cause: item.reach for item in explanation.contributions}
    rescorer = Rescorer(model, _relations(), kinds, lambda cause: reach.get(cause, Reach.UNKNOWN))
    strongest = [item.cause for item in pushing(explanation.contributions)[:MOST_CAUSES]]
    for count in range(1, MOST_AT_ONCE + 1):
        sets = sorted(combinations(strongest, count), key=lambda causes: not _is_actionable(causes))
        answers = rescorer.answers([_without(row, causes) for causes in sets])
        for causes, (_, judgement) in zip(sets, answers, strict=True):
            if judgement.verdict is not explanation.verdict:
                return SmallestChange(causes, judgement.verdict, _is_actionable(causes))
    return None


def ads_instead(
    row: LoggedImpression, causes: Sequence[Cause], memory: CampaignMemory, model: BaseModel
) -> tuple[AdInstead, ...]:
    """Which ads of the log would have gained this place without some causes, the greatest gain first.

    An ad's share is how often it was shown times how many times likelier the model finds it here: what speaks for
    another ad speaks against this one.
    """
    own = row.ad.ad_id
    oftenest = sorted(
        memory.evidence.showings, key=lambda found: (found.ad.ad_id != own, -len(found.places), found.campaign_id)
    )  # fmt: skip
    ads = oftenest[:MOST_ADS]
    ids = [memory.logged[found.places[-1]].impression_id for found in ads]
    kinds = np.stack([memory.kinds_by_member(impression_id, model) for impression_id in ids])
    shown = np.array([len(found.places) for found in ads], dtype=float)
    there = [replace(row, ad=found.ad) for found in ads]
    now = _shares(there, shown, kinds, model)
    without = _shares([_without(one, causes) for one in there], shown, kinds, model)
    order = np.argsort(now - without, kind="stable")
    return tuple(AdInstead(ads[place].ad, ids[place], float(now[place]), float(without[place])) for place in order)


def _is_actionable(causes: Iterable[Cause]) -> bool:
    return all(cause.kind in ACTIONABLE for cause in causes)


def _without(row: LoggedImpression, causes: Iterable[Cause]) -> LoggedImpression:
    for cause in causes:
        row = without_cause(row, cause)
    return row


def _shares(rows: Sequence[LoggedImpression], shown: FloatArray, kinds: FloatArray, model: BaseModel) -> FloatArray:
    """Shares that add up to 1: expected over the kinds that each ad's campaign may be of, and over the members."""
    lifts = np.array([scores.lifts for scores in score_kinds(rows, _relations(), model)])
    shares: FloatArray = shown * (np.exp(lifts) * kinds).sum(axis=2).mean(axis=1)
    shares /= shares.sum()
    return shares


def _relations() -> TopicRelations:
    return TopicRelations.of(Taxonomy.load())
