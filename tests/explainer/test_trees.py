"""Our reading of an XGBoost model scores exactly as XGBoost does, or refuses."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import xgboost

from explainer.errors import ModelFileError, UnsupportedModelError
from explainer.trees import LINKS, TreeEnsemble, read_document
from tests.explainer.models import (
    COLUMNS,
    a_booster,
    booster_margins,
    document_of,
    ensemble_of,
    random_labels,
    random_rows,
)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "parameters",
    [
        {"max_depth": 6},
        {"max_depth": 0, "grow_policy": "lossguide", "max_leaves": 40},
        {"tree_method": "exact", "gamma": 1.0},
        {"num_parallel_tree": 3, "subsample": 0.5},
        {"base_score": 0.1},
    ],
    ids="-".join,
)
def test_margins_equal_the_boosters(seed: int, parameters: dict[str, object]) -> None:
    """A score is the same with and without xgboost, missing values included."""
    booster = a_booster(seed=seed, **parameters)
    rows = random_rows(700, seed=seed + 100, missing=0.3)

    assert ensemble_of(booster).margin(rows) == pytest.approx(booster_margins(booster, rows), abs=2e-6)


@pytest.mark.parametrize("objective", LINKS)
def test_every_supported_objective_starts_from_the_right_margin(objective: str) -> None:
    """The base score is turned into a margin as XGBoost turns it, for every objective that is accepted."""
    rows = random_rows(120)
    frame = xgboost.DMatrix(rows, random_labels(rows) + (0.5 if objective == "reg:gamma" else 0.0))
    if objective.startswith("rank:"):
        frame.set_group([60, 60])
    booster = xgboost.train({"objective": objective, "max_depth": 2, "nthread": 1}, frame, 3)

    assert ensemble_of(booster).margin(rows) == pytest.approx(booster_margins(booster, rows), abs=2e-6)


@pytest.mark.parametrize("written", ["2.5E-1", "[2.5E-1]", "0.25"])
def test_base_score_may_be_plain_or_in_brackets(written: str) -> None:
    """Models from before and after XGBoost 3.1 read alike."""
    document = document_of(a_booster(base_score=0.25))
    document["learner"]["learner_model_param"]["base_score"] = written

    assert TreeEnsemble.from_xgboost_json(document).base_margin == pytest.approx(np.log(0.25 / 0.75))


def test_a_value_equal_to_a_threshold_goes_right_in_float32() -> None:
    """Splits compare in float32: 0.1 in double precision is the model's own 0.1."""
    booster = a_booster(max_depth=3)
    ensemble = ensemble_of(booster)
    edges = np.unique(ensemble.threshold[np.isfinite(ensemble.threshold)]).astype(np.float64)
    rows = np.repeat(edges[:, None], len(COLUMNS), axis=1)

    assert ensemble.margin(rows) == pytest.approx(booster_margins(booster, rows), abs=2e-6)


def test_a_model_that_stopped_early_is_cut_at_its_best_round() -> None:
    """Trees grown after the best round do not count, as in XGBModel.predict."""
    rows = random_rows(300, seed=1)
    model = xgboost.XGBClassifier(n_estimators=200, early_stopping_rounds=3, learning_rate=0.8, n_jobs=1)
    others = random_rows(200, seed=2)
    model.fit(rows, random_labels(rows, seed=1), eval_set=[(others, random_labels(others, seed=9))], verbose=False)

    assert model.best_iteration + 1 < model.get_booster().num_boosted_rounds()
    margins = ensemble_of(model.get_booster()).margin(rows)
    assert margins == pytest.approx(model.predict(rows, output_margin=True), abs=2e-6)


def test_columns_are_named_as_xgboost_names_them() -> None:
    """Named columns keep their names; unnamed ones are f0, f1, ..."""
    rows = random_rows(50)
    unnamed = xgboost.train({"max_depth": 1, "nthread": 1}, xgboost.DMatrix(rows, random_labels(rows)), 1)

    assert ensemble_of(a_booster()).columns == COLUMNS
    assert ensemble_of(unnamed).columns == ("f0", "f1", "f2", "f3", "f4", "f5")


def test_arrays_come_back_as_the_same_model(tmp_path: Path) -> None:
    """A model kept in a compressed NumPy file scores as before."""
    ensemble = ensemble_of(a_booster())
    np.savez_compressed(tmp_path / "model.npz", **ensemble.to_arrays())
    with np.load(tmp_path / "model.npz") as arrays:
        again = TreeEnsemble.from_arrays(arrays)

    assert again.columns == COLUMNS
    assert again.margin(random_rows()).tolist() == ensemble.margin(random_rows()).tolist()


def test_a_saved_json_file_is_read(tmp_path: Path) -> None:
    """The file that Booster.save_model writes is all that is needed."""
    booster, rows = a_booster(rounds=2), random_rows()
    booster.save_model(tmp_path / "m.json")
    margins = TreeEnsemble.from_xgboost_json(read_document(tmp_path / "m.json")).margin(rows)

    assert margins == pytest.approx(booster_margins(booster, rows), abs=2e-6)


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [({"booster": "dart", "rate_drop": 0.5}, "dart"), ({"booster": "gblinear"}, "gblinear")],
)
def test_other_boosters_are_refused(parameters: dict[str, object], reason: str) -> None:
    """A booster that would be explained wrongly is named and refused, with a way out."""
    with pytest.raises(UnsupportedModelError, match=reason) as refusal:
        ensemble_of(a_booster(**({"max_depth": None, "eta": 0.4} if reason == "gblinear" else {}) | parameters))

    assert "gbtree" in refusal.value.hint


def test_categorical_splits_are_refused() -> None:
    """A model that splits on categories is refused rather than read as if they were numbers."""
    rows = np.random.default_rng(0).integers(0, 5, (200, 1)).astype(np.float32)
    frame = xgboost.DMatrix(rows, rows[:, 0] == 2, feature_types=["c"], enable_categorical=True)
    booster = xgboost.train({"max_depth": 2, "nthread": 1}, frame, 2)

    with pytest.raises(UnsupportedModelError, match="categories"):
        ensemble_of(booster)


@pytest.mark.parametrize(("objective", "more"), [("multi:softprob", {"num_class": 3}), ("survival:cox", {})])
def test_other_objectives_are_refused(objective: str, more: dict[str, object]) -> None:
    """Several classes, or a link we have not checked, are refused."""
    rows = random_rows(90)
    frame = xgboost.DMatrix(rows, np.arange(90) % 3)
    booster = xgboost.train({"objective": objective, "max_depth": 2, "nthread": 1, **more}, frame, 1)

    with pytest.raises(UnsupportedModelError):
        ensemble_of(booster)


def test_several_targets_are_refused() -> None:
    """One model that predicts two things at once is refused."""
    rows = random_rows(60)
    booster = xgboost.train({"max_depth": 2, "nthread": 1}, xgboost.DMatrix(rows, np.ones((60, 2))), 1)

    with pytest.raises(UnsupportedModelError, match="targets"):
        ensemble_of(booster)


def test_a_document_of_something_else_is_refused_with_a_hint(tmp_path: Path) -> None:
    """Any other JSON, or none, says what file is expected."""
    (tmp_path / "other.json").write_text(json.dumps({"learner": {}}), encoding="utf-8")

    with pytest.raises(ModelFileError, match="save_model"):
        TreeEnsemble.from_xgboost_json(read_document(tmp_path / "other.json"))
    with pytest.raises(ModelFileError, match="absent"):
        read_document(tmp_path / "absent.json")
