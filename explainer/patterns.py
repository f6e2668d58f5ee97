"""Shallow trees as look-up tables: contributions and margins of several ensembles in a handful of array operations.

For one reference, what a tree gives to each player depends only on which way each of its splits sends the row. A tree
of three levels has seven splits, so a byte names the pattern and a table of 128 lines holds every answer; a tree of
four levels is two such trees below one split. Tables are exact: they are filled by the same closed form that the walk
in ``contributions`` uses, once for each way in which a reference passes the splits.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from explainer.trees import FloatArray, IntArray, TreeEnsemble

BoolArray = npt.NDArray[np.bool_]
Float32Array = npt.NDArray[np.float32]
Patterns = npt.NDArray[np.uint8]

DEEPEST: Final = 4  # a fifth level would need 2^9 patterns for each of four parts
_SUBTREE_DEPTH: Final = 3
_SUBTREE_SPLITS: Final = 7
_BITS: Final = 8  # splits of a unit: the seven of a three-level subtree, and the one above it
_LEAVES: Final = 8

# Tables are kept for so many references. The explainer's experts know two strangers (the ad has a topic or not).
MOST_REFERENCES: Final = 16
# A table of a thousand trees and a hundred players would be too large to look anything up in quickly.
MOST_TABLE_BYTES: Final = 64_000_000


@dataclass(frozen=True, slots=True)
class PatternTable:
    """What every pattern of every unit gives to every player, for one way in which a reference passes the splits.

    Attributes:
        values: Shape (units * patterns, players with a split, and a zero for those without).
        margins: The reference's margin by ensemble.
    """

    kernel: PatternKernel
    values: FloatArray
    margins: FloatArray

    def contributions(self, rows: Float32Array) -> FloatArray:
        """Shape (n, columns) in, (n, ensembles, players) out."""
        return self.kernel.sums(self.values, self.kernel.patterns(rows))


class PatternKernel:
    """Contributions of ensembles over the same columns and with the same players, by table.

    The ensembles must have at most ``DEEPEST`` levels and equally many trees (``fits`` says whether they have).
    """

    def __init__(self, ensembles: Sequence[TreeEnsemble], owner: npt.ArrayLike) -> None:
        """Lay out the splits.

        Args:
            ensembles: One or more.
            owner: Shape (columns,): the player 0..k-1 of each column; -1 is nobody, whose columns never differ.
        """
        owners = np.asarray(owner, dtype=np.int64)
        self.ensembles, self.players = len(ensembles), int(owners.max(initial=-1)) + 1
        self._base = np.array([trees.base_margin for trees in ensembles])
        self._levels = max([_SUBTREE_DEPTH, *(trees.depth for trees in ensembles)])
        units = [_units(trees, self._levels) for trees in ensembles]
        split, threshold, default_right, self._leaf, self._half = (
            np.concatenate([unit[part] for unit in units]) for part in range(5)
        )
        self._feature, self._threshold = split.ravel(), threshold.ravel()
        self._default_right = default_right.ravel()
        self._patterns = 1 << (_BITS if self._levels > _SUBTREE_DEPTH else _SUBTREE_SPLITS)
        self._first = np.arange(len(self._leaf)) * self._patterns
        self._ones = np.ones((1, len(self._leaf) // self.ensembles))
        # Only players whose columns are split on need room in the tables; nobody (-1) is one more of them.
        local, place = np.unique(owners[split], return_inverse=True)
        self._player, self._local = place.reshape(split.shape), len(local)
        # Where a player stands in a table's line; whoever is in no tree finds the zero behind the last.
        self._place = np.full(self.players, len(local))
        self._place[local[local >= 0]] = np.flatnonzero(local >= 0)
        self._tables: dict[bytes, PatternTable] = {}

    def against(self, reference: npt.ArrayLike) -> PatternTable:
        """Everything that can be known before a row comes, for one reference of shape (columns,)."""
        return self._table(self.patterns(np.asarray(reference, dtype=np.float32)[None]))

    def contributions(self, rows: npt.ArrayLike, references: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
        """Contributions, shape (n, ensembles, players), and the references' margins, shape (n, ensembles).

        Both arguments have shape (n, columns). Rows whose references pass the splits alike are looked up together.
        """
        values = np.asarray(rows, dtype=np.float32)
        alike: dict[bytes, list[int]] = {}
        others = self.patterns(np.asarray(references, dtype=np.float32))
        for place, other in enumerate(others):
            alike.setdefault(other.tobytes(), []).append(place)
        split = np.zeros((len(values), self.ensembles, self.players))
        margins = np.zeros((len(values), self.ensembles))
        for places in alike.values():
            table = self._table(others[places[0]])
            split[places], margins[places] = table.contributions(values[places]), table.margins
        return split, margins

    def patterns(self, values: Float32Array) -> Patterns:
        """Each unit's pattern: shape (n, columns) in, (n, units) out."""
        asked = values.take(self._feature, axis=1)
        right = asked >= self._threshold
        if math.isnan(np.vdot(values, values)):  # some value may be missing; asked of all values in one pass
            right |= np.isnan(asked) & self._default_right
        return np.packbits(right, bitorder="little").reshape(len(values), len(self._leaf))

    def sums(self, values: FloatArray, patterns: Patterns) -> FloatArray:
        """Look patterns up in a table and add up each ensemble's units: shape (n, ensembles, players)."""
        shape = (len(patterns), self.ensembles, self._ones.shape[1], self._local + 1)
        by_ensemble = np.matmul(self._ones, values.take(self._first + patterns, axis=0).reshape(shape))
        by_player: FloatArray = by_ensemble[:, :, 0].take(self._place, axis=2)
        return by_player

    def _table(self, reference: Patterns) -> PatternTable:
        key = reference.tobytes()
        table = self._tables.get(key)
        if table is None:
            if len(self._tables) >= MOST_REFERENCES:
                self._tables.clear()
            table = self._tables[key] = self._filled(reference.ravel())
        return table

    def _filled(self, reference: Patterns) -> PatternTable:
        """Write down what each pattern gives to each player."""
        paths = [self._level(number, reference) for number in range(self._levels)]
        values = np.zeros((len(self._leaf), self._patterns, self._local + 1))
        for level, credit in zip(paths, _credits(self._leaf, paths), strict=True):
            values[:, :, :-1] += credit @ (level.player[:, :, None] == np.arange(self._local)).astype(float)
        reached = np.all([level.other_fits for level in paths], axis=0)
        of_ensemble = np.where(reached, self._leaf, 0.0).reshape(self.ensembles, -1)
        return PatternTable(self, values.reshape(-1, self._local + 1), self._base + of_ensemble.sum(axis=1))

    def _level(self, number: int, reference: Patterns) -> _Level:
        slot, way = _paths()[number]
        ways = self._half[:, None] if number == _SUBTREE_DEPTH else way[None]  # (units or 1, leaves)
        bits = np.arange(self._patterns)[:, None] >> slot & 1
        return _Level(
            player=self._player[:, slot],
            row_fits=bits == ways[:, None],
            other_fits=np.broadcast_to((reference[:, None] >> slot & 1) == ways, self._leaf.shape),
        )


