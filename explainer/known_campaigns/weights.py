"""Weights of campaigns: what each one pays for, learned from who was shown it and who was shown another.

The chance of ad ``a`` is ``q_a exp(s_a) / sum_b q_b exp(s_b)``; ``s`` is a small rule over what was known. Campaign
after campaign, the probability of many rules is worked out with the others as they stand (``search``), and how common
each class of criteria is in this market is learned on the way. At last rules and weights are drawn by their
probability: each member is one market that the log could come from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
import numpy.typing as npt

from explainer.known_campaigns.columns import FloatArray, IntArray, StateArray
from explainer.known_campaigns.criteria import Rule, habits_of, shorter_rules
from explainer.known_campaigns.pacing import Float32Array, ShownInTime, pacing
from explainer.known_campaigns.search import GLANCE, SEARCH, Breadth, Campaign, Fit, likely_rules

Report = Callable[[int, int], None]  # told how many looks at campaigns were taken, and how many there will be

MEMBERS: Final = 20
SWEEPS: Final = 5  # looks at each campaign: a glance and a search, each with a fit after it, and the last fit
LEAST_CHANCE: Final = 1e-3  # of a rule that is fitted again
OTHER_ROWS: Final = 6_000  # rows with another ad that one campaign is compared with, at least ...
OTHERS_PER_SHOWING: Final = 8  # ... and for each row with its own


@dataclass(frozen=True, slots=True)
class Shown:
    """Who saw which ad.

    Attributes:
        views: Shape (vendor groups, columns, n), see ``LogColumns.views``; the last column is always 1.
        campaign: Number of the campaign of each row.
        log: The same by person and time.
        share: Of each campaign in all rows.
        group: The vendor group of each campaign.
        classes: Shape (campaigns, columns), see ``ColumnClass``.
        things: Of the columns, see ``LogColumns.things``.
    """

    views: StateArray
    campaign: IntArray
    log: ShownInTime
    share: FloatArray
    group: IntArray
    classes: IntArray
    things: IntArray


@dataclass(frozen=True, slots=True)
class Weights:
    """One campaign's weights for products of two columns; the second is the constant for a single column.

    ``size`` has shape (weights, members).
    """

    first: IntArray
    second: IntArray
    size: FloatArray


@dataclass(frozen=True, slots=True)
class Posterior:
    """Rules that one campaign could have, and the probability of each."""

    fits: tuple[Fit, ...]
    chances: FloatArray


def fit_weights(shown: Shown, report: Report) -> tuple[list[Weights], Float32Array]:
    """Weights of all campaigns, and how much each was on sale at each row, shape (n, campaigns).

    A glance at every campaign, a search with the others and the pacing roughly known, then figures from all rows.
    Weights and pacing take turns, since each is learned from what the other leaves unexplained.
    """
    dice = np.random.default_rng(0)
    market = _Market(shown, dice, report)
    for breadth in (GLANCE, SEARCH):
        market.sweep(partial(market.search, breadth=breadth))
        market.learn_pacing()
        market.sweep(partial(market.again, is_whole=False))
        market.learn_pacing()
    market.sweep(partial(market.again, is_whole=True))
    return [_drawn(own, shown.views.shape[1] - 1, dice) for own in market.found], market.pacing


class _Market:
    def __init__(self, shown: Shown, dice: np.random.Generator, report: Report) -> None:
        self._report, self._looks = report, 0
        self.found = [Posterior((), np.zeros(0)) for _ in shown.share]
        self._shown, self._dice = shown, dice
        self._scores = np.repeat(np.log(shown.share)[:, None], len(shown.campaign), axis=1)
        self.pacing = np.zeros((len(shown.campaign), len(shown.share)), dtype=np.float32)
        self._habits = habits_of(())

    def sweep(self, search: Callable[[int], Sequence[Fit]]) -> None:
        """Learn every campaign's rules, one after the other, then what they have in common."""
        for number, share in enumerate(self._shown.share.tolist()):
            fits = search(number)
            chances = np.exp([fit.log_evidence - fits[0].log_evidence for fit in fits])
            found = self.found[number] = Posterior(tuple(fits), chances / chances.sum())
            views = self._shown.views[self._shown.group[number]]
            self._scores[number] = np.log(share) + _mean_score(found, views)
            self._looks += 1
            self._report(self._looks, SWEEPS * len(self.found))
        self._habits = habits_of(
            (fit.rule, float(chance), classes)
            for own, classes in zip(self.found, self._shown.classes, strict=True)
            for fit, chance in zip(own.fits, own.chances, strict=True)
        )

    def learn_pacing(self) -> None:
        """From what criteria alone leave unexplained."""
        chance = np.exp(self._scores - self._scores.max(axis=0)).T
        self.pacing = pacing(self._shown.log, chance / chance.sum(axis=1, keepdims=True))

    def search(self, number: int, *, breadth: Breadth) -> list[Fit]:
        """The likeliest rules with the other campaigns as they stand."""
        return likely_rules(self.campaign(number, is_whole=False), self._shown.things, breadth)

    def again(self, number: int, *, is_whole: bool) -> list[Fit]:
        """The rules found before, and the best without one of its criteria, each fitted again."""
        campaign, before = self.campaign(number, is_whole=is_whole), self.found[number]
        best = before.fits[0]
        near = dict.fromkeys(shorter_rules(best.rule), best)
        likely = zip(before.fits, before.chances.tolist(), strict=True)
        near |= {fit.rule: fit for fit, chance in likely if chance > LEAST_CHANCE}
        return sorted((campaign.fit(rule, fit) for rule, fit in near.items()), key=lambda fit: -fit.log_evidence)

    def campaign(self, number: int, *, is_whole: bool) -> Campaign:
        shown, is_own = self._shown, self._shown.campaign == number
        rows, counts = _some_rows(is_own, None if is_whole else self._dice)
        here = self._scores[:, rows] + self.pacing[rows].T
        top = here.max(axis=0)
        total = np.exp(here - top)
        own = np.log(shown.share[number]) + self.pacing[rows, number]
        others = top + np.log(total.sum(axis=0) - total[number]) - own
        views = np.ascontiguousarray(shown.views[shown.group[number]][:, rows])
        prior = self._habits.prior(shown.classes[number])
        return Campaign(views, is_own[rows].astype(np.float64), others, counts, prior)


