"""From what each kind of campaign would say, and how probable each kind is, to one verdict and one named cause."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from explainer.base_model import KINDS, BaseModel, Calibration, FloatArray
from explainer.features import TopicRelations, feature_rows
from explainer.records import CampaignKind, Cause, CauseKind, Interval, LoggedImpression, Reach, TopCause, Verdict

# A cause below this does not count as "on top" for a kind: about 10 % likelier, which nobody would call a reason.
LEAST_ON_TOP: Final = 0.1
# From here on we say that everybody sees the ad; below, that we do not know.
MOSTLY: Final = 0.5

TRAITS: Final = frozenset({CauseKind.INTEREST, CauseKind.PURCHASE_INTENT})
# What a campaign of each kind can choose by; no other cause is named for it.
CAUSES_OF_KIND: Final[Mapping[CampaignKind, frozenset[CauseKind]]] = {
    CampaignKind.INTEREST: TRAITS,
    CampaignKind.LOOK_ALIKE: TRAITS,
    CampaignKind.RETARGETING: frozenset({CauseKind.RETARGETING, CauseKind.ADVERTISER_LIST}),
    CampaignKind.CONTEXTUAL: frozenset({CauseKind.PAGE_CONTEXT}),
    CampaignKind.PLACE_TIME: frozenset({CauseKind.PLACE_TIME_DEVICE}),
    CampaignKind.RUN_OF_NETWORK: frozenset(),
}
# Kinds whose rule can only have followed the one thing there is, however little our reading of it fits the ad.
FOLLOWS_ONE_THING: Final = frozenset({CampaignKind.RETARGETING, CampaignKind.CONTEXTUAL, CampaignKind.PLACE_TIME})

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
    """The answer about one impression.

    Attributes:
        verdict: What the ad was mostly about.
        top: The named cause, also where the verdict is silent.
        on_top: How probable it is for each cause to be the strongest.
        about: How probable the likeliest thing that the ad could be about is, all its causes together.
        everyone: How probable it is that nothing of the person, page or moment mattered.
    """

    verdict: Verdict
    top: TopCause | None
    on_top: Mapping[Cause, float]
    about: float
    everyone: float


def score_kinds(
    rows: Sequence[LoggedImpression], relations: TopicRelations, model: BaseModel
) -> tuple[KindScores, ...]:
    """Ask every expert about each impression, and split its answer among the causes."""
    table = feature_rows(rows, relations)
    by_slot, strangers = model.split_by_slot(table.values, table.reference)
    lifts = strangers + by_slot.sum(axis=3)
    return tuple(
        KindScores(causes, lifts[number], strangers[number], by_slot[number][:, :, list(slots)])
        for number, (causes, slots) in enumerate(zip(table.causes, table.slots, strict=True))
    )


def page_of(row: LoggedImpression) -> Cause | None:
    """The page as a cause, named by its own topic, or by the ad's where nothing could be read of the page."""
    topics = row.page.cat or row.ad.cat
    return Cause(CauseKind.PAGE_CONTEXT, topics[0]) if topics else None


def judge(
    scores: KindScores,
    kinds: FloatArray,
    calibration: Calibration,
    *,
    reach: Mapping[Cause, Reach] | None = None,
    page: Cause | None = None,
) -> Judgement:
    """Name what the ad is most probably about and the cause behind it, or stay silent.

    Args:
        scores: What the experts say.
        kinds: Shape (kinds,): how probable each kind is.
        calibration: When to stay silent, and how sure to be.
        reach: An unreachable cause keeps its number but is never named.
        page: The page as a cause even if our reading of it does not fit the ad; a campaign that follows pages
            followed this one.
    """
    on_top, everyone = _on_top(scores, kinds, reach or {}, page)
    masses: dict[Verdict, float] = {}
    for cause, probability in on_top.items():
        verdict = VERDICT_OF_CAUSE[cause.kind]
        masses[verdict] = masses.get(verdict, 0.0) + probability
    likeliest = max(masses, key=lambda verdict: masses[verdict], default=None)
    if likeliest is None or masses[likeliest] <= 0:
        return Judgement(_silent(everyone), None, on_top, 0.0, everyone)
    named = _strongest({cause: share for cause, share in on_top.items() if VERDICT_OF_CAUSE[cause.kind] is likeliest})
    about = masses[likeliest]
    verdict = _silent(everyone) if everyone >= calibration.silence * about else likeliest
    return Judgement(verdict, TopCause(named, calibration.probability_of_truth(on_top[named])), on_top, about, everyone)


def _silent(everyone: float) -> Verdict:
    return Verdict.ABOUT_EVERYONE if everyone >= MOSTLY else Verdict.NOT_ENOUGH_EVIDENCE


def _on_top(
    scores: KindScores, kinds: FloatArray, reach: Mapping[Cause, Reach], page: Cause | None
) -> tuple[dict[Cause, float], float]:
    """How probable it is for each cause to be the strongest, and for none to matter.

    A kind whose every cause is out of reach is ruled out, and the others share its probability.
    """
    on_top = dict.fromkeys(scores.causes, 0.0)
    everyone = 0.0
    for kind, probability, sizes in zip(KINDS, kinds, scores.contributions.mean(axis=0), strict=True):
        held = zip(scores.causes, sizes, strict=True)
        family = {cause: float(size) for cause, size in held if cause.kind in CAUSES_OF_KIND[kind]}
        reachable = {cause: size for cause, size in family.items() if reach.get(cause) is not Reach.UNREACHABLE}
        if family and not reachable:
            continue
        shares = _shares(kind, reachable, page)
        everyone += 0.0 if shares else float(probability)
        for cause, share in shares.items():
            on_top[cause] = on_top.get(cause, 0.0) + float(probability) * share
    total = everyone + sum(on_top.values())
    if total > 0:
        on_top, everyone = {cause: share / total for cause, share in on_top.items()}, everyone / total
    return on_top, everyone


def _shares(kind: CampaignKind, family: Mapping[Cause, float], page: Cause | None) -> dict[Cause, float]:
    """Which of its causes a campaign of this kind would have followed here; empty if it could have followed none."""
    if kind is CampaignKind.CONTEXTUAL and not family:
        return {page: 1.0} if page else {}
    if not family or (max(family.values()) < LEAST_ON_TOP and kind not in FOLLOWS_ONE_THING):
        return {}
    if kind is not CampaignKind.LOOK_ALIKE:
        return {max(family, key=lambda cause: family[cause]): 1.0}
    # A look-alike rule uses several traits, and its expert cannot tell which: the root keeps strong ones ahead of weak
    # ones without betting everything on the strongest.
    roots = {cause: math.sqrt(size) for cause, size in family.items() if size > 0}
    return {cause: root / sum(roots.values()) for cause, root in roots.items()}


def _strongest(on_top: Mapping[Cause, float]) -> Cause:
    """A shop visit or the traits, whichever is likelier as a whole; among the traits the likeliest."""
    traits = {cause: share for cause, share in on_top.items() if cause.kind in TRAITS}
    others = {cause: share for cause, share in on_top.items() if cause.kind not in TRAITS}
    strongest_other = max(others, key=lambda cause: others[cause], default=None)
    if strongest_other is not None and others[strongest_other] >= sum(traits.values()):
        return strongest_other
    return max(traits, key=lambda cause: traits[cause])


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
