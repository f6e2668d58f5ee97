"""The panel says where a trait could stand in for a sensitive one, and where two cannot be told apart."""

from __future__ import annotations

from typing import Any

from tests.extension_api.conftest import Browser
from tests.extension_api.history import NEWS, a_contact_event, a_visit_event, an_ad_event

COOKING_WITH_DIABETES = "Recipes for people with diabetes: low sugar baking and cooking"
COOKING = "Cooking for friends: easy recipes for every evening"
CAMPING_WITH_DOGS = "Camping with dogs: tents and puppies"


def contributions(browser: Browser, titles: list[str], ad_text: str) -> dict[str, dict[str, Any]]:
    """The causes of an ad by label, for a person who read some pages before it."""
    events = [a_visit_event(f"c{n}", -600 + n, title=title) for n, title in enumerate(titles)]
    events += [a_contact_event(f"k{n}", f"c{n}", -600 + n) for n in range(len(titles))]
    events += [a_visit_event("n0", -10, domain="news.example", title=NEWS), an_ad_event("a0", -9, text=ad_text)]
    assert browser.post("/api/v1/events", {"events": events}).json["accepted"] == len(events)
    found = browser.get("/api/v1/impressions/a0/explanation").json["contributions"]
    return {item["cause"]["label"]: item for item in found}


def test_a_harmless_trait_from_pages_about_an_illness_could_stand_in_for_it(paired: Browser):
    """All six cooking pages are about diabetes too; the illness is masked until the person wants to see it."""
    cooking = contributions(paired, [COOKING_WITH_DIABETES] * 6, "Pots and pans for your kitchen recipes")["Cooking"]
    (stand_in,) = cooking["stands_in_for"]

    assert (stand_in["visits"], stand_in["of"], stand_in["cause"]["label"]) == (6, 6, "A sensitive topic")
    assert stand_in["low"] >= 0.5
    assert stand_in["sentence"].startswith("This could stand in for a sensitive topic: 6 of the 6 visits")

    paired.ask("PUT", "/api/v1/settings", json={**paired.get("/api/v1/settings").json, "show_sensitive": True})
    (stand_in,) = [
        item["stands_in_for"][0]
        for item in paired.get("/api/v1/impressions/a0/explanation").json["contributions"]
        if item["cause"]["label"] == "Cooking"
    ]
    assert stand_in["sentence"].startswith("This could stand in for diabetes:")


def test_a_trait_with_many_harmless_pages_stands_in_for_nothing(paired: Browser):
    """Two pages about diabetes among eight about cooking give nothing away."""
    cooking = contributions(paired, [COOKING_WITH_DIABETES] * 2 + [COOKING] * 6, "Pots and pans for your recipes")

    assert cooking["Cooking"]["stands_in_for"] == []


def test_traits_of_the_same_pages_cannot_be_told_apart(paired: Browser):
    """Whoever saw these pages may have taken the person for a camper or for somebody with a dog."""
    found = contributions(paired, [CAMPING_WITH_DOGS] * 5, "Tents for you and your dog: camping with puppies")

    assert found["Camping"]["twins"]["sentence"] == (
        "Nearly the same visits speak for your interest in dogs, so we cannot tell which it was."
    )
    assert [cause["label"] for cause in found["Dogs"]["twins"]["causes"]] == ["Camping"]


def test_traits_of_different_pages_have_no_twins(paired: Browser):
    """Camping from some pages and cooking from others are two things."""
    titles = ["Camping and hiking: tents and sleeping bags"] * 4 + [COOKING] * 4
    found = contributions(paired, titles, "Camping stoves: tents, recipes and cooking outdoors")

    assert all(item["twins"] is None for item in found.values())
