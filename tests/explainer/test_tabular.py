# ruff: noqa: PD011 - RowExplanations.values is shap's own name for it
"""A practitioner's own model is explained exactly, or the mistake is named."""

from __future__ import annotations

import doctest
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import xgboost

from explainer.errors import FeatureMismatchError, InvalidRecordError, ModelFileError, UnsupportedModelError
from explainer.tabular import explain, prepare, prepared, row_explanations, rows
from tests.explainer.models import COLUMNS, a_booster, booster_margins, random_labels, random_rows

STRANGER = dict.fromkeys(COLUMNS, 0.0)
GROUPS = {"outdoors": ["camping", "walking"], "moment": ["page_match", "evening"]}
BOOSTER = a_booster(rounds=20)


def a_table(rows: int = 30, *, seed: int = 1) -> pd.DataFrame:
    """Rows over COLUMNS with an index of their own."""
    return pd.DataFrame(random_rows(rows, seed=seed), columns=list(COLUMNS), index=[f"row{i}" for i in range(rows)])


def test_the_example_in_the_documentation_runs() -> None:
    """What the docstring shows is what happens."""
    assert doctest.testmod(rows).failed == 0
    assert doctest.testmod(prepared).failed == 0


def test_groups_and_single_columns_are_players_and_add_up() -> None:
    """Columns without a group play for themselves, and all together make the score."""
    table = a_table()

    why = explain(BOOSTER, table, reference=STRANGER, groups=GROUPS)

    assert why.players == ("outdoors", "moment", "cooking", "shop_visit_days")
    sums = why.base_values + why.values.sum(axis=1)
    assert sums == pytest.approx(booster_margins(BOOSTER, table.to_numpy()), abs=1e-5)


def test_verify_prints_and_returns_the_gaps(capsys: pytest.CaptureFixture[str]) -> None:
    """One call shows that the values add up and equal shap's where shap can answer."""
    found = explain(BOOSTER, a_table(), reference=STRANGER, groups=GROUPS).verify()

    assert found.rows == 30
    assert found.additivity_gap < 1e-5
    assert found.shap_gap < 1e-5
    assert "30 rows" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["booster", "sklearn", ".json", ".ubj"])
def test_every_form_of_a_model_is_accepted(kind: str, tmp_path: Path) -> None:
    """Booster, scikit-learn model and saved file give the same values and can all be verified."""
    table = a_table()
    model = xgboost.XGBClassifier(n_estimators=5, max_depth=3, n_jobs=1).fit(table, random_labels(table.to_numpy()))
    path = tmp_path / f"model{kind}"
    if kind.startswith("."):
        model.save_model(path)
    given = {"booster": model.get_booster(), "sklearn": model}.get(kind, path)

    why = explain(given, table, reference=STRANGER)

    assert why.values.tolist() == explain(model, table, reference=STRANGER).values.tolist()
    assert why.verify().shap_gap < 1e-5


def test_a_model_that_stopped_early_adds_up_to_its_own_prediction() -> None:
    """Only the trees that predict are explained."""
    table, others = a_table(300), a_table(100, seed=2)
    model = xgboost.XGBClassifier(n_estimators=100, early_stopping_rounds=2, learning_rate=0.9, n_jobs=1)
    evaluation = [(others, random_labels(others.to_numpy(), seed=8))]
    model.fit(table, random_labels(table.to_numpy()), eval_set=evaluation, verbose=False)

    found = explain(model, table, reference=STRANGER).verify()

    assert max(found.additivity_gap, found.shap_gap) < 1e-5


def test_a_model_with_its_own_missing_value_is_explained_as_it_predicts() -> None:
    """Where 0 means missing to the model, 0 means missing to the explanation."""
    table = a_table(200).fillna(0.0)
    model = xgboost.XGBClassifier(n_estimators=5, missing=0.0, n_jobs=1).fit(table, random_labels(table.to_numpy()))

    why = explain(model, table, reference=dict.fromkeys(COLUMNS, 1.0))

    sums = why.base_values + why.values.sum(axis=1)
    assert sums == pytest.approx(model.predict(table, output_margin=True), abs=1e-5)


def test_columns_may_come_in_any_order() -> None:
    """Columns are found by name."""
    table = a_table()

    shuffled = explain(BOOSTER, table[list(COLUMNS[::-1])], reference=STRANGER)

    assert shuffled.to_frame().equals(explain(BOOSTER, table, reference=STRANGER).to_frame())


