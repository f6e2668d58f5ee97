"""The front door: why was this ad shown?

1. The campaign's showings in the whole log say what kind of campaign it is (``campaign_memory``).
2. For each kind an expert says how much likelier the ad is for this person here than for a stranger, and the difference
   is split exactly among the causes (``verdict.score_kinds``, ``contributions``).
3. Weighed by the kinds, that gives the contributions; the cause most probably on top is named, or nothing is.
4. The answer is computed again without the strongest causes (``counterfactuals``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import groupby
from typing import Final

from explainer.base_model import BaseModel
from explainer.campaign_memory import CampaignMemory, ranked, remember_campaigns, with_stated
from explainer.counterfactuals import Rescorer, Surroundings, find_counterfactuals, row_without
from explainer.errors import UnknownImpressionError
from explainer.features import TopicRelations
from explainer.importers import checked_rows
from explainer.records import (
    Cause,
    CauseKind,
    Contribution,
    Evidence,
    EvidenceTier,
    Explanation,
    Knower,
    LoggedImpression,
    Reach,
    StatedReason,
    Verdict,
)  # fmt: skip
from explainer.shared_visits import with_shared_visits
from explainer.situation import PersonReading
from explainer.taxonomy import Taxonomy
from explainer.verdict import Judgement, KindScores, mixed
from explainer.without import Without

# The verdict that each kind of declaration speaks for.
_VERDICT_STATED: Final = {
    "profiling": Verdict.ABOUT_YOU, "contextual": Verdict.ABOUT_THE_PAGE, "precise_place": Verdict.ABOUT_THE_MOMENT,
    "interest": Verdict.ABOUT_YOU, "purchase_intent": Verdict.ABOUT_YOU, "retargeting": Verdict.ABOUT_YOU,
    "advertiser_list": Verdict.ABOUT_YOU, "demographic": Verdict.ABOUT_YOU, "page_context": Verdict.ABOUT_THE_PAGE,
    "place_time_device": Verdict.ABOUT_THE_MOMENT,
}  # fmt: skip


def explain_impression(  # noqa: PLR0913 - four things to look at, and two switches by keyword
    impression_id: str, reading: PersonReading, memory: CampaignMemory, model: BaseModel, *, use_stated: bool = True,
    counterfactuals: bool = True,
) -> Explanation:  # fmt: skip
    """Why one ad was shown to the person, as far as it can be known now.

    Args:
        impression_id: One of the reading's impressions.
        reading: The person's log, read.
        memory: Of all the reading's impressions.
        model: The base model.
        use_stated: Whether declarations may shift the answer. They are shown either way.
        counterfactuals: Whether to look for what would change the answer, and for what causes have in common; for a
            list of many ads that is too slow.

    Raises:
        UnknownImpressionError: The impression is not in the reading.
    """
    row = reading.logged_by_id.get(impression_id)
    if row is None:
        raise UnknownImpressionError(impression_id)
    surroundings = _Visits(reading)
    asked = _Asked(
        row, surroundings, memory, model, TopicRelations.of(reading.reader.taxonomy), reading.log.observed_since
    )
    found = _explain(asked, use_stated=use_stated, counterfactuals=counterfactuals)
    return with_shared_visits(found, row, reading) if counterfactuals else found


def explain_without(  # noqa: PLR0913 - as explain_impression
    impression_id: str, reading: PersonReading, memory: CampaignMemory, model: BaseModel, without: Without, *,
    use_stated: bool = True,
) -> Explanation:  # fmt: skip
    """Why the ad would have been shown without some things: the whole answer computed again, the ad staying as it is.

    What is remembered of the campaign stays too, since the campaign would have been the same.

    Raises:
        UnknownImpressionError: The impression is not in the reading.
    """
    shown = reading.logged_by_id.get(impression_id)
    if shown is None:
        raise UnknownImpressionError(impression_id)
    changed = reading.without(
        visit_ids=without.visits, sites=without.sites, companies=without.companies,
        since=None if without.last_days is None else shown.time - timedelta(days=without.last_days), until=shown.time,
    )  # fmt: skip
    row = row_without(changed.logged_by_id[impression_id], without)
    relations = TopicRelations.of(reading.reader.taxonomy)
    asked = _Asked(row, _Visits(changed), memory, model, relations, reading.log.observed_since)
    return _explain(asked, use_stated=use_stated, counterfactuals=False)


def explain_logged(
    rows: Iterable[LoggedImpression], model: BaseModel, *, use_stated: bool = True, taxonomy: Taxonomy | None = None
) -> Iterator[Explanation]:
    """Explain an impression log that holds no visits; each person's impressions must follow one another.

    All impressions of a person are evidence about their campaigns, never training.

    Raises:
        InvalidRecordError: A row that no log could hold, such as one with a strength that is no number.
    """
    topics = taxonomy or Taxonomy.load()
    relations = TopicRelations(topics)
    for _, found in groupby(checked_rows(rows), key=lambda row: row.person_id):
        person = tuple(found)
        memory = remember_campaigns(person, topics)
        memory.judge_all(model)
        for row in person:
            since = row.time - timedelta(days=row.observed_days)
            yield _explain(_Asked(row, _LogOnly(row), memory, model, relations, since), use_stated=use_stated)


@dataclass(frozen=True, slots=True)
class _Asked:
    row: LoggedImpression
    surroundings: Surroundings
    memory: CampaignMemory
    model: BaseModel
    relations: TopicRelations
    observed_since: datetime


def _explain(asked: _Asked, *, use_stated: bool, counterfactuals: bool = True) -> Explanation:
    row, model, surroundings = asked.row, asked.model, asked.surroundings
    unshifted = asked.memory.kinds_by_member(row.impression_id, model)
    kinds = with_stated(unshifted, row.stated) if use_stated else unshifted
    rescorer = Rescorer(model, asked.relations, kinds, lambda cause: surroundings.reach_of(cause, row.impression_id))
    ((scores, judgement),) = rescorer.answers([row])
    alone = rescorer.judged(row, scores, unshifted)
    contributions = _contributions(row, scores, rescorer, surroundings)
    lift, stranger = rescorer.lift(scores), mixed(scores.stranger_lifts[:, :, None], kinds, 0.0)[0].log_odds
    return Explanation(
        impression_id=row.impression_id, verdict=judgement.verdict, tier=_tier(judgement), lift=lift,
        stranger_lift=stranger,
        top_cause=judgement.top, contributions=contributions, kinds=ranked(kinds.mean(axis=0)),
        campaign=asked.memory.summary(row.impression_id),
        counterfactuals=(
            find_counterfactuals(row, contributions, surroundings, rescorer) if counterfactuals else ()
        ),
        stated=tuple(_compared(reason, alone.verdict) for reason in row.stated),
        observed_since=asked.observed_since, model_id=model.model_id,
        fidelity=abs(sum(item.size.log_odds for item in contributions) - (lift.log_odds - stranger)),
    )  # fmt: skip


def _contributions(
    row: LoggedImpression, scores: KindScores, rescorer: Rescorer, surroundings: Surroundings
) -> tuple[Contribution, ...]:
    sizes = mixed(scores.contributions, rescorer.kinds, rescorer.model.calibration.interval_width)
    found = [
        Contribution(
            cause=cause, size=size, tier=EvidenceTier.MODELLED,
            reach=surroundings.reach_of(cause, row.impression_id),
            evidence=surroundings.evidence_for(cause, row.impression_id),
            knowers=surroundings.knowers_of(cause, row.impression_id),
        )
        for cause, size in zip(scores.causes, sizes, strict=True)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda item: (-item.size.log_odds, item.cause.kind, item.cause.id)))


def _tier(judgement: Judgement) -> EvidenceTier:
    return EvidenceTier.UNKNOWN if judgement.verdict is Verdict.NOT_ENOUGH_EVIDENCE else EvidenceTier.MODELLED


def _compared(reason: StatedReason, verdict: Verdict) -> StatedReason:
    """Whether a declaration agrees with what the model says without it; None where the two cannot be compared."""
    stated = _VERDICT_STATED.get(reason.kind)
    if stated is None or verdict is Verdict.NOT_ENOUGH_EVIDENCE:
        return reason
    # "Contextual" stands for basic ads too (OpenRTB DSA parameter 2), which everybody sees.
    agrees = verdict is stated or (reason.kind == "contextual" and verdict is Verdict.ABOUT_EVERYONE)
    return replace(reason, agrees=agrees)


class _Visits:
    """Surroundings of an impression whose visits are known."""

    def __init__(self, reading: PersonReading) -> None:
        self._reading = reading
        # Kept for as long as one answer is worked out, since every re-scoring asks again.
        self.evidence_for, self.reach_of = cache(reading.evidence_for), cache(reading.reach_of)
        self.knowers_of = reading.knowers_of

    def row_without_site(self, domain: str, impression_id: str) -> LoggedImpression | None:
        return self._reading.row_without_site(domain, impression_id)


class _LogOnly:
    """Surroundings of a line of an impression log: what companies saw is known, the visits are not."""

    def __init__(self, row: LoggedImpression) -> None:
        self._row = row

    def evidence_for(self, cause: Cause, impression_id: str) -> tuple[Evidence, ...]:
        del cause, impression_id  # a log holds no visits
        return ()

    def knowers_of(self, cause: Cause, impression_id: str) -> tuple[Knower, ...]:
        del cause, impression_id
        return ()

    def reach_of(self, cause: Cause, impression_id: str) -> Reach:
        del impression_id
        if cause.kind in {CauseKind.PAGE_CONTEXT, CauseKind.PLACE_TIME_DEVICE}:
            return Reach.REACHABLE
        # What companies tell each other is invisible, so "unreachable" is never said from a log alone.
        return Reach.REACHABLE if set(self._row.ad.vendors) & self._who_knew(cause) else Reach.UNKNOWN

    def row_without_site(self, domain: str, impression_id: str) -> LoggedImpression | None:
        del domain, impression_id
        return None

    def _who_knew(self, cause: Cause) -> set[str]:
        if cause.kind is CauseKind.RETARGETING:
            return set(self._row.advertiser_vendors.get(cause.id, ()))
        held: Sequence[set[str]] = [set(trait.vendors or ()) for trait in self._row.traits if trait.id == cause.id]
        return set().union(*held)
