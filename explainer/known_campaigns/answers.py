"""From what members say to intervals, one named cause and a verdict."""

from __future__ import annotations

from typing import Final

import numpy as np

from explainer.known_campaigns.market import CausesOfAd
from explainer.known_campaigns.weights import MEMBERS, FloatArray
from explainer.records import Interval, TopCause, Verdict
from explainer.verdict import VERDICT_OF_CAUSE

# Half a 90 % interval: Student's t for five members times the jackknife's deviation, and what members share because
# they were fitted with the same columns: a constant part and a part of the size. The last two were set by hand;
# benchmarks.faithfulness measures how many true contributions the intervals cover.
STUDENT_T: Final = 2.13
SHARED_DOUBT: Final = 0.06
SHARED_DOUBT_OF_SIZE: Final = 0.12
NORMAL_90: Final = 1.645
LEAST_NAMED: Final = 0.3  # a third likelier; below that nobody would speak of a reason
DRAWS: Final = 400


def half_widths(found: CausesOfAd) -> FloatArray:
    """Half of each contribution's 90 % interval."""
    mean = found.contributions.mean(axis=0)
    jackknife = np.sqrt((MEMBERS - 1) / MEMBERS * ((found.contributions - mean) ** 2).sum(axis=0))
    shared = np.where(np.abs(mean) > 0, SHARED_DOUBT + SHARED_DOUBT_OF_SIZE * np.abs(mean), 0.0)
    return np.asarray(np.hypot(STUDENT_T * jackknife, shared), dtype=np.float64)


def intervals(found: CausesOfAd) -> tuple[Interval, ...]:
    """Each contribution with its 90 % interval."""
    sizes = zip(found.contributions.mean(axis=0).tolist(), half_widths(found).tolist(), strict=True)
    return tuple(Interval(size, size - half, size + half) for size, half in sizes)


def top_cause(found: CausesOfAd) -> TopCause | None:
    """The cause most probably on top, with its probability; None where nothing was there."""
    if not found.causes:
        return None
    deviation = half_widths(found) / NORMAL_90
    noise = np.random.default_rng(0).standard_normal((DRAWS, len(found.causes)))
    drawn = found.contributions.mean(axis=0) + noise * deviation
    shares = np.bincount(drawn.argmax(axis=1), minlength=len(found.causes)) / DRAWS
    best = int(shares.argmax())
    return TopCause(found.causes[best], float(shares[best]))


def verdict_of(found: CausesOfAd) -> Verdict:
    """What the ad was about: its strongest cause, if that is sure to be one and worth the name."""
    top = top_cause(found)
    sizes = intervals(found)
    if top is None or all(size.high < LEAST_NAMED for size in sizes):
        return Verdict.ABOUT_EVERYONE
    size = sizes[found.causes.index(top.cause)]
    if size.log_odds < LEAST_NAMED:
        return Verdict.ABOUT_EVERYONE
    return VERDICT_OF_CAUSE[top.cause.kind] if size.low > 0 else Verdict.NOT_ENOUGH_EVIDENCE
