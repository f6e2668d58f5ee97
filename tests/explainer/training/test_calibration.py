"""Numbers that say how sure we may be."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest

from explainer.base_model import KINDS, Calibration, calibrated
from explainer.records import Cause, CauseKind
from explainer.simulation import Rule
from explainer.training.calibration import (
    SILENCE,
    UNCALIBRATED,
    by_rule,
    false_alarms_a_day,
    fit_named,
    fit_probabilities,
)
from explainer.training.grading import GradedAnswer


def an_answer(*, named: float, everyone: float, right: bool, rule: Rule = Rule.INTEREST) -> GradedAnswer:
    """An answer about an ad of a rule."""
    is_targeted = rule is not Rule.RUN_OF_NETWORK
    cause = Cause(CauseKind.INTEREST, "677")
    return GradedAnswer("p", rule, is_targeted, named, named, named, everyone, right and is_targeted, cause)


def answers(count: int, **fields: object) -> Iterable[GradedAnswer]:
    """The same answer many times."""
    return [an_answer(**fields)] * count  # type: ignore[arg-type]  # free fields


def test_probabilities_of_kinds_mean_what_they_say() -> None:
    """Margins that are three times too sure are divided by about three."""
    dice = np.random.default_rng(1)
    logits = dice.normal(0, 1, (4000, len(KINDS)))
    shares = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    kinds = np.array([dice.choice(len(KINDS), p=row) for row in shares])

    temperature, bias = fit_probabilities(3 * logits, kinds, np.ones(4000))

    assert temperature == pytest.approx(3.0, rel=0.15)
    assert np.abs(bias).max() < 0.15


def test_calibrated_probabilities_add_up() -> None:
    """Six kinds, one certainty."""
    shares = calibrated(np.arange(12.0).reshape(2, 6), UNCALIBRATED)

    assert np.allclose(shares.sum(axis=1), 1.0)


def test_a_named_cause_claims_as_much_as_it_is_right() -> None:
    """Named with 70 %, right in 40 of 100 cases."""
    found = [*answers(400, named=0.7, everyone=0.3, right=True), *answers(600, named=0.7, everyone=0.3, right=False)]
    offset_and_slope = fit_named(found)

    claimed = Calibration(1.0, UNCALIBRATED.bias, offset_and_slope, 1.0, 1.0).probability_of_truth(0.7)

    assert claimed == pytest.approx(0.4, abs=0.01)


def test_only_what_is_twice_as_likely_as_nobody_is_said() -> None:
    """About the person at seven to three is said, at six to four it is not."""
    spoken, silent = an_answer(named=0.7, everyone=0.3, right=True), an_answer(named=0.6, everyone=0.4, right=True)

    assert not spoken.is_silent(SILENCE)
    assert silent.is_silent(SILENCE)


def test_common_rules_do_not_decide_for_rare_ones() -> None:
    """Shares are per rule, untargeted showings by themselves."""
    found = [
        *answers(9, named=0.9, everyone=0.1, right=True),
        *answers(1, named=0.9, everyone=0.1, right=False, rule=Rule.LOOK_ALIKE),
        *answers(2, named=0.1, everyone=0.9, right=False, rule=Rule.RUN_OF_NETWORK),
    ]  # fmt: skip

    assert by_rule(found, 1.0) == {"interest": 1.0, "look_alike": 0.0, "untargeted": 1.0}


def test_false_alarms_are_counted_for_a_day_of_ads() -> None:
    """Of ten ads one is told to be about the person that only the page had chosen, and one that nobody had."""
    found = [
        *answers(7, named=0.9, everyone=0.1, right=True),
        *answers(1, named=0.9, everyone=0.1, right=False, rule=Rule.PAGE_CONTEXT),
        *answers(1, named=0.9, everyone=0.1, right=False, rule=Rule.RUN_OF_NETWORK),
        *answers(1, named=0.1, everyone=0.9, right=False, rule=Rule.RUN_OF_NETWORK),
    ]

    assert false_alarms_a_day(found, SILENCE) == pytest.approx(200 * 2 / 10)