def test_a_model_without_names_takes_the_names_of_the_frame() -> None:
    """A model fitted on a bare array is explained in the frame's words."""
    rows = random_rows(100)
    model = xgboost.XGBRegressor(n_estimators=3, n_jobs=1).fit(rows, random_labels(rows))

    assert explain(model, a_table(), reference=STRANGER).players == COLUMNS


@pytest.mark.parametrize("form", [pd.Series, lambda values: pd.DataFrame([values]), dict])
def test_the_reference_may_be_series_frame_or_mapping(form: Any) -> None:
    """A stranger is one row, however it is written down."""
    assert explain(BOOSTER, a_table(), reference=form(STRANGER)).values.shape == (30, 6)


def test_the_frame_keeps_index_and_players() -> None:
    """Results join back to the rows they came from."""
    frame = explain(BOOSTER, a_table(), reference=STRANGER, groups=GROUPS).to_frame()

    assert frame.index[0] == "row0"
    assert list(frame.columns) == ["outdoors", "moment", "cooking", "shop_visit_days"]


def test_a_group_without_columns_gets_nothing() -> None:
    """A trait that no column describes moved nothing."""
    why = explain(BOOSTER, a_table(3), reference=STRANGER, groups={**GROUPS, "nothing": []})

    assert why.to_frame()["nothing"].tolist() == [0.0, 0.0, 0.0]


def test_no_rows_give_no_explanations() -> None:
    """An empty table is a table."""
    why = explain(BOOSTER, a_table(0), reference=STRANGER, groups=GROUPS)

    assert why.values.shape == (0, 4)
    assert "<table>" in why._repr_html_()


def test_a_notebook_shows_a_table_without_scripts_and_with_escaped_names() -> None:
    """Names from a file cannot put markup into a notebook."""
    shown = explain(BOOSTER, a_table(40), reference=STRANGER, groups={"<b>bold": ["camping"]})._repr_html_()

    assert "&lt;b&gt;bold" in shown
    assert "<script" not in shown
    assert shown.count("<tr>") == 1 + row_explanations.SHOWN_ROWS
    assert "×" in shown


@pytest.mark.parametrize(
    ("objective", "says", "written"),
    [
        ("binary:logistic", "how many times likelier", "×"),
        ("count:poisson", "how many times more", "×"),
        ("reg:squarederror", "how far each moved the row's score up", "+"),
        ("rank:pairwise", "how far each moved the row's score up", "+"),
    ],
)
def test_a_notebook_speaks_the_models_own_unit(objective: str, says: str, written: str) -> None:
    """Only odds and rates are factors; a price or a rank moves up or down."""
    table = a_table(40)
    rows = xgboost.DMatrix(table, random_labels(table.to_numpy()), qid=[0] * 40 if "rank" in objective else None)
    model = xgboost.train({"objective": objective, "nthread": 1}, rows, 5)

    shown = explain(model, table, reference=STRANGER)._repr_html_()

    assert says in shown
    assert f">{written}" in shown


def test_an_answer_is_one_line_in_a_terminal() -> None:
    """However many rows and trees lie behind it."""
    assert repr(explain(BOOSTER, a_table(), reference=STRANGER, groups=GROUPS)) == (
        "<RowExplanations: 30 rows by 4 players (outdoors, moment, cooking, shop_visit_days)>"
    )


@pytest.mark.parametrize("reference", [0, [0.0] * 6, np.zeros(6)])
def test_a_reference_that_is_no_row_is_refused_with_what_would_be_one(reference: object) -> None:
    """A number or a bare array does not say which column is which."""
    with pytest.raises(InvalidRecordError, match=r"a one-row frame, a Series such as X.median\(\), or a mapping"):
        explain(BOOSTER, a_table(3), reference=reference)  # type: ignore[arg-type]  # the mistake of the test


def test_columns_that_the_model_does_not_know_are_named() -> None:
    """The error says which column is one too many."""
    table = a_table(3).assign(customer_id=1)

    with pytest.raises(FeatureMismatchError, match=r"unknown \['customer_id'\] \(X needs"):
        explain(BOOSTER, table, reference=STRANGER)


def test_a_group_is_a_list_of_columns() -> None:
    """A text would be read letter by letter."""
    with pytest.raises(InvalidRecordError, match=r"groups.outdoors: expected a list of columns, got 'camping'"):
        explain(BOOSTER, a_table(3), reference=STRANGER, groups={"outdoors": "camping"})


