
"""A twin does not silently take half of the true cause's credit."""

from __future__ import annotations

import doctest
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import xgboost

from explainer.base_model import BaseModel
from explainer.explanations import explain_logged
from explainer.records import CauseKind
from explainer.tabular import explain, twin_groups, twins
from tests.builders import a_logged_trait
from tests.explainer.logs import CAMPING, MUSEUMS, a_log

STRANGER = {"camping": 0.0, "tents": 0.0, "evening": 0.0}


def a_twin_table(rows: int = 4000, *, seed: int = 0) -> tuple[pd.DataFrame, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """Camping causes the click; whoever camps has tents too, in 97 of 100 rows."""
    dice = np.random.default_rng(seed)
    camping = (dice.random(rows) < 0.4).astype(float)
    tents = np.where(dice.random(rows) < 0.97, camping, 1 - camping)
    table = pd.DataFrame({"camping": camping, "tents": tents, "evening": dice.integers(0, 2, rows)})
    return table, dice.random(rows) < np.where(camping > 0, 0.8, 0.2)


def test_the_example_of_twins_runs() -> None:
    """What the docstring shows is what happens."""
    assert doctest.testmod(twins).failed == 0


def test_a_97_percent_twin_takes_little_from_the_true_cause() -> None:
    """A model that saw enough rows gives the cause its credit, and the twin a tenth of it at most."""
    table, clicked = a_twin_table()
    model = xgboost.XGBClassifier(n_estimators=40, max_depth=3, n_jobs=1).fit(table, clicked)
    both = table[(table["camping"] > 0) & (table["tents"] > 0)].head(100)

    found = explain(model, both, reference=STRANGER).to_frame().mean()

    assert abs(found["tents"]) <= 0.1 * found["camping"]


def test_a_family_holds_the_whole_credit_whichever_twin_the_trees_used() -> None:
    """Two models that split on different twins say the same of the family."""
    table, clicked = a_twin_table()
    twin = table.assign(tents=table["camping"] * 2)
    families = twin_groups(twin[["camping", "tents", "evening"]])
    said = []
    for columns in (["camping", "tents", "evening"], ["tents", "camping", "evening"]):
        model = xgboost.XGBClassifier(n_estimators=40, max_depth=3, n_jobs=1).fit(twin[columns], clicked)
        one = twin[twin["camping"] > 0].head(50)
        said.append(explain(model, one, reference=STRANGER, groups=families).to_frame()["camping + tents"].to_numpy())

    assert families == {"camping + tents": ["camping", "tents"]}
    assert said[0] == pytest.approx(said[1], abs=0.05)


def test_flags_that_agree_in_97_of_100_rows_are_twins() -> None:
    """Such a pair is offered as a family."""
    assert list(twin_groups(a_twin_table()[0])) == ["camping + tents"]


def test_columns_that_are_no_twins_stay_alone() -> None:
    """Noise, constants and loosely related columns make no family."""
    table, _ = a_twin_table()

    assert twin_groups(table.assign(always=1.0)[["evening", "always", "camping"]]) == {}


def test_a_trait_that_always_goes_along_does_not_steal_the_ads_own_topic() -> None:
    """Whoever camps also visits museums; the tents are still explained by the camping."""
    museums = a_logged_trait(MUSEUMS, 3.0, visits=4, vendors={"Alpha": 4})
    log = tuple(replace(row, traits=(*row.traits, museums)) if row.traits else row for row in a_log())
    found = next(answer for answer in explain_logged(log, BaseModel.load()) if answer.impression_id == "i56")
    sizes = {item.cause.id: item.size.log_odds for item in found.contributions if item.cause.kind is CauseKind.INTEREST}

    assert found.top_cause is not None
    assert found.top_cause.cause.id == CAMPING
    assert sizes[MUSEUMS] < 0.5 * sizes[CAMPING]  # a look-alike could ask for it
