"""The smallest change of an ad's verdict, and who would have stood there instead: as the panel gets it."""

from __future__ import annotations

import pytest

from tests.extension_api.conftest import Browser
from tests.extension_api.history import a_tent_buyer


@pytest.fixture
def buyer(paired: Browser) -> Browser:
    """A paired browser whose person was in the tent shop, and sees its ads since."""
    paired.post("/api/v1/events", {"events": a_tent_buyer()})
    return paired


def test_the_smallest_change_is_what_computing_again_says(buyer: Browser):
    """Asked without just these causes, the service gives the verdict that the smallest change promised."""
    change = buyer.get("/api/v1/impressions/t7/alternatives").json["smallest_change"]
    without = [{"kind": "cause", "cause_kind": cause["kind"], "id": cause["id"]} for cause in change["causes"]]
    again = buyer.post("/api/v1/impressions/t7/counterfactuals", {"without": without}).json

    assert (again["before"]["verdict"], again["after"]["verdict"]) == ("about_you", change["verdict"])
    assert change["verdict"] == "about_everyone"
    assert change["sentence"] == "Without your visit to tents.example this ad would seem to be shown to everyone."
    assert change["actionable"]


def test_without_the_shop_visit_the_bank_gains_the_place(buyer: Browser):
    """The other ad of the person's newspapers gains what the tents lose, and is told by its advertiser and text."""
    instead = buyer.get("/api/v1/impressions/t7/alternatives").json["instead"]
    (bank,) = instead["ads"]

    assert (bank["advertiser"], bank["text"]) == ("bank.example", "A mortgage for your house")
    assert instead["share_without"] < 0.6 < instead["share"]
    assert bank["share_without"] - bank["share"] == pytest.approx(instead["share"] - instead["share_without"])


def test_an_ad_for_everyone_has_no_alternatives(buyer: Browser):
    """Where nothing was named, nothing can be taken away."""
    found = buyer.get("/api/v1/impressions/b7/alternatives").json

    assert found == {"impression_id": "b7", "tier": "modelled", "smallest_change": None, "instead": None}


def test_counterfactuals_that_a_person_can_bring_about_come_first(buyer: Browser):
    """Visits can be forgotten and traits corrected; the page and the hour come after them."""
    why = buyer.get("/api/v1/impressions/t7/explanation").json
    can_act = [item["cause_kind"] in {None, "retargeting", "interest"} for item in why["counterfactuals"]]

    assert can_act
    assert can_act == sorted(can_act, reverse=True)


def test_alternatives_speak_the_readers_language(buyer: Browser):
    """A German browser gets German sentences."""
    found = buyer.get("/api/v1/impressions/t7/alternatives", headers={"Accept-Language": "de"}).json

    assert found["smallest_change"]["sentence"].startswith("Ohne deinen Besuch bei tents.example")
    assert found["instead"]["sentence"].startswith("Ohne deinen Besuch bei tents.example")


def test_unknown_ads_have_no_alternatives(buyer: Browser):
    """What is not held cannot be asked about."""
    assert buyer.get("/api/v1/impressions/gone/alternatives").status_code == 404
