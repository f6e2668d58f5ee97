"""Models that split on categories: each question "is it one of these?" becomes a column of its own.

Over such columns a tree is an ordinary one, read and walked like any other. A new column belongs to the player of the
column that it asks about and changes sides with it, so the contributions are those of the model as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from explainer.errors import InvalidRecordError, ModelFileError, UnsupportedModelError
from explainer.trees import IntArray

Rows = npt.NDArray[np.float32]
Level = str | int | float

_CATEGORICAL: Final = "c"  # XGBoost's own mark in ``feature_types``
_IS_ONE_OF_THEM: Final = 0.5  # threshold: 0 goes left, 1 goes right, as XGBoost sends the categories of a split


@dataclass(frozen=True, slots=True)
class Question:
    """What one added column says: whether a row's category is one of some."""

    column: int
    codes: frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)
class Categories:
    """What a model knows of categories.

    Attributes:
        levels: By the number of a column of categories: its categories in the model's order, empty where the model
            was fitted on their numbers.
        questions: What the columns behind the model's own ones say.
    """

    levels: Mapping[int, tuple[Level, ...]]
    questions: tuple[Question, ...]

    def widened(self, rows: Rows) -> Rows:
        """The rows with the added columns behind their own; a missing category answers no question."""
        answers = [
            np.where(np.isnan(asked := rows[:, one.column]), asked, np.isin(asked, sorted(one.codes)))
            for one in self.questions
        ]
        return np.column_stack([rows, *answers]).astype(np.float32) if answers else rows

    def owners(self, owner: IntArray) -> IntArray:
        """The player of each column, the added ones with those that they ask about."""
        return np.append(owner, [owner[one.column] for one in self.questions]).astype(np.int64)

    def numbered(self, rows: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
        """The rows with categories as the model numbers them, NaN where missing; ``columns`` are named in its order.

        Raises:
            InvalidRecordError: A category that the model was not fitted on.
        """
        found = {columns[number]: _codes(rows[columns[number]], levels) for number, levels in self.levels.items()}
        return rows.assign(**found) if found else rows


def without_categories(document: Mapping[str, Any]) -> tuple[Mapping[str, Any], Categories]:
    """XGBoost's document with ordinary splits alone, and what its columns then say.

    Raises:
        ModelFileError: The splits on categories are not as XGBoost writes them.
        UnsupportedModelError: XGBoost did not keep which category is which.
    """
    try:
        learner = document["learner"]
        types = learner.get("feature_types") or ()
        if _CATEGORICAL not in types or "model" not in learner["gradient_booster"]:  # other boosters are refused later
            return document, Categories({}, ())
        model = learner["gradient_booster"]["model"]
        names = list(learner.get("feature_names") or (f"f{number}" for number in range(len(types))))
        levels = _levels(model, [one for _, one in zip(names, types, strict=True)])
        asked: dict[Question, int] = {}
        trees = [_plain_tree(tree, asked, len(names)) for tree in model["trees"]]
        columns = [*names, *(f"{names[one.column]} is one of {sorted(one.codes)}" for one in asked)]
    except (KeyError, TypeError, IndexError, ValueError, AttributeError) as error:
        raise ModelFileError(
            "XGBoost JSON", problem="its categories are not as XGBoost writes them", hint="save the model again"
        ) from error
    booster = {**learner["gradient_booster"], "model": {**model, "trees": trees}}
    plain = {**learner, "feature_names": columns, "gradient_booster": booster}
    return {**document, "learner": plain}, Categories(levels, tuple(asked))


def _plain_tree(tree: Mapping[str, Any], asked: dict[Question, int], columns: int) -> Mapping[str, Any]:
    """The tree with a question in place of each split on categories; new questions are added to those asked."""
    if not tree.get("categories_nodes"):
        return tree
    indices, conditions = list(tree["split_indices"]), list(tree["split_conditions"])
    parts = zip(tree["categories_nodes"], tree["categories_segments"], tree["categories_sizes"], strict=True)
    for node, begin, size in parts:
        question = Question(int(indices[node]), frozenset(map(int, tree["categories"][begin : begin + size])))
        indices[node] = columns + asked.setdefault(question, len(asked))
        conditions[node] = _IS_ONE_OF_THEM
    return {**tree, "categories_nodes": [], "split_indices": indices, "split_conditions": conditions, "split_type": []}


def _levels(model: Mapping[str, Any], types: Sequence[str]) -> dict[int, tuple[Level, ...]]:
    """The categories of each column of categories; XGBoost keeps them in the model from 3.1 on."""
    held = (model.get("cats") or {}).get("enc") or [{}] * len(types)
    return {number: _decoded(held[number]) for number, one in enumerate(types) if one == _CATEGORICAL}


def _decoded(held: Mapping[str, Any]) -> tuple[Level, ...]:
    """Texts lie one behind the other, with the places where they begin and end; numbers as they are."""
    values, offsets = held.get("values") or [], held.get("offsets")
    if not offsets:
        return tuple(values)
    if min(values, default=0) < 0:
        # XGBoost 3.2 counts letters and writes bytes, so behind the first "ü" every name is cut in the wrong place.
        raise UnsupportedModelError(
            "XGBoost keeps the names of categories beyond ASCII wrongly",
            hint="rename them and fit again, or fit on their numbers",
        )
    return tuple(bytes(values[begin:end]).decode("ascii") for begin, end in pairwise(offsets))


def _codes(column: pd.Series, levels: Sequence[Level]) -> pd.Series:
    if not levels:  # the model knows numbers alone, and they mean what pandas means by them
        return column.cat.codes.where(column.notna()) if isinstance(column.dtype, pd.CategoricalDtype) else column
    code_of = {level: float(code) for code, level in enumerate(levels)}
    values = column.astype(object)
    unknown = next((value for value in values[values.notna()] if value not in code_of), None)
    if unknown is not None:
        expected = f"one of the categories that the model was fitted on, such as {levels[0]!r}"
        raise InvalidRecordError(record="X", field=str(column.name), expected=expected, got=repr(unknown))
    return values.map(code_of).astype(float)
