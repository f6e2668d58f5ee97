"""Log odds become factors and words that say neither more nor less."""

from __future__ import annotations

import math

import pytest

from explainer.wording import factor, likelier


@pytest.mark.parametrize(("log_odds", "expected"), [(1.41, 4.1), (0.0, 1.0), (-0.2, 0.82), (3.0, 20.0), (-3.0, 0.05)])
def test_factors_have_two_digits(log_odds: float, expected: float) -> None:
    """A factor is as fine as a person can use."""
    assert factor(log_odds) == expected


def test_a_factor_is_always_a_number() -> None:
    """Even an absurd score can be shown."""
    assert math.isfinite(factor(1000.0))
    assert factor(-1000.0) > 0


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (500, "more than 100 times likelier"), (12, "about 12 times likelier"), (4.1, "about 4 times likelier"),
        (2, "about twice as likely"), (1.4, "a bit likelier"), (1.1, "no likelier"),
        (0.95, "no likelier"), (0.8, "a bit less likely"), (0.5, "about half as likely"),
        (1 / 3, "about a third as likely"), (0.2, "about 5 times less likely"),
        (0.001, "more than 100 times less likely"),
    ],
)  # fmt: skip
def test_sizes_read_as_words(times: float, words: str) -> None:
    """Every size from much likelier to much less likely has words of its own."""
    assert likelier(math.log(times)) == words
