"""What is carried over from one ad to the next."""

from __future__ import annotations

from explainer.records import Bid
from explainer.situation import VisitReader, read_person
from explainer.taxonomy import Taxonomy
from tests.builders import a_person_log, an_impression


def test_place_that_one_bidder_was_told_holds_for_the_ads_around_it() -> None:
    """An ad server says nothing about places; the auction beside it did."""
    told = an_impression("i1", minutes=1, bid=Bid("alpha", 1.0, told_place="Leipzig"))
    untold = an_impression("i2", minutes=2, text="Theatre in Leipzig tonight")

    reading = read_person(a_person_log(impressions=(told, untold)), VisitReader(Taxonomy.load()))

    assert reading.logged_by_id["i2"].context.place == "Leipzig"
    assert reading.logged_by_id["i2"].ad.places == ("Leipzig",)
