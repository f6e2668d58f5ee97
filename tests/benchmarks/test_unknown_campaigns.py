"""Campaigns that nobody knows: what is asked, and how answers become figures."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.unknown_campaign_figures import IDEAL, WHYAD, Mark, Setting, figures_of, print_and_hold
from benchmarks.unknown_campaigns import asked_of, said_by_figures
from benchmarks.watched_people import WatchedPerson, watch_people
from explainer.records import Cause, CauseKind
from explainer.taxonomy import Taxonomy

TENT = Cause(CauseKind.INTEREST, "677")


def a_mark(person: str = "p1", **fields: object) -> Mark:
    """A right answer about an ad that followed an interest."""
    values = {
        "asked": "interest", "is_targeted": True, "is_personal": True, "is_right": True, "is_about_you": True,
        "is_named": True, "claimed": 1.0, "inside": 0, "estimates": 0, **fields,
    }  # fmt: skip
    return Mark(person=person, **values)  # type: ignore[arg-type]  # free fields


def an_untargeted_mark(person: str = "p1", **fields: object) -> Mark:
    """A silent answer about an ad that everybody sees."""
    values = {"asked": "untargeted", "is_targeted": False, "is_personal": False, "is_right": False, "is_named": False}
    return a_mark(person, **{**values, "is_about_you": False, **fields})


@pytest.fixture(scope="module")
def person() -> WatchedPerson:
    """Somebody who saw 300 ads."""
    return next(watch_people(7, Taxonomy.load(), least=300))


def test_new_campaigns_are_asked_about_at_the_showing_that_the_setting_names(person):
    """After two impressions means: this is the second time that the ad is shown, and nothing later is seen."""
    asked = asked_of(person, Setting("new", showings=2), np.random.default_rng(1))

    ads = [row.ad.ad_id for row in person.logged]
    assert asked
    assert all(seen == number + 1 and ads[:seen].count(ads[number]) == 2 for number, seen in asked)


def test_a_person_alone_is_asked_about_within_the_impressions_that_the_setting_names(person):
    """Alone with 30 impressions means: one of the first 30, and all of them are evidence."""
    asked = asked_of(person, Setting("alone", length=30), np.random.default_rng(1))

    assert {seen for _, seen in asked} == {30}
    assert len({number for number, _ in asked}) == len(asked)
    assert max(number for number, _ in asked) < 30


def test_the_same_seed_asks_the_same_people_the_same(person):
    """Two runs with one seed are one run."""
    again = next(watch_people(7, Taxonomy.load(), least=300))

    assert again.logged == person.logged
    assert again.truths == person.truths


def test_a_place_is_open_to_the_campaign_that_got_it(person):
    """What the observer is told of the competition fits what happened."""
    winners = [deal.campaign.number for deal in person.deals]
    won = person.slots.may_bid[list(person.slot), winners]

    assert won.all()
    assert [person.slots.visit[slot] for slot in person.slot] == [deal.visit for deal in person.deals]


def test_only_a_figure_that_matters_is_an_answer():
    """A peer without a rule for silence is silent where its largest figure is next to nothing."""
    assert said_by_figures({TENT: 0.2}).top is None
    assert said_by_figures({TENT: 2.0}).is_about_you


def test_figures_are_shares_of_what_each_question_asks():
    """Right is a share of targeted ads, false alarms of untargeted ones."""
    marks = [a_mark(), a_mark(is_right=False, is_about_you=False), an_untargeted_mark(is_about_you=True)]

    figures = figures_of([*marks, an_untargeted_mark("p2")], seed=0)

    assert (figures.right[0], figures.about_untargeted[0], figures.about_personal[0]) == (0.5, 0.5, 0.5)


def test_who_never_says_how_sure_he_is_has_no_calibration_error():
    """A peer without probabilities is not called calibrated, nor the opposite."""
    assert np.isnan(figures_of([a_mark(claimed=0.0)], seed=0).calibration_error[0])


def test_claims_that_are_too_high_are_a_calibration_error():
    """Who says .9 and is right half of the time is off by .4."""
    figures = figures_of([a_mark(claimed=0.9), a_mark(claimed=0.9, is_right=False)], seed=0)

    assert figures.calibration_error[0] == pytest.approx(0.4)


def test_bars_hold_whyad_against_the_observer():
    """Half as often right as the observer is a ratio of .5, and the observer's false alarms set the bar for ours."""
    setting = Setting("new", showings=1, right=0.94)
    whyad = [a_mark(), a_mark(is_right=False), an_untargeted_mark(is_about_you=True)]
    marks = {WHYAD: whyad, IDEAL: [a_mark(), a_mark(), an_untargeted_mark()]}

    right, silence, courage, _ = print_and_hold(setting, marks, seed=0, quick=False)

    assert (right.value, right.ok) == (0.5, False)
    assert (silence.value, silence.reach, silence.ok) == (1.0, pytest.approx(0.02), False)
    assert (courage.value, courage.ok) == (1.0, True)
