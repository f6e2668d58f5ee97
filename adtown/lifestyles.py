"""Other people of the town: synthetic readers from whose histories look-alike campaigns learn their weights."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

VISITORS: Final = 800
READS_IN_LIFESTYLE: Final = 0.65  # chance that somebody reads about a topic of their own lifestyle
READS_OUTSIDE: Final = 0.07
BUYS_IN_LIFESTYLE: Final = 0.5
BUYS_OUTSIDE: Final = 0.04
AUDIENCE_SHARE: Final = 0.2  # look-alike campaigns address this share of everybody
WEIGHT_FLOOR: Final = 0.7  # smaller log ratios are chance at this number of visitors


@dataclass(frozen=True, slots=True)
class SyntheticVisitor:
    """Somebody else: the lifestyle they follow, and the topics they read about."""

    lifestyle: int
    topics: frozenset[str]


@dataclass(frozen=True, slots=True)
class LookAlike:
    """What a look-alike campaign learnt: log-ratio weights of topics, and the score that is alike enough."""

    weights: Mapping[str, float]
    threshold: float


def draw_visitors(
    dice: Random, lifestyles: Sequence[frozenset[str]], topics: Sequence[str]
) -> tuple[SyntheticVisitor, ...]:
    """Histories of people who each follow one lifestyle most of the time."""
    visitors = []
    for _ in range(VISITORS):
        lifestyle = dice.randrange(len(lifestyles))
        chance = {topic: READS_IN_LIFESTYLE if topic in lifestyles[lifestyle] else READS_OUTSIDE for topic in topics}
        visitors.append(
            SyntheticVisitor(lifestyle, frozenset(topic for topic in topics if dice.random() < chance[topic]))
        )
    return tuple(visitors)


def learn_look_alike(dice: Random, visitors: Sequence[SyntheticVisitor], lifestyle: int) -> LookAlike:
    """Compare an advertiser's buyers, most of them of one lifestyle, with everybody else."""
    bought = [
        dice.random() < (BUYS_IN_LIFESTYLE if visitor.lifestyle == lifestyle else BUYS_OUTSIDE) for visitor in visitors
    ]
    buyers = [visitor for visitor, is_buyer in zip(visitors, bought, strict=True) if is_buyer]
    others = [visitor for visitor, is_buyer in zip(visitors, bought, strict=True) if not is_buyer]
    every_topic = sorted(frozenset().union(*(visitor.topics for visitor in visitors)))
    ratios = {topic: math.log(_rate(buyers, topic) / _rate(others, topic)) for topic in every_topic}
    weights = {topic: ratio for topic, ratio in ratios.items() if abs(ratio) >= WEIGHT_FLOOR}
    scores = sorted(score(weights, visitor.topics) for visitor in visitors)
    return LookAlike(weights, scores[int(len(scores) * (1 - AUDIENCE_SHARE))])


def score(weights: Mapping[str, float], topics: frozenset[str]) -> float:
    """How much somebody's topics are those of the buyers."""
    return sum(weights.get(topic, 0.0) for topic in sorted(topics))


def _rate(visitors: Sequence[SyntheticVisitor], topic: str) -> float:
    return (sum(topic in visitor.topics for visitor in visitors) + 0.5) / (len(visitors) + 1)
