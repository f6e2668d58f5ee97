"""The door for a practitioner's own XGBoost model: exact grouped contributions against one reference row.

shap answers the same question for single columns; here several columns may be one player, which is what a trait, an
encoded category or an embedding needs. ``RowExplanations.verify`` shows that both agree where both can answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from explainer.tabular.inputs import Reference, numbers_of, table_of
from explainer.tabular.prepared import prepare
from explainer.tabular.row_explanations import RowExplanations

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
    gets exactly 0. Rows are scored before any link, so the values are log odds for ``binary:logistic``. A margin of
    one's own (``base_margin``) is no part of the model: row and reference start from the same one, which moves no
    contribution and is not in the base value.

    Args:
        model: A fitted ``Booster`` or ``XGBModel``, or a path to a saved ``.json`` or ``.ubj``.
        X: The rows, with the model's columns by name in any order (by position if the model has no names); categories
            as the model was fitted on them.
        reference: The row to compare with: a one-row frame, a Series or a mapping from column to value.
        groups: Columns that count as one player, by the player's name.

    Raises:
        FeatureMismatchError: Rows, reference or groups and the model speak of different columns.
        InvalidRecordError: A column is no number or is in two groups, or the reference is not one row.
        UnsupportedModelError: A model that would be explained wrongly (dart, several classes).

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
    columns = tuple(str(name) for name in table_of(X).columns)
    ready = prepare(model, reference=reference, groups=groups, columns=columns, rows=len(X))
    rows = numbers_of(X, ready.columns, model, ready.categories)
    return RowExplanations(
        players=ready.players, values=ready.contributions(rows), base_values=np.repeat(ready.base, len(rows)), data=X,
        _ready=ready, _model=model, _row_values=rows,
    )  # fmt: skip
