"""A cause that cannot have reached an ad keeps its number, is marked, and is not named: from events to the answer."""

from __future__ import annotations

from typing import Any

from tests.extension_api.conftest import Browser
from tests.extension_api.history import a_tent_buyer, at

# The newspapers' own ad server: on no page elsewhere, so it never met the person.
NEWS_HOUSE = [{"domain": "ads.news-house.example", "company": "News House", "how": "ad_server"}]
SHOP_VISIT = {"kind": "retargeting", "id": "tents.example"}


def a_buyer_of_the_papers_own_ads() -> list[dict[str, Any]]:
    """As the tent buyer, but the tents are delivered by the newspapers themselves."""
    return [
        {**event, "delivery": NEWS_HOUSE, "bid": None} if event["id"].startswith("t") else event
        for event in a_tent_buyer()
    ]


def explained(browser: Browser, *more: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The answer about the last tent ad, and the shop visit among its causes."""
    events = [*a_buyer_of_the_papers_own_ads(), *more]
    assert browser.post("/api/v1/events", {"events": events}).json["accepted"] == len(events)
    why = browser.get("/api/v1/impressions/t7/explanation").json
    (shop,) = [item for item in why["contributions"] if item["cause"]["kind"] == "retargeting"]
    return why, shop


def test_an_unreachable_cause_keeps_its_number_and_is_not_named(paired: Browser):
    """Nobody who delivered the ad was in the shop, so the shop visit is not the reason, whatever the model says."""
    why, shop = explained(paired)

    assert shop["reach"] == "unreachable"
    assert shop["log_odds"] > 1
    assert "We saw no way" in shop["sentence"]
    assert why["top_cause"] is None or {key: why["top_cause"][key] for key in SHOP_VISIT} != SHOP_VISIT
    assert why["verdict"] != "about_you"


def test_once_a_company_was_told_the_cause_is_reachable_and_named(paired: Browser):
    """Alpha Ads was in the shop and passed its id of the person on to the newspapers: now the visit can matter."""
    told = {
        "type": "company_link", "id": "l0", "time": at(-450), "visit_id": "s0", "told_by": "Alpha Ads",
        "told": "News House", "how": "redirect",
    }  # fmt: skip
    why, shop = explained(paired, told)
    (knower,) = [item for item in shop["knowers"] if item["company"] == "News House"]

    assert shop["reach"] == "reachable"
    assert {key: why["top_cause"][key] for key in SHOP_VISIT} == SHOP_VISIT
    assert (knower["told_by"], knower["in_delivery"]) == ("Alpha Ads", True)


def test_what_cannot_have_reached_the_ad_is_not_offered_as_what_would_change_it(paired: Browser):
    """Without the shop visit the model's number would be another, but the ad would have come all the same."""
    why, _ = explained(paired)

    assert all(item["cause_kind"] != "retargeting" for item in why["counterfactuals"])
