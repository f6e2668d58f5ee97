"""The kernel's contributions are exact: against shap, against brute force, and by the rules of the game."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest
import shap
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.contributions import coalition_contributions, paired_contributions, paired_contributions_of_rows
from explainer.errors import InvalidRecordError
from explainer.trees import TreeEnsemble
from tests.explainer.models import COLUMNS, a_booster, ensemble_of, random_rows

Array = np.ndarray[Any, Any]
BOOSTER = a_booster(rounds=25, max_depth=5)
TREES = ensemble_of(BOOSTER)
SINGLETONS = np.arange(len(COLUMNS))


def by_brute_force(trees: TreeEnsemble, row: Array, reference: Array, owner: Array) -> Array:
    """Shapley values by the definition: the mean gain over all orders in which players may arrive."""
    players = int(owner.max()) + 1
    total = np.zeros(players)
    for order in itertools.permutations(range(players)):
        current = reference.copy()
        for player in order:
            before = trees.margin(current)[0]
            current = np.where(owner == player, row, current)
            total[player] += trees.margin(current)[0] - before
    return total / math.factorial(players)


@pytest.mark.parametrize("seed", range(4))
def test_single_columns_get_what_shap_gives_them(seed: int) -> None:
    """With one column per player the values are shap's interventional ones, missing values included."""
    rows = random_rows(40, seed=seed + 50, missing=0.2)
    reference = random_rows(1, seed=seed + 70, missing=0.2)
    oracle = shap.TreeExplainer(BOOSTER, data=reference, feature_perturbation="interventional")

    ours = paired_contributions_of_rows(TREES, rows, reference, SINGLETONS)

    assert ours == pytest.approx(oracle.shap_values(rows), abs=1e-5)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), owner=st.lists(st.integers(0, 3), min_size=len(COLUMNS), max_size=len(COLUMNS)))
def test_groups_get_the_shapley_value_of_their_game(seed: int, owner: list[int]) -> None:
    """For any grouping, any row and any stranger, the values are those of the definition."""
    row, reference = random_rows(2, seed=seed, missing=0.2)
    players = np.array(owner)

    ours = paired_contributions(TREES, row, reference, players)

    assert ours == pytest.approx(by_brute_force(TREES, row, reference, players), abs=1e-5)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), owner=st.lists(st.integers(0, 5), min_size=len(COLUMNS), max_size=len(COLUMNS)))
def test_contributions_add_up_to_the_difference_of_the_scores(seed: int, owner: list[int]) -> None:
    """Nothing is lost and nothing is made up: the parts are the whole."""
    row, reference = random_rows(2, seed=seed, missing=0.2)
    difference = np.subtract(*TREES.margin([row, reference]))

    assert paired_contributions(TREES, row, reference, np.array(owner)).sum() == pytest.approx(difference, abs=1e-6)


def test_a_player_that_is_as_in_the_stranger_gets_exactly_zero() -> None:
    """An absent trait takes no credit and no blame, not even a rounding error of it."""
    row, reference = random_rows(2, seed=3, missing=0.0)
    row[[0, 2]] = reference[[0, 2]]
    row[5] = reference[5] = np.nan

    assert paired_contributions(TREES, row, reference, SINGLETONS)[[0, 2, 5]].tolist() == [0.0, 0.0, 0.0]


def test_splitting_a_group_over_more_columns_changes_nothing() -> None:
    """A trait is one player, however many columns describe it."""
    rows = random_rows(400)
    wide = np.hstack([rows, rows[:, :1]])
    narrow_trees, twin = ensemble_of(BOOSTER), ensemble_of(BOOSTER).to_arrays()
    half_of_the_splits = (twin["feature"] == 0) & (np.arange(len(twin["feature"])) % 2 == 0)
    twin["feature"] = np.where(half_of_the_splits, len(COLUMNS), twin["feature"])
    twin["columns"] = np.array([*COLUMNS, "camping_again"])

    split = paired_contributions(TreeEnsemble.from_arrays(twin), wide[0], wide[1], [*SINGLETONS, 0])

    assert split == pytest.approx(paired_contributions(narrow_trees, rows[0], rows[1], SINGLETONS), abs=1e-12)


def test_many_rows_at_once_are_the_rows_one_by_one() -> None:
    """A batch is only faster, with a stranger and a grouping of its own for each row."""
    rows, references = random_rows(300, seed=5), random_rows(300, seed=6)
    owners = np.random.default_rng(0).integers(0, 4, rows.shape)
    owners[:, 0] = 3

    together = paired_contributions_of_rows(TREES, rows, references, owners)

    alone = [paired_contributions(TREES, *each) for each in zip(rows[:20], references, owners, strict=False)]
    assert together[:20] == pytest.approx(np.array(alone), abs=1e-12)
    assert together.shape == (300, 4)


def test_more_than_sixty_two_players_are_still_exact() -> None:
    """The number of players has no ceiling that a machine word would set."""
    far_player = np.array([0, 100, 2, 3, 4, 5])
    row, reference = random_rows(2, seed=11)

    far = paired_contributions(TREES, row, reference, far_player)

    assert far[[0, 100, 2, 3, 4, 5]].tolist() == paired_contributions(TREES, row, reference, SINGLETONS).tolist()


def test_a_column_that_differs_must_have_an_owner() -> None:
    """A column that is nobody's and yet differs would break the sum, so it is named."""
    row, reference = np.ones(6), np.zeros(6)

    with pytest.raises(InvalidRecordError, match="walking"):
        paired_contributions(TREES, row, reference, [0, -1, 1, 1, 1, 1])


def test_a_column_of_nobody_is_fine_where_it_is_equal() -> None:
    """Facts that row and stranger share need no player."""
    row, reference = np.ones(6), np.zeros(6)
    row[1] = reference[1] = np.nan

    assert len(paired_contributions(TREES, row, reference, [0, -1, 1, 1, 1, 1])) == 2


def test_a_row_of_another_width_is_refused() -> None:
    """A row that the model was not fitted on says how many columns it should have."""
    with pytest.raises(InvalidRecordError, match="6 columns"):
        paired_contributions(TREES, np.ones(5), np.zeros(5), np.arange(5))


def test_a_table_of_coalitions_gives_values_worked_out_by_hand() -> None:
    """Two players worth 1 and 2 alone and 6 together share the extra 3 equally."""
    nobody, first, second, both = 0.0, 1.0, 2.0, 6.0

    assert coalition_contributions([nobody, first, second, both]).tolist() == [2.5, 3.5]


@settings(max_examples=25, deadline=None)
@given(players=st.integers(1, 5), seed=st.integers(0, 1000))
def test_the_table_agrees_with_the_trees(players: int, seed: int) -> None:
    """Scoring every coalition and walking the trees are two ways to the same values."""
    row, reference = random_rows(2, seed=seed)
    owner = np.arange(len(COLUMNS)) % players
    coalitions = np.arange(2**players)[:, None] >> owner & 1
    table = TREES.margin(np.where(coalitions == 1, row, reference))

    assert coalition_contributions(table) == pytest.approx(paired_contributions(TREES, row, reference, owner), abs=1e-6)


def test_twelve_players_are_enough_for_a_table_and_thirteen_are_refused() -> None:
    """A table of 4096 coalitions is read; a larger one is refused, and so is one with a gap."""
    assert coalition_contributions(np.arange(2.0**12)).tolist() == pytest.approx([2.0**player for player in range(12)])

    for size in (2**13, 3, 0):
        with pytest.raises(InvalidRecordError, match="entries"):
            coalition_contributions(np.zeros(size))
