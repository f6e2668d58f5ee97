"""When and where a campaign may be shown, given where it was: its run, its cap, its pauses and its sites.

All four only take places away. A run or a cap that is used up cuts the log off at both ends; a pause blocks the pages
after a showing; a choice of sites blocks the others. Each alternative comes with its chance, so that they add up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from explainer.simulation.auction import Scene
from explainer.simulation.market import BoolArray, FloatArray, Habits

CUTS: Final = 5  # tried at each end of the log
PAUSES: Final = 2  # tried, besides none
LOCAL: Final = 2  # choices of sites tried, besides all
RUNS_DRAWN: Final = 2000
LOCAL_SHARE: Final = 0.4  # of the sites; this and the runs as drawn in simulation/campaigns.py
LONG_AGO: Final = -(10**9)  # a visit before all others
NEXT_TO_NOTHING: Final = 1e-300

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Places:
    """Where an ad was shown or might have been; arrays have one entry per impression.

    Attributes:
        others: Log of what all others bid together.
        log_price: Not a number where none was seen.
    """

    visit: IntArray
    is_shown: BoolArray
    others: FloatArray
    log_price: FloatArray


@dataclass(frozen=True, slots=True)
class Span:
    """Only the places from ``start`` until ``end`` (numbers of ``Alternatives.bounds``) were open."""

    log_chance: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Alternatives:
    """What there may have been.

    Attributes:
        bounds: Where the log may be cut, from 0 to its end.
        spans: The pieces that may be left.
        masks: Log of the chance of each choice of pauses and sites, and which places it leaves open.
    """

    bounds: tuple[int, ...]
    spans: tuple[Span, ...]
    masks: tuple[tuple[float, BoolArray], ...]


def alternatives(
    dice: np.random.Generator, scene: Scene, places: Places, habits: Sequence[Habits], *, is_local: bool
) -> Alternatives:
    """All that is tried for one ad; ``habits`` are those of drawn campaigns of one rule, from the prior."""
    shown = np.flatnonzero(places.is_shown)
    starts = np.unique(np.linspace(0, shown[0], CUTS).round().astype(int)).tolist()
    ends = np.unique(np.linspace(shown[-1] + 1, len(places.visit), CUTS).round().astype(int)).tolist()
    bounds = (*starts, *ends)
    position = places.visit / max(1, len(scene.walk.days) - 1)
    runs = _runs(dice, position, (starts, ends), scene.market.drawn["windowed"])
    caps = np.array([own.cap for own in habits])
    used_up, goes_on = float((caps == len(shown)).mean()), float((caps > len(shown)).mean())
    chances = runs * goes_on
    chances[:, 0] += runs.sum(axis=1) * used_up
    spans = tuple(
        Span(float(np.log(chances[i, j])), i, len(starts) + j) for i, j in np.argwhere(chances > 0).tolist()
    )
    masks = tuple(
        (float(np.log(max(a * b, NEXT_TO_NOTHING))), one & other)
        for a, one in _pauses(dice, places, habits) for b, other in _sites(dice, scene, places, is_local=is_local)
    )  # fmt: skip
    return Alternatives(bounds, spans, masks)


def _runs(
    dice: np.random.Generator, position: FloatArray, cuts: tuple[list[int], list[int]], windowed: float
) -> FloatArray:
    """Chance of each pair of cuts; a run is rounded to the next cut that takes no more away than it does."""
    starts, ends = cuts
    begin = dice.uniform(0, 0.7, RUNS_DRAWN)
    end = np.minimum(1.0, begin + dice.uniform(0.2, 1.0, RUNS_DRAWN))
    first, after = np.searchsorted(position, begin), np.searchsorted(position, end, side="right")
    fits = (first <= starts[-1]) & (after >= ends[0])
    chances = np.zeros((len(starts), len(ends)))
    at = np.searchsorted(starts, first[fits], side="right") - 1, np.searchsorted(ends, after[fits])
    np.add.at(chances, at, windowed / RUNS_DRAWN)
    chances[0, -1] += 1 - windowed
    return chances


def _pauses(
    dice: np.random.Generator, places: Places, habits: Sequence[Habits]
) -> list[tuple[float, BoolArray]]:
    """Pages between two showings: the page itself, or more."""
    last = np.maximum.accumulate(np.where(places.is_shown, places.visit, LONG_AGO))
    pause = places.visit - np.concatenate([[LONG_AGO], last[:-1]])
    shortest = int(pause[places.is_shown].min())
    spacings = np.array([own.spacing for own in habits if own.spacing < shortest])
    if not len(spacings):
        return [(1.0 / len(habits), pause > 0)]
    found = [(float((spacings == 0).sum()) / len(habits), pause > 0)]
    longer = spacings[spacings > 0]
    picks = dice.choice(longer, size=min(PAUSES, len(longer)), replace=False).tolist() if len(longer) else []
    return found + [(len(longer) / len(picks) / len(habits), pause > spacing) for spacing in picks]


def _sites(
    dice: np.random.Generator, scene: Scene, places: Places, *, is_local: bool
) -> list[tuple[float, BoolArray]]:
    """All sites, or a choice; sites without a showing are left out more readily the more often they were visited."""
    site, count = scene.walk.site[places.visit], len(scene.market.sites)
    everywhere = np.ones(len(site), dtype=bool)
    if not is_local:
        return [(1.0, everywhere)]
    limited, kept = scene.market.drawn["local_sites"] * 0.5, np.isin(np.arange(count), site[places.is_shown])
    missed = np.bincount(site, minlength=count) * places.is_shown.sum() / len(site)
    guess = LOCAL_SHARE * np.exp(-missed) / (1 - LOCAL_SHARE + LOCAL_SHARE * np.exp(-missed))
    found = [(1 - limited, everywhere)]
    for _ in range(LOCAL):
        chosen = (dice.random(count) < guess) | kept
        free = np.where(chosen, LOCAL_SHARE / guess, (1 - LOCAL_SHARE) / (1 - guess))
        chance = float(np.prod(np.where(kept, LOCAL_SHARE, free)))
        found.append((limited * chance / LOCAL, chosen[site]))
    return found
