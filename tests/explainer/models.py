"""Small real XGBoost models for tests, fitted in milliseconds on made-up numbers."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import xgboost

from explainer.trees import TreeEnsemble

COLUMNS = ("camping", "walking", "cooking", "page_match", "shop_visit_days", "evening")


def random_rows(rows: int = 400, *, seed: int = 0, missing: float = 0.1) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Rows over COLUMNS: non-negative strengths, many zeros, some missing."""
    dice = np.random.default_rng(seed)
    values = dice.gamma(1.0, 2.0, (rows, len(COLUMNS))) * (dice.random((rows, len(COLUMNS))) < 0.5)
    values[dice.random(values.shape) < missing] = np.nan
    return values.astype(np.float32)


def random_labels(rows: np.ndarray[Any, Any], *, seed: int = 0) -> np.ndarray[Any, Any]:
    """Zeros and ones with three-way effects, so that grouping players matters."""
    filled = np.nan_to_num(rows)
    score = filled[:, 0] * filled[:, 1] * (filled[:, 3] > 0) + filled[:, 2] - filled[:, 4] * filled[:, 5]
    return (score + np.random.default_rng(seed).normal(size=len(rows)) > np.median(score)).astype(np.float32)


def a_booster(*, rounds: int = 12, seed: int = 0, rows: int = 400, **parameters: object) -> xgboost.Booster:
    """A fitted Booster over COLUMNS; any XGBoost parameter may be given."""
    values = random_rows(rows, seed=seed)
    frame = xgboost.DMatrix(values, random_labels(values, seed=seed), feature_names=list(COLUMNS))
    settings = {"objective": "binary:logistic", "max_depth": 4, "eta": 0.4, "nthread": 1, "seed": seed, **parameters}
    return xgboost.train(settings, frame, rounds)


def document_of(booster: xgboost.Booster) -> dict[str, Any]:
    """The model's JSON document."""
    document: dict[str, Any] = json.loads(booster.save_raw("json").decode())
    return document


def ensemble_of(booster: xgboost.Booster) -> TreeEnsemble:
    """The model as our arrays."""
    return TreeEnsemble.from_xgboost_json(document_of(booster))


def booster_margins(booster: xgboost.Booster, rows: np.ndarray[Any, Any], **options: object) -> np.ndarray[Any, Any]:
    """What XGBoost itself says."""
    frame = xgboost.DMatrix(rows, feature_names=booster.feature_names)
    margins: np.ndarray[Any, Any] = booster.predict(frame, output_margin=True, **options)
    return margins
