"""Exact grouped Shapley values with one paired reference: who moved this score, and by how much.

A player is a cause with all its columns. A player in a coalition has its columns as they are in ``row``; a player
outside has them as in ``reference`` (a stranger). Shapley values of that game are what ``shap`` calls interventional
with a single background row, except that shap's players are columns; here several columns may be one player.

Each leaf of a tree wants some players present and some absent. Its value is credited in closed form, so every tree is
walked once: along one branch where row and reference agree, along both where they part.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from explainer.errors import InvalidRecordError
from explainer.patterns import PatternKernel, fits, leaf_weights
from explainer.trees import FloatArray, IntArray, TreeEnsemble

# 2^12 coalitions are re-scored in a few milliseconds; beyond that the table, not the arithmetic, is too large.
MOST_TABLE_PLAYERS: Final = 12

# Rows walked at once, so that the open branches of some hundred trees stay within a few megabytes.
ROWS_PER_BLOCK: Final = 32


class GroupKernel:
    """Contributions of one or more ensembles over the same columns, prepared for one way of grouping them.

    Shallow ensembles are looked up in tables, deeper ones are walked; the answer is the same.
    """

    def __init__(self, ensembles: Sequence[TreeEnsemble], owner: npt.ArrayLike) -> None:
        """Prepare for players as in ``paired_contributions``."""
        self._ensembles, self._owner = tuple(ensembles), np.asarray(owner, dtype=np.int64)
        self.players = int(self._owner.max(initial=-1)) + 1
        self._tables = PatternKernel(ensembles, self._owner) if fits(ensembles, self.players) else None

    def contributions(self, rows: npt.ArrayLike, references: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
        """Contributions, shape (n, ensembles, players), and the references' margins, shape (n, ensembles).

        Both arguments have shape (n, columns).

        Raises:
            InvalidRecordError: Shapes do not fit the ensembles, or nobody's column differs.
        """
        values, others = np.asarray(rows, dtype=np.float32), np.asarray(references, dtype=np.float32)
        _check(self._ensembles[0], values, others, np.broadcast_to(self._owner, values.shape))
        if self._tables is not None:
            return self._tables.contributions(values, others)
        split = [paired_contributions_of_rows(trees, values, others, self._owner) for trees in self._ensembles]
        return np.stack(split, axis=1), np.stack([trees.margin(others) for trees in self._ensembles], axis=1)


def paired_contributions(
    trees: TreeEnsemble, row: npt.ArrayLike, reference: npt.ArrayLike, owner: npt.ArrayLike
) -> FloatArray:
    """Split ``margin(row) - margin(reference)`` among players, in log odds, exactly.

    A player whose columns are equal in row and reference gets exactly 0.

    Args:
        trees: The model.
        row: Shape (columns,): the person's values.
        reference: Shape (columns,): the stranger's values.
        owner: Shape (columns,): the player 0..k-1 that a column belongs to; -1 is nobody, and such a column must be
            equal in row and reference.

    Returns:
        Shape (k,), k being one more than the highest player.

    Raises:
        InvalidRecordError: Shapes do not fit the ensemble, or nobody's column differs.

    References:
        Lundberg et al. (2020), From local explanations to global understanding with explainable AI for trees
        (interventional TreeSHAP). Grouping: the Shapley value of the quotient game, Owen (1977).
    """
    players = np.asarray(owner, dtype=np.int64)
    single: FloatArray = paired_contributions_of_rows(trees, np.atleast_2d(row), reference, players)[0]
    return single


def paired_contributions_of_rows(
    trees: TreeEnsemble, rows: npt.ArrayLike, references: npt.ArrayLike, owners: npt.ArrayLike
) -> FloatArray:
    """Do the same for many rows at once: all arguments have shape (n, columns), the answer has shape (n, k).

    One reference or one line of owners is used for all rows. Far cheaper per row than one call each.
    """
    values = np.asarray(rows, dtype=np.float32)
    shape = values.shape
    others = np.broadcast_to(np.asarray(references, dtype=np.float32), shape)
    players = np.broadcast_to(np.asarray(owners, dtype=np.int64), shape)
    _check(trees, values, others, players)
    count = int(players.max(initial=-1)) + 1
    blocks = [slice(start, start + ROWS_PER_BLOCK) for start in range(0, len(values), ROWS_PER_BLOCK)]
    found = [_walk(trees, values[block], others[block], players[block], count) for block in blocks]
    return np.concatenate(found) if found else np.zeros((0, count))


def coalition_contributions(values: npt.ArrayLike) -> FloatArray:
    """Turn a table of coalition values into exact Shapley values.

    Args:
        values: Shape (..., 2^k), k <= 12. Entry ``s`` is the value of the coalition whose players are the bits of ``s``
            (bit 0 is player 0), so entry 0 is nobody and the last entry is everybody.

    Returns:
        Shape (..., k). Adds up to the last entry minus the first.

    Raises:
        InvalidRecordError: The length is not a power of two or there are more than 12 players.
    """
    table = np.asarray(values, dtype=np.float64)
    size = table.shape[-1] if table.ndim else 0
    players = size.bit_length() - 1
    if size < 1 or size != 1 << players or players > MOST_TABLE_PLAYERS:
        raise InvalidRecordError(
            record="coalition_contributions", field="values",
            expected=f"2^k entries, k <= {MOST_TABLE_PLAYERS}", got=f"{size} entries",
        )  # fmt: skip
    without, weights = _coalitions(players)
    gains = table[..., without | (1 << np.arange(players))[:, None]] - table[..., without]
    result: FloatArray = (gains * weights).sum(axis=-1)
    return result


@cache
def _coalitions(players: int) -> tuple[IntArray, FloatArray]:
    """For each player, the coalitions without it (one row each) and the weight of each of them."""
    every = np.arange(1 << players)
    without = np.array([every[every >> player & 1 == 0] for player in range(players)], dtype=np.int64)
    by_size = np.array([1.0 / (players * math.comb(players - 1, size)) for size in range(players)])
    weights = by_size[np.bitwise_count(without)] if players else np.zeros((0, 1))
    return without.reshape(players, -1), weights.reshape(players, -1)


def _check(
    trees: TreeEnsemble, values: npt.NDArray[np.float32], others: npt.NDArray[np.float32], players: IntArray
) -> None:
    if values.ndim != 2 or values.shape[1] != len(trees.columns):
        raise InvalidRecordError(
            record="paired_contributions", field="row",
            expected=f"{len(trees.columns)} columns", got=f"shape {values.shape}",
        )  # fmt: skip
    differs = (values != others) & ~(np.isnan(values) & np.isnan(others))
    loose = np.flatnonzero((differs & (players < 0)).any(axis=0))
    if len(loose):
        raise InvalidRecordError(
            record="paired_contributions", field="owner", expected="an owner for every column that differs",
            got=f"none for {trees.columns[loose[0]]}",
        )  # fmt: skip


def _walk(
    trees: TreeEnsemble, values: npt.NDArray[np.float32], others: npt.NDArray[np.float32], players: IntArray, count: int
) -> FloatArray:
    """Follow all open branches of all trees level by level, and credit the leaves at the end.

    ``wanted`` holds one column per level: +(p + 1) where the branch wants player p present, -(p + 1) where absent, 0
    where the split decided nothing new.
    """
    rows, width = values.shape
    trees_count = len(trees.roots)
    flat, flat_others, owner = values.ravel(), others.ravel(), players.ravel()
    first = np.repeat(np.arange(rows) * width, trees_count)  # where the branch's row begins in the flat arrays
    node = np.tile(trees.roots, rows)
    wanted = np.zeros((len(node), 0), dtype=np.int64)
    for _ in range(trees.depth):
        cell = first + trees.feature.take(node)
        threshold, default_left = trees.threshold.take(node), trees.default_left.take(node)
        to_right = _goes_right(flat.take(cell), threshold, default_left)
        other_right = _goes_right(flat_others.take(cell), threshold, default_left)
        player = owner.take(cell) + 1
        is_absent = (wanted == -player[:, None]).any(axis=1)
        is_open = (to_right != other_right) & ~is_absent & ~(wanted == player[:, None]).any(axis=1)
        # The branch itself goes on with the player present, unless it is wanted absent; a new one takes the other way.
        forked = np.flatnonzero(is_open)
        step = np.concatenate([np.where(is_absent, other_right, to_right), other_right[forked]])
        decided = np.concatenate([np.where(is_open, player, 0), -player[forked]])
        branch = np.concatenate([np.arange(len(node)), forked])
        node = trees.children.take(2 * node.take(branch) + step)
        first = first.take(branch)
        wanted = np.concatenate([wanted.take(branch, axis=0), decided[:, None]], axis=1)
    return _credit(trees.value.take(node), wanted, first // width, rows=rows, players=count)


def _goes_right(
    asked: npt.NDArray[np.float32], threshold: npt.NDArray[np.float32], default_left: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    right: npt.NDArray[np.bool_] = np.where(np.isnan(asked), ~default_left, asked >= threshold)
    return right


def _credit(leaf: FloatArray, wanted: IntArray, row: IntArray, *, rows: int, players: int) -> FloatArray:
    """Give each leaf's value to the players it wants present, and take it from those it wants absent."""
    present, absent = (wanted > 0).sum(axis=1), (wanted < 0).sum(axis=1)
    gain, loss = leaf_weights(wanted.shape[1])
    branch, level = np.nonzero(wanted)
    player = wanted[branch, level]
    a, b = present[branch], absent[branch]
    credit = leaf[branch] * np.where(player > 0, gain[a, b], -loss[a, b])
    place = row[branch] * players + np.abs(player) - 1
    sums: FloatArray = np.bincount(place, weights=credit, minlength=rows * players).astype(np.float64)
    return sums.reshape(rows, players)
