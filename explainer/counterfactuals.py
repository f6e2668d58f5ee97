"""What would change the answer: the same ad re-scored without a cause, or as if a site had never been visited.

Nothing is deduced from the contributions: every counterfactual is the whole answer computed again. What is remembered
of the campaign stays, since the campaign would have been the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final, Protocol

from explainer.base_model import BaseModel, FloatArray
from explainer.features import TopicRelations
from explainer.records import (
    Cause,
    CauseKind,
    Contribution,
    Counterfactual,
    Evidence,
    Interval,
    Knower,
    LoggedImpression,
    Reach,
)  # fmt: skip
from explainer.verdict import Judgement, KindScores, judge, mixed, page_of, score_kinds
from explainer.without import Without

MOST_CAUSES: Final = 3
_CAUSE: Final = "cause"
_SITE: Final = "site"
_OF_TOPICS: Final = frozenset({CauseKind.INTEREST, CauseKind.PURCHASE_INTENT})
# What a person can do something about (forget visits, correct a trait); nobody can change the page or the hour.
ACTIONABLE: Final = _OF_TOPICS | {CauseKind.RETARGETING}


class Surroundings(Protocol):
    """What is known around a logged impression: the visits behind causes, who knew them, and life without a site."""

    def evidence_for(self, cause: Cause, impression_id: str) -> tuple[Evidence, ...]:
        """The visits behind a cause."""

    def knowers_of(self, cause: Cause, impression_id: str) -> tuple[Knower, ...]:
        """The companies that could have known it."""

    def reach_of(self, cause: Cause, impression_id: str) -> Reach:
        """Whether it could have reached the ad."""

    def row_without_site(self, domain: str, impression_id: str) -> LoggedImpression | None:
        """The same impression had a site never been visited; None where there are no visits to leave out."""


class Rescorer:
    """Computes the answer for a changed row of the same impression."""

    def __init__(
        self, model: BaseModel, relations: TopicRelations, kinds: FloatArray, reach_of: Callable[[Cause], Reach]
    ) -> None:
        """Keep what does not change: the model and what is remembered of the campaign (shape (members, kinds))."""
        self.model, self._relations, self.kinds, self._reach_of = model, relations, kinds, reach_of

    def answers(self, rows: Sequence[LoggedImpression]) -> tuple[tuple[KindScores, Judgement], ...]:
        """The answer for each row; together they cost little more than one."""
        scored = score_kinds(rows, self._relations, self.model)
        return tuple((found, self.judged(row, found, self.kinds)) for row, found in zip(rows, scored, strict=True))

    def judged(self, row: LoggedImpression, scores: KindScores, kinds: FloatArray) -> Judgement:
        """The judgement if the kinds were as probable as that (shape (members, kinds))."""
        reach = {cause: self._reach_of(cause) for cause in scores.causes}
        return judge(scores, kinds.mean(axis=0), self.model.calibration, reach=reach, page=page_of(row))

    def lift(self, scores: KindScores) -> Interval:
        """The log lift with its interval."""
        return mixed(scores.lifts[:, :, None], self.kinds, self.model.calibration.interval_width)[0]


def find_counterfactuals(
    row: LoggedImpression, contributions: Iterable[Contribution], surroundings: Surroundings, rescorer: Rescorer
) -> tuple[Counterfactual, ...]:
    """Re-score without each of the strongest causes, and without the site that gave them most evidence.

    What a person can do something about comes first.
    """
    strongest = pushing(contributions)[:MOST_CAUSES]
    changes: list[tuple[str, str, CauseKind | None, LoggedImpression]] = [
        (_CAUSE, item.cause.id, item.cause.kind, without_cause(row, item.cause)) for item in strongest
    ]
    domain = _site_behind(strongest)
    elsewhere = surroundings.row_without_site(domain, row.impression_id) if domain else None
    if domain and elsewhere is not None:
        changes.append((_SITE, domain, None, elsewhere))
    changes.sort(key=lambda change: change[2] is not None and change[2] not in ACTIONABLE)
    answers = rescorer.answers([changed for *_, changed in changes])
    return tuple(
        Counterfactual(without, what, kind, judgement.verdict, rescorer.lift(scores))
        for (without, what, kind, _), (scores, judgement) in zip(changes, answers, strict=True)
    )


def pushing(contributions: Iterable[Contribution]) -> list[Contribution]:
    """Those that moved the ad towards the person and can have reached it; without the others it would have come too."""
    return [item for item in contributions if item.size.log_odds > 0 and item.reach is not Reach.UNREACHABLE]


def without_cause(row: LoggedImpression, cause: Cause) -> LoggedImpression:
    """The same impression as if one cause did not hold."""
    if cause.kind in _OF_TOPICS:
        return replace(
            row, traits=tuple(trait for trait in row.traits if (trait.kind, trait.id) != (cause.kind, cause.id))
        )
    if cause.kind is CauseKind.PAGE_CONTEXT:
        return replace(row, page=replace(row.page, cat=()))
    if cause.kind is CauseKind.PLACE_TIME_DEVICE:
        what, _, name = cause.id.partition(":")
        context = row.context
        if what == "place":
            return replace(row, context=replace(context, place=None))
        return replace(
            row, context=replace(context, moments=tuple(moment for moment in context.moments if moment != name))
        )
    visited = {domain: days for domain, days in row.visited_advertisers.items() if domain != cause.id}
    return replace(row, visited_advertisers=visited)


def row_without(row: LoggedImpression, without: Without) -> LoggedImpression:
    """The same impression as if some causes did not hold; what was never visited is for the reading to leave out."""
    topics = [Cause(kind, topic) for topic in sorted(without.traits) for kind in sorted(_OF_TOPICS)]
    for cause in (*without.causes, *topics):
        row = without_cause(row, cause)
    return row


def _site_behind(contributions: Iterable[Contribution]) -> str | None:
    weight: dict[str, float] = {}
    for item in contributions:
        if item.cause.kind is not CauseKind.PAGE_CONTEXT:  # the page is the ad's place, whoever was there before
            total = sum(evidence.weight for evidence in item.evidence)
            for evidence in item.evidence:
                share = item.size.log_odds * evidence.weight / total if total else 0.0
                weight[evidence.domain] = weight.get(evidence.domain, 0.0) + share
    return max(sorted(weight), key=lambda domain: weight[domain], default=None)