def _some_rows(is_own: npt.NDArray[np.bool_], dice: np.random.Generator | None) -> tuple[IntArray, FloatArray]:
    """All rows with the ad and some without, and how many each of them stands for; all rows without dice."""
    if dice is None:
        return np.arange(len(is_own)), np.ones(len(is_own))
    own, others = np.flatnonzero(is_own), np.flatnonzero(~is_own)
    count = min(len(others), max(OTHER_ROWS, OTHERS_PER_SHOWING * len(own)))
    picked = dice.choice(others, size=count, replace=False)
    weights = np.repeat([1.0, len(others) / max(1, count)], [len(own), count])
    return np.concatenate([own, picked]), weights


def _mean_score(posterior: Posterior, views: StateArray) -> FloatArray:
    total = np.zeros(views.shape[1])
    sizes: dict[tuple[int, int], float] = defaultdict(float)
    constant = len(views) - 1
    for fit, chance in zip(posterior.fits, posterior.chances, strict=True):
        for key, size in _products(fit.rule, fit.weights, constant).items():
            sizes[key] += chance * size
    for (first, second), size in sizes.items():
        total += size * (views[first] * views[second])
    return total


def _products(rule: Rule, weights: FloatArray, constant: int) -> dict[tuple[int, int], float]:
    found: dict[tuple[int, int], float] = defaultdict(float)
    found[constant, constant] = float(weights[0])
    for item, weight in zip(rule, weights[1:].tolist(), strict=True):
        for first, second, factor in item.products(constant):
            found[first, second] += weight * factor
    return found


def _drawn(posterior: Posterior, constant: int, dice: np.random.Generator) -> Weights:
    """Rules as often as they are likely, with weights as far apart as they are doubtful."""
    upto = np.cumsum(posterior.chances)
    aims = (np.arange(MEMBERS) + dice.random()) / MEMBERS
    picked = dice.permutation(np.minimum(np.searchsorted(upto, aims), len(upto) - 1))
    sizes: dict[tuple[int, int], FloatArray] = defaultdict(lambda: np.zeros(MEMBERS))
    for place in np.unique(picked).tolist():
        fit, members = posterior.fits[place], np.flatnonzero(picked == place)
        root = np.linalg.inv(np.linalg.cholesky(fit.curvature))
        noise = dice.standard_normal((len(members), len(fit.weights)))
        noise[len(members) // 2 : len(members) // 2 * 2] = -noise[: len(members) // 2]
        if len(members) % 2:
            noise[-1] = 0.0
        for member, weights in zip(members, fit.weights + noise @ root, strict=True):
            for key, size in _products(fit.rule, weights, constant).items():
                sizes[key][member] += size
    keys = np.array(list(sizes), dtype=np.int64)
    return Weights(keys[:, 0], keys[:, 1], np.array(list(sizes.values())))
