"""Lets a model answer for simulated people and holds the answers against the auction's truth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from explainer.base_model import BaseModel, FloatArray
from explainer.campaign_memory import remember_campaigns
from explainer.features import TopicRelations
from explainer.records import Cause, CauseKind, LoggedImpression, Verdict
from explainer.simulation import Rule, SimulatedPerson, Truth
from explainer.taxonomy import Taxonomy
from explainer.verdict import VERDICT_OF_CAUSE, Judgement, KindScores, judge, page_of, score_kinds

# Rules that use something about the person where they hold.
PERSONAL_RULES: Final = frozenset({Rule.INTEREST, Rule.PARENT_SEGMENT, Rule.LOOK_ALIKE, Rule.RETARGETING})
_TRAIT_KINDS = frozenset({CauseKind.INTEREST, CauseKind.PURCHASE_INTENT})


@dataclass(frozen=True, slots=True)
class GradedAnswer:
    """What an impression would be answered, before the silence rule, beside the truth.

    Attributes:
        person_id: Whose impression it is; impressions of one person are not independent.
        rule: The rule of the ad's campaign.
        targeted: Whether anything about the person, page or moment was used here.
        named: How probable the named cause is to be on top.
        claimed: The same, calibrated: how probable it is to be a true one.
        about: How probable the likeliest thing that the ad could be about is.
        everyone: How probable it is that nothing was.
        right: Whether the named cause is a true one.
        top: The named cause.
    """

    person_id: str
    rule: Rule
    targeted: bool
    named: float
    claimed: float
    about: float
    everyone: float
    right: bool
    top: Cause | None

    def is_silent(self, silence: float) -> bool:
        """Whether the rule of ``verdict.judge`` keeps silent."""
        return self.about <= 0 or self.everyone >= silence * self.about

    def is_right(self, silence: float) -> bool:
        """Whether a true cause is named, or nothing where there is none."""
        return (self.right and not self.is_silent(silence)) if self.targeted else self.is_silent(silence)

    @property
    def is_personal(self) -> bool:
        """Whether something about the person was used to choose this ad here."""
        return self.targeted and self.rule in PERSONAL_RULES

    def is_about_you(self, silence: float) -> bool:
        """Whether the person is told that the ad is about them."""
        if self.top is None or self.is_silent(silence):
            return False
        return VERDICT_OF_CAUSE[self.top.kind] is Verdict.ABOUT_YOU


@dataclass(frozen=True, slots=True)
class PersonScores:
    """Everything that the model says about one person's impressions, before any verdict."""

    person: SimulatedPerson
    scores: tuple[KindScores, ...]
    kinds: tuple[FloatArray, ...]


def score_person(
    person: SimulatedPerson, model: BaseModel, taxonomy: Taxonomy, relations: TopicRelations
) -> PersonScores:
    """Score all impressions of one person at once; ``kinds`` have shape (members, kinds)."""
    memory = remember_campaigns(person.logged, taxonomy)
    kinds = tuple(memory.kinds_by_member(row.impression_id, model) for row in person.logged)
    return PersonScores(person, score_kinds(person.logged, relations, model), kinds)


def graded(people: Iterable[SimulatedPerson], model: BaseModel, taxonomy: Taxonomy) -> Iterator[GradedAnswer]:
    """Answer for every impression of every person."""
    relations = TopicRelations(taxonomy)
    for person in people:
        if person.logged:
            yield from grade_person(score_person(person, model, taxonomy, relations), model)


def grade_person(found: PersonScores, model: BaseModel) -> Iterator[GradedAnswer]:
    """Judge what was scored. A showing at which a targeted campaign's rule did not hold is untargeted."""
    lines = zip(found.person.logged, found.person.truths, found.scores, found.kinds, strict=True)
    for row, truth, scores, kinds in lines:
        judgement = judge(scores, kinds.mean(axis=0), model.calibration, page=page_of(row))
        yield graded_answer(row, truth, judgement)


def graded_answer(row: LoggedImpression, truth: Truth, judgement: Judgement) -> GradedAnswer:
    """One answer beside its truth."""
    top = judgement.top
    return GradedAnswer(
        person_id=row.person_id, rule=truth.rule, targeted=truth.is_targeted,
        about=judgement.about, everyone=judgement.everyone,
        named=judgement.on_top[top.cause] if top else 0.0, claimed=top.probability if top else 0.0,
        right=top is not None and names_truth(top.cause, truth), top=top.cause if top else None,
    )  # fmt: skip


def names_truth(named: Cause, truth: Truth) -> bool:
    """Whether a cause is one of the true ones. For page and moment the kind decides: their ids are our own reading."""
    if named.kind in _TRAIT_KINDS:
        return any(cause.kind in _TRAIT_KINDS and cause.id == named.id for cause in truth.causes)
    if named.kind is CauseKind.RETARGETING:
        return named in truth.causes
    return any(cause.kind is named.kind for cause in truth.causes)


def coverage(scored: Iterable[PersonScores], width: float) -> tuple[int, int]:
    """How many true contributions lie within the estimates' intervals of that width, and of how many."""
    inside = total = 0
    for found in scored:
        for truth, scores, kinds in zip(found.person.truths, found.scores, found.kinds, strict=True):
            centre, spread = _centre_and_spread(scores, kinds)
            sizes = dict(zip(truth.causes, truth.contributions, strict=True))
            true = np.array([sizes.get(cause, 0.0) for cause in scores.causes])
            inside += int((np.abs(true - centre) <= width * spread + 1e-9).sum())
            total += len(true)
    return inside, total


def _centre_and_spread(scores: KindScores, kinds: FloatArray) -> tuple[FloatArray, FloatArray]:
    by_member = (scores.contributions * kinds[:, :, None]).sum(axis=1)
    values, shares = scores.contributions.mean(axis=0), kinds.mean(axis=0)
    centre: FloatArray = (values * shares[:, None]).sum(axis=0)
    spread: FloatArray = np.sqrt(by_member.var(axis=0) + (shares[:, None] * (values - centre) ** 2).sum(axis=0))
    return centre, spread
