"""What is taken away is gone, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from explainer.base_model import KINDS, BaseModel
from explainer.counterfactuals import Rescorer, find_counterfactuals, without_cause
from explainer.features import TopicRelations
from explainer.records import (
    Cause,
    CauseKind,
    Contribution,
    Interval,
    LoggedContext,
    LoggedImpression,
    LoggedPage,
    Reach,
)  # fmt: skip
from explainer.taxonomy import Taxonomy
from tests.builders import a_logged_impression, a_logged_trait

BOTH_TRAITS, BOTH_SHOPS = {"677", "210"}, {"tents.example", "shoes.example"}


def a_rich_row() -> LoggedImpression:
    """Two traits, a shop visit, a page with a topic, a place and two moments."""
    return a_logged_impression(
        traits=(a_logged_trait("677"), a_logged_trait("210")), page=LoggedPage("news.example", ("677",)),
        visited_advertisers={"tents.example": 1.0, "shoes.example": 2.0},
        context=LoggedContext(place="Leipzig", moments=("evening", "weekend")),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cause", "left"),
    [
        (Cause(CauseKind.INTEREST, "677"), ({"210"}, BOTH_SHOPS, ("677",), "Leipzig", 2)),
        (Cause(CauseKind.RETARGETING, "tents.example"), (BOTH_TRAITS, {"shoes.example"}, ("677",), "Leipzig", 2)),
        (Cause(CauseKind.PAGE_CONTEXT, "677"), (BOTH_TRAITS, BOTH_SHOPS, (), "Leipzig", 2)),
        (Cause(CauseKind.PLACE_TIME_DEVICE, "place:Leipzig"), (BOTH_TRAITS, BOTH_SHOPS, ("677",), None, 2)),
        (Cause(CauseKind.PLACE_TIME_DEVICE, "moment:evening"), (BOTH_TRAITS, BOTH_SHOPS, ("677",), "Leipzig", 1)),
    ],
    ids=lambda value: value.id if isinstance(value, Cause) else "",
)  # fmt: skip
def test_only_the_cause_is_taken_away(cause: Cause, left: tuple[object, ...]) -> None:
    """Forgetting one reason leaves the others as they were."""
    row = without_cause(a_rich_row(), cause)

    traits, visited = {trait.id for trait in row.traits}, set(row.visited_advertisers)
    assert (traits, visited, row.page.cat, row.context.place, len(row.context.moments)) == left


class Nowhere:
    """Surroundings without visits."""

    def row_without_site(self, domain: str, impression_id: str) -> None:
        """There are no visits to leave out."""


def a_contribution(kind: CauseKind, id: str, log_odds: float, reach: Reach = Reach.UNKNOWN) -> Contribution:
    """A contribution whose size is known exactly."""
    return Contribution(Cause(kind, id), Interval(log_odds, log_odds, log_odds), reach=reach)


def offered(*contributions: Contribution) -> list[CauseKind | None]:
    """What is left out in the counterfactuals of the rich row, in their order."""
    kinds = np.full((1, len(KINDS)), 1 / len(KINDS))  # every member leaves it open of which kind the campaign is
    relations = TopicRelations.of(Taxonomy.load())
    reach = {item.cause: item.reach for item in contributions}
    rescorer = Rescorer(BaseModel.load(), relations, kinds, lambda cause: reach.get(cause, Reach.UNKNOWN))
    found = find_counterfactuals(a_rich_row(), contributions, Nowhere(), rescorer)  # type: ignore[arg-type]  # no visits
    return [item.cause_kind for item in found]


def test_what_a_person_can_change_comes_first() -> None:
    """The page did most, but nobody can change it; a trait can be corrected and a shop visit forgotten."""
    page = a_contribution(CauseKind.PAGE_CONTEXT, "677", 2.0)
    place = a_contribution(CauseKind.PLACE_TIME_DEVICE, "place:Leipzig", 1.5)
    interest = a_contribution(CauseKind.INTEREST, "677", 0.5)

    assert offered(page, place, interest) == [interest.cause.kind, page.cause.kind, place.cause.kind]


def test_what_pushed_the_ad_away_or_never_reached_it_is_not_offered() -> None:
    """Without it the ad would have come all the same."""
    shop = a_contribution(CauseKind.RETARGETING, "tents.example", 3.0, Reach.UNREACHABLE)
    interest = a_contribution(CauseKind.INTEREST, "210", 0.5)
    page = a_contribution(CauseKind.PAGE_CONTEXT, "677", -0.5)

    assert offered(shop, interest, page) == [CauseKind.INTEREST]


def test_an_interest_and_an_intent_of_one_topic_are_two_causes() -> None:
    """Without the interest, the intent to buy stays."""
    row = a_logged_impression(traits=(a_logged_trait("677", kind=CauseKind.PURCHASE_INTENT),))

    assert without_cause(row, Cause(CauseKind.INTEREST, "677")) == row
