"""What it would have taken for another verdict, and which ads would have stood there instead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explainer import (
    BaseModel,
    CampaignMemory,
    Cause,
    CauseKind,
    Explanation,
    LoggedImpression,
    Verdict,
    ads_instead,
    explain_logged,
    remember_campaigns,
    smallest_change,
)
from explainer.alternatives import ACTIONABLE
from explainer.counterfactuals import without_cause
from tests.explainer.logs import CAMPING, a_log, an_ad

MODEL = BaseModel.load()
INTEREST = Cause(CauseKind.INTEREST, CAMPING)


def the_tents(log: tuple[LoggedImpression, ...]) -> tuple[LoggedImpression, Explanation, CampaignMemory]:
    """A late showing of the tents, its answer, and what is remembered."""
    row = next(row for row in log if row.impression_id == "i56")
    found = next(answer for answer in explain_logged(log, MODEL) if answer.impression_id == "i56")
    return row, found, remember_campaigns(log)


def test_the_interest_alone_would_have_changed_it() -> None:
    """Without the interest in camping the ad is not about me, and nothing less would do."""
    row, found, memory = the_tents(a_log())

    change = smallest_change(row, found, memory, MODEL)

    assert change is not None
    assert change.causes == (INTEREST,)
    assert change.actionable
    assert change.verdict is not Verdict.ABOUT_YOU


def test_a_change_is_what_the_model_says_when_asked_again() -> None:
    """The verdict of the change is the verdict of the same log with the causes gone from that one row."""
    log = a_log()
    row, found, memory = the_tents(log)
    change = smallest_change(row, found, memory, MODEL)
    assert change is not None
    changed = row
    for cause in change.causes:
        changed = without_cause(changed, cause)

    again = smallest_change(changed, replace(found, verdict=change.verdict), memory, MODEL)

    assert again is None or again.verdict is not change.verdict


def test_two_reasons_must_both_go_and_the_actionable_come_first() -> None:
    """Who has the interest and was in the shop would have to lose both, or the one that carries the verdict."""
    shop = {"visited_advertisers": {"tents.example": 0.5}, "advertiser_vendors": {"tents.example": ("Alpha",)}}
    row, found, memory = the_tents(tuple(replace(row, **shop) if row.traits else row for row in a_log()))

    change = smallest_change(row, found, memory, MODEL)

    assert change is None or {cause.kind for cause in change.causes} <= ACTIONABLE


def test_without_the_interest_other_ads_would_have_stood_there() -> None:
    """The tents lose the place that the interest won them, and the others share it."""
    row, _, memory = the_tents(a_log())

    found = ads_instead(row, [INTEREST], memory, MODEL)

    tents = next(item for item in found if item.ad.ad_id == an_ad("tents").ad_id)
    assert tents.share_without < tents.share
    assert found[0].share_without > found[0].share
    assert sum(item.share for item in found) == pytest.approx(1)
    assert sum(item.share_without for item in found) == pytest.approx(1)


def test_without_a_cause_that_moved_nothing_every_ad_keeps_its_share() -> None:
    """Leaving out what was not there changes nothing."""
    row, _, memory = the_tents(a_log())

    found = ads_instead(row, [Cause(CauseKind.INTEREST, "absent")], memory, MODEL)

    assert [item.share for item in found] == pytest.approx([item.share_without for item in found])
