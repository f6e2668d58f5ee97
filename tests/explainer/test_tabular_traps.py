# ruff: noqa: PD011 - RowExplanations.values is shap's own name for it
"""Twelve ways in which explanations of XGBoost models go wrong silently elsewhere: here they are right or refused."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import scipy.sparse
import shap
import xgboost

from explainer.errors import InvalidRecordError, UnsupportedModelError
from explainer.tabular import RowExplanations, explain
from tests.explainer.models import COLUMNS, a_booster, booster_margins, random_labels, random_rows
from tests.explainer.test_contributions import by_brute_force
from tests.explainer.test_tabular import BOOSTER, GROUPS, STRANGER, a_table


def adds_up(why: RowExplanations) -> Any:
    """What base value and contributions make together."""
    return why.base_values + why.values.sum(axis=1)


def a_table_with_categories(rows: int = 400, *, seed: int = 0) -> pd.DataFrame:
    """Two columns of categories, some unknown, and one of numbers."""
    dice = np.random.default_rng(seed)
    colour = pd.Series(dice.choice(["red", "green", "blue", "white", "black", "pink"], rows)).astype(object)
    colour[::17] = None
    kind = pd.Categorical(dice.choice([10, 20, 30], rows))
    return pd.DataFrame({"colour": colour.astype("category"), "kind": kind, "size": dice.normal(size=rows)})


def a_model_of_categories() -> xgboost.XGBClassifier:
    """Its trees split on one category and on sets of them, with numbers in between."""
    table = a_table_with_categories()
    wanted = table["colour"].isin(["red", "green"]) ^ (table["size"] > 0.3) ^ (table["kind"] == 20)
    model = xgboost.XGBClassifier(n_estimators=20, max_depth=4, enable_categorical=True, max_cat_to_onehot=3, n_jobs=1)
    return model.fit(table, wanted)


def shapley_by_asking(model: xgboost.XGBClassifier, row: pd.DataFrame, reference: pd.DataFrame) -> list[float]:
    """The definition: the mean, over all orders of the columns, of what each adds when it comes."""
    orders = list(permutations(row.columns))
    asked = [list(order[:count]) for order in orders for count in range(len(order) + 1)]
    mixed = pd.concat([reference] * len(asked), ignore_index=True)
    for number, columns in enumerate(asked):
        mixed.loc[number, columns] = row[columns].to_numpy()[0]
    margins = iter(model.predict(mixed.astype(row.dtypes), output_margin=True).tolist())
    found = dict.fromkeys(row.columns, 0.0)
    for order in orders:
        before = next(margins)
        for column in order:
            after = next(margins)
            found[column] += (after - before) / len(orders)
            before = after
    return list(found.values())


def test_1_a_background_is_never_cut_to_a_hundred_rows() -> None:
    """Many reference rows are refused by their number; shap would quietly use a hundred of them."""
    with pytest.raises(InvalidRecordError, match="1000 rows"):
        explain(BOOSTER, a_table(), reference=a_table(1000))


def test_2_contributions_are_not_predictions_and_not_approximate() -> None:
    """XGBoost's approximate contributions add up as well and are wrong all the same; ours are the definition's."""
    row = a_table(1, seed=5)

    why = explain(BOOSTER, row, reference=STRANGER)

    exact = by_brute_force(why._ready.trees, row.to_numpy()[0], np.zeros(6, dtype=np.float32), np.arange(6))
    assert why.values[0] == pytest.approx(exact, abs=1e-9)


def test_3_the_base_value_is_the_same_before_and_after() -> None:
    """Asking for contributions or plots does not change what they are counted from."""
    why = explain(BOOSTER, a_table(), reference=STRANGER)
    before = why.base_values.copy()
    why.verify(), why.to_shap(), why._repr_html_()

    assert why.base_values.tolist() == before.tolist()
    assert before[0] == pytest.approx(booster_margins(BOOSTER, np.zeros((1, 6), dtype=np.float32))[0], abs=1e-5)


def test_4_several_classes_are_refused() -> None:
    """One base value for three classes would be wrong for two of them."""
    rows = random_rows(90)
    model = xgboost.XGBClassifier(n_estimators=2, n_jobs=1).fit(rows, np.arange(90) % 3)

    with pytest.raises(UnsupportedModelError, match="classes"):
        explain(model, a_table(), reference=STRANGER)


@pytest.mark.parametrize("base_score", [0.02, 0.5, 0.97])
def test_5_the_base_score_is_read_in_every_spelling(base_score: float) -> None:
    """A base score in brackets, as XGBoost writes it today, shifts nothing."""
    booster, table = a_booster(base_score=base_score), a_table()

    assert adds_up(explain(booster, table, reference=STRANGER)) == pytest.approx(
        booster_margins(booster, table.to_numpy()), abs=1e-5
    )


def test_6_splits_on_categories_are_right() -> None:
    """Where shap itself fails, XGBoost is the oracle, asked about every coalition of columns."""
    table, model = a_table_with_categories(), a_model_of_categories()
    reference = table.iloc[[3]]

    why = explain(model, table, reference=reference)

    assert adds_up(why) == pytest.approx(model.predict(table, output_margin=True), abs=1e-5)
    for number in range(12):
        exact = shapley_by_asking(model, table.iloc[[number]], reference)
        assert why.values[number] == pytest.approx(exact, abs=1e-5)


def test_6_categories_in_another_order_are_the_same_categories() -> None:
    """Which number pandas gives a category means nothing; the model's own list of them decides."""
    table, model = a_table_with_categories(), a_model_of_categories()
    turned = table.assign(colour=table["colour"].cat.reorder_categories(sorted(table["colour"].cat.categories)[::-1]))
    stranger = {"colour": "blue", "kind": 10, "size": 0.0}

    found = [explain(model, one, reference=stranger, groups={"look": ["colour", "size"]}) for one in (table, turned)]

    assert found[0].players == ("look", "kind")
    assert found[0].values.tolist() == found[1].values.tolist()