def test_a_model_of_another_library_and_a_missing_file_are_named(tmp_path: Path) -> None:
    """Neither ends in an error of somebody else's."""
    with pytest.raises(UnsupportedModelError, match="dict is no model of XGBoost"):
        explain({}, a_table(3), reference=STRANGER)  # type: ignore[arg-type]  # the mistake of the test
    with pytest.raises(ModelFileError, match="there is no such file"):
        explain(tmp_path / "none.ubj", a_table(3), reference=STRANGER)


def test_shap_gets_an_explanation_that_its_plots_accept() -> None:
    """Values, names and data are where shap's plots look for them."""
    table = a_table().fillna(0.0)

    given = explain(BOOSTER, table, reference=STRANGER, groups=GROUPS).to_shap()

    assert given.shape == (30, 4)
    assert given.feature_names == ["outdoors", "moment", "cooking", "shop_visit_days"]
    assert given.data[:, 2] == pytest.approx(table["cooking"].to_numpy())
    assert given.data[:, 0].tolist() == (table[["camping", "walking"]] != 0).sum(axis=1).tolist()


@pytest.mark.parametrize(
    ("change", "error", "said"),
    [
        ({"X": a_table().drop(columns="cooking")}, FeatureMismatchError, "cooking"),
        ({"X": a_table().assign(age=1)}, FeatureMismatchError, "no others"),
        ({"X": a_table().assign(cooking="much")}, InvalidRecordError, "cooking"),
        ({"reference": {"camping": 0.0}}, FeatureMismatchError, "reference"),
        ({"reference": a_table(2)}, InvalidRecordError, "2 rows"),
        ({"groups": {"a": ["swimming"]}}, FeatureMismatchError, "swimming"),
        ({"groups": {"a": ["camping"], "b": ["camping"]}}, InvalidRecordError, "camping"),
        ({"groups": {"cooking": ["camping"]}}, InvalidRecordError, "cooking"),
        ({"model": a_booster(booster="dart", rounds=1)}, UnsupportedModelError, "dart"),
    ],
)  # fmt: skip
def test_mistakes_are_named(change: dict[str, Any], error: type[Exception], said: str) -> None:
    """A wrong column, group or reference says which, and nothing is computed from it."""
    given = {"model": BOOSTER, "X": a_table(), "reference": STRANGER, **change}

    with pytest.raises(error, match=said):
        explain(given.pop("model"), given.pop("X"), **given)


@pytest.mark.parametrize("name", ["absent.json", "absent.ubj", "broken.ubj"])
def test_a_file_that_is_no_model_is_refused(name: str, tmp_path: Path) -> None:
    """A missing or broken file is our error with a hint, not a stack of XGBoost's."""
    (tmp_path / "broken.ubj").write_bytes(b"no model")

    with pytest.raises(ModelFileError, match=name):
        explain(tmp_path / name, a_table(), reference=STRANGER)


@pytest.mark.parametrize("depth", [2, 6])
def test_compiled_and_plain_walks_give_the_same_values(depth: int) -> None:
    """Few rows are explained by NumPy and many by compiled code, and nobody can tell by the numbers."""
    pytest.importorskip("numba")
    booster, rows = a_booster(max_depth=depth), random_rows(200, seed=4, missing=0.3)

    compiled = prepare(booster, reference=STRANGER, groups=GROUPS).contributions(rows)

    assert compiled == pytest.approx(prepare(booster, reference=STRANGER, groups=GROUPS, rows=1).contributions(rows))


def test_a_prepared_model_explains_arrays_row_by_row() -> None:
    """A caller with one row at a time reads the model once."""
    ready = prepare(BOOSTER, reference=STRANGER, groups=GROUPS, rows=1)
    table = a_table()

    each = [ready.contributions(row[None])[0] for row in table.to_numpy()]

    assert ready.players == ("outdoors", "moment", "cooking", "shop_visit_days")
    assert each == pytest.approx(explain(BOOSTER, table, reference=STRANGER, groups=GROUPS).values)


def test_a_single_row_without_its_second_dimension_is_named() -> None:
    """A bare row is a slip that is told apart from a table."""
    with pytest.raises(InvalidRecordError, match="one row as"):
        prepare(BOOSTER, reference=STRANGER, rows=1).contributions(random_rows(1)[0])


def test_the_front_door_stays_a_function_whatever_was_imported_before() -> None:
    """``explainer.explain`` is a call, also once a person's ads have been explained in the same program."""
    import explainer

    assert explainer.explain_logged
    assert callable(explainer.explain)
