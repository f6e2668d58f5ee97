"""What campaigns of a crowd's market pay for: sums of terms, each a product of at most two conditions.

OR, AND and "but not" are all sums of products: ``a or b`` is ``a + b - ab``, ``a but not b`` is ``a (1 - b)``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

GRADED_SHARE: Final = 0.4  # of conditions on interests: pay more for more visits, instead of from a number on
MOST_VISITS_NEEDED: Final = 3
VISITS_TO_FULL: Final = 4  # of a graded condition
ALWAYS: Final = -1

# How many campaigns there are of each kind, before rounding.
KINDS: Final[Mapping[str, float]] = {
    "interest": 0.24, "parent_segment": 0.1, "look_alike": 0.2, "retargeting": 0.14, "page_context": 0.12,
    "place_time": 0.08,
    "run_of_network": 0.12,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a state what stands: visible visits by topic and subject, shops, the page, place and moment."""

    topics: int
    subjects: int
    shops: int
    places: int
    moments: int

    @property
    def starts(self) -> IntArray:
        """First column of topics, subjects, shops, the page's topics and subjects, places, moments; then the end."""
        sizes = [self.topics, self.subjects, self.shops, self.topics, self.subjects, self.places, self.moments]
        return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)

    @property
    def total(self) -> int:
        """Number of columns."""
        return int(self.starts[-1])


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds from ``need`` on; a graded one grows like a logarithm up to there. ``is_not`` turns it round."""

    column: int = ALWAYS
    need: float = 1.0
    is_graded: bool = False
    is_not: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """``weight`` times the product of two conditions, in utility of the auction."""

    weight: float
    first: Condition
    second: Condition = Condition()


class TermTable:
    """All terms of all campaigns as arrays, so that many states are judged at once."""

    def __init__(self, terms: Sequence[Sequence[Term]], vendor: IntArray) -> None:
        """Lay out the terms of each campaign; ``vendor`` is the company whose knowledge each campaign uses."""
        flat = [(number, term) for number, own in enumerate(terms) for term in own]
        self._vendor = np.array([vendor[number] for number, _ in flat], dtype=np.int64)
        self._conditions = [_laid_out([getattr(term, name) for _, term in flat]) for name in ("first", "second")]
        self.weights = np.zeros((len(flat), len(terms)))
        for place, (number, term) in enumerate(flat):
            self.weights[place, number] = term.weight

    def utilities(self, states: npt.NDArray[np.int16]) -> FloatArray:
        """What each campaign pays on top of its base, (n, campaigns), in states of shape (n, vendors, columns)."""
        product = np.ones((len(states), len(self._vendor)))
        for column, need, is_graded, is_not in self._conditions:
            found = states[:, self._vendor, np.maximum(column, 0)]
            met = np.where(is_graded, np.minimum(1.0, np.log1p(found) / np.log1p(need)), found >= need)
            met = np.where(column == ALWAYS, 1.0, np.where(is_not, 1.0 - met, met))
            product *= met
        result: FloatArray = product @ self.weights
        return result


def _laid_out(
    conditions: Sequence[Condition],
) -> tuple[IntArray, FloatArray, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    return (
        np.array([item.column for item in conditions], dtype=np.int64),
        np.array([item.need for item in conditions], dtype=np.float64),
        np.array([item.is_graded for item in conditions], dtype=bool),
        np.array([item.is_not for item in conditions], dtype=bool),
    )


@dataclass(frozen=True, slots=True)
class RuleDraw:
    """Draws the rule of one campaign after another; ``topic`` is the ad's own."""

    dice: np.random.Generator
    columns: Columns
    subject_of: IntArray

    def draw(self, kind: str, number: int, topic: int) -> list[Term]:
        """The terms of one campaign."""
        draws: Mapping[str, Callable[[], list[Term]]] = {
            "interest": lambda: [Term(self._size(), self._visits(topic))],
            "parent_segment": lambda: [Term(self._size(), self._visits(self._subject_column(topic)))],
            "look_alike": lambda: self._look_alike(topic),
            "retargeting": lambda: [Term(self._size(), Condition(int(self.columns.starts[2]) + number))],
            "page_context": lambda: self._page(topic),
            "place_time": self._place_time,
            "run_of_network": list,
        }
        return draws[kind]()

    def _size(self) -> float:
        return float(self.dice.uniform(1.5, 4.0))

    def _visits(self, column: int) -> Condition:
        if self.dice.random() < GRADED_SHARE:
            return Condition(column, VISITS_TO_FULL, is_graded=True)
        return Condition(column, float(self.dice.integers(1, MOST_VISITS_NEEDED + 1)))

    def _subject_column(self, topic: int) -> int:
        return self.columns.topics + int(self.subject_of[topic])

    def _look_alike(self, topic: int) -> list[Term]:
        """Topics that have nothing to do with the ad: added up, any of two, both, or one but not the other."""
        mixed = self.dice.permutation(self.columns.topics).tolist()
        others = [other for other in mixed if self.subject_of[other] != self.subject_of[topic]]
        a, b, c = (self._visits(topic) for topic in others[:3])
        size = self._size()
        form = self.dice.choice(["sum", "any", "both", "but_not"], p=[0.4, 0.25, 0.2, 0.15])
        if form == "any":
            return [Term(size, a), Term(size, b), Term(-size, a, b)]
        if form == "both":
            return [Term(size, a, b)]
        if form == "but_not":
            return [Term(size, a, Condition(b.column, b.need, b.is_graded, is_not=True))]
        shares = self.dice.dirichlet([2.0, 2.0, 2.0]) * 1.5
        return [Term(size * float(share), item) for share, item in zip(shares, (a, b, c), strict=True)]

    def _page(self, topic: int) -> list[Term]:
        if self.dice.random() < 0.7:
            return [Term(self._size(), Condition(int(self.columns.starts[3]) + topic))]
        return [Term(self._size(), Condition(int(self.columns.starts[4]) + int(self.subject_of[topic])))]

    def _place_time(self) -> list[Term]:
        place = Condition(int(self.columns.starts[5]) + int(self.dice.integers(self.columns.places)))
        moment = Condition(int(self.columns.starts[6]) + int(self.dice.integers(self.columns.moments)))
        form = self.dice.choice(["place", "moment", "both"])
        if form == "both":
            return [Term(self._size(), place, moment)]
        return [Term(self._size(), place if form == "place" else moment)]
