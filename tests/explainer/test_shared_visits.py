"""Traits from the same visits: which cannot be told apart, and which could stand in for something sensitive."""

from __future__ import annotations

import numpy as np
import pytest

from explainer.records import Cause, CauseKind
from explainer.shared_visits import ERROR_RATE, LEAST_STANDING_IN, stand_ins, twins_of

CAMPING, HIKING = Cause(CauseKind.INTEREST, "677"), Cause(CauseKind.INTEREST, "159")
DIABETES = "317"


def visits(*numbers: int) -> frozenset[str]:
    """Some of the person's visits."""
    return frozenset(f"v{number}" for number in numbers)


def test_traits_from_nearly_the_same_visits_cannot_be_told_apart() -> None:
    """Nineteen of twenty visits speak for both."""
    held = {CAMPING: visits(*range(20)), HIKING: visits(*range(19))}

    assert twins_of(CAMPING, held) == (HIKING,)
    assert twins_of(HIKING, held) == (CAMPING,)


def test_a_trait_with_visits_of_its_own_can_be_told_apart() -> None:
    """All hiking visits were camping visits, but half of the camping was something else."""
    held = {CAMPING: visits(*range(20)), HIKING: visits(*range(10))}

    assert twins_of(CAMPING, held) == twins_of(HIKING, held) == ()


def test_one_topic_read_about_and_shopped_around_is_no_pair_of_twins() -> None:
    """That is one thing about the person, known in two ways."""
    held = {CAMPING: visits(1, 2), Cause(CauseKind.PURCHASE_INTENT, "677"): visits(1, 2)}

    assert twins_of(CAMPING, held) == ()


@pytest.mark.parametrize(("both", "alone"), [(4, 0), (8, 1), (20, 6)])
def test_a_trait_whose_visits_mostly_speak_for_a_sensitive_one_stands_in_for_it(both: int, alone: int) -> None:
    """Whoever guesses the sensitive one from the harmless one is right more often than not."""
    (found,) = stand_ins(visits(*range(both + alone)), {DIABETES: visits(*range(both))})

    assert (found.topic, found.visits, found.of) == (DIABETES, both, both + alone)
    assert LEAST_STANDING_IN <= found.low < both / (both + alone)


@pytest.mark.parametrize(("both", "alone"), [(2, 0), (3, 2), (12, 8), (0, 5)])
def test_too_few_visits_or_too_few_shared_ones_say_nothing(both: int, alone: int) -> None:
    """Two visits could be chance, and three in five may well be fewer than half."""
    assert stand_ins(visits(*range(both + alone)), {DIABETES: visits(*range(both))}) == ()


def test_traits_that_go_together_half_the_time_are_seldom_accused() -> None:
    """Of a thousand people, each with five sensitive traits on half of the visits, about one in twenty is accused."""
    dice = np.random.default_rng(3)
    accused = 0
    for _ in range(1000):
        own = range(dice.integers(1, 40))
        sensitive = {str(topic): visits(*(n for n in own if dice.random() < LEAST_STANDING_IN)) for topic in range(5)}
        accused += bool(stand_ins(visits(*own), sensitive))

    assert accused <= 1000 * ERROR_RATE + 14  # two standard deviations of a share of 5 %


def test_the_more_sensitive_topics_are_looked_at_the_surer_one_must_be() -> None:
    """Four visits out of four are enough for one topic, and not for the likeliest of twenty."""
    others = {str(topic): visits(99) for topic in range(19)}

    assert stand_ins(visits(*range(4)), {DIABETES: visits(*range(4))})
    assert not stand_ins(visits(*range(4)), {DIABETES: visits(*range(4)), **others})