@dataclass(frozen=True, slots=True)
class _Level:
    """The splits of one level on the paths to the eight leaves of each unit.

    Attributes:
        player: Shape (units, leaves): whose column is split.
        row_fits: Shape (units or 1, patterns, leaves): whether a row of that pattern goes on towards the leaf.
        other_fits: Shape (units, leaves): whether the reference does.
    """

    player: IntArray
    row_fits: BoolArray
    other_fits: BoolArray


def fits(ensembles: Sequence[TreeEnsemble], players: int) -> bool:
    """Whether tables of these ensembles are exact and small enough to be worth building."""
    if not ensembles or len({len(trees.roots) for trees in ensembles}) > 1 or not len(ensembles[0].roots):
        return False
    deepest = max(trees.depth for trees in ensembles)
    units = len(ensembles) * len(ensembles[0].roots) * (2 if deepest > _SUBTREE_DEPTH else 1)
    return deepest <= DEEPEST and units * (1 << _BITS) * (players + 1) * _BITS <= MOST_TABLE_BYTES


@cache
def leaf_weights(depth: int) -> tuple[FloatArray, FloatArray]:
    """(a-1)! b! / (a+b)! for a present player and a! (b-1)! / (a+b)! for an absent one, by a and b."""
    gain, loss = np.zeros((depth + 1, depth + 1)), np.zeros((depth + 1, depth + 1))
    for a in range(depth + 1):
        for b in range(depth + 1 - a):
            gain[a, b] = 1.0 / (a * math.comb(a + b, a)) if a else 0.0
            loss[a, b] = 1.0 / (b * math.comb(a + b, b)) if b else 0.0
    return gain, loss


