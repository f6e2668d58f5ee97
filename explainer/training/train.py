"""Trains, calibrates and measures a model, and writes its folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from explainer.base_model import EXPERT_KINDS, KINDS, BaseModel, Calibration, FloatArray, save_model
from explainer.features import COLUMNS, EVIDENCE_COLUMNS, TopicRelations
from explainer.simulation import KIND_OF_RULE, SimulatedPerson
from explainer.targeting_model import (
    EXPERT_PARAMETERS,
    JUDGE_PARAMETERS,
    MEMBERS,
    TrainingRows,
    grow,
    judge_weights,
    training_rows,
)  # fmt: skip
from explainer.taxonomy import TAXONOMY_NAME, Taxonomy
from explainer.training.calibration import (
    ADS_A_DAY,
    SILENCE,
    UNCALIBRATED,
    by_rule,
    false_alarms_a_day,
    fit_named,
    fit_probabilities,
    fit_width,
    right_and_silent,
)
from explainer.training.grading import grade_person, score_person
from explainer.trees import TreeEnsemble

# Of every ten people eight grow the trees, one fits the calibration and one is never used but to measure.
PARTS: Final = 10
FITTING_PART, MEASURING_PART = 8, 9


@dataclass(frozen=True, slots=True)
class Trained:
    """What training found out."""

    model: BaseModel
    figures: Mapping[str, Any]


@dataclass(slots=True)
class _Shares:
    """Deals people out while they are read; those who grow trees are not kept."""

    fitting: list[SimulatedPerson]
    measuring: list[SimulatedPerson]

    def growing(self, people: Iterable[SimulatedPerson]) -> Iterator[SimulatedPerson]:
        for number, person in enumerate(person for person in people if person.logged):
            kept = {FITTING_PART: self.fitting, MEASURING_PART: self.measuring}.get(number % PARTS)
            if kept is None:
                yield person
            else:
                kept.append(person)


def train(people: Iterable[SimulatedPerson], folder: Path, *, seed: int, members: int = MEMBERS) -> Trained:
    """Train a model on people whose campaigns are known and write it.

    Args:
        people: At least ten; read once, one by one.
        folder: Where ``model.json`` and ``trees.npz`` go.
        seed: Of the bootstraps and of XGBoost.
        members: Models that are averaged.
    """
    taxonomy, shares = Taxonomy.load(), _Shares([], [])
    rows = training_rows(shares.growing(people), taxonomy)
    trees = grow(rows, seed=seed, members=members)
    model = _model_of(trees, rows, members)
    model = _calibrate(model, shares.fitting, taxonomy)
    figures = _measure(model, shares.measuring, taxonomy)
    everybody = rows.people + len(shares.fitting) + len(shares.measuring)
    sidecar = {"seed": seed, "members": members, "people": everybody, **_sidecar(model, rows, figures)}
    save_model(folder, trees, sidecar)
    return Trained(BaseModel.load(folder), figures)


def _model_of(trees: Mapping[str, TreeEnsemble], rows: TrainingRows, members: int) -> BaseModel:
    return BaseModel(
        model_id="in training", calibration=UNCALIBRATED, log_draws=float(np.log(rows.draws)), sidecar={},
        experts={kind: tuple(trees[f"expert-{kind}-{m}"] for m in range(members)) for kind in EXPERT_KINDS},
        judges=tuple({kind: trees[f"judge-{kind}-{m}"] for kind in KINDS} for m in range(members)),
    )  # fmt: skip


def _calibrate(model: BaseModel, people: Sequence[SimulatedPerson], taxonomy: Taxonomy) -> BaseModel:
    rows = training_rows(people, taxonomy)
    weight = judge_weights(rows.judge_rules, rows.showings)
    temperature, bias = fit_probabilities(model.margins_of_kinds(rows.evidence).mean(axis=0), rows.judge_kinds, weight)
    model = replace(model, calibration=replace(UNCALIBRATED, temperature=temperature, bias=bias))
    relations = TopicRelations(taxonomy)
    scored = [score_person(person, model, taxonomy, relations) for person in people]
    answers = [answer for found in scored for answer in grade_person(found, model)]
    named, width = fit_named(answers), fit_width(scored)
    return replace(model, calibration=Calibration(temperature, bias, named, SILENCE, width))


def _measure(model: BaseModel, people: Sequence[SimulatedPerson], taxonomy: Taxonomy) -> dict[str, Any]:
    """Figures on people that neither trees nor calibration saw."""
    relations = TopicRelations(taxonomy)
    scored = [score_person(person, model, taxonomy, relations) for person in people]
    answers = [answer for found in scored for answer in grade_person(found, model)]
    rows = training_rows(people, taxonomy)
    shares = model.kind_probabilities(rows.evidence).mean(axis=0)
    right, silent = right_and_silent(answers, model.calibration.silence)
    claims = [(answer.claimed, answer.right) for answer in answers if answer.top is not None]
    return {
        "people": len(scored), "impressions": len(answers),
        "right_on_targeted": right, "silent_on_untargeted": silent,
        "false_alarms_a_day": false_alarms_a_day(answers, model.calibration.silence), "ads_a_day": ADS_A_DAY,
        "by_rule": by_rule(answers, model.calibration.silence),
        "auc_of_kinds": {kind.value: _auc(shares[:, n], rows.judge_kinds == n) for n, kind in enumerate(KINDS)},
        "calibration_error_of_kinds": _calibration_error(shares, rows),
        "calibration_error_of_top_cause": _top_error(claims),
    }  # fmt: skip


def _auc(scores: FloatArray, is_kind: np.ndarray[Any, np.dtype[np.bool_]]) -> float | None:
    """Probability that a campaign of the kind is scored above another one; None where one side is missing."""
    ranks = np.empty(len(scores))
    ranks[np.argsort(scores, kind="stable")] = np.arange(1, len(scores) + 1)
    inside, outside = int(is_kind.sum()), int((~is_kind).sum())
    if not inside or not outside:
        return None
    return float((ranks[is_kind].sum() - inside * (inside + 1) / 2) / (inside * outside))


def _calibration_error(shares: FloatArray, rows: TrainingRows) -> float:
    """Expected calibration error of the likeliest kind, campaigns weighed as in training."""
    named = shares.argmax(axis=1)
    weight = judge_weights(rows.judge_rules, rows.showings)
    return _expected_error(shares.max(axis=1), named == rows.judge_kinds, weight)


def _top_error(found: Sequence[tuple[float, bool]]) -> float:
    claimed, right = np.array([pair[0] for pair in found]), np.array([pair[1] for pair in found])
    return _expected_error(claimed, right, np.ones(len(found)))


def _expected_error(claimed: FloatArray, right: np.ndarray[Any, np.dtype[np.bool_]], weight: FloatArray) -> float:
    """Mean gap between what was claimed and how often it was right, over ten bins of the claim."""
    bins = np.minimum((claimed * 10).astype(int), 9)
    gap = sum(abs(float((weight * (claimed - right))[bins == number].sum())) for number in range(10))
    return gap / float(weight.sum()) if len(weight) else 0.0


def _sidecar(model: BaseModel, rows: TrainingRows, figures: Mapping[str, Any]) -> dict[str, Any]:
    numbers = model.calibration
    return {
        "draws": rows.draws, "expert_rows": len(rows.expert_rows), "campaigns": len(rows.evidence),
        "calibration": {**asdict(numbers), "bias": {kind.value: numbers.bias[n] for n, kind in enumerate(KINDS)}},
        "held_out": figures, "kind_of_rule": {rule.value: kind.value for rule, kind in KIND_OF_RULE.items()},
        "parameters": {"experts": EXPERT_PARAMETERS, "judges": JUDGE_PARAMETERS},
        "taxonomy": TAXONOMY_NAME, "columns": list(COLUMNS), "evidence_columns": list(EVIDENCE_COLUMNS),
    }  # fmt: skip
