"""Times of many requests as a few figures with intervals."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final

import numpy as np

RESAMPLES: Final = 1_000


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds, one per request."""

    milliseconds: tuple[float, ...]

    def quantile(self, share: float) -> float:
        """The time within which that share of the requests was answered."""
        return float(np.quantile(self.milliseconds, share))

    def interval(self, share: float, *, seed: int = 0) -> tuple[float, float]:
        """A 95 % interval of a quantile, by resampling."""
        dice, times = np.random.default_rng(seed), np.asarray(self.milliseconds)
        drawn = dice.choice(times, size=(RESAMPLES, len(times)))
        low, high = np.quantile(np.quantile(drawn, share, axis=1), (0.025, 0.975))
        return float(low), float(high)

    def line(self, name: str) -> str:
        """One line for the eye."""
        p50, p99, most = self.quantile(0.5), self.quantile(0.99), max(self.milliseconds)
        return f"  {name:<44} p50 {p50:8.1f} ms   p99 {p99:8.1f} ms   most {most:8.1f} ms   ({len(self.milliseconds)})"


def load_average() -> str:
    """How busy the machine was in the last minute; times mean little where that is above the number of cores."""
    return f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
