"""Which rules could a campaign have? A search through small rules, each with its probability given the log.

Seen from one campaign, a log is a logistic regression: this ad or another, with what the others pay as an offset. A
rule's evidence is the likelihood integrated over its weights (Laplace's approximation), times how likely the rule is
before. Rules grow by a criterion, or a criterion of one column becomes one of two, or takes another view of the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from explainer.known_campaigns.columns import FloatArray, IntArray, StateArray
from explainer.known_campaigns.criteria import PAIRS, Criterion, Form, Rule, RulePrior, pair

MEAN_WEIGHT, SPREAD_OF_WEIGHT = 1.8, 1.2  # of a criterion, in log odds: advertisers pay for what they ask for
SPREAD_OF_CONSTANT: Final = 30.0
NEWTON_STEPS: Final = 12
LONGEST_STEP: Final = 2.0
SETTLED: Final = 1e-3
FAR: Final = 9.0  # log odds below the best from which on a rule is forgotten
ROUGH: Final = 4.0  # how far off a gain may be that was worked out without a fit
MOST_RULES: Final = 24


@dataclass(frozen=True, slots=True)
class Fit:
    """A rule with its most likely weights, the constant first; ``curvature`` is the second derivative there."""

    rule: Rule
    weights: FloatArray
    curvature: FloatArray
    log_evidence: float
    chance: FloatArray


@dataclass(slots=True)
class Campaign:
    """What one campaign's rules are judged by.

    Attributes:
        views: Shape (columns, n); the last column is always 1.
        is_shown: Shape (n,): 1 where this ad was shown.
        others: Shape (n,): log of what all others pay together, minus this campaign's own base.
        counts: Shape (n,): how many rows each row stands for.
        prior: Of rules.
    """

    views: StateArray
    is_shown: FloatArray
    others: FloatArray
    counts: FloatArray
    prior: RulePrior
    _known: dict[Criterion, FloatArray] = field(default_factory=dict)
    _places: IntArray = field(init=False)
    _held: StateArray = field(init=False)
    _squares: StateArray = field(init=False)

    def __post_init__(self) -> None:
        """Keep what a criterion may use, and what says anything at all, together."""
        self._places = np.flatnonzero(np.isfinite(self.prior.alone) & self.views.any(axis=1))
        self._held = self.views[self._places]
        self._squares = self._held**2

    def values(self, item: Criterion) -> FloatArray:
        """Of a criterion, kept for the next rule that has it."""
        if item not in self._known:
            self._known[item] = item.values(self.views)
        return self._known[item]

    def fit(self, rule: Rule, near: Fit | None = None) -> Fit:
        """The most likely weights of a rule, sought from those of a rule near it."""
        values = np.stack([np.ones(len(self.others)), *(self.values(item) for item in rule)])
        mean = np.array([0.0, *[MEAN_WEIGHT] * len(rule)])
        precision = np.array([SPREAD_OF_CONSTANT**-2, *[SPREAD_OF_WEIGHT**-2] * len(rule)])
        known = {} if near is None else dict(zip(near.rule, near.weights[1:].tolist(), strict=True))
        constant = 0.0 if near is None else float(near.weights[0])
        weights = np.array([constant, *(known.get(item, MEAN_WEIGHT) for item in rule)])
        for _ in range(NEWTON_STEPS):
            chance = 1 / (1 + np.exp(self.others - weights @ values))
            gradient = values @ (self.counts * (self.is_shown - chance)) - precision * (weights - mean)
            curvature = (values * (self.counts * chance * (1 - chance))) @ values.T + np.diag(precision)
            step = np.linalg.solve(curvature, gradient)
            weights = weights + np.clip(step, -LONGEST_STEP, LONGEST_STEP)
            if np.abs(step).max() < SETTLED:
                break
        margin = weights @ values - self.others
        likelihood = float(self.counts @ (self.is_shown * margin - np.logaddexp(0, margin)))
        _, log_size = np.linalg.slogdet(curvature / precision[:, None])
        evidence = likelihood - 0.5 * float(precision @ (weights - mean) ** 2) - 0.5 * float(log_size)
        return Fit(rule, weights, curvature, evidence + self.prior.of(rule), 1 / (1 + np.exp(-margin)))

    def gains(self, chance: FloatArray) -> FloatArray:
        """About how much each single column would add to the log evidence of a rule with these chances."""
        missing, doubt = self.counts * (self.is_shown - chance), self.counts * chance * (1 - chance)
        told, mass = (self._held @ np.stack([missing, doubt], axis=1).astype(np.float32)).T.astype(np.float64)
        squares = self._squares @ doubt.astype(np.float32)
        return self._spread(_gain(told, squares - mass**2 / doubt.sum()))

    def pair_gains(self, column: int, chance: FloatArray) -> dict[Form, FloatArray]:
        """The same for criteria of a column and any second one, for each form."""
        missing, doubt = self.counts * (self.is_shown - chance), self.counts * chance * (1 - chance)
        own = self.views[column].astype(np.float64)
        none, both = 1 - own, own**2 * doubt
        sides = np.stack([own * missing, none * missing, own * doubt, none * doubt, own * none * doubt, both], axis=1)
        told, untold, mass, unmass, cross, heavy = (self._held @ sides.astype(np.float32)).T
        heaviest, heavy_rest = (self._squares @ np.stack([both, none**2 * doubt], axis=1).astype(np.float32)).T
        all_told, all_mass, total = own @ missing, own @ doubt, doubt.sum()
        found = {
            Form.ANY: _gain(
                all_told + untold, both.sum() + 2 * cross + heavy_rest - (all_mass + unmass) ** 2 / total
            ),
            Form.BOTH: _gain(told, heaviest - mass**2 / total),
            Form.BUT_NOT: _gain(all_told - told, both.sum() - 2 * heavy + heaviest - (all_mass - mass) ** 2 / total),
        }  # fmt: skip
        return {form: self._spread(gain) for form, gain in found.items()}

    def _spread(self, gain: FloatArray) -> FloatArray:
        found = np.full(len(self.views), -np.inf)
        found[self._places] = gain
        return found


def _gain(gradient: FloatArray, curvature: FloatArray) -> FloatArray:
    """What one weight adds to the log evidence, were the likelihood a parabola."""
    precision = SPREAD_OF_WEIGHT**-2
    total = np.maximum(curvature, 0.0) + precision
    pulled = gradient + precision * MEAN_WEIGHT
    found: FloatArray = (
        0.5 * pulled**2 / total - 0.5 * precision * MEAN_WEIGHT**2 - 0.5 * np.log(total / precision)
    )  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class Breadth:
    """How widely rules are sought.

    Attributes:
        criteria: At most, of one rule.
        expanded: Rules that are grown from at each length.
        added: Criteria that are tried to grow a rule.
        paired: Columns of these that are tried with others, and others that are tried with each.
        polished: Rounds in which other views of the same columns are tried.
    """

    criteria: int
    expanded: int
    added: int
    paired: int
    polished: int


GLANCE: Final = Breadth(criteria=2, expanded=1, added=3, paired=1, polished=0)
SEARCH: Final = Breadth(criteria=4, expanded=4, added=6, paired=3, polished=2)


def likely_rules(campaign: Campaign, things: IntArray, breadth: Breadth) -> list[Fit]:
    """The rules that explain a campaign best, best first. ``things`` has one entry per column, shared by its views."""
    search = _Search(campaign, things, breadth)
    level = [search.visit((), None)]
    for _ in range(breadth.criteria):
        parents = [fit for fit in _distinct(level, things)[: breadth.expanded] if search.is_near(fit.log_evidence)]
        level = [fit for parent in parents for fit in search.grown(parent)]
    for _ in range(breadth.polished):
        for fit in _distinct(search.likely(), things)[: breadth.expanded]:
            search.other_views(fit)
    return search.likely()[:MOST_RULES]


class _Search:
    def __init__(self, campaign: Campaign, things: IntArray, breadth: Breadth) -> None:
        self._campaign, self._things, self._breadth = campaign, things, breadth
        self._found: dict[Rule, Fit] = {}
        self._best = -np.inf

    def is_near(self, log_evidence: float, slack: float = 0.0) -> bool:
        return log_evidence > self._best - FAR - slack

    def likely(self) -> list[Fit]:
        near = (fit for fit in self._found.values() if self.is_near(fit.log_evidence))
        return sorted(near, key=lambda fit: -fit.log_evidence)

    def visit(self, rule: Rule, near: Fit | None) -> Fit:
        rule = tuple(sorted(set(rule), key=lambda item: (item.first, item.second, item.form.value)))
        if rule not in self._found:
            fit = self._found[rule] = self._campaign.fit(rule, near)
            self._best = max(self._best, fit.log_evidence)
        return self._found[rule]

    def grown(self, parent: Fit) -> list[Fit]:
        """The rule with another criterion, of one column, or of two of which one is among the best."""
        prior = self._campaign.prior
        gains = self._campaign.gains(parent.chance)
        share = prior.together if parent.rule else prior.alone
        best = _best_of_each(gains + share, self._things, self._breadth.added)
        tried = [(Criterion(column, column), float(gains[column])) for column in best]
        for column in best[: self._breadth.paired]:
            tried += self._pairs(column, parent.chance)
        known = parent.log_evidence - prior.of(parent.rule)
        rough = [((*parent.rule, item), known + gain + prior.of((*parent.rule, item))) for item, gain in tried]
        return [
            self.visit(rule, parent) for rule, evidence in sorted(rough, key=lambda one: -one[1])
            if self.is_near(evidence, ROUGH)
        ]  # fmt: skip

    def _pairs(self, column: int, chance: FloatArray) -> list[tuple[Criterion, float]]:
        found = []
        gains, share = self._campaign.pair_gains(column, chance), self._campaign.prior.together
        for form in PAIRS:
            sizes = np.where(self._things == self._things[column], -np.inf, gains[form] + share)
            others = _best_of_each(sizes, self._things, self._breadth.paired)
            found += [(pair(column, other, form), float(gains[form][other])) for other in others]
        return found

    def other_views(self, fit: Fit) -> None:
        """Take each column of a rule by another view of the same."""
        for place, item in enumerate(fit.rule):
            rest = fit.rule[:place] + fit.rule[place + 1 :]
            for column in np.flatnonzero(self._things == self._things[item.first]).tolist():
                second = column if item.form is Form.SINGLE else item.second
                self.visit((*rest, pair(column, second, item.form)), fit)
            if item.form is not Form.SINGLE:
                for column in np.flatnonzero(self._things == self._things[item.second]).tolist():
                    self.visit((*rest, pair(item.first, column, item.form)), fit)


def _best_of_each(gains: FloatArray, things: IntArray, count: int) -> list[int]:
    """The best columns, one of each thing."""
    order = [column for column in np.argsort(-gains)[: 6 * count].tolist() if np.isfinite(gains[column])]
    first: dict[int, int] = {}
    for column in order:
        first.setdefault(int(things[column]), column)
    return list(first.values())[:count]


def _distinct(fits: list[Fit], things: IntArray) -> list[Fit]:
    """One rule of each set of things, the best."""
    first: dict[tuple[object, ...], Fit] = {}
    for fit in sorted(fits, key=lambda fit: -fit.log_evidence):
        key = tuple(sorted((int(things[i.first]), int(things[i.second]), i.form.value) for i in fit.rule))
        first.setdefault(key, fit)
    return list(first.values())
