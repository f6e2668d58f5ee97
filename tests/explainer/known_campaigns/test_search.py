"""Which rule a campaign has, found from who was shown its ad."""

from __future__ import annotations

import numpy as np
import pytest

from explainer.known_campaigns.columns import ColumnClass
from explainer.known_campaigns.criteria import Criterion, Form, Rule, habits_of, pair
from explainer.known_campaigns.search import SEARCH, Campaign, Fit, likely_rules

OWN, CAMPING, MUSEUMS, EVENING, CONSTANT = range(5)
CLASSES = np.array(
    [ColumnClass.OWN_TOPIC, ColumnClass.TOPIC, ColumnClass.TOPIC, ColumnClass.CONTEXT, ColumnClass.NEVER]
)
ROWS = 4_000
OTHERS = 3.0  # log odds of another ad where nothing fits
PAID = 2.5


def a_campaign(rule: Rule, *, seed: int = 1) -> Campaign:
    """A campaign that pays ``PAID`` for each criterion of a rule, and who was shown its ad."""
    dice = np.random.default_rng(seed)
    views = (dice.random((5, ROWS)) < 0.3).astype(np.float32)
    views[CONSTANT] = 1
    score = sum((PAID * item.values(views) for item in rule), np.zeros(ROWS))
    is_shown = (dice.random(ROWS) < 1 / (1 + np.exp(OTHERS - score))).astype(np.float64)
    return Campaign(views, is_shown, np.full(ROWS, OTHERS), np.ones(ROWS), habits_of(()).prior(CLASSES))


def best(rule: Rule) -> Fit:
    """The likeliest rule of a campaign that has ``rule``."""
    return likely_rules(a_campaign(rule), np.arange(5), SEARCH)[0]


@pytest.mark.parametrize(
    "rule",
    [
        (Criterion(OWN, OWN),),
        (Criterion(EVENING, EVENING),),
        (pair(CAMPING, MUSEUMS, Form.BOTH),),
        (pair(CAMPING, MUSEUMS, Form.ANY),),
        (pair(CAMPING, MUSEUMS, Form.BUT_NOT),),
    ],
    ids=["own topic", "evening", "both", "any", "but not"],
)
def test_the_rule_of_a_campaign_is_found(rule: Rule) -> None:
    """An interest, two at once, one without the other: a log of a few hundred showings tells them apart."""
    assert best(rule).rule == rule


def test_interests_that_add_up_are_found_to_add_up() -> None:
    """A person with both interests is worth twice as much, however the rule is written."""
    found = best((Criterion(CAMPING, CAMPING), Criterion(MUSEUMS, MUSEUMS)))
    cases = np.zeros((5, 4), dtype=np.float32)
    cases[CAMPING], cases[MUSEUMS] = [0, 1, 0, 1], [0, 0, 1, 1]

    paid = found.weights[1:] @ np.stack([item.values(cases) for item in found.rule])

    assert paid == pytest.approx([0, PAID, PAID, 2 * PAID], abs=0.4)


def test_what_a_campaign_pays_is_found_within_its_doubt() -> None:
    """The weight comes with an honest deviation."""
    found = best((Criterion(OWN, OWN),))
    deviation = float(np.sqrt(np.linalg.inv(found.curvature)[1, 1]))

    assert abs(found.weights[1] - PAID) < 3 * deviation
    assert deviation < 0.2


def test_an_ad_for_everybody_asks_for_nothing() -> None:
    """Where nothing was asked for, the empty rule is the likeliest."""
    assert best(()).rule == ()


def test_few_showings_leave_several_rules_possible() -> None:
    """Sixty rows do not decide between two interests and one that goes with them; thousands do."""
    whole = a_campaign((pair(CAMPING, MUSEUMS, Form.BOTH),))
    few = Campaign(whole.views[:, :60], whole.is_shown[:60], whole.others[:60], whole.counts[:60], whole.prior)
    best_of_few, next_of_few, *_ = likely_rules(few, np.arange(5), SEARCH)
    best_of_all, next_of_all, *_ = likely_rules(whole, np.arange(5), SEARCH)

    assert best_of_few.log_evidence - next_of_few.log_evidence < 2
    assert best_of_all.log_evidence - next_of_all.log_evidence > 4
