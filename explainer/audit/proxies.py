"""Which harmless traits stand in for a sensitive one: whoever targets them reaches the sensitive group unnamed.

People are dealt into two halves. On the first, single traits and pairs of traits that go with the sensitive one are
looked for, and a small logistic regression is fitted on all harmless traits together; on the second half, which had no
part in the search, both are measured. An interval is widened for the number of candidates that were looked at, so that
the chance of naming even one proxy in a log without any stays near 5 % (tests/explainer/audit/test_proxies.py).
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from statistics import NormalDist
from typing import Final

import numpy as np
import numpy.typing as npt

from explainer.records import CauseKind, LoggedImpression
from explainer.taxonomy import Taxonomy

# A proxy must at least double the chance of the sensitive trait, at the lower end of its interval.
LEAST_RATIO: Final = 2.0
# All harmless traits together must tell people with the trait from others this well, at the lower end: 0.5 is chance.
LEAST_AUC: Final = 0.6
LEAST_PEOPLE: Final = 20  # with fewer people who have the sensitive trait, nothing can be told
LEAST_HOLDERS: Final = 10  # people of the measuring half who have the proxy; with fewer the interval says nothing
MOST_CANDIDATES: Final = 20  # the likeliest of the first half; more candidates only widen all intervals
ERROR_RATE: Final = 0.05  # chance of naming any proxy of a sensitive trait that has none
_PAIRED: Final = 12  # single traits whose pairs are looked at
_RIDGE: Final = 1.0
_STEPS: Final = 25
_RESAMPLES: Final = 400

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Proxy:
    """One or two harmless traits that go with a sensitive one.

    Attributes:
        traits: Topic ids; of two, both together.
        ratio: How many times likelier the sensitive trait is among people who have them than among those who do not.
        low: Lower end of the ratio's interval, widened for the search.
        people: People of the measuring half who have them.
    """

    traits: tuple[str, ...]
    ratio: float
    low: float
    people: int


@dataclass(frozen=True, slots=True)
class ProxyAudit:
    """What gives one sensitive trait away.

    Attributes:
        sensitive: The sensitive topic.
        people: People who have it.
        auc: How well all harmless traits together tell them from the others: 0.5 is chance, 1 is always; NaN: too few.
        low: Lower end of its 95 % interval.
        high: Upper end.
        proxies: Strongest first; empty if none was found.
    """

    sensitive: str
    people: int
    auc: float
    low: float
    high: float
    proxies: tuple[Proxy, ...]

    @property
    def can_tell(self) -> bool:
        """Whether there were people enough to say anything."""
        return not math.isnan(self.auc)

    @property
    def is_given_away(self) -> bool:
        """Whether harmless traits, one by one or together, stand in for the sensitive one."""
        return bool(self.proxies) or (self.can_tell and self.low >= LEAST_AUC)


def find_proxies(rows: Iterable[LoggedImpression], taxonomy: Taxonomy | None = None) -> tuple[ProxyAudit, ...]:
    """Audit a log of many people, one answer for each sensitive trait that anybody in it has.

    Args:
        rows: Impressions in any order; a person has a trait if any of their impressions says so.
        taxonomy: Says which topics are sensitive.
    """
    topics = taxonomy or Taxonomy.load()
    held = _held(rows)
    people = tuple(sorted(held))
    names = sorted({trait for traits in held.values() for trait in traits})
    has = np.array([[name in held[person] for name in names] for person in people]).reshape(len(people), len(names))
    is_sensitive = np.array([topics.knows(name) and topics.topic(name).is_sensitive for name in names], dtype=bool)
    is_measuring = np.array([_coin(person) for person in people], dtype=bool)
    harmless = _Traits(tuple(np.array(names)[~is_sensitive]), has[:, ~is_sensitive], is_measuring)
    return tuple(_audit(names[column], has[:, column], harmless) for column in np.flatnonzero(is_sensitive))


@dataclass(frozen=True, slots=True)
class _Traits:
    """The harmless traits: who has what, and which half each person is in."""

    names: tuple[str, ...]
    has: BoolArray
    is_measuring: BoolArray


def _held(rows: Iterable[LoggedImpression]) -> Mapping[str, set[str]]:
    held: dict[str, set[str]] = {}
    for row in rows:
        mine = held.setdefault(row.person_id, set())
        mine.update(trait.id for trait in row.traits if trait.strength > 0 and trait.kind is not CauseKind.RETARGETING)
    return held


def _coin(person: str) -> bool:
    """Deal people out the same way in every run, whatever their order."""
    return bool(hashlib.sha256(person.encode()).digest()[0] & 1)


def _audit(sensitive: str, target: BoolArray, harmless: _Traits) -> ProxyAudit:
    people, searched, measured = int(target.sum()), ~harmless.is_measuring, harmless.is_measuring
    halves = [int(target[half].sum()) for half in (searched, measured)]
    if people < LEAST_PEOPLE or min(halves) < LEAST_PEOPLE // 4 or target.all() or not harmless.names:
        return ProxyAudit(sensitive, people, math.nan, math.nan, math.nan, ())
    weights = _logistic(harmless.has[searched].astype(float), target[searched])
    auc, low, high = _auc(harmless.has[measured] @ weights[1:], target[measured])
    candidates = _candidates(harmless, target, searched)
    found = [_measured(traits, harmless, target, len(candidates)) for traits in candidates]
    proxies = sorted((proxy for proxy in found if proxy.low >= LEAST_RATIO), key=lambda proxy: -proxy.low)
    return ProxyAudit(sensitive, people, auc, low, high, tuple(proxies))


def _candidates(harmless: _Traits, target: BoolArray, searched: BoolArray) -> list[tuple[int, ...]]:
    """Traits, and pairs that do better than either of the two, by the lower end of their ratio on the first half."""
    has, aim = harmless.has[searched], target[searched]
    strength: dict[tuple[int, ...], float] = {
        (column,): _ratio(has[:, column], aim, 1.0)[1] for column in range(has.shape[1])
    }
    likeliest = sorted(strength, key=lambda traits: -strength[traits])[:_PAIRED]
    for one, other in combinations([traits[0] for traits in likeliest], 2):
        low = _ratio(_hold_all(has, (one, other)), aim, 1.0)[1]
        if low > max(strength[one,], strength[other,]):
            strength[one, other] = low
    ranked = sorted((traits for traits in strength if strength[traits] > 1.0), key=lambda traits: -strength[traits])
    return ranked[:MOST_CANDIDATES]


def _measured(traits: tuple[int, ...], harmless: _Traits, target: BoolArray, candidates: int) -> Proxy:
    measured = harmless.is_measuring
    holds = _hold_all(harmless.has[measured], traits)
    width = NormalDist().inv_cdf(1.0 - ERROR_RATE / max(1, candidates))
    ratio, low = _ratio(holds, target[measured], width)
    people = int(holds.sum())
    names = tuple(harmless.names[column] for column in traits)
    return Proxy(names, ratio, low if people >= LEAST_HOLDERS else 0.0, people)


def _hold_all(has: BoolArray, traits: tuple[int, ...]) -> BoolArray:
    holds: BoolArray = np.logical_and.reduce(has[:, list(traits)], axis=1)
    return holds


def _ratio(holds: BoolArray, target: BoolArray, width: float) -> tuple[float, float]:
    """How many times likelier the target is with than without, and its lower end (log ratio, half a person added)."""
    with_both, with_one = float((holds & target).sum()) + 0.5, float(holds.sum()) + 1.0
    without_both, without_one = float((~holds & target).sum()) + 0.5, float((~holds).sum()) + 1.0
    log_ratio = math.log(with_both / with_one) - math.log(without_both / without_one)
    spread = math.sqrt(max(0.0, 1 / with_both - 1 / with_one + 1 / without_both - 1 / without_one))
    return math.exp(log_ratio), math.exp(log_ratio - width * spread)


def _logistic(values: FloatArray, target: BoolArray) -> FloatArray:
    """Ridge logistic regression by Newton's method; the first weight is the constant."""
    columns = np.hstack([np.ones((len(values), 1)), values])
    weights = np.zeros(columns.shape[1])
    penalty = np.full(columns.shape[1], _RIDGE)
    penalty[0] = 1e-6
    for _ in range(_STEPS):
        share = 1.0 / (1.0 + np.exp(-np.clip(columns @ weights, -30, 30)))
        slope = columns.T @ (share - target) + penalty * weights
        curve = (columns * (share * (1 - share))[:, None]).T @ columns + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def _auc(scores: FloatArray, target: BoolArray) -> tuple[float, float, float]:
    """Probability that somebody with the trait scores above somebody without, and its bootstrap 95 % interval."""
    dice = np.random.default_rng(0)  # the same log gives the same answer
    draws = []
    for number in range(_RESAMPLES + 1):
        drawn = dice.integers(len(scores), size=len(scores)) if number else np.arange(len(scores))
        draws.append(_rank_share(scores[drawn], target[drawn]))
    low, high = np.nanquantile(draws[1:], (0.025, 0.975))
    return draws[0], float(low), float(high)


def _rank_share(scores: FloatArray, target: BoolArray) -> float:
    inside, outside = int(target.sum()), int((~target).sum())
    if not inside or not outside:
        return math.nan
    _, place, count = np.unique(scores, return_inverse=True, return_counts=True)
    middle = np.cumsum(count) - (count - 1) / 2.0  # people with the same score share a rank
    return float((middle[place][target].sum() - inside * (inside + 1) / 2) / (inside * outside))
