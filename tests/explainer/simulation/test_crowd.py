"""A market with many people, whose auction is known in closed form."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from explainer.records import CauseKind
from explainer.simulation.crowd import CrowdLife, CrowdSettings, crowd_rows, draw_world, live, true_reasons
from explainer.simulation.crowd.rules import Columns, Condition, Term, TermTable
from explainer.taxonomy import Taxonomy

SMALL = CrowdSettings(people=40, showings=15, campaigns=20)


def a_life(seed: int = 3, *, vendors: int = 3) -> CrowdLife:
    """A small crowd that has lived."""
    dice = np.random.default_rng(seed)
    return live(dice, draw_world(dice, replace(SMALL, vendors=vendors), Taxonomy.load()))


def test_the_same_seed_gives_the_same_log() -> None:
    """Whoever repeats a benchmark sees the same people."""
    assert list(crowd_rows(a_life())) == list(crowd_rows(a_life()))


def test_true_contributions_add_up_to_what_the_auction_did() -> None:
    """The causes explain the whole difference between this person's chance and a stranger's."""
    life = a_life()
    for number in range(0, 600, 60):
        truth = true_reasons(life, number)
        utility = life.base[number].astype(float)
        stranger = utility[life.winner[number]] - np.log(np.exp(utility).sum())
        assert sum(truth.contributions) + truth.rest == pytest.approx(truth.log_chance - stranger)


def test_an_ad_for_everybody_has_no_cause() -> None:
    """Nothing speaks for a campaign that asks for nothing; what speaks for others can only speak against it."""
    life = a_life()
    untargeted = [n for n in range(600) if life.world.campaigns.kinds[life.winner[n]] == "run_of_network"]
    assert untargeted
    assert all(max(true_reasons(life, n).contributions, default=0.0) < 1e-9 for n in untargeted[:20])


def test_a_topic_that_the_company_never_saw_is_no_cause() -> None:
    """A campaign cannot follow what the company behind it does not know."""
    life = a_life(vendors=1)
    unseen = (life.visits > 0) & (life.states[:, 0, : life.visits.shape[1]] == 0)
    row = int(np.flatnonzero(unseen.any(axis=1))[-1])
    truth, hidden = true_reasons(life, row), np.flatnonzero(unseen[row])
    sizes = dict(zip(truth.causes, truth.contributions, strict=True))
    own = {cause.id: size for cause, size in sizes.items() if cause.kind is CauseKind.INTEREST}
    assert all(own[life.world.topics[topic]] == pytest.approx(0) for topic in hidden)


def test_or_and_but_not_are_sums_of_products() -> None:
    """Any of two pays once, both of two pays only together, one but not the other stops at the other."""
    a, b = Condition(0), Condition(1)
    any_of_two = [Term(2.0, a), Term(2.0, b), Term(-2.0, a, b)]
    rules = [any_of_two, [Term(2.0, a, b)], [Term(2.0, a, Condition(1, is_not=True))]]
    table = TermTable(rules, np.zeros(3, dtype=np.int64))
    states = np.array([[[0, 0]], [[1, 0]], [[0, 1]], [[1, 1]]], dtype=np.int16)
    assert table.utilities(states).tolist() == [[0, 0, 0], [2, 0, 2], [2, 0, 0], [2, 2, 0]]


def test_columns_follow_one_another() -> None:
    """No two facts of a state share a column."""
    columns = Columns(topics=4, subjects=2, shops=3, places=2, moments=1)
    assert columns.starts.tolist() == [0, 4, 6, 9, 13, 15, 17, 18]
    assert columns.total == 18
