"""An XGBoost model as plain NumPy arrays: margins and tree walks without importing xgboost.

The service loads its model through this file, so a request never pays for a machine-learning import. The reader takes
XGBoost's own JSON document (``Booster.save_model("m.json")``) and refuses whatever it would get wrong.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from explainer.errors import ModelFileError, UnsupportedModelError

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

# How XGBoost turns `base_score` into a margin, by objective. Each one is compared with Booster.predict in a test;
# an objective that is not here is refused, because a wrong link would shift every margin silently.
LOGIT: Final = "logit"
LOG: Final = "log"
IDENTITY: Final = "identity"
LINKS: Final[Mapping[str, str]] = {
    "binary:logistic": LOGIT,
    "reg:logistic": LOGIT,
    "binary:logitraw": IDENTITY,
    "reg:squarederror": IDENTITY,
    "reg:absoluteerror": IDENTITY,
    "reg:pseudohubererror": IDENTITY,
    "rank:pairwise": IDENTITY,
    "rank:ndcg": IDENTITY,
    "count:poisson": LOG,
    "reg:gamma": LOG,
    "reg:tweedie": LOG,
}

# Rows walked at once: 512 rows x 300 trees keep the arrays of one level inside a 2 MB cache.
ROWS_PER_BLOCK: Final = 512

_MARGIN_OF: Final[Mapping[str, Callable[[float], float]]] = {
    LOGIT: lambda score: math.log(score / (1.0 - score)),
    LOG: math.log,
    IDENTITY: float,
}

_BRACKETED: Final = re.compile(r"^\[([^,\]]+)\]$")
_HOW_TO_SAVE: Final = 'use Booster.save_model("m.json")'

# The arrays that make an ensemble, and what each is in memory.
_DTYPES: Final[Mapping[str, type]] = {
    "columns": np.str_, "base_margin": np.float64, "roots": np.int64, "feature": np.int64, "threshold": np.float32,
    "default_left": np.bool_, "children": np.int64, "value": np.float64,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TreeEnsemble:
    """Gradient-boosted trees with all nodes of all trees in one row of arrays.

    A node goes left when its value is below the threshold, compared in float32 as XGBoost does, and the default way
    when the value is missing (NaN). A leaf is its own child twice, so a walk that runs one level too far stands still.

    Attributes:
        columns: Names of the features, in the order of a row's values.
        base_margin: What the model says before the first tree.
        roots: Node number of each tree's root.
        feature: Column that a node asks about; 0 at leaves.
        threshold: Float32 split value; infinite at leaves.
        default_left: Whether a missing value goes left.
        children: Left and right child of node ``i`` at ``2 * i`` and ``2 * i + 1``.
        value: What a leaf adds to the margin; 0 at inner nodes.
        depth: Most splits between a root and a leaf.
    """

    columns: tuple[str, ...]
    base_margin: float
    roots: IntArray
    feature: IntArray
    threshold: npt.NDArray[np.float32]
    default_left: npt.NDArray[np.bool_]
    children: IntArray
    value: FloatArray
    depth: int

    @classmethod
    def from_xgboost_json(cls, document: Mapping[str, Any]) -> TreeEnsemble:
        """Read XGBoost's JSON document (from 1.7 on; ``base_score`` plain or in brackets).

        A model that stopped early is cut at its best iteration, as ``XGBModel.predict`` does.

        Raises:
            UnsupportedModelError: Categorical splits, dart or gblinear, several classes or targets, unknown objective.
            ModelFileError: Not an XGBoost document at all.
        """
        try:
            learner = document["learner"]
            booster = str(learner["gradient_booster"]["name"])
            _refuse_other_boosters(booster, learner["learner_model_param"])
            trees = _kept_trees(learner)
            base_margin = _base_margin(str(learner["learner_model_param"]["base_score"]), learner["objective"]["name"])
            columns = _columns(learner)
            _refuse_categorical_splits(trees)
            arrays = _join(trees, columns, base_margin)
        except (KeyError, TypeError, IndexError) as error:
            raise ModelFileError("XGBoost JSON", problem=f"no {error}", hint=_HOW_TO_SAVE) from error
        except (ValueError, AttributeError, OverflowError) as error:
            raise ModelFileError("XGBoost JSON", problem="not as XGBoost writes it", hint=_HOW_TO_SAVE) from error
        return cls.from_arrays(arrays)

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> TreeEnsemble:
        """Put together what ``to_arrays`` took apart.

        Raises:
            ModelFileError: An array is missing, or together they are no trees.
        """
        missing = [name for name in _DTYPES if name not in arrays]
        if missing:
            raise ModelFileError("trees", problem=f"no {missing[0]}", hint="write them with TreeEnsemble.to_arrays()")
        nodes: dict[str, npt.NDArray[Any]] = {}
        for name, dtype in _DTYPES.items():
            nodes[name] = _of_type(arrays[name], dtype)
            nodes[name].setflags(write=False)
        _refuse_what_is_no_tree(nodes)
        return cls(
            columns=tuple(str(name) for name in nodes["columns"]), base_margin=float(nodes["base_margin"]),
            roots=nodes["roots"], feature=nodes["feature"], threshold=nodes["threshold"],
            default_left=nodes["default_left"], children=nodes["children"], value=nodes["value"],
            depth=_depth(nodes["roots"], nodes["children"]),
        )  # fmt: skip

    def to_arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Take the ensemble apart for ``np.savez_compressed``, as small as it can be without loss."""
        return {
            "columns": np.array(self.columns), "base_margin": np.array(self.base_margin),
            "roots": self.roots.astype(np.int32), "feature": self.feature.astype(np.int32), "threshold": self.threshold,
            "default_left": self.default_left, "children": self.children.astype(np.int32),
            "value": self.value.astype(np.float32),
        }  # fmt: skip

    def margin(self, rows: npt.ArrayLike) -> FloatArray:
        """Score rows: shape (n, columns) in, (n,) out, before any link, equal to Booster margins up to float32 sums."""
        values = np.atleast_2d(np.asarray(rows, dtype=np.float32))
        blocks = range(0, len(values), ROWS_PER_BLOCK)
        margins = [self._block_margin(values[start : start + ROWS_PER_BLOCK]) for start in blocks]
        return np.concatenate(margins) if margins else np.zeros(0)

    def _block_margin(self, values: npt.NDArray[np.float32]) -> FloatArray:
        width = values.shape[1]
        flat, first = values.ravel(), (np.arange(len(values)) * width)[:, None]
        has_missing = bool(np.isnan(flat).any())
        node = np.broadcast_to(self.roots, (len(values), len(self.roots)))
        for _ in range(self.depth):
            asked = flat.take(first + self.feature.take(node))
            goes_right = asked >= self.threshold.take(node)
            if has_missing:
                goes_right |= np.isnan(asked) & ~self.default_left.take(node)
            node = self.children.take(2 * node + goes_right)
        sums: FloatArray = self.value.take(node).sum(axis=1)
        return self.base_margin + sums


