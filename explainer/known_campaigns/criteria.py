"""What a campaign may ask for: criteria on one or two columns, and how likely each is before any ad was seen.

Campaigns use few criteria, so a handful of small rules explains a log better than some weight for every column.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

import numpy as np

from explainer.known_campaigns.columns import ColumnClass, FloatArray, IntArray, StateArray

# How often a campaign's only criterion is about what, and how often one of several; then how often rules have which
# shape. All three hold before a market was seen; its own campaigns move them.
ALONE: Final[Mapping[ColumnClass, float]] = {
    ColumnClass.OWN_TOPIC: 0.3, ColumnClass.OWN_SUBJECT: 0.12, ColumnClass.OWN_SHOP: 0.18, ColumnClass.OWN_PAGE: 0.15,
    ColumnClass.TOPIC: 0.1, ColumnClass.SUBJECT: 0.03, ColumnClass.PAGE: 0.03, ColumnClass.CONTEXT: 0.09,
}  # fmt: skip
TOGETHER: Final[Mapping[ColumnClass, float]] = {
    ColumnClass.OWN_TOPIC: 0.12, ColumnClass.OWN_SUBJECT: 0.05, ColumnClass.OWN_SHOP: 0.05, ColumnClass.OWN_PAGE: 0.05,
    ColumnClass.TOPIC: 0.5, ColumnClass.SUBJECT: 0.03, ColumnClass.PAGE: 0.03, ColumnClass.CONTEXT: 0.17,
}  # fmt: skip
SHAPES: Final[Mapping[str, float]] = {
    "none": 0.15, "single": 0.55, "any": 0.05, "both": 0.05, "but_not": 0.04, "2": 0.06, "3": 0.06, "mixed": 0.01,
}  # fmt: skip
FIRST_CAMPAIGNS: Final = 20.0  # campaigns that all these shares are worth


class Form(Enum):
    """How two columns make a criterion."""

    SINGLE = "single"
    ANY = "any"
    BOTH = "both"
    BUT_NOT = "but_not"


PAIRS: Final = (Form.ANY, Form.BOTH, Form.BUT_NOT)


@dataclass(frozen=True, slots=True)
class Criterion:
    """A column, or two of them; ``second`` is the first again for a single one."""

    first: int
    second: int
    form: Form = Form.SINGLE

    def values(self, views: StateArray) -> FloatArray:
        """How far it holds, shape (n,), for views of shape (columns, n)."""
        a: FloatArray = views[self.first].astype(np.float64)
        b: FloatArray = views[self.second].astype(np.float64)
        match self.form:
            case Form.SINGLE:
                return a
            case Form.ANY:
                return a + b - a * b
            case Form.BOTH:
                return a * b
            case Form.BUT_NOT:
                return a - a * b

    def products(self, constant: int) -> Sequence[tuple[int, int, float]]:
        """The same as a sum of products of two columns, each with its factor."""
        a, b = (self.first, constant, 1.0), (self.second, constant, 1.0)
        match self.form:
            case Form.SINGLE:
                return (a,)
            case Form.ANY:
                return (a, b, (self.first, self.second, -1.0))
            case Form.BOTH:
                return ((self.first, self.second, 1.0),)
            case Form.BUT_NOT:
                return (a, (self.first, self.second, -1.0))


def pair(first: int, second: int, form: Form) -> Criterion:
    """A criterion of two columns, which have an order in ``BUT_NOT`` only."""
    if form is Form.BUT_NOT:
        return Criterion(first, second, form)
    return Criterion(min(first, second), max(first, second), form)


Rule = tuple[Criterion, ...]  # criteria that add up, in order


def shape_of(rule: Rule) -> str:
    """How many criteria a rule has, or of which form its only one is."""
    if len(rule) == 1:
        return rule[0].form.value
    is_plain = all(item.form is Form.SINGLE for item in rule)
    return "none" if not rule else str(len(rule)) if is_plain and str(len(rule)) in SHAPES else "mixed"


def shorter_rules(rule: Rule) -> tuple[Rule, ...]:
    """The rule without one of its criteria, for each of them."""
    return tuple(rule[:place] + rule[place + 1 :] for place in range(len(rule)))


@dataclass(frozen=True, slots=True)
class RulePrior:
    """How likely rules of one campaign are.

    Attributes:
        alone: For each column, log of the chance that an only criterion is about it; minus infinity for never.
        together: The same for one of several.
        shapes: Log of the chance of each shape.
    """

    alone: FloatArray
    together: FloatArray
    shapes: Mapping[str, float]

    def of(self, rule: Rule) -> float:
        """Log of the prior probability."""
        shape = shape_of(rule)
        share = self.alone if shape == Form.SINGLE.value else self.together
        columns = [column for item in rule for column in sorted({item.first, item.second})]
        orders = math.lgamma(len(columns) + 1) if shape != Form.BUT_NOT.value else 0.0
        return self.shapes[shape] + orders + sum(float(share[column]) for column in columns)


@dataclass(frozen=True, slots=True)
class Habits:
    """What the campaigns of a market usually ask for: shares of classes alone and together, and of shapes."""

    alone: FloatArray
    together: FloatArray
    shapes: Mapping[str, float]

    def prior(self, classes: IntArray) -> RulePrior:
        """Each class's share spread over its columns; ``classes`` has one entry per column."""
        count = np.maximum(np.bincount(classes, minlength=len(ColumnClass)), 1)
        with np.errstate(divide="ignore"):
            alone, together = (np.log(share / count)[classes] for share in (self.alone, self.together))
        return RulePrior(alone, together, {name: math.log(share) for name, share in self.shapes.items()})


def habits_of(rules: Iterable[tuple[Rule, float, IntArray]]) -> Habits:
    """What rules with their probabilities and classes of columns show, on top of what holds before."""
    alone, together = (
        FIRST_CAMPAIGNS * np.array([shares.get(kind, 0.0) for kind in ColumnClass]) for shares in (ALONE, TOGETHER)
    )
    shapes = {name: FIRST_CAMPAIGNS * share for name, share in SHAPES.items()}
    for rule, chance, classes in rules:
        shape = shape_of(rule)
        shapes[shape] += chance
        for item in rule:
            for column in {item.first, item.second}:
                (alone if shape == Form.SINGLE.value else together)[classes[column]] += chance
    total = sum(shapes.values())
    return Habits(
        alone / alone.sum(), together / together.sum(), {name: count / total for name, count in shapes.items()}
    )
