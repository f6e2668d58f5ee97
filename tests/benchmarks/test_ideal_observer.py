"""The ideal observer: sure where the market hides nothing, never better informed than chance where nothing was seen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.ideal_observer import IdealObserver, Posterior
from benchmarks.unknown_campaign_figures import IDEAL, WHYAD
from benchmarks.unknown_campaigns import grade_players
from benchmarks.watched_people import BUSY, WatchedPerson, watch_people
from explainer.records import Cause, CauseKind, Verdict
from explainer.simulation import Range
from explainer.taxonomy import Taxonomy
from explainer.training.grading import names_truth

NEVER, ALWAYS = Range(0.0, 0.0), Range(1.0, 1.0)
# Bidders that see everything, bid only where their rule fits, and then far more than anybody else.
OPEN_MARKET = replace(
    BUSY, strict=ALWAYS, heat=Range(0.2, 0.2), boost=Range(6.0, 6.0), coverage=ALWAYS, sync=ALWAYS, ad_declared=ALWAYS,
    topic_misread=NEVER, page_unread=NEVER, page_wrong=NEVER, page_coarse=NEVER, windowed=NEVER, local_sites=NEVER,
    native=NEVER, direct=NEVER, direct_personal=NEVER, direct_places=NEVER, untargeted=Range(0.3, 0.3),
)  # fmt: skip


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    """The shipped topics."""
    return Taxonomy.load()


def share_right(person: WatchedPerson, taxonomy: Taxonomy, numbers: range) -> float:
    """How often the observer names a true cause, or believes in none where there is none."""
    observer = IdealObserver(person, taxonomy, np.random.default_rng(0))
    found = []
    for number in numbers:
        said, truth = observer.answer(number, numbers.stop), person.truths[number]
        named = said.top is not None and names_truth(said.top, truth)
        found.append(named if truth.is_targeted else said.everyone > 0.5)
    return float(np.mean(found))


@pytest.mark.slow
def test_the_observer_is_nearly_always_right_where_the_market_hides_nothing(taxonomy):
    """With perfect trackers and bidders who only buy what fits, a hundred ads tell what each was for."""
    person = next(watch_people(3, taxonomy, least=300, priors=OPEN_MARKET))

    assert share_right(person, taxonomy, range(60, 100)) >= 0.85


def test_the_same_dice_give_the_same_answer(taxonomy):
    """Nothing but the given dice is thrown."""
    person = next(watch_people(5, taxonomy, least=100))
    first, again = (IdealObserver(person, taxonomy, np.random.default_rng(1)).answer(20, 30) for _ in range(2))

    assert first == again
    assert 0.0 <= first.everyone <= 1.0


def test_the_observer_keeps_silent_by_the_rule_that_whyad_keeps():
    """Silent as long as "everybody" is at least as likely as the silence asks of the likeliest reason."""
    held = Cause(CauseKind.INTEREST, "677")
    posterior = Posterior({held: 0.6}, {Verdict.ABOUT_YOU: 0.6}, 0.4)

    assert posterior.top == held
    assert posterior.verdict(silence=0.5) is None
    assert posterior.verdict(silence=0.7) is Verdict.ABOUT_YOU


@pytest.mark.long
def test_the_observer_is_right_as_often_as_whyad_or_more():
    """Who knows the market's rules and numbers is no worse than a model that learned from other markets."""
    marks = grade_players(7_000_001, people=6)
    right = {
        player: np.mean([mark.is_right for found in marks.values() for mark in found[player] if mark.is_targeted])
        for player in (IDEAL, WHYAD)
    }

    assert right[IDEAL] >= right[WHYAD]
