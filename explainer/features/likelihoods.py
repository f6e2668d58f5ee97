"""How well a rule explains where an ad was shown, against no rule at all."""

from __future__ import annotations

from typing import Final

import numpy as np

from explainer.features.layout import FloatArray

# Lifts in log odds at which rules are tested: a soft preference and a rule that all but forbids the rest.
SOFT_LIFT: Final = 1.5
HARD_LIFT: Final = 4.0


def log_likelihood_ratio(hits: FloatArray | float, shown: int, base: FloatArray | float, lift: float) -> FloatArray:
    """Log likelihood of ``hits`` among ``shown`` showings under a rule of that lift, against no rule at all."""
    raised = base * np.exp(lift) / (base * np.exp(lift) + 1 - base)
    ratio: FloatArray = hits * np.log(raised / base) + (shown - hits) * np.log((1 - raised) / (1 - base))
    return ratio


def base_rate(present: FloatArray) -> FloatArray:
    """How often something holds over all places, never quite 0 or 1."""
    rate: FloatArray = (present.sum(axis=0) + 0.5) / (len(present) + 1.0)
    return rate