# --- reading XGBoost's document -----------------------------------------------------------------------------------


def read_document(path: Path) -> Mapping[str, Any]:
    """The document in a ``.json`` file that XGBoost saved.

    Raises:
        ModelFileError: The file is missing or is not JSON.
    """
    try:
        document: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelFileError(path.name, problem=str(error), hint=_HOW_TO_SAVE) from error
    return document


def _refuse_other_boosters(booster: str, parameters: Mapping[str, str]) -> None:
    if booster != "gbtree":
        raise UnsupportedModelError(f"the booster is {booster}, not gbtree", hint="fit the model with booster='gbtree'")
    if int(parameters.get("num_class", "0")) > 1 or int(parameters.get("num_target", "1")) > 1:
        raise UnsupportedModelError("the model has several classes or targets", hint="fit one model for each")


def _refuse_categorical_splits(trees: Sequence[Mapping[str, Any]]) -> None:
    if any(tree.get("categories_nodes") or any(tree.get("split_type", ())) for tree in trees):
        raise UnsupportedModelError(
            "the model splits on categories", hint="encode categories as numbers or one column each, and fit again"
        )


def _kept_trees(learner: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    model = learner["gradient_booster"]["model"]
    trees: Sequence[Mapping[str, Any]] = model["trees"]
    best = learner.get("attributes", {}).get("best_iteration")
    if best is None:
        return trees
    # Several trees may belong to one boosting round (num_parallel_tree); older documents have no table of them.
    per_round = max(1, int(model["gbtree_model_param"].get("num_parallel_tree", "1")))
    return trees[: (int(best) + 1) * per_round]


def _base_margin(base_score: str, objective: str) -> float:
    if objective not in LINKS:
        raise UnsupportedModelError(f"the objective is {objective}", hint=f"supported are {', '.join(LINKS)}")
    bracketed = _BRACKETED.match(base_score.strip())  # since XGBoost 3.1 the score is a vector written as text
    try:
        score = np.float32(float(bracketed.group(1) if bracketed else base_score))  # XGBoost keeps it in float32
        return _MARGIN_OF[LINKS[objective]](float(score))
    except (ValueError, ZeroDivisionError) as error:
        raise UnsupportedModelError(f"base_score is {base_score}", hint=f"{objective} cannot start there") from error


def _columns(learner: Mapping[str, Any]) -> tuple[str, ...]:
    # XGBoost's own names for unnamed columns, so that dumps and contributions read alike.
    named = tuple(learner.get("feature_names") or ())
    return named or tuple(f"f{i}" for i in range(int(learner["learner_model_param"]["num_feature"])))


def _join(
    trees: Sequence[Mapping[str, Any]], columns: tuple[str, ...], base_margin: float
) -> Mapping[str, npt.NDArray[Any]]:
    sizes = [len(tree["left_children"]) for tree in trees]
    roots = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64) if sizes else np.zeros(0, dtype=np.int64)
    offset = np.repeat(roots, sizes)

    def joined(name: str, dtype: type) -> npt.NDArray[Any]:
        return np.concatenate([np.asarray(tree[name], dtype=dtype) for tree in trees] or [np.zeros(0, dtype=dtype)])

    left, right = joined("left_children", np.int64), joined("right_children", np.int64)
    split = joined("split_conditions", np.float32)
    itself, is_leaf = np.arange(len(left)), left < 0
    feature = joined("split_indices", np.int64)
    feature[is_leaf | (feature >= len(columns))] = 0  # pruned nodes keep a marker there and are never reached
    children = np.stack([np.where(is_leaf, itself, left + offset), np.where(is_leaf, itself, right + offset)], axis=1)
    return {
        "columns": np.array(columns), "base_margin": np.array(base_margin), "roots": roots, "feature": feature,
        "threshold": np.where(is_leaf, np.float32(np.inf), split), "default_left": joined("default_left", np.bool_),
        "children": children.ravel(), "value": np.where(is_leaf, split, np.float32(0.0)),
    }  # fmt: skip


