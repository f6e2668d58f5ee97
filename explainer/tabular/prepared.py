"""A model made ready for many calls: read once, compared with one reference, columns dealt out to their players."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from explainer.contributions import GroupKernel
from explainer.errors import InvalidRecordError
from explainer.tabular.categories import Categories, Rows
from explainer.tabular.inputs import Reference, columns_of, numbers_of, one_row, players_of, trees_of
from explainer.trees import FloatArray, IntArray, TreeEnsemble

if TYPE_CHECKING:
    from explainer.tabular.inputs import Model

# Below so many rows times trees, NumPy is done before Numba is imported and its compiled code is loaded.
FEW_TREE_WALKS: Final = 20_000

_Kernel = Callable[[Rows], FloatArray]


@dataclass(frozen=True, slots=True, eq=False)
class PreparedModel:
    """A model, a reference and a grouping; rows go in as arrays, contributions come out.

    Attributes:
        players: Names of the groups, then of the columns without a group.
        columns: The model's columns in the order of a row's values.
        trees: The model's trees; behind the columns stand their questions about categories, if they ask any.
        categories: What the model knows of categories.
        reference: Shape (columns,): the row that all rows are compared with.
        base: The reference's margin.
        owner: Shape (columns,): the player of each column.
    """

    players: tuple[str, ...]
    columns: tuple[str, ...]
    trees: TreeEnsemble = field(repr=False)
    categories: Categories = field(repr=False)
    reference: Rows = field(repr=False)
    base: float
    owner: IntArray = field(repr=False)
    _kernel: _Kernel = field(repr=False)

    def contributions(self, rows: Rows) -> FloatArray:
        """Split the scores of rows: shape (n, columns) in, NaN for missing values; (n, players) out.

        Raises:
            InvalidRecordError: The rows have another shape.
        """
        values = np.asarray(rows, dtype=np.float32)
        if values.ndim != 2 or values.shape[1] != len(self.columns):
            raise InvalidRecordError(
                record="rows", field="shape", expected=f"(rows, {len(self.columns)}), one row as row[None]",
                got=str(values.shape),
            )  # fmt: skip
        return self._kernel(self.categories.widened(values))


def prepare(
    model: Model,
    *,
    reference: Reference,
    groups: Mapping[str, Sequence[str]] | None = None,
    columns: Sequence[str] | None = None,
    rows: int | None = None,
) -> PreparedModel:
    """Make a model ready to explain rows against one reference; arguments as in ``explain``.

    Args:
        model: A fitted ``Booster`` or ``XGBModel``, or a path to a saved ``.json`` or ``.ubj``.
        reference: The row to compare with.
        groups: Columns that count as one player, by the player's name.
        columns: Names of the columns, for a model that was fitted without any; by default those of the reference.
        rows: How many rows will come, if known: for few, nothing is compiled.

    Example:
        >>> import numpy as np, xgboost
        >>> X = np.array([[0, 9], [3, 1], [5, 1], [0, 9]], dtype=np.float32)
        >>> model = xgboost.XGBClassifier(n_estimators=5, min_child_weight=0, n_jobs=1).fit(X, [0, 1, 1, 0])
        >>> ready = prepare(model, reference={"camping": 0, "days": 9}, rows=4)
        >>> ready.contributions(X).sum(axis=1).round(2).tolist()
        [0.0, 1.67, 1.67, 0.0]
    """
    trees, categories = trees_of(model)
    frame = _as_frame(reference)
    known = trees.columns[: len(trees.columns) - len(categories.questions)]
    names = columns_of(known, tuple(columns) if columns is not None else tuple(str(name) for name in frame.columns))
    players, owner = players_of(names, groups or {})
    stranger = numbers_of(one_row(frame, names), names, model, categories)
    wide = categories.widened(stranger)[0]
    kernel = _kernel_for(trees, wide, categories.owners(owner), players=len(players), rows=rows)
    base = float(trees.margin(wide)[0])
    return PreparedModel(players, names, trees, categories, stranger[0], base, owner, kernel)


def _as_frame(reference: Reference) -> pd.DataFrame:
    if isinstance(reference, pd.DataFrame):
        return reference
    if not isinstance(reference, pd.Series | Mapping):
        raise InvalidRecordError(
            record="explain", field="reference", got=type(reference).__name__,
            expected="a one-row frame, a Series such as X.median(), or a mapping from column to value",
        )  # fmt: skip
    return pd.DataFrame([dict(reference)])


def _kernel_for(trees: TreeEnsemble, reference: Rows, owner: IntArray, *, players: int, rows: int | None) -> _Kernel:
    """The fastest exact way here: compiled if Numba is installed and the work is worth it, else NumPy."""
    missing = players - (int(owner.max(initial=-1)) + 1)  # groups at the end that own no column get 0

    def padded(values: FloatArray) -> FloatArray:
        return np.pad(values, ((0, 0), (0, missing))) if missing else values

    if rows is None or rows * len(trees.roots) > FEW_TREE_WALKS:
        try:
            from explainer.tabular.compiled import CompiledWalk  # noqa: PLC0415 - Numba takes half a second
        except ImportError:  # Numba comes with shap up to 0.51 and is nobody's duty; NumPy gives the same numbers
            pass
        else:
            walk = CompiledWalk(trees, reference, owner)
            return lambda values: padded(walk.contributions(values))
    kernel = GroupKernel([trees], owner)
    return lambda values: padded(kernel.contributions(values, np.broadcast_to(reference, values.shape))[0][:, 0])
