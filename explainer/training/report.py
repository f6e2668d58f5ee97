"""What a training found out, in plain lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

WEAK_AUC: Final = 0.75  # below this a kind of campaign is told from the others little better than by chance
WEAK_RIGHT: Final = 0.5


def report_lines(figures: Mapping[str, Any]) -> Iterator[str]:
    """What a training found out, and what it could not learn, in plain lines."""
    yield f"Measured on {figures['people']} people ({figures['impressions']} ads) that the model never saw:"
    yield f"  right cause named on targeted ads      {figures['right_on_targeted']:.2f} (mean over rules)"
    yield f"  silent on untargeted ads               {figures['silent_on_untargeted']:.2f}"
    yield f"  false \"about you\" of {figures['ads_a_day']} ads a day      {figures['false_alarms_a_day']:.0f}"
    yield f"  calibration error, kind of campaign    {figures['calibration_error_of_kinds']:.3f}"
    yield f"  calibration error, named cause         {figures['calibration_error_of_top_cause']:.3f}"
    for kind, auc in figures["auc_of_kinds"].items():
        yield f"  AUC of {kind:<32}{'not in the log' if auc is None else f'{auc:.2f}'}"
    for rule, share in figures["by_rule"].items():
        yield f"  right on {rule:<30}{share:.2f}"
    yield from _not_learned(figures)


def _not_learned(figures: Mapping[str, Any]) -> Iterator[str]:
    weak = [
        f"telling {kind} campaigns from others"
        for kind, auc in figures["auc_of_kinds"].items()
        if auc is None or auc < WEAK_AUC
    ]
    weak += [f"naming the cause of {rule} ads" for rule, share in figures["by_rule"].items() if share < WEAK_RIGHT]
    yield f"Not learned: {', '.join(weak)}." if weak else "Nothing stands out as not learned."