def _of_type(array: npt.NDArray[Any], dtype: type) -> npt.NDArray[Any]:
    if dtype is np.int64 and np.asarray(array).dtype.kind not in "iu":
        raise _no_tree("a number of a node that is no whole number")
    with np.errstate(over="ignore"):  # an endless value is refused below
        return np.array(array, dtype=dtype)


def _refuse_what_is_no_tree(nodes: Mapping[str, npt.NDArray[Any]]) -> None:
    """See that no walk can leave the arrays, and no sum the numbers. That walks end is seen while they are measured."""
    count, columns = nodes["feature"].size, nodes["columns"].size
    expected = dict.fromkeys(("feature", "threshold", "default_left", "value"), (count,)) | {
        "children": (2 * count,), "roots": (nodes["roots"].size,), "base_margin": (),
    }  # fmt: skip
    if any(nodes[name].shape != shape for name, shape in expected.items()):
        raise _no_tree("arrays of different lengths")
    pairs, itself = nodes["children"].reshape(-1, 2), np.arange(count)
    if not all(_is_within(nodes[name], count) for name in ("roots", "children")):
        raise _no_tree("a node that is not there")
    if not _is_within(nodes["feature"], max(columns, 1)):
        raise _no_tree("a column that is not there")
    if ((pairs[:, 0] == itself) != (pairs[:, 1] == itself)).any():
        raise _no_tree("a node that is half a leaf")
    sums = (nodes["value"], nodes["base_margin"])
    if not all(np.isfinite(numbers).all() for numbers in sums) or np.isnan(nodes["threshold"]).any():
        raise _no_tree("a value that is no finite number")


def _is_within(numbers: IntArray, count: int) -> bool:
    return bool(((numbers >= 0) & (numbers < count)).all())


def _no_tree(problem: str) -> ModelFileError:
    return ModelFileError("trees", problem=problem, hint="make the model again")


def _depth(roots: IntArray, children: IntArray) -> int:
    depth, level, seen = 0, roots, 0
    while True:
        seen += len(level)
        if seen > len(children) // 2:  # a node was met twice: a circle would never end
            raise _no_tree("branches that grow together")
        pairs = children.reshape(-1, 2)[level]
        level = pairs[pairs[:, 0] != level].ravel()
        if not len(level):
            return depth
        depth += 1
