"""Weights of campaigns: what each one pays for, learned from who was shown it and who was shown another.

The chance of ad ``a`` is ``q_a exp(s_a) / sum_b q_b exp(s_b)``; ``s`` is linear in what was known. A campaign begins
with the columns that tell most about it. Round by round the weakest weight goes that could be chance, so that views of
the same thing do not put each other out; then pairs of what is left are tried. The ad's own topic and shop may stay on
weaker evidence, since such rules are common. At last each of five members is fitted without a fifth of the people.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from explainer.known_campaigns.columns import IntArray

FloatArray = npt.NDArray[np.float64]
Float32Array = npt.NDArray[np.float32]

MEMBERS: Final = 5
ROUNDS: Final = 9
ROUNDS_UNTOUCHED: Final = 4  # steps before the first weight goes
ROUNDS_OF_PAIRS: Final = 7
ROUNDS_OF_MEMBERS: Final = 4
MOST_COLUMNS: Final = 36  # of one campaign to begin with
LEAST_TELLING: Final = 2.2  # standard deviations from chance below which a column is not looked at
RIDGE: Final = 0.25  # a spread of weights of 2
RIDGE_OF_CONSTANT: Final = 1e-3
LEAST_SURE: Final = 3.8  # standard deviations from zero below which a weight goes; some hundred are tried each
LEAST_SURE_OWN: Final = 2.2  # the same for the ad's own topic and shop
LONGEST_STEP: Final = 1.5
PAIRED: Final = 4  # columns of a campaign that are tried together
LEAST_PAIRED: Final = 0.3
HESSIAN_ROWS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Shown:
    """Who saw which ad.

    Attributes:
        views: Shape (vendor groups, columns, n), see ``LogColumns.views``; the last column is always 1.
        campaign: Number of the campaign of each row.
        part: The part of the people that a row is in, 0 to ``MEMBERS`` - 1.
        share: Of each campaign in all rows.
        group: The vendor group of each campaign.
        first_rows: Where each person's rows begin; those of one person stand together.
    """

    views: Float32Array
    campaign: IntArray
    part: IntArray
    share: FloatArray
    group: IntArray
    first_rows: IntArray


@dataclass(frozen=True, slots=True)
class Weights:
    """One campaign's weights for products of two columns; the second is the constant for a single column.

    ``size`` has shape (weights, members), ``error`` (weights,) is the standard deviation of each.
    """

    first: IntArray
    second: IntArray
    size: FloatArray
    error: FloatArray

    def of(self, views: Float32Array) -> Float32Array:
        """The products, shape (weights, n), for views of shape (columns, n)."""
        found = views[self.first]
        pairs = np.flatnonzero(self.second != len(views) - 1)
        found[pairs] *= views[self.second[pairs]]
        return found

    def only(self, stays: npt.NDArray[np.bool_]) -> Weights:
        """Some of the weights."""
        return Weights(self.first[stays], self.second[stays], self.size[stays], self.error[stays])


def fit_weights(shown: Shown, may_use: npt.NDArray[np.bool_], is_own: npt.NDArray[np.bool_]) -> list[Weights]:
    """Fit all campaigns side by side; both masks have shape (campaigns, columns)."""
    everybody = np.ones((1, len(shown.campaign)), dtype=np.float32)
    choice = _Fit(shown, everybody, [_first(shown, n, may_use[n], is_own[n]) for n in range(len(shown.share))])
    for number in range(ROUNDS):
        choice.step()
        if number >= ROUNDS_UNTOUCHED:
            choice.drop_doubtful(is_own)
    choice.try_pairs()
    for number in range(ROUNDS_OF_PAIRS):
        choice.step()
        if number >= ROUNDS_UNTOUCHED:
            choice.drop_doubtful(is_own)
    kept = np.stack([shown.part != member for member in range(MEMBERS)]).astype(np.float32)
    again = [Weights(own.first, own.second, np.repeat(own.size, MEMBERS, 1), own.error) for own in choice.weights]
    members = _Fit(shown, kept, again)
    for _ in range(ROUNDS_OF_MEMBERS):
        members.step()
    return members.weights


def _first(shown: Shown, number: int, may_use: npt.NDArray[np.bool_], is_own: npt.NDArray[np.bool_]) -> Weights:
    """The columns that tell most about a campaign by themselves."""
    views, share = shown.views[shown.group[number]], shown.share[number]
    surplus = views @ ((shown.campaign == number) - share).astype(np.float32)
    count = np.einsum("cn,cn->c", views, views)
    telling = np.abs(surplus) / np.sqrt(np.maximum(share * (1 - share) * count, 0.5))
    telling[~may_use] = -1.0
    telling[is_own & may_use & (count > 0)] += 100.0
    telling[-1] = np.inf
    best = np.argsort(-telling)[:MOST_COLUMNS]
    best = best[telling[best] >= LEAST_TELLING].astype(np.int64)
    return Weights(best, np.full(len(best), len(views) - 1), np.zeros((len(best), 1)), np.ones(len(best)))


class _Fit:
    """Each step moves every campaign against the others as they stand. ``kept`` has shape (members, n)."""

    def __init__(self, shown: Shown, kept: Float32Array, weights: list[Weights]) -> None:
        self.weights, self._shown, self._kept = weights, shown, kept
        self._doubts: list[_Doubt] = []  # of the last step, by campaign
        self._sample = np.random.default_rng(0).permutation(kept.shape[1])[:HESSIAN_ROWS]
        self._scores = np.zeros((len(kept), len(weights), kept.shape[1]), dtype=np.float32)
        self._scores += np.log(shown.share).astype(np.float32)[:, None]
        for number, own in enumerate(weights):
            self._scores[:, number] += own.size.T.astype(np.float32) @ own.of(self._views(number))

    def _views(self, number: int) -> Float32Array:
        views: Float32Array = self._shown.views[self._shown.group[number]]
        return views

    def step(self) -> None:
        """One Newton step of every campaign."""
        chance = np.exp(self._scores - self._scores.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        self._doubts.clear()
        for number, own in enumerate(self.weights):
            values = own.of(self._views(number))
            missing = ((self._shown.campaign == number) - chance[:, number]) * self._kept
            moved = self._moved(own, values, missing, chance[:, number].mean(axis=0))
            self._scores[:, number] += (moved.size - own.size).T.astype(np.float32) @ values
            self.weights[number] = moved

    def _moved(self, own: Weights, values: Float32Array, missing: Float32Array, chance: Float32Array) -> Weights:
        some, odds = values[:, self._sample], chance[self._sample]
        scale = self._kept.sum() / len(self._kept) / len(self._sample)
        curvature = ((some * (odds * (1 - odds))) @ some.T).astype(np.float64) * scale
        ridge = np.where(own.first == own.second, RIDGE_OF_CONSTANT, RIDGE)
        inverse = np.linalg.inv(curvature + np.diag(ridge))
        by_person = np.add.reduceat(values * missing.mean(axis=0), self._shown.first_rows, axis=1)
        self._doubts.append(_Doubt(inverse, (by_person @ by_person.T).astype(np.float64)))
        gradient = values @ missing.T - ridge[:, None] * own.size
        size = own.size + np.clip(inverse @ gradient, -LONGEST_STEP, LONGEST_STEP)
        return Weights(own.first, own.second, size, np.sqrt(np.diag(inverse)))

    def drop_doubtful(self, is_own: npt.NDArray[np.bool_]) -> None:
        """Let those weights go, weakest first, that could be chance once the weaker ones are gone."""
        for number, own in enumerate(self.weights):
            is_single = own.second == self._shown.views.shape[1] - 1
            least = np.where(is_own[number][own.first] & is_single, LEAST_SURE_OWN, LEAST_SURE)
            least[own.first == own.second] = 0.0
            kept = _without_doubtful(own.size[:, 0], self._doubts[number], least)
            old = own.size.T.astype(np.float32) @ own.of(self._views(number))
            self.weights[number] = kept_own = replace(own, size=kept[:, None]).only(kept != 0)
            new = kept_own.size.T.astype(np.float32) @ kept_own.of(self._views(number))
            self._scores[:, number] += new - old

    def try_pairs(self) -> None:
        """Add products of the columns that matter most: both of two, any of two, one but not the other."""
        for number, own in enumerate(self.weights):
            strength = np.where(own.first != own.second, np.abs(own.size[:, 0]), 0.0)
            told = own.first[[place for place in np.argsort(-strength) if strength[place] > LEAST_PAIRED][:PAIRED]]
            pairs = [(a, b) for place, a in enumerate(told) for b in told[place + 1 :]]
            if pairs:
                first, second = (np.array(side, dtype=np.int64) for side in zip(*pairs, strict=True))
                self.weights[number] = Weights(
                    np.concatenate([own.first, first]), np.concatenate([own.second, second]),
                    np.concatenate([own.size, np.zeros((len(pairs), 1))]),
                    np.concatenate([own.error, np.ones(len(pairs))]),
                )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Doubt:
    """How sure weights are: ``inverse`` of the second derivative, and how far people differ.

    Impressions of one person are not independent: whoever lives in a town sees all their ads there. So what each person
    adds to the gradient is added up first, and ``differ`` is the sum of its squares.
    """

    inverse: FloatArray
    differ: FloatArray

    def without(self, weakest: int) -> _Doubt:
        """The same once a weight is gone."""
        others = np.arange(len(self.inverse)) != weakest
        column = self.inverse[others, weakest] / self.inverse[weakest, weakest]
        smaller = self.inverse[np.ix_(others, others)] - np.outer(column, self.inverse[weakest, others])
        return _Doubt(smaller, self.differ[np.ix_(others, others)])

    def errors(self) -> FloatArray:
        """Standard deviation of each weight: as if all rows were independent, or as people differ, if that is more."""
        simple = np.diag(self.inverse)
        robust = np.einsum("ab,bc,ca->a", self.inverse, self.differ, self.inverse)
        return np.asarray(np.sqrt(np.maximum(simple, robust)), dtype=np.float64)


def _without_doubtful(size: FloatArray, doubt: _Doubt, least: FloatArray) -> FloatArray:
    """Sizes after backward elimination on the quadratic approximation; what went is exactly 0."""
    left, size = np.arange(len(size)), size.copy()
    while len(left):
        sure = np.abs(size[left]) / doubt.errors() - least[left]
        weakest = int(np.argmin(sure))
        if sure[weakest] >= 0:
            break
        others = np.arange(len(left)) != weakest
        size[left[others]] -= doubt.inverse[others, weakest] / doubt.inverse[weakest, weakest] * size[left[weakest]]
        size[left[weakest]] = 0.0
        left, doubt = left[others], doubt.without(weakest)
    return size
