"""An explanation whose figures come from what the log knows of the campaign, not from the base model."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from explainer.known_campaigns.answers import STUDENT_T, intervals, top_cause, verdict_of
from explainer.known_campaigns.market import CausesOfAd, KnownCampaigns
from explainer.records import Contribution, EvidenceTier, Explanation, Interval, LoggedImpression, Verdict

MODEL_ID: Final = "known-campaigns"


def with_known_campaign(explanation: Explanation, row: LoggedImpression, known: KnownCampaigns) -> Explanation:
    """The same explanation with the campaign's own effects, where the log knows the campaign; else as it was.

    Counterfactuals and kinds of the base model would speak of other figures, so they are left out.
    """
    if not known.knows(row):
        return explanation
    found = known.split(row)
    before = {item.cause: item for item in explanation.contributions}
    contributions = [
        replace(before[cause], size=size) if cause in before else Contribution(cause, size)
        for cause, size in zip(found.causes, intervals(found), strict=True)
    ]
    lift, stranger, verdict = _lift(found), float(found.stranger_lifts.mean()), verdict_of(found)
    total = sum(item.size.log_odds for item in contributions)
    return replace(
        explanation, verdict=verdict, lift=lift, stranger_lift=stranger, top_cause=top_cause(found),
        tier=EvidenceTier.UNKNOWN if verdict is Verdict.NOT_ENOUGH_EVIDENCE else EvidenceTier.MODELLED,
        contributions=tuple(
            sorted(contributions, key=lambda item: (-item.size.log_odds, item.cause.kind, item.cause.id))
        ),
        kinds=(), counterfactuals=(), model_id=MODEL_ID, fidelity=abs(total - (lift.log_odds - stranger)),
    )  # fmt: skip


def _lift(found: CausesOfAd) -> Interval:
    mean = float(found.lifts.mean())
    half = STUDENT_T * float(found.lifts.std(ddof=1))
    return Interval(mean, mean - half, mean + half)
