"""Look-alike campaigns learn from other people's histories, and learn what is there."""

from __future__ import annotations

from random import Random

from adtown.lifestyles import AUDIENCE_SHARE, draw_visitors, learn_look_alike, score

TOPICS = tuple("abcdefghijkl")
OUTDOOR, INDOOR = frozenset("abc"), frozenset("def")


def dice(seed: int) -> Random:
    """Dice that always fall the same way."""
    return Random(seed)


def test_buyers_topics_get_the_weight() -> None:
    """What buyers read and others do not is what the campaign looks for."""
    visitors = draw_visitors(dice(1), (OUTDOOR, INDOOR), TOPICS)

    weights = learn_look_alike(dice(2), visitors, lifestyle=0).weights

    assert {topic for topic, weight in weights.items() if weight > 0} == OUTDOOR


def test_audience_is_the_planned_share_of_everybody() -> None:
    """A campaign pays for about a fifth of all people, not for all of them."""
    visitors = draw_visitors(dice(3), (OUTDOOR, INDOOR), TOPICS)
    learnt = learn_look_alike(dice(4), visitors, lifestyle=1)

    share = sum(score(learnt.weights, visitor.topics) >= learnt.threshold for visitor in visitors) / len(visitors)

    assert AUDIENCE_SHARE <= share <= AUDIENCE_SHARE + 0.15
