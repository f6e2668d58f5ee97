"""Explanations at hand: those of lists in short form, and the few whole ones that were asked for last."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, TypeVar

from explainer import Explanation
from extension_api.knowledge import Knowledge

T = TypeVar("T")
BRIEF_MAX: Final = 3_000  # about a kilobyte each
WHOLE_MAX: Final = 32  # these hold every visit and company behind each cause


@dataclass(frozen=True, slots=True)
class _Brief:
    explanation: Explanation
    epoch: int
    campaign_size: int
    time: datetime


class KeptExplanations:
    """Keeps explanations until something that matters to them changes. Safe to use from several threads."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._brief: dict[str, _Brief] = {}
        self._whole: dict[str, tuple[int, Explanation]] = {}
        self._lock = threading.Lock()

    def find(self, impression_id: str, knowledge: Knowledge, *, is_whole: bool) -> Explanation | None:
        """What is kept of an ad, if it still holds. Whole ones hold for one version of the store only."""
        with self._lock:
            if is_whole:
                version, whole = self._whole.get(impression_id, (-1, None))
                return whole if version == knowledge.version else None
            brief = self._brief.get(impression_id)
        if brief is None or brief.epoch != knowledge.epoch:
            return None
        return brief.explanation if brief.campaign_size == knowledge.campaign_size_of(impression_id) else None

    def any_of(self, impression_id: str) -> Explanation | None:
        """What was said last about an ad, where a count does not need more."""
        brief = self._brief.get(impression_id)
        return brief.explanation if brief else None

    def keep(self, explanation: Explanation, knowledge: Knowledge, *, is_whole: bool) -> Explanation:
        """Keep an explanation and return it in the form that was asked for."""
        name = explanation.impression_id
        short = _Brief(
            in_short(explanation), knowledge.epoch, knowledge.campaign_size_of(name), knowledge.impressions[name].time
        )
        with self._lock:
            _put(self._brief, name, short, most=BRIEF_MAX)
            if is_whole:
                _put(self._whole, name, (knowledge.version, explanation), most=WHOLE_MAX)
        return explanation if is_whole else short.explanation

    def drop_from(self, earliest: datetime) -> None:
        """Something was added at that time: what was said of ads since then may change."""
        with self._lock:
            self._brief = {name: brief for name, brief in self._brief.items() if brief.time < earliest}

    def clear(self) -> None:
        """Nothing that was said holds any more."""
        with self._lock:
            self._brief, self._whole = {}, {}


def in_short(explanation: Explanation) -> Explanation:
    """The explanation without what lies behind its causes, and without counterfactuals."""
    causes = tuple(
        replace(item, evidence=(), knowers=(), twins=(), stands_in_for=()) for item in explanation.contributions
    )  # fmt: skip
    return replace(explanation, contributions=causes, counterfactuals=())


def _put(kept: dict[str, T], name: str, value: T, *, most: int) -> None:
    kept.pop(name, None)
    kept[name] = value
    while len(kept) > most:
        del kept[next(iter(kept))]
