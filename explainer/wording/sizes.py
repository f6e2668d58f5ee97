"""Log odds as factors and as words."""

from __future__ import annotations

import math
from typing import Final

from explainer.wording.english import ENGLISH
from explainer.wording.texts import Texts

# A factor this close to 1 is not worth a word: the shipped model's intervals are rarely narrower.
HARDLY_LOG_ODDS: Final = math.log(1.15)
# Beyond this, the size rests on so few impressions that a figure would pretend to know.
LARGEST_FACTOR: Final = 100
# exp() of more would overflow; no impression log comes near it.
_LARGEST_LOG_ODDS: Final = 20.0

# Ends of the ranges that have a word of their own, as factors.
_TWICE: Final = (1.75, 2.5)
_HALF: Final = (0.42, 0.57)
_THIRD: Final = (0.29, 0.42)


def factor(log_odds: float) -> float:
    """Turn log odds into the factor a person reads, to two digits: 4.1 for much likelier, 0.8 for a little less."""
    plain = math.exp(max(-_LARGEST_LOG_ODDS, min(_LARGEST_LOG_ODDS, log_odds)))
    return float(f"{plain:.2g}")


def is_hardly_moved(log_odds: float) -> bool:
    """Whether a figure is too small to speak of."""
    return abs(log_odds) < HARDLY_LOG_ODDS


def likelier(log_odds: float, texts: Texts = ENGLISH) -> str:
    """Say a size in words that fit after ``made it``: ``about 4 times likelier``, ``about half as likely``."""
    if is_hardly_moved(log_odds):
        return texts.unchanged
    return _raised(factor(log_odds), texts) if log_odds > 0 else _lowered(factor(log_odds), texts)


def _raised(times: float, texts: Texts) -> str:
    if times > LARGEST_FACTOR:
        return texts.more_than.format(count=LARGEST_FACTOR)
    if times < _TWICE[0]:
        return texts.slightly_likelier
    if times < _TWICE[1]:
        return texts.twice
    return texts.times_likelier.format(count=round(times))


def _lowered(times: float, texts: Texts) -> str:
    if times < 1 / LARGEST_FACTOR:
        return texts.far_less.format(count=LARGEST_FACTOR)
    if times >= _HALF[1]:
        return texts.slightly_less
    if times >= _HALF[0]:
        return texts.half
    if times >= _THIRD[0]:
        return texts.a_third
    return texts.times_less.format(count=round(1 / times))
