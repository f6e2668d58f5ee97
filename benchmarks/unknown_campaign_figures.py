"""Figures, tables and bars of campaigns that nobody knows (``unknown_campaigns.py``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from benchmarks.reporting import RESAMPLES, Bar
from explainer.base_model import FloatArray

WHYAD, IDEAL = "whyad", "ideal observer"
SILENCE_MARGIN: Final = 0.02  # on top of the observer's
CALIBRATION_REACH: Final = 0.05
BINS: Final = 10
UNTARGETED: Final = "untargeted"


@dataclass(frozen=True, slots=True)
class Setting:
    """What is asked, and the bars; a setting without bars is only reported.

    Attributes:
        showings: The graded ad was shown so often by now; None if whole logs are asked about.
        length: Impressions of the log; None if the log ends with the graded one.
        right: Bar of the ratio to the observer's share of right top causes.
        courage: The same for "about you" where it is due.
    """

    name: str
    showings: int | None = None
    length: int | None = None
    right: float | None = None
    courage: float = 0.85


@dataclass(frozen=True, slots=True)
class Mark:
    """An answer beside the truth.

    Attributes:
        asked: The campaign's rule, or "untargeted".
        is_personal: Whether something about the person was truly used.
        inside: How many of the ``estimates`` have the true contribution within their interval.
    """

    person: str
    asked: str
    is_targeted: bool
    is_personal: bool
    is_right: bool
    is_about_you: bool
    is_named: bool
    claimed: float
    inside: int
    estimates: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of one player; the first entry of each is the figure, the others are resamples."""

    right: FloatArray
    about_untargeted: FloatArray
    about_personal: FloatArray
    calibration_error: FloatArray
    coverage: FloatArray


def figures_of(marks: Sequence[Mark], seed: int) -> Figures:
    """All figures, with resamples over people; the same seed draws the same people for every player."""
    people = sorted({mark.person for mark in marks})
    place = {name: number for number, name in enumerate(people)}
    sums = np.zeros((len(people), 9 + BINS))
    for mark in marks:
        sums[place[mark.person]] += _counts(mark)
    picks = np.random.default_rng(seed).integers(len(people), size=(RESAMPLES, len(people)))
    total = np.concatenate([sums.sum(axis=0)[None], sums[picks].sum(axis=1)])
    with np.errstate(invalid="ignore"):  # nothing of nothing is no figure
        return Figures(
            right=total[:, 1] / total[:, 0], about_untargeted=total[:, 3] / total[:, 2],
            about_personal=total[:, 5] / total[:, 4], coverage=total[:, 7] / total[:, 6],
            calibration_error=np.abs(total[:, 9:]).sum(axis=1) / total[:, 8],
        )  # fmt: skip


def _counts(mark: Mark) -> FloatArray:
    """What ``figures_of`` adds up: pairs of how many and how many of them; then gaps of probabilities by bin."""
    gaps, is_sure_of = np.zeros(BINS), mark.is_named and mark.claimed > 0  # some players never say how sure they are
    if is_sure_of:
        gaps[min(int(mark.claimed * BINS), BINS - 1)] = mark.claimed - mark.is_right
    counts = [
        mark.is_targeted, mark.is_targeted and mark.is_right,
        not mark.is_targeted, not mark.is_targeted and mark.is_about_you,
        mark.is_personal, mark.is_personal and mark.is_about_you, mark.estimates, mark.inside, is_sure_of,
    ]  # fmt: skip
    return np.concatenate([np.array(counts, dtype=float), gaps])


def print_and_hold(setting: Setting, marks: Mapping[str, Sequence[Mark]], seed: int, *, quick: bool) -> list[Bar]:
    """Print the table of a setting and hold Whyad's figures against its bars."""
    figures = {name: figures_of(found, seed) for name, found in marks.items()}
    print(f"\n{setting.name}: {len(marks[WHYAD])} graded, seeds from {seed}")
    print(f"  {'':<26}" + "".join(f"{name:>24}" for name in figures))
    for label, measure in _MEASURES.items():
        cells = (_cell(getattr(found, measure)) for found in figures.values())
        print(f"  {label:<26}" + "".join(f"{cell:>24}" for cell in cells))
    for asked in sorted({mark.asked for mark in marks[WHYAD]} - {UNTARGETED}):
        shares = (_share([mark.is_right for mark in found if mark.asked == asked]) for found in marks.values())
        print(f"    {asked:<24}" + "".join(f"{share:>24}" for share in shares))
    bars = _bars(setting, figures, quick=quick)
    for bar in bars:
        met = "ok  " if bar.ok else "MISS"
        print(f"  {met} {bar.bar}: {bar.value:.3f} [{bar.low:.3f}, {bar.high:.3f}], bar {bar.reach:.3f}")
    return bars


_MEASURES: Final[Mapping[str, str]] = {
    "top cause right": "right", "about_you, untargeted": "about_untargeted",
    "about_you, personal": "about_personal", "calibration error": "calibration_error",
    "intervals cover": "coverage",
}  # fmt: skip


def _bars(setting: Setting, figures: Mapping[str, Figures], *, quick: bool) -> list[Bar]:
    if setting.right is None:
        return []
    own, ideal = figures[WHYAD], figures[IDEAL]
    silence = float(ideal.about_untargeted[0])
    with np.errstate(invalid="ignore", divide="ignore"):
        right, courage = own.right / ideal.right, own.about_personal / ideal.about_personal
    held = (
        ("top cause right, ratio to the ideal", right, setting.right, "higher", None),
        ("about_you, untargeted", own.about_untargeted, silence + SILENCE_MARGIN, "lower", silence),
        ("about_you, personal, ratio to the ideal", courage, setting.courage, "higher", None),
        ("calibration error", own.calibration_error, CALIBRATION_REACH, "lower", float(ideal.calibration_error[0])),
    )
    return [
        Bar(
            f"{name}, {setting.name}", *_interval(values), reach, better,
            None if peer is None else IDEAL, peer, quick=quick,
        )
        for name, values, reach, better, peer in held
    ]  # fmt: skip


def _interval(values: FloatArray) -> tuple[float, float, float]:
    low, high = np.nanquantile(values[1:], [0.025, 0.975])
    return float(values[0]), float(low), float(high)


def _share(values: Sequence[bool]) -> str:
    return f"{np.mean(values):.2f} of {len(values)}"


def _cell(values: FloatArray) -> str:
    if np.isnan(values[0]):
        return "-"
    value, low, high = _interval(values)
    return f"{value:.3f} [{low:.3f}, {high:.3f}]"
