"""Training rows: what people of known campaigns look like in numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from explainer.base_model import KINDS, FloatArray
from explainer.features import TopicRelations, campaign_evidence, feature_rows
from explainer.records import CampaignKind
from explainer.simulation import KIND_OF_RULE, Rule, SimulatedPerson
from explainer.taxonomy import Taxonomy
from explainer.trees import IntArray

RULES: Final = tuple(Rule)
_KIND_OF_RULE_NUMBER: Final = np.array([KINDS.index(KIND_OF_RULE[rule]) for rule in RULES])

# An ad place gives the experts several rows and the judges a share of one, so fewer people teach the experts enough.
PEOPLE_PER_EXPERT_PERSON: Final = 3


@dataclass(frozen=True, slots=True)
class TrainingRows:
    """Rows of all people; ``person`` numbers them for bootstraps.

    Attributes:
        expert_rows: Shape (n, columns): shown and drawn ads.
        expert_kinds: Number of the kind in ``KINDS``.
        is_shown: 1 for shown, 0 for drawn.
        evidence: Shape (campaigns, evidence columns).
        judge_rules: Number of the rule that each campaign acted by, in ``RULES``.
        showings: How often each campaign was shown.
    """

    expert_rows: FloatArray
    expert_kinds: IntArray
    is_shown: FloatArray
    expert_person: IntArray
    evidence: FloatArray
    judge_rules: IntArray
    judge_person: IntArray
    showings: FloatArray
    draws: float
    people: int

    @property
    def judge_kinds(self) -> IntArray:
        """Number of the kind of each campaign in ``KINDS``."""
        return _KIND_OF_RULE_NUMBER[self.judge_rules]


def training_rows(people: Iterable[SimulatedPerson], taxonomy: Taxonomy) -> TrainingRows:
    """Describe people one by one; only numbers are kept."""
    relations = TopicRelations(taxonomy)
    expert_parts: list[tuple[FloatArray, list[int], list[float], int]] = []
    judge_parts: list[tuple[FloatArray, list[int], list[float], int]] = []
    shown = drawn = number = 0
    for number, person in enumerate(people, start=1):
        if not person.logged:
            continue
        if number % PEOPLE_PER_EXPERT_PERSON == 0:
            expert_parts.append((*_expert_rows(person, relations), number))
            shown += len(person.logged)
            drawn += sum(len(truth.draws) for truth in person.truths)
        judge_parts.append((*_judge_rows(person, taxonomy), number))
    expert_rows, expert_kinds, is_shown, expert_person = _stacked(expert_parts)
    evidence, judge_rules, showings, judge_person = _stacked(judge_parts)
    return TrainingRows(
        expert_rows=expert_rows, expert_kinds=expert_kinds, is_shown=is_shown, expert_person=expert_person,
        evidence=evidence, judge_rules=judge_rules, judge_person=judge_person, showings=showings,
        draws=drawn / max(1, shown), people=number,
    )  # fmt: skip


def _expert_rows(person: SimulatedPerson, relations: TopicRelations) -> tuple[FloatArray, list[int], list[float]]:
    rows, kinds, labels = [], [], []
    for row, truth in zip(person.logged, person.truths, strict=True):
        kind = KIND_OF_RULE[truth.rule]
        for ad, ad_kind, label in [(row.ad, kind, 1.0), *((draw.ad, draw.kind, 0.0) for draw in truth.draws)]:
            if ad_kind is not CampaignKind.RUN_OF_NETWORK:
                rows.append(replace(row, ad=ad))
                kinds.append(KINDS.index(ad_kind))
                labels.append(label)
    return feature_rows(rows, relations).values.astype(np.float32), kinds, labels


def _judge_rows(person: SimulatedPerson, taxonomy: Taxonomy) -> tuple[FloatArray, list[int], list[float]]:
    table = campaign_evidence(person.logged, taxonomy)
    rules, showings = [], []
    for campaign in table.showings:
        truths = [person.truths[place] for place in campaign.places]
        # A campaign that was only ever shown where its rule did not hold acted like one without a rule.
        acted = any(truth.is_targeted for truth in truths)
        rules.append(RULES.index(truths[0].rule if acted else Rule.RUN_OF_NETWORK))
        showings.append(float(len(truths)))
    return table.values.astype(np.float32), rules, showings


def _stacked(
    parts: list[tuple[FloatArray, list[int], list[float], int]],
) -> tuple[FloatArray, IntArray, FloatArray, IntArray]:
    if not parts:
        return np.zeros((0, 0)), np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0, dtype=np.int64)
    values = np.concatenate([part[0] for part in parts])
    numbers = np.concatenate([np.asarray(part[1], dtype=np.int64) for part in parts])
    figures = np.concatenate([np.asarray(part[2], dtype=np.float64) for part in parts])
    persons = np.concatenate([np.full(len(part[1]), part[3], dtype=np.int64) for part in parts])
    return values, numbers, figures, persons
