"""What every benchmark prints and writes: machine, versions, figures with intervals, and whether a bar is met."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

import numpy as np

NAMED_PACKAGES: Final = ("whyad", "xgboost", "shap", "numpy", "pandas", "flask", "playwright")
RESAMPLES: Final = 2000


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure held against its bar, with the best peer's figure of the same run."""

    bar: str
    value: float
    low: float
    high: float
    reach: float
    better: str
    peer: str | None = None
    peer_value: float | None = None
    quick: bool = False

    @property
    def ok(self) -> bool:
        """Whether the bar is met; in a quick run, whether the better end of the interval meets it."""
        if self.better == "higher":
            return (self.high if self.quick else self.value) >= self.reach
        return (self.low if self.quick else self.value) <= self.reach

    def to_json(self) -> dict[str, Any]:
        """The shape that all benchmarks share."""
        ratio = self.value / self.peer_value if self.peer_value else None
        fields = {name: value for name, value in asdict(self).items() if name != "quick"}
        return {**fields, "ratio": ratio, "ok": self.ok}


def machine() -> str:
    """Processor, cores and system in one line."""
    return f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"


def versions() -> dict[str, str]:
    """Versions of what the figures depend on."""
    found = {"python": sys.version.split()[0]}
    for name in NAMED_PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "absent"
    return found


def interval(successes: Sequence[float], *, seed: int = 0) -> tuple[float, float, float]:
    """Mean and its bootstrap 95 % interval; (nan, nan, nan) without a value."""
    values = np.asarray(successes, dtype=float)
    if not len(values):
        return float("nan"), float("nan"), float("nan")
    draws = np.random.default_rng(seed).choice(values, size=(RESAMPLES, len(values))).mean(axis=1)
    return float(values.mean()), float(np.quantile(draws, 0.025)), float(np.quantile(draws, 0.975))


def write(file: Path | None, bars: Sequence[Bar], **more: Any) -> None:
    """Write the figures where ``--json`` asks for them."""
    if file is not None:
        document = {"machine": machine(), "versions": versions(), "bars": [bar.to_json() for bar in bars], **more}
        file.write_text(json.dumps(document, indent=2))


def print_heading(title: str) -> None:
    """Title, machine and versions."""
    print(title)
    print(f"  {machine()}; " + ", ".join(f"{name} {number}" for name, number in versions().items()))
