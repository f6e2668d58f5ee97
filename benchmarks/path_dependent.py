"""``shap.TreeExplainer`` without a background, path-dependent, on the shipped experts; columns summed to causes.

It needs to know how many training rows went through each node, which our file of trees does not keep. So the rows of
the person who is asked about are sent through the trees instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import shap

from explainer.base_model import KINDS, BaseModel, FloatArray
from explainer.features import SLOT_OF_COLUMN, TopicRelations, feature_rows
from explainer.records import Cause, LoggedImpression
from explainer.trees import TreeEnsemble

LITTLE: Final = 0.1  # of a row


class PathDependent:
    """What that method says of one person's impressions: a figure per cause, mixed by the probabilities of kinds."""

    def __init__(self, model: BaseModel, relations: TopicRelations, rows: Sequence[LoggedImpression]) -> None:
        """Split every row's score of every expert; the first member of each speaks for all."""
        table = feature_rows(rows, relations)
        self._causes, self._slots = table.causes, table.slots
        passing = np.concatenate([table.values, table.reference])
        self._by_slot = np.zeros((len(rows), len(KINDS), max(SLOT_OF_COLUMN) + 1))
        for kind, members in model.experts.items():
            explainer = shap.TreeExplainer(_as_shap(members[0], passing), feature_perturbation="tree_path_dependent")
            found = explainer.shap_values(table.values, check_additivity=False)
            for column, slot in enumerate(SLOT_OF_COLUMN):
                self._by_slot[:, KINDS.index(kind), slot] += found[:, column]

    def figures(self, number: int, kinds: FloatArray) -> Mapping[Cause, float]:
        """A figure for each cause of one impression."""
        mixed = kinds @ self._by_slot[number]
        return {
            cause: float(mixed[slot]) for cause, slot in zip(self._causes[number], self._slots[number], strict=True)
        }


def _as_shap(trees: TreeEnsemble, rows: FloatArray) -> dict[str, Any]:
    """The ensemble as the dictionary that shap reads, with the rows counted at every node."""
    passed = _passed(trees, rows)
    ends = np.append(trees.roots[1:], len(trees.feature))
    return {
        "trees": [_tree(trees, passed, int(root), int(end)) for root, end in zip(trees.roots, ends, strict=True)],
        "base_offset": trees.base_margin, "tree_output": "raw_value", "objective": "binary_crossentropy",
        "input_dtype": np.float32,
    }  # fmt: skip


def _passed(trees: TreeEnsemble, rows: FloatArray) -> FloatArray:
    """How many rows pass each node; a little for leaves where none does, since shap divides by it."""
    values = rows.astype(np.float32)
    at = np.tile(trees.roots, (len(rows), 1))
    for _ in range(trees.depth):
        asked = np.take_along_axis(values, trees.feature[at], axis=1)
        goes_left = np.where(np.isnan(asked), trees.default_left[at], asked < trees.threshold[at])
        at = trees.children[2 * at + ~goes_left]
    count = len(trees.feature)
    pairs = trees.children.reshape(-1, 2)
    is_leaf = pairs[:, 0] == np.arange(count)
    passed: FloatArray = np.bincount(at.ravel(), minlength=count) + LITTLE * is_leaf
    for node in range(count - 1, -1, -1):  # children come after their parent
        if not is_leaf[node]:
            passed[node] = passed[pairs[node]].sum()
    return passed


def _tree(trees: TreeEnsemble, passed: FloatArray, root: int, end: int) -> dict[str, Any]:
    left, right = trees.children.reshape(-1, 2)[root:end].T
    is_leaf = left == np.arange(root, end)
    left, right = (np.where(is_leaf, -1, side - root) for side in (left, right))
    return {
        "children_left": left, "children_right": right,
        "children_default": np.where(trees.default_left[root:end], left, right),
        "features": np.where(is_leaf, -1, trees.feature[root:end]),
        # shap goes left at "not above", XGBoost at "below".
        "thresholds": np.nextafter(trees.threshold[root:end], np.float32(-np.inf)).astype(np.float64),
        "values": trees.value[root:end, None], "node_sample_weight": passed[root:end],
    }  # fmt: skip
