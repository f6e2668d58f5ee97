"""What a campaign may ask for."""

from __future__ import annotations

import numpy as np
import pytest

from explainer.known_campaigns.columns import ColumnClass
from explainer.known_campaigns.criteria import PAIRS, Criterion, Form, habits_of, pair, shape_of, shorter_rules

CAMPING, MUSEUMS, CONSTANT = 0, 1, 2
EVERY_CASE = np.array([[0, 0, 1, 1], [0, 1, 0, 1], [1, 1, 1, 1]], dtype=np.float32)
CLASSES = np.array([ColumnClass.OWN_TOPIC, ColumnClass.TOPIC, ColumnClass.NEVER])


@pytest.mark.parametrize(
    ("form", "holds"), [(Form.ANY, [0, 1, 1, 1]), (Form.BOTH, [0, 0, 0, 1]), (Form.BUT_NOT, [0, 0, 1, 0])]
)
def test_two_interests_make_a_criterion(form: Form, holds: list[int]) -> None:
    """Either, both, or the first without the second: as an advertiser would say it."""
    assert pair(CAMPING, MUSEUMS, form).values(EVERY_CASE).tolist() == holds


@pytest.mark.parametrize("item", [Criterion(CAMPING, CAMPING), *(pair(CAMPING, MUSEUMS, form) for form in PAIRS)])
def test_a_criterion_is_a_sum_of_products(item: Criterion) -> None:
    """What explanations are worked out from is the very criterion that was found."""
    total = sum(factor * EVERY_CASE[a] * EVERY_CASE[b] for a, b, factor in item.products(CONSTANT))

    assert np.asarray(total).tolist() == item.values(EVERY_CASE).tolist()


def test_order_counts_for_an_exclusion_only() -> None:
    """Tents and museums are museums and tents; tents without museums is something else."""
    assert pair(MUSEUMS, CAMPING, Form.BOTH) == pair(CAMPING, MUSEUMS, Form.BOTH)
    assert pair(MUSEUMS, CAMPING, Form.BUT_NOT) != pair(CAMPING, MUSEUMS, Form.BUT_NOT)


def test_an_own_topic_is_the_likelier_guess() -> None:
    """Before a single ad was seen, an ad for tents is held to follow camping rather than museums."""
    prior = habits_of(()).prior(CLASSES)

    own, other = (prior.of((Criterion(column, column),)) for column in (CAMPING, MUSEUMS))

    assert own > other
    assert np.isneginf(prior.alone[CONSTANT])


def test_a_market_of_look_alikes_is_learned_as_one() -> None:
    """Where many campaigns were found to want both of two interests, the next one may as well."""
    both = (pair(CAMPING, MUSEUMS, Form.BOTH),)
    usual, here = (habits_of([(both, 1.0, CLASSES)] * times).prior(CLASSES) for times in (0, 40))

    assert here.of(both) > usual.of(both)
    assert here.of(()) < usual.of(())


def test_a_rule_gets_shorter_by_one_criterion_at_a_time() -> None:
    """Each criterion has to earn its place."""
    camping, museums = Criterion(CAMPING, CAMPING), Criterion(MUSEUMS, MUSEUMS)

    assert shorter_rules((camping, museums)) == ((museums,), (camping,))
    assert shape_of((camping, museums)) == "2"
    assert shape_of(()) == "none"