def test_6_a_category_that_the_model_never_saw_is_named() -> None:
    """XGBoost would end in an error of its own."""
    table, model = a_table_with_categories(), a_model_of_categories()
    stranger = {"colour": "blue", "kind": 10, "size": 0.0}

    with pytest.raises(InvalidRecordError, match=r"X.colour: expected one of the categories .*, got 'mauve'"):
        explain(model, table.assign(colour=pd.Categorical(["mauve"] * len(table))), reference=stranger)
    with pytest.raises(InvalidRecordError, match=r"X.kind: expected one of the categories .*, got 11"):
        explain(model, table, reference={**stranger, "kind": 11})


def test_6_names_that_xgboost_garbles_are_refused() -> None:
    """XGBoost 3.2 cuts names beyond ASCII in the wrong place, so nobody can tell which category is which."""
    table = pd.DataFrame({"colour": pd.Categorical(["rot", "grün", "blau", "weiß"] * 20)})
    model = xgboost.XGBClassifier(n_estimators=2, enable_categorical=True, n_jobs=1).fit(table, [0, 1, 1, 0] * 20)

    with pytest.raises(UnsupportedModelError, match="names of categories beyond ASCII"):
        explain(model, table, reference={"colour": "rot"})


@pytest.mark.parametrize("suffix", [".json", ".ubj"])
def test_6_a_saved_model_of_categories_is_the_same_model(suffix: str, tmp_path: Path) -> None:
    """The categories lie in the file; verify says what shap cannot, and plots get the categories' names."""
    table, model = a_table_with_categories(60), a_model_of_categories()
    stranger = {"colour": "blue", "kind": 10, "size": 0.0}
    model.save_model(tmp_path / f"m{suffix}")

    why = explain(tmp_path / f"m{suffix}", table, reference=stranger)

    assert why.values.tolist() == explain(model, table, reference=stranger).values.tolist()
    assert (why.verify().additivity_gap < 1e-5, np.isnan(why.verify().shap_gap)) == (True, True)
    assert why.to_shap().display_data[1, 0] == table["colour"].astype(str).iloc[1]


def test_6_a_model_fitted_on_the_numbers_of_categories_takes_their_numbers() -> None:
    """Such a model holds no names, so the numbers are what its rows have."""
    table = a_table_with_categories().dropna()
    codes = table.assign(colour=table["colour"].cat.codes, kind=table["kind"].cat.codes).astype(np.float32)
    frame = xgboost.DMatrix(codes.to_numpy(), table["size"] > 0, feature_types=["c", "c", "float"])
    booster = xgboost.train({"objective": "binary:logistic", "max_cat_to_onehot": 1, "nthread": 1}, frame, 5)
    rows = codes.set_axis(["f0", "f1", "f2"], axis=1)

    why = explain(booster, rows, reference=rows.iloc[0])

    assert adds_up(why) == pytest.approx(booster.predict(frame, output_margin=True), abs=1e-5)


def test_7_dart_is_refused() -> None:
    """Trees with weights of their own are refused; shap forgets the weights when it compares with a row."""
    with pytest.raises(UnsupportedModelError, match="dart"):
        explain(a_booster(booster="dart", rate_drop=0.5), a_table(), reference=STRANGER)


