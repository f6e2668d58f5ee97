"""What kind of campaign is this?"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from explainer.base_model import KINDS, BaseModel
from explainer.campaign_memory import (
    KINDS_SOLD_DIRECTLY,
    STATED_RATIO,
    CampaignMemory,
    remember_campaigns,
    with_stated,
)
from explainer.records import CampaignKind, LoggedAd, LoggedPage, StatedReason
from tests.builders import a_logged_impression, a_logged_trait
from tests.explainer.logs import a_log


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
    """Eight tents on several sites since the thirty-second ad."""
    summary = remember_campaigns(a_log()).summary("i56")

    assert (summary.campaign_id, summary.impressions) == ("tents.example/c", 7)
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
    model = BaseModel.load()
    trait = a_logged_trait(strength=3.0)
    auctioned = LoggedAd("a/1", ("a.example",), ("677",), ("Alpha",), price=2.0)
    placed = LoggedAd("b/1", ("b.example",), ("677",), ("Server",))
    rows = [a_logged_impression(f"i{n}", minutes=n, traits=(trait,), ad=ad) for n, ad in enumerate((auctioned, placed))]
    with_auctions = remember_campaigns(rows)
    without = remember_campaigns([replace(rows[0], ad=replace(auctioned, price=None)), rows[1]])

    def following(memory: CampaignMemory) -> float:
        return sum(k.probability for k in memory.kinds("i1", model) if k.kind not in KINDS_SOLD_DIRECTLY)

    assert following(with_auctions) < following(without)


def test_an_ad_of_a_site_that_sells_ad_places_is_mostly_its_own_promotion() -> None:
    """A newspaper that advertises itself on another newspaper follows nobody."""
    model = BaseModel.load()
    rows = [a_logged_impression("i1"), a_logged_impression("i2", minutes=12, page=LoggedPage("tents.example"))]

    promoted, ordinary = remember_campaigns(rows), remember_campaigns(rows[:1])

    assert share_of(CampaignKind.RUN_OF_NETWORK, promoted, model) > share_of(
        CampaignKind.RUN_OF_NETWORK, ordinary, model
    )


def share_of(kind: CampaignKind, memory: CampaignMemory, model: BaseModel) -> float:
    """How probable a kind is for the first impression's campaign."""
    return next(found.probability for found in memory.kinds("i1", model) if found.kind is kind)
