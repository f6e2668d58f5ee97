"""The door for a practitioner's own XGBoost model: exact grouped contributions against one reference row.

shap answers the same question for single columns; here several columns may be one player, which is what a trait, an
encoded category or an embedding needs. ``RowExplanations.verify`` shows that both agree where both can answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from explainer.contributions import paired_contributions_of_rows
from explainer.tabular.inputs import Reference, columns_of, numbers_of, one_row, players_of, trees_of
from explainer.tabular.row_explanations import RowExplanations
from explainer.trees import FloatArray

if TYPE_CHECKING:
    from explainer.tabular.inputs import Model


def explain(
    model: Model,
    X: pd.DataFrame,  # noqa: N803 - every machine-learning library calls it X
    *,
    reference: Reference,
    groups: Mapping[str, Sequence[str]] | None = None,
) -> RowExplanations:
    """Split each row's score minus the reference's among groups of columns, exactly.

    The players are the groups and every column that is in none. A column, or a whole group, that is as in the reference
    gets exactly 0. Rows are scored before any link, so the values are log odds for ``binary:logistic``.

    Args:
        model: A fitted ``Booster`` or ``XGBModel``, or a path to a saved ``.json`` or ``.ubj``.
        X: The rows, with the model's columns by name in any order (by position if the model has no names).
        reference: The row to compare with: a one-row frame, a Series or a mapping from column to value.
        groups: Columns that count as one player, by the player's name.

    Raises:
        FeatureMismatchError: Rows, reference or groups and the model speak of different columns.
        InvalidRecordError: A column is no number or is in two groups, or the reference is not one row.
        UnsupportedModelError: A model that would be explained wrongly (categorical splits, dart, several classes).

    Example:
        >>> import pandas as pd, xgboost
        >>> X = pd.DataFrame({"camping": [0, 3, 5, 0], "camping_days": [9, 1, 1, 9], "evening": [0, 0, 1, 1]})
        >>> model = xgboost.XGBClassifier(n_estimators=5, min_child_weight=0, n_jobs=1).fit(X, [0, 1, 1, 0])
        >>> stranger = {"camping": 0, "camping_days": 9, "evening": 0}
        >>> why = explain(model, X, reference=stranger, groups={"interest": ["camping", "camping_days"]})
        >>> why.to_frame().round(2)
           interest  evening
        0      0.00      0.0
        1      1.67      0.0
        2      1.67      0.0
        3      0.00      0.0
    """
    trees = trees_of(model)
    columns = columns_of(trees, X)
    players, owner = players_of(columns, groups or {})
    rows = numbers_of(X, columns, model)
    stranger = numbers_of(one_row(reference, columns), columns, model)[0]
    return RowExplanations(
        players=players, values=_padded(paired_contributions_of_rows(trees, rows, stranger, owner), len(players)),
        base_values=np.repeat(trees.margin(stranger), len(rows)), data=X, _trees=trees, _model=model, _row_values=rows,
        _reference=stranger, _owner=owner,
    )  # fmt: skip


def _padded(values: FloatArray, players: int) -> FloatArray:
    """Room for empty groups at the end, which own no column and get 0."""
    return np.pad(values, ((0, 0), (0, players - values.shape[1])))
