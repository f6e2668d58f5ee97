"""What kind of campaign is this?"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from explainer.base_model import KINDS, BaseModel
from explainer.campaign_memory import (
    STATED_RATIO,
    CampaignMemory,
    remember_campaigns,
    with_stated,
)
from explainer.records import CampaignKind, LoggedPage, StatedReason
from tests.explainer.logs import a_log

FOLLOWING = {CampaignKind.INTEREST, CampaignKind.LOOK_ALIKE, CampaignKind.RETARGETING}


def test_kinds_are_probabilities_likeliest_first() -> None:
    """Six kinds that add up to one."""
    kinds = remember_campaigns(a_log()).kinds("i56", BaseModel.load())

    assert np.isclose(sum(kind.probability for kind in kinds), 1.0)
    assert [kind.probability for kind in kinds] == sorted((kind.probability for kind in kinds), reverse=True)


def test_showings_before_the_interest_make_everybodys_ad_likelier() -> None:
    """An ad that was there before the interest is rather everybody's."""
    model, index = BaseModel.load(), KINDS.index(CampaignKind.RUN_OF_NETWORK)
    before, after = (
        remember_campaigns(a_log(shown_before=early)).kinds_by_member("i56", model).mean(axis=0)
        for early in (True, False)
    )

    assert before[index] > after[index]


def test_the_summary_counts_showings_and_sites() -> None:
    """Twelve tents on several sites since the thirty-second ad."""
    summary = remember_campaigns(a_log()).summary("i56")

    assert (summary.campaign_id, summary.impressions) == ("tents.example/c", 12)
    assert summary.first_seen == a_log()[32].time


def test_the_order_of_the_log_does_not_matter() -> None:
    """Evidence is sorted by time, however it comes."""
    forwards, backwards = remember_campaigns(a_log()), remember_campaigns(a_log()[::-1])

    assert np.array_equal(forwards.evidence.row(0), backwards.evidence.row(0), equal_nan=True)


def test_a_declaration_counts_by_its_declared_ratio() -> None:
    """Six times likelier, worked out by hand on even odds."""
    even = np.full(len(KINDS), 1 / len(KINDS))
    shifted = with_stated(even, [StatedReason("precise_place", "dsa", "3")])

    assert np.isclose(shifted[KINDS.index(CampaignKind.PLACE_TIME)], STATED_RATIO / (STATED_RATIO + 5))


def test_an_ad_without_an_auction_is_less_likely_to_follow_anybody() -> None:
    """Where others bid, an ad that its server just placed is sold by the page or fills what is left."""
    placed = tuple(
        replace(row, ad=replace(row.ad, vendors=("Server",), price=None)) if row.ad.cat else row for row in a_log()
    )

    assert following(remember_campaigns(placed)) < following(remember_campaigns(a_log()))


def test_an_ad_of_a_site_that_sells_ad_places_is_rather_its_own_promotion() -> None:
    """A newspaper that advertises itself on another newspaper follows nobody."""
    rows = a_log()
    publisher = (replace(rows[0], page=LoggedPage("tents.example")), *rows[1:])

    assert following(remember_campaigns(publisher)) < following(remember_campaigns(rows))


def following(memory: CampaignMemory) -> float:
    """How probable it is that the tents follow the person."""
    kinds = memory.kinds("i56", BaseModel.load())
    return sum(kind.probability for kind in kinds if kind.kind in FOLLOWING)
