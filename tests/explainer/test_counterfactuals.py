"""What is taken away is gone, and nothing else."""

from __future__ import annotations

import pytest

from explainer.counterfactuals import without_cause
from explainer.records import Cause, CauseKind, LoggedContext, LoggedImpression, LoggedPage
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


def test_an_interest_and_an_intent_of_one_topic_are_two_causes() -> None:
    """Without the interest, the intent to buy stays."""
    row = a_logged_impression(traits=(a_logged_trait("677", kind=CauseKind.PURCHASE_INTENT),))

    assert without_cause(row, Cause(CauseKind.INTEREST, "677")) == row