def test_8_only_the_trees_that_predict_are_explained() -> None:
    """After early stopping, contributions add up to what the model predicts and not to all its trees."""
    rows, others = random_rows(300), random_rows(100, seed=2)
    model = xgboost.XGBClassifier(n_estimators=100, early_stopping_rounds=2, learning_rate=0.9, n_jobs=1)
    model.fit(rows, random_labels(rows), eval_set=[(others, random_labels(others, seed=8))], verbose=False)
    table = pd.DataFrame(others, columns=list(COLUMNS))

    assert adds_up(explain(model, table, reference=STRANGER)) == pytest.approx(
        model.predict(others, output_margin=True), abs=1e-5
    )


def test_9_a_sparse_matrix_is_refused_and_a_sparse_frame_means_its_zeros() -> None:
    """XGBoost takes the unwritten zeros of a sparse matrix for missing values; a frame says what it means."""
    table = a_table().fillna(0.0)

    with pytest.raises(InvalidRecordError, match="csr_matrix"):
        explain(BOOSTER, scipy.sparse.csr_matrix(table), reference=STRANGER)
    sparse = explain(BOOSTER, table.astype(pd.SparseDtype("float32", 0.0)), reference=STRANGER)
    assert sparse.values.tolist() == explain(BOOSTER, table, reference=STRANGER).values.tolist()


def test_10_an_argument_that_does_not_exist_is_an_error() -> None:
    """No argument is accepted and ignored."""
    with pytest.raises(TypeError, match="reference_dataset"):
        explain(BOOSTER, a_table(), reference=STRANGER, reference_dataset=a_table())  # type: ignore[call-arg]  # that it is refused is the test


def test_11_a_bare_row_is_told_from_a_table() -> None:
    """One row is a frame of one row; a series would have to be guessed at."""
    with pytest.raises(InvalidRecordError, match=r"X.iloc\[\[0\]\]"):
        explain(BOOSTER, a_table().iloc[0], reference=STRANGER)  # type: ignore[arg-type]  # a row is no table


def test_12_a_column_of_categories_is_named() -> None:
    """A frame whose category knows only its own level is refused, whatever number that level would get."""
    table = a_table(1).assign(cooking=pd.Categorical(["much"]))

    with pytest.raises(InvalidRecordError, match="cooking"):
        explain(BOOSTER, table, reference=STRANGER)


def test_a_margin_of_ones_own_moves_no_contribution() -> None:
    """What is added to every row's score before the first tree is nobody's doing."""
    rows, margin = random_rows(100, seed=3), np.linspace(-2, 2, 100)
    frame = xgboost.DMatrix(rows, random_labels(rows), base_margin=margin, feature_names=list(COLUMNS))
    booster = xgboost.train({"objective": "binary:logistic", "max_depth": 3, "nthread": 1}, frame, 5)
    stranger = np.zeros((100, 6), dtype=np.float32)

    why = explain(booster, pd.DataFrame(rows, columns=list(COLUMNS)), reference=STRANGER)

    mine, others = (
        booster.predict(
            xgboost.DMatrix(values, base_margin=margin, feature_names=list(COLUMNS)), output_margin=True
        )
        for values in (rows, stranger)
    )
    assert why.values.sum(axis=1) == pytest.approx(mine - others, abs=1e-5)


@pytest.mark.parametrize("value", [np.inf, -np.inf, 1e300])
def test_infinite_numbers_are_refused_as_xgboost_does(value: float) -> None:
    """A value that no model can have been fitted on is named by its column."""
    with pytest.raises(InvalidRecordError, match="walking"):
        explain(BOOSTER, a_table().assign(walking=value), reference=STRANGER)


@pytest.mark.filterwarnings("ignore:divide by zero:RuntimeWarning")  # shap 0.51's force plot, if nobody is against
@pytest.mark.parametrize("kind", ["bar", "beeswarm", "waterfall", "heatmap", "scatter", "force", "decision", "violin"])
def test_shaps_own_plots_draw_what_we_hand_over(kind: str) -> None:
    """Who knows shap's plots can go on using them."""
    import matplotlib.pyplot as plt

    plt.switch_backend("Agg")
    given = explain(BOOSTER, a_table(), reference=STRANGER, groups=GROUPS).to_shap()
    draw = {
        "bar": lambda: shap.plots.bar(given, show=False),
        "beeswarm": lambda: shap.plots.beeswarm(given, show=False),
        "waterfall": lambda: shap.plots.waterfall(given[0], show=False),
        "heatmap": lambda: shap.plots.heatmap(given, show=False),
        "scatter": lambda: shap.plots.scatter(given[:, "cooking"], show=False),
        "force": lambda: shap.plots.force(given[0], matplotlib=True, show=False),
        "decision": lambda: shap.plots.decision(given.base_values[0], given.values, given.feature_names, show=False),
        "violin": lambda: shap.plots.violin(given, show=False),
    }[kind]
    draw()

    assert plt.gcf().axes
    plt.close("all")
