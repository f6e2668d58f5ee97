"""From what each kind of campaign would say, and how probable each kind is, to one verdict and one named cause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from explainer.base_model import EXPERT_KINDS, KINDS, BaseModel, Calibration, FloatArray
from explainer.contributions import paired_contributions_of_rows
from explainer.features import TopicRelations, feature_rows
from explainer.records import Cause, CauseKind, Interval, LoggedImpression, Reach, TopCause, Verdict

# A cause below this does not count as "on top" for a kind: about 10 % likelier, which nobody would call a reason.
LEAST_ON_TOP: Final = 0.1
# From here on we say that everybody sees the ad; below, that we do not know.
MOSTLY: Final = 0.5

VERDICT_OF_CAUSE: Final[Mapping[CauseKind, Verdict]] = {
    CauseKind.INTEREST: Verdict.ABOUT_YOU,
    CauseKind.PURCHASE_INTENT: Verdict.ABOUT_YOU,
    CauseKind.RETARGETING: Verdict.ABOUT_YOU,
    CauseKind.ADVERTISER_LIST: Verdict.ABOUT_YOU,
    CauseKind.DEMOGRAPHIC: Verdict.ABOUT_YOU,
    CauseKind.PLACE_TIME_DEVICE: Verdict.ABOUT_THE_MOMENT,
    CauseKind.PAGE_CONTEXT: Verdict.ABOUT_THE_PAGE,
}


@dataclass(frozen=True, slots=True)
class KindScores:
    """What the expert of each kind says about one impression, by member.

    Attributes:
        causes: The players.
        lifts: Shape (members, kinds): the person's log lift if the campaign were of that kind.
        stranger_lifts: The same for a stranger anywhere.
        contributions: Shape (members, kinds, causes); adds up to ``lifts - stranger_lifts``.
    """

    causes: tuple[Cause, ...]
    lifts: FloatArray
    stranger_lifts: FloatArray
    contributions: FloatArray


@dataclass(frozen=True, slots=True)
class Judgement:
    """The answer about one impression. ``on_top`` is how probable it is for each cause to be the strongest."""

    verdict: Verdict
    top: TopCause | None
    on_top: Mapping[Cause, float]
    everyone: float


def score_kinds(
    rows: Sequence[LoggedImpression], relations: TopicRelations, model: BaseModel
) -> tuple[KindScores, ...]:
    """Ask every expert about each impression, and split its answer among the causes."""
    table = feature_rows(rows, relations)
    shape = (len(rows), len(model.judges), len(KINDS))
    most = max((len(causes) for causes in table.causes), default=0)
    lifts, strangers, contributions = np.zeros(shape), np.zeros(shape), np.zeros((*shape, most))
    for kind in EXPERT_KINDS:
        place = KINDS.index(kind)
        for member, trees in enumerate(model.experts[kind]):
            lifts[:, member, place] = trees.margin(table.values) + model.log_draws
            strangers[:, member, place] = trees.margin(table.reference) + model.log_draws
            found = paired_contributions_of_rows(trees, table.values, table.reference, table.owner)
            contributions[:, member, place, : found.shape[1]] = found
    return tuple(
        KindScores(causes, lifts[number], strangers[number], contributions[number, :, :, : len(causes)])
        for number, causes in enumerate(table.causes)
    )


def judge(
    scores: KindScores, kinds: FloatArray, calibration: Calibration, *, reach: Mapping[Cause, Reach] | None = None
) -> Judgement:
    """Name the cause most probably on top, or stay silent.

    Args:
        scores: What the experts say.
        kinds: Shape (kinds,): how probable each kind is.
        calibration: When to stay silent, and how sure to be.
        reach: An unreachable cause keeps its number but is never named.
    """
    unreachable = [(reach or {}).get(cause) is Reach.UNREACHABLE for cause in scores.causes]
    mean = scores.contributions.mean(axis=0)
    mean[:, unreachable] = -np.inf
    on_top = dict.fromkeys(scores.causes, 0.0)
    everyone = 0.0
    for probability, sizes in zip(kinds, mean, strict=True):
        if len(sizes) and sizes.max() >= LEAST_ON_TOP:
            on_top[scores.causes[int(sizes.argmax())]] += float(probability)
        else:
            everyone += float(probability)
    named = max(on_top, key=lambda cause: on_top[cause], default=None)
    if named is None or on_top[named] <= 0 or everyone >= calibration.silence * on_top[named]:
        verdict = Verdict.ABOUT_EVERYONE if everyone >= MOSTLY else Verdict.NOT_ENOUGH_EVIDENCE
    else:
        verdict = VERDICT_OF_CAUSE[named.kind]
    if named is None or on_top[named] <= 0:
        return Judgement(verdict, None, on_top, everyone)
    return Judgement(verdict, TopCause(named, calibration.probability_of_truth(on_top[named])), on_top, everyone)


def mixed(values: FloatArray, kinds: FloatArray, width: float) -> list[Interval]:
    """Weigh what the kinds say by how probable they are, with a 90 % interval.

    The doubt has two parts: members disagree, and the kind of the campaign is not known.

    Args:
        values: Shape (members, kinds, n).
        kinds: Shape (members, kinds): how probable each kind is, by member.
        width: See ``Calibration.interval_width``.
    """
    by_member = (values * kinds[:, :, None]).sum(axis=1)
    average_kinds, average_values = kinds.mean(axis=0), values.mean(axis=0)
    centre = (average_values * average_kinds[:, None]).sum(axis=0)
    of_kind = (average_kinds[:, None] * (average_values - centre) ** 2).sum(axis=0)
    spread = width * np.sqrt(by_member.var(axis=0) + of_kind)
    return [Interval(float(c), float(c - s), float(c + s)) for c, s in zip(centre, spread, strict=True)]
