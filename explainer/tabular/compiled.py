"""The tree walk compiled by Numba, for a practitioner's rows and deep models. The service never imports this file.

Same closed form as in ``contributions``, but one branch is followed at a time: along the way where row and reference
agree, along both where they part and the player at the split is still free.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numba
import numpy as np
import numpy.typing as npt

from explainer.patterns import leaf_weights
from explainer.trees import FloatArray, IntArray, TreeEnsemble

Float32Array = npt.NDArray[np.float32]
Int32Array = npt.NDArray[np.int32]

# A node is four numbers side by side, so that visiting it costs one look into memory: its column (counted from 1;
# negative where a missing value goes right; 0 at a leaf), its threshold or leaf value in float32, and its children.
_COLUMN, _NUMBER, _LEFT = 0, 1, 2

# What a branch has decided about a player.
_FREE, _PRESENT, _ABSENT = 0, 1, 2

_compile: Final[Callable[..., Any]] = numba.njit(cache=True, nogil=True)


class CompiledWalk:
    """One model, one reference and one grouping, ready for rows.

    The first walk on a machine takes some seconds to compile; Numba keeps the result beside this file.
    """

    def __init__(self, trees: TreeEnsemble, reference: npt.ArrayLike, owner: IntArray) -> None:
        """Lay the trees out as the walk reads them; arguments as in ``paired_contributions``."""
        self.players = int(owner.max(initial=-1)) + 1
        nodes = _nodes(trees)
        self._fixed = (
            nodes, nodes.view(np.float32), trees.roots.astype(np.int32), owner.astype(np.int32),
            np.array(reference, dtype=np.float32), *leaf_weights(max(1, trees.depth)),
        )  # fmt: skip

    def contributions(self, rows: Float32Array) -> FloatArray:
        """Shape (n, columns) in, (n, players) out."""
        found = np.zeros((len(rows), self.players))
        _walk_rows(np.ascontiguousarray(rows), found, *self._fixed)
        return found


def _nodes(trees: TreeEnsemble) -> Int32Array:
    pairs = trees.children.reshape(-1, 2)
    is_leaf = pairs[:, 0] == np.arange(len(pairs))
    nodes = np.empty((len(pairs), 4), dtype=np.int32)
    column = np.where(trees.default_left, trees.feature + 1, -trees.feature - 1)
    nodes[:, _COLUMN], nodes[:, _LEFT:] = np.where(is_leaf, 0, column), pairs
    nodes.view(np.float32)[:, _NUMBER] = np.where(is_leaf, trees.value, trees.threshold)
    return nodes


# One function, because every call inside the loop would cost as much as the step it makes.
@_compile
def _walk_rows(  # noqa: C901, PLR0913, PLR0917 - see above
    rows: Float32Array, found: FloatArray, nodes: Int32Array, numbers: Float32Array, roots: Int32Array,
    owner: Int32Array, reference: Float32Array, gain: FloatArray, loss: FloatArray,
) -> None:  # fmt: skip
    decided, path = np.zeros(found.shape[1], dtype=np.int8), np.empty(gain.shape[0], dtype=np.int32)
    # Branches to be followed later: where each begins, how long the path was there, and who is absent from there on.
    later = np.empty((gain.shape[0], 3), dtype=np.int32)
    for number in range(rows.shape[0]):
        for root in roots:
            node, length, present, waiting = root, 0, 0, 0
            while True:
                column = nodes[node, _COLUMN]
                if column:
                    asked, threshold, by_default = abs(column) - 1, numbers[node, _NUMBER], column < 0
                    mine, other = rows[number, asked], reference[asked]
                    right = by_default if np.isnan(mine) else mine >= threshold
                    other_right = by_default if np.isnan(other) else other >= threshold
                    if right != other_right:
                        player = owner[asked]
                        if decided[player] == _FREE:
                            later[waiting, 0] = nodes[node, _LEFT + other_right]
                            later[waiting, 1], later[waiting, 2] = length, player
                            waiting += 1
                            decided[player], path[length] = _PRESENT, player
                            length, present = length + 1, present + 1
                        elif decided[player] == _ABSENT:
                            right = other_right
                    node = nodes[node, _LEFT + right]
                    continue
                won = numbers[node, _NUMBER] * gain[present, length - present]
                lost = numbers[node, _NUMBER] * loss[present, length - present]
                for place in range(length):
                    found[number, path[place]] += won if decided[path[place]] == _PRESENT else -lost
                keep = later[waiting - 1, 1] if waiting else 0
                while length > keep:
                    length -= 1
                    present -= decided[path[length]] == _PRESENT
                    decided[path[length]] = _FREE
                if not waiting:
                    break
                waiting -= 1
                node, player = later[waiting, 0], later[waiting, 2]
                decided[player], path[length] = _ABSENT, player
                length += 1
