"""Numbers fitted on markets that the trees never saw: how sure the judges may be, and how wide intervals are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from explainer.base_model import KINDS, LEAST_SHARE, Calibration, FloatArray, calibrated
from explainer.training.grading import GradedAnswer, PersonScores, coverage
from explainer.trees import IntArray

UNTARGETED: Final = "untargeted"
COVERED: Final = 0.9
ADS_A_DAY: Final = 200  # declared: people see hundreds of ads a day
WIDTHS: Final = np.linspace(0.5, 4.0, 36)

# Silent where "nobody was chosen" is at least half as likely as the likeliest thing that the ad could be about: to be
# told wrongly that an ad knows you costs twice as much as to be told nothing. A ratio fitted on simulated markets came
# out between 0.4 and 1.6 from one version of the market to the next: its optimum is flat, so this is a choice.
SILENCE: Final = 0.5

UNCALIBRATED: Final = Calibration(
    temperature=1.0, bias=(0.0,) * len(KINDS), named=(0.0, 1.0), silence=SILENCE, interval_width=1.64
)
TEMPERATURES: Final = np.exp(np.linspace(np.log(0.4), np.log(3.0), 25))
BIAS_STEPS: Final = 300
BIAS_RATE: Final = 0.5
NEWTON_STEPS: Final = 25
RIDGE: Final = 1.0  # pulls towards "as it is"; only felt where there are few answers


def fit_probabilities(margins: FloatArray, kinds: IntArray, weight: FloatArray) -> tuple[float, tuple[float, ...]]:
    """Temperature and biases that make the judges' probabilities mean what they say.

    Args:
        margins: Shape (campaigns, kinds).
        kinds: Number of the true kind.
        weight: Weight of each campaign.
    """
    best = (np.inf, 1.0, np.zeros(len(KINDS)))
    for temperature in TEMPERATURES:
        bias = _fit_bias(margins / temperature, kinds, weight)
        shares = calibrated(margins, replace(UNCALIBRATED, temperature=float(temperature), bias=tuple(bias)))
        loss = -float(np.average(np.log(shares[np.arange(len(kinds)), kinds] + 1e-12), weights=weight))
        best = min(best, (loss, float(temperature), bias), key=lambda found: found[0])
    return best[1], tuple(float(value) for value in best[2])


def _fit_bias(scaled: FloatArray, kinds: IntArray, weight: FloatArray) -> FloatArray:
    truth = np.eye(len(KINDS))[kinds]
    bias = np.zeros(len(KINDS))
    for _ in range(BIAS_STEPS):
        logits = scaled + bias
        shares = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        bias += BIAS_RATE * np.average(truth - shares, axis=0, weights=weight) * len(KINDS)
    centred: FloatArray = bias - bias.mean()
    return centred


def fit_named(answers: Sequence[GradedAnswer]) -> tuple[float, float]:
    """Offset and slope of ``Calibration.named``, by logistic regression of "right" on the log odds of being on top."""
    found = [(answer.named, answer.right) for answer in answers if answer.top is not None]
    shares = np.clip(np.array([named for named, _ in found]), LEAST_SHARE, 1 - LEAST_SHARE)
    inputs = np.stack([np.ones(len(found)), np.log(shares / (1 - shares))], axis=1)
    right = np.array([float(is_right) for _, is_right in found])
    numbers = np.array([0.0, 1.0])
    for _ in range(NEWTON_STEPS):
        claimed = 1 / (1 + np.exp(-inputs @ numbers))
        curvature = (inputs * (claimed * (1 - claimed))[:, None]).T @ inputs + RIDGE * np.eye(2)
        numbers = numbers + np.linalg.solve(curvature, inputs.T @ (right - claimed) - RIDGE * (numbers - [0.0, 1.0]))
    return float(numbers[0]), float(numbers[1])


def right_and_silent(answers: Sequence[GradedAnswer], silence: float) -> tuple[float, float]:
    """Share right among targeted impressions (mean over rules), share silent among untargeted ones."""
    right = by_rule(answers, silence)
    silent = right.pop(UNTARGETED, 0.0)
    return float(np.mean(list(right.values()))) if right else 0.0, silent


def by_rule(answers: Sequence[GradedAnswer], silence: float) -> dict[str, float]:
    """Share of right answers for each rule, and of silent ones for all untargeted showings."""
    found: dict[str, list[bool]] = {}
    for answer in answers:
        found.setdefault(answer.rule.value if answer.targeted else UNTARGETED, []).append(answer.is_right(silence))
    return {rule: float(np.mean(values)) for rule, values in sorted(found.items())}


def false_alarms_a_day(answers: Sequence[GradedAnswer], silence: float) -> float:
    """Of ``ADS_A_DAY`` ads, how many are called "about you" though nothing about the person had chosen them."""
    false = sum(answer.is_about_you(silence) and not answer.is_personal for answer in answers)
    return ADS_A_DAY * false / max(1, len(answers))


def fit_width(scored: Sequence[PersonScores]) -> float:
    """The interval width at which 90 % of the true contributions lie inside."""
    return float(min(WIDTHS, key=lambda width: abs(_covered(scored, float(width)) - COVERED)))


def _covered(scored: Sequence[PersonScores], width: float) -> float:
    inside, total = coverage(scored, width)
    return inside / max(1, total)
