"""What speaks for an ad here, and whose it is."""

from __future__ import annotations

import numpy as np

from explainer.features import COLUMNS, FeatureTable, feature_rows
from explainer.records import Cause, CauseKind, LoggedContext, LoggedImpression, LoggedPage
from explainer.taxonomy import Taxonomy
from tests.builders import a_logged_impression, a_logged_trait
from tests.explainer.logs import CAMPING, an_ad, camping_trait

TRAVEL_TYPE = "664"  # the parent of camping
SIBLING = "673"  # beach travel
PERSONAL_FINANCE = "391"


def the_row(row: LoggedImpression) -> FeatureTable:
    """One impression in numbers."""
    return feature_rows([row], Taxonomy.load())


def value_of(table: FeatureTable, column: str) -> float:
    """What a column holds."""
    return float(table.values[0, COLUMNS.index(column)])


def owner_of(table: FeatureTable, column: str) -> Cause | None:
    """The cause that a column belongs to."""
    owner = int(table.owner[0, COLUMNS.index(column)])
    return table.causes[0][owner] if owner >= 0 else None


def test_the_trait_with_the_ads_topic_fills_its_own_slot() -> None:
    """An interest in camping speaks for a camping ad, by its strength."""
    table = the_row(a_logged_impression(traits=(camping_trait(3.0),)))

    assert value_of(table, "own_interest_strength") == np.log1p(3.0)
    assert owner_of(table, "own_interest_strength") == Cause(CauseKind.INTEREST, CAMPING)


def test_purchase_intent_has_a_slot_of_its_own() -> None:
    """Comparing tents is another cause than reading about camping."""
    table = the_row(a_logged_impression(traits=(a_logged_trait(kind=CauseKind.PURCHASE_INTENT),)))

    assert owner_of(table, "own_intent_strength") == Cause(CauseKind.PURCHASE_INTENT, CAMPING)
    assert owner_of(table, "own_interest_strength") is None


def test_related_and_unrelated_traits_are_told_apart() -> None:
    """A sibling of the ad's topic may be what a wider segment looked for; an unrelated one may be a look-alike's."""
    traits = (a_logged_trait(SIBLING, 1.0), a_logged_trait(PERSONAL_FINANCE, 2.0))
    table = the_row(a_logged_impression(traits=traits))

    assert owner_of(table, "near1_strength") == Cause(CauseKind.INTEREST, SIBLING)
    assert owner_of(table, "other1_strength") == Cause(CauseKind.INTEREST, PERSONAL_FINANCE)


def test_what_the_ads_companies_did_not_see_is_strength_but_not_seen() -> None:
    """A company that was on one of four visits knows a quarter of the interest."""
    trait = camping_trait(4.0, visits=4, vendors={"Beta": 1})
    table = the_row(a_logged_impression(traits=(trait,), ad=an_ad("tents", CAMPING, vendors=("Beta",))))

    assert value_of(table, "own_interest_strength") == np.log1p(4.0)
    assert value_of(table, "own_interest_seen") == np.log1p(1.0)


def test_a_visit_today_is_a_visit() -> None:
    """Zero days ago is not the same as never."""
    table = the_row(a_logged_impression(visited_advertisers={"tents.example": 0.0}))

    assert value_of(table, "visited") == 1.0
    assert owner_of(table, "visited_days") == Cause(CauseKind.RETARGETING, "tents.example")


def test_page_place_and_moment_are_causes_where_they_fit_the_ad() -> None:
    """The page about camping, the city and the weekend that the ad names compete with the traits."""
    row = a_logged_impression(
        page=LoggedPage("news.example", (CAMPING,)),
        ad=an_ad("tents", CAMPING, places=("Leipzig",), moments=("weekend",)),
        context=LoggedContext(place="Leipzig", moments=("evening", "weekend")),
    )  # fmt: skip

    found = set(the_row(row).causes[0])

    place, moment = (Cause(CauseKind.PLACE_TIME_DEVICE, name) for name in ("place:Leipzig", "moment:weekend"))
    assert found == {Cause(CauseKind.PAGE_CONTEXT, CAMPING), place, moment}


def test_a_stranger_has_nothing_of_it() -> None:
    """Only the ad itself is left in the reference, and what is equal there belongs to nobody."""
    row = a_logged_impression(
        traits=(camping_trait(), a_logged_trait(SIBLING)), visited_advertisers={"tents.example": 1.0}
    )
    table, bare = the_row(row), the_row(a_logged_impression())

    assert (table.reference == bare.values).all()
    assert ((table.owner < 0) == (table.values == table.reference)).all()


def test_unknown_topics_are_normal() -> None:
    """A topic id that the taxonomy does not hold is related to nothing but itself."""
    table = the_row(a_logged_impression(traits=(a_logged_trait("no-such-topic"),)))

    assert owner_of(table, "other1_strength") == Cause(CauseKind.INTEREST, "no-such-topic")
