"""Look-up tables give what walking the trees gives, to the last digits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.contributions import GroupKernel, paired_contributions_of_rows
from explainer.errors import InvalidRecordError
from explainer.patterns import DEEPEST, PatternKernel, fits
from tests.explainer.models import COLUMNS, a_booster, ensemble_of, random_rows

SHALLOW = {depth: [ensemble_of(a_booster(max_depth=depth, seed=seed)) for seed in (1, 2)] for depth in (1, 3, 4)}
SINGLETONS = np.arange(len(COLUMNS))


@settings(max_examples=40, deadline=None)
@given(
    depth=st.sampled_from(sorted(SHALLOW)), seed=st.integers(0, 10_000),
    owner=st.lists(st.integers(0, 4), min_size=len(COLUMNS), max_size=len(COLUMNS)),
)  # fmt: skip
def test_tables_and_walks_agree(depth: int, seed: int, owner: list[int]) -> None:
    """For any grouping, rows and references, missing values included, two ways of counting agree."""
    rows, references = random_rows(5, seed=seed, missing=0.3), random_rows(5, seed=seed + 1, missing=0.3)
    players = np.array(owner)

    found, margins = PatternKernel(SHALLOW[depth], players).contributions(rows, references)

    for number, trees in enumerate(SHALLOW[depth]):
        walked = paired_contributions_of_rows(trees, rows, references, players)
        assert found[:, number] == pytest.approx(walked, abs=1e-12)
        assert margins[:, number] == pytest.approx(trees.margin(references), abs=1e-12)


def test_one_reference_prepared_once_serves_all_rows() -> None:
    """Who explains many rows against one stranger pays for the stranger once."""
    rows, reference = random_rows(50, seed=3), random_rows(1, seed=4)[0]
    table = PatternKernel(SHALLOW[3][:1], SINGLETONS).against(reference)

    walked = paired_contributions_of_rows(SHALLOW[3][0], rows, reference, SINGLETONS)

    assert table.contributions(rows)[:, 0] == pytest.approx(walked, abs=1e-12)


def test_a_player_as_in_the_reference_gets_exactly_zero_from_a_table() -> None:
    """An absent trait takes no credit, not even a rounding error of it."""
    row, reference = random_rows(2, seed=3, missing=0.0)
    row[[0, 2]] = reference[[0, 2]]

    found, _ = PatternKernel(SHALLOW[3], SINGLETONS).contributions(row[None], reference[None])

    assert not found[0, :, [0, 2]].any()


def test_infinite_values_pass_splits_as_numbers_do() -> None:
    """An infinity is a large number here too, never a missing one."""
    rows = np.array([[np.inf] * 6, [-np.inf] * 6, [np.inf, -np.inf, np.nan, 1, 0, 2]], dtype=np.float32)
    reference = np.ones((3, 6), dtype=np.float32)

    found, _ = PatternKernel(SHALLOW[4][:1], SINGLETONS).contributions(rows, reference)

    walked = paired_contributions_of_rows(SHALLOW[4][0], rows, reference, SINGLETONS)
    assert found[:, 0] == pytest.approx(walked, abs=1e-12)


def test_deep_or_huge_models_are_not_put_into_tables() -> None:
    """Beyond four levels the tables would be larger than the trees; such models are walked."""
    deep = ensemble_of(a_booster(max_depth=DEEPEST + 1))

    assert fits(SHALLOW[4], 6)
    assert not fits([deep], 6)
    assert not fits(SHALLOW[4], 10**6)
    assert not fits([], 6)


@pytest.mark.parametrize("depth", [3, 6])
def test_a_group_kernel_answers_for_shallow_and_deep_models(depth: int) -> None:
    """The caller need not know which way was taken."""
    trees = ensemble_of(a_booster(max_depth=depth))
    rows, references = random_rows(4, seed=8), random_rows(4, seed=9)

    found, margins = GroupKernel([trees], SINGLETONS).contributions(rows, references)

    assert margins[:, 0] + found[:, 0].sum(axis=1) == pytest.approx(trees.margin(rows), abs=1e-9)


def test_a_group_kernel_names_the_column_that_is_nobodys() -> None:
    """A column that differs and belongs to no player would break the sum."""
    with pytest.raises(InvalidRecordError, match="walking"):
        GroupKernel(SHALLOW[3], [0, -1, 1, 1, 1, 1]).contributions(np.ones((1, 6)), np.zeros((1, 6)))
