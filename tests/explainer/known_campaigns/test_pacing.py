"""How much each campaign was on sale, seen from what criteria leave unexplained."""

from __future__ import annotations

import numpy as np

from explainer.known_campaigns.columns import IntArray
from explainer.known_campaigns.pacing import ShownInTime, pacing, rate_around

PEOPLE, SHOWINGS, CAMPAIGNS = 60, 40, 4
LATE, BEGINS = 0, 20


def a_log(campaign: IntArray) -> ShownInTime:
    """Sixty people who see forty ads each, one after the other."""
    first_rows = np.arange(PEOPLE) * SHOWINGS
    return ShownInTime(campaign, first_rows, np.tile(np.arange(SHOWINGS, dtype=np.float64), PEOPLE))


def showings(*, begins: int) -> IntArray:
    """Four campaigns that differ in nothing but that the first begins later."""
    dice = np.random.default_rng(0)
    place = np.tile(np.arange(SHOWINGS), PEOPLE)
    low = (place < begins).astype(np.int64)
    return dice.integers(low, CAMPAIGNS)


EQUAL = np.full((PEOPLE * SHOWINGS, CAMPAIGNS), 1 / CAMPAIGNS)


def test_a_late_campaign_was_not_on_sale_before() -> None:
    """Nobody was shown it in the first half, whatever they were interested in."""
    log = a_log(showings(begins=BEGINS))
    found = pacing(log, EQUAL)[:, LATE]

    assert found[log.position < BEGINS - 4].max() < -1.5
    assert found[log.position > BEGINS + 4].min() > -1.0


def test_a_steady_market_is_left_as_it_is() -> None:
    """Where criteria explain everything, chance alone is not taken for pacing."""
    found = pacing(a_log(showings(begins=0)), EQUAL)

    assert np.abs(found).mean() < 0.4


def test_what_one_person_was_shown_is_not_counted_for_them() -> None:
    """Rates are those of other people, so that an ad never explains its own showing."""
    campaign = showings(begins=0)
    changed = campaign.copy()
    changed[:SHOWINGS] = LATE  # all that the first person was shown
    before, after = (
        rate_around(log.position, log.person % 5, 2, (np.eye(CAMPAIGNS)[log.campaign], EQUAL))
        for log in map(a_log, (campaign, changed))
    )

    assert np.array_equal(before[:SHOWINGS], after[:SHOWINGS])
    assert not np.array_equal(before[SHOWINGS : 2 * SHOWINGS], after[SHOWINGS : 2 * SHOWINGS])


def test_pacing_is_the_same_each_time() -> None:
    """The same log gives the same figures."""
    log = a_log(showings(begins=BEGINS))

    assert np.array_equal(pacing(log, EQUAL), pacing(log, EQUAL))
