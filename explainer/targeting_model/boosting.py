"""Grows the trees: the only file that imports XGBoost.

Everything is seeded and single-threaded: the same rows give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import xgboost as xgb

from explainer.base_model import EXPERT_KINDS, KINDS, FloatArray
from explainer.features import COLUMNS, EVIDENCE_COLUMNS
from explainer.records import CampaignKind
from explainer.targeting_model.rows import RULES, TrainingRows
from explainer.trees import IntArray, TreeEnsemble

MEMBERS: Final = 5
_COMMON: Final = {"objective": "binary:logistic", "tree_method": "hist", "nthread": 1, "base_score": 0.5}
EXPERT_PARAMETERS: Final = {
    **_COMMON,
    "max_depth": 3,
    "eta": 0.15,
    "min_child_weight": 20,
    "subsample": 0.8,
    "colsample_bytree": 0.8,
}
EXPERT_ROUNDS: Final = 50
JUDGE_PARAMETERS: Final = {
    **_COMMON, "max_depth": 4, "eta": 0.08, "min_child_weight": 5, "subsample": 0.7, "colsample_bytree": 0.3,
    "max_bin": 128,
}  # fmt: skip
JUDGE_ROUNDS: Final = 140
# A campaign's weight grows with its showings, as its share of what a person asks about does, but not in proportion:
# a hundred showings of one campaign are one example.
SHOWINGS_POWER: Final = 0.5


# What each expert may look at, by the beginning of the column's name. A campaign of a kind chooses by that alone, so
# whatever else goes with it in a market (people at a place share interests) must not take its credit.
COLUMNS_OF_EXPERT: Final[Mapping[CampaignKind, tuple[str, ...]]] = {
    CampaignKind.INTEREST: ("own_", "near", "topic_missing"),
    CampaignKind.LOOK_ALIKE: ("own_", "near", "other", "topic_missing"),
    CampaignKind.RETARGETING: ("visit",),
    CampaignKind.CONTEXTUAL: ("page_",),
    CampaignKind.PLACE_TIME: ("place_", "moment_"),
}


@dataclass(frozen=True, slots=True)
class _Task:
    """One yes-or-no question to grow trees for."""

    values: FloatArray
    labels: FloatArray
    weight: FloatArray
    columns: tuple[str, ...]

    def grown(self, parameters: Mapping[str, object], rounds: int, seed: int) -> TreeEnsemble:
        rows = xgb.DMatrix(self.values, self.labels, weight=self.weight, feature_names=list(self.columns), nthread=1)
        booster = xgb.train({**parameters, "seed": seed}, rows, num_boost_round=rounds)
        return TreeEnsemble.from_xgboost_json(json.loads(bytes(booster.save_raw("json"))))


def grow(rows: TrainingRows, *, seed: int, members: int = MEMBERS) -> dict[str, TreeEnsemble]:
    """Grow all trees; each member sees its own bootstrap of the people."""
    trees: dict[str, TreeEnsemble] = {}
    for member in range(members):
        times = _bootstrap(rows, seed, member)
        number = seed * 100 + member
        for kind in EXPERT_KINDS:
            trees[f"expert-{kind}-{member}"] = _expert_task(rows, kind, times).grown(
                EXPERT_PARAMETERS, EXPERT_ROUNDS, number
            )
        judges = grow_judges(rows, seed=seed, member=member)
        trees.update({f"judge-{kind}-{member}": judge for kind, judge in judges.items()})
    return trees


def grow_judges(rows: TrainingRows, *, seed: int, member: int = 0) -> dict[CampaignKind, TreeEnsemble]:
    """Grow one member's judges alone: the kinds of campaigns that ``rows`` hold."""
    times, number = _bootstrap(rows, seed, member), seed * 100 + member
    return {kind: _judge_task(rows, kind, times).grown(JUDGE_PARAMETERS, JUDGE_ROUNDS, number) for kind in KINDS}


def _bootstrap(rows: TrainingRows, seed: int, member: int) -> FloatArray:
    """How often each person counts for a member."""
    return np.random.default_rng([seed, member]).poisson(1.0, rows.people + 1).astype(float)


def _expert_task(rows: TrainingRows, kind: CampaignKind, times: FloatArray) -> _Task:
    mine = rows.expert_kinds == KINDS.index(kind)
    is_open = np.array([column.startswith(COLUMNS_OF_EXPERT[kind]) for column in COLUMNS])
    values = np.where(is_open, rows.expert_rows[mine], 0.0)  # trees do not split on a column that never changes
    return _Task(values, rows.is_shown[mine], times[rows.expert_person[mine]], COLUMNS)


def _judge_task(rows: TrainingRows, kind: CampaignKind, times: FloatArray) -> _Task:
    labels = (rows.judge_kinds == KINDS.index(kind)).astype(float)
    weight = judge_weights(rows.judge_rules, rows.showings) * times[rows.judge_person]
    return _Task(rows.evidence, labels, weight, EVIDENCE_COLUMNS)


def judge_weights(rules: IntArray, showings: FloatArray) -> FloatArray:
    """Weights that make every rule count the same: which of them a market holds is not known beforehand."""
    weight = showings**SHOWINGS_POWER
    totals = np.bincount(rules, weights=weight, minlength=len(RULES))
    scaled = weight / np.maximum(totals, 1e-9)[rules]
    return np.asarray(scaled * len(rules) / scaled.sum(), dtype=np.float64)