def _units(trees: TreeEnsemble, levels: int) -> tuple[IntArray, Float32Array, BoolArray, FloatArray, IntArray]:
    """Column, threshold and default way of each unit's eight splits, its eight leaf values, and its way at the top.

    A leaf is its own child, so every tree can be read as if all its branches were equally long.
    """
    pairs = trees.children.reshape(-1, 2)
    is_halved = levels > _SUBTREE_DEPTH
    tops = pairs[trees.roots].ravel() if is_halved else trees.roots
    half = np.arange(len(tops)) % 2 if is_halved else np.zeros(len(tops), dtype=np.int64)
    above, level = np.repeat(trees.roots, 2) if is_halved else tops, tops[:, None]
    splits = []
    for _ in range(_SUBTREE_DEPTH):
        splits.append(level)
        level = pairs[level].reshape(len(tops), -1)
    nodes = np.concatenate([*splits, above[:, None]], axis=1)
    threshold, default_right = trees.threshold[nodes], ~trees.default_left[nodes]
    if not is_halved:  # there is no split above, so its bit must never be set: no value is above "not a number"
        threshold[:, -1], default_right[:, -1] = np.nan, False
    return trees.feature[nodes], threshold, default_right, trees.value[level], half


@cache
def _paths() -> tuple[tuple[IntArray, IntArray], ...]:
    """Level by level, the split above each of eight leaves and the way towards it; the one above the subtree last."""
    leaves = np.arange(_LEAVES)
    top, middle, bottom = leaves >> 2 & 1, leaves >> 1 & 1, leaves & 1
    zeros = np.zeros_like(leaves)
    return (zeros, top), (1 + top, middle), (3 + 2 * top + middle, bottom), (zeros + _SUBTREE_SPLITS, zeros)


def _credits(leaf: FloatArray, paths: Sequence[_Level]) -> list[FloatArray]:
    """What each leaf gives at each level of its path to the player of that split: shapes (units, patterns, leaves).

    A player with several splits on a path fits only if all of them do, and is credited at the first.
    """
    present, absent = [], []
    is_open = np.ones((len(leaf), paths[0].row_fits.shape[1], leaf.shape[1]), dtype=bool)
    for number, level in enumerate(paths):
        row_fits, other_fits = np.ones_like(is_open), np.ones_like(level.other_fits)
        is_first = np.ones_like(level.other_fits)
        for place, other in enumerate(paths):
            is_another = other.player != level.player
            row_fits &= other.row_fits | is_another[:, None]
            other_fits &= other.other_fits | is_another
            if place < number:
                is_first &= is_another
        present.append(row_fits & (~other_fits & is_first)[:, None])
        absent.append(~row_fits & (other_fits & is_first)[:, None])
        is_open &= row_fits | other_fits[:, None]
    gain, loss = leaf_weights(len(paths))
    a, b = (sum(found, np.zeros(is_open.shape, dtype=np.uint8)) for found in (present, absent))
    weight = a * np.uint8(len(gain)) + b
    value = np.where(is_open, leaf[:, None], 0.0)
    won, lost = value * gain.ravel().take(weight), value * loss.ravel().take(weight)
    return [wanted * won - unwanted * lost for wanted, unwanted in zip(present, absent, strict=True)]
