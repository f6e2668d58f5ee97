"""Who is behind an ad, as the panel is told: deliverers, who told whom and where, and what the page claims."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extension_api.conftest import Browser
from tests.extension_api.history import a_camper, an_ad_event, at

CLAIMS = {
    "told": [
        {"bidder": "beta", "company": "Beta", "segments": [], "keywords": ["hiking"], "place": None, "ids": []},
        {"bidder": "alpha", "company": "Alpha Ads", "segments": [], "keywords": [], "place": "Leipzig", "ids": []},
    ],
    "sellers": ["seller.example"],
    "consents": [
        {
            "framework": "tcf", "granted": ["Alpha Ads"], "refused": [], "companies": 9, "opted_out": None,
            "purposes": [1, 7],
        }
    ],
}  # fmt: skip


def a_link_event(id: str, visit_id: str, told_by: str, told: str, how: str = "redirect") -> dict[str, Any]:
    """One company seen telling another on a visit."""
    return {
        "type": "company_link", "id": id, "time": at(-600), "visit_id": visit_id, "told_by": told_by, "told": told,
        "how": how,
    }  # fmt: skip


@pytest.fixture
def behind(paired: Browser) -> dict[str, Any]:
    """What is known of who is behind a camper's ad."""
    delivery = [
        {"domain": "alpha.example", "company": "Alpha Ads", "how": "bidder"},
        {"domain": "cdn.alpha.example", "company": "Alpha Ads", "how": "frame"},
    ]
    links = [
        a_link_event("l1", "c0", "Beta", "Alpha Ads"),
        a_link_event("l2", "c1", "Beta", "Alpha Ads"),
        a_link_event("l3", "c1", "Beta", "Gamma"),
        a_link_event("l4", "c2", "trails.example", "Gamma", "hashed_email"),
        a_link_event("l5", "n0", "Beta", "Delta"),
    ]
    ad = an_ad_event("a9", -1, delivery=delivery, claims=CLAIMS)
    paired.post("/api/v1/events", {"events": [*a_camper(), *links, ad]})
    return paired.get("/api/v1/impressions/a9/explanation").json["behind"]


def test_each_company_is_named_once_with_all_its_roles(behind: dict[str, Any]):
    """A company that bid for the ad and also framed it is one line."""
    assert behind["deliverers"] == [
        {"company": "Alpha Ads", "roles": ["bidder", "frame"], "domains": ["alpha.example", "cdn.alpha.example"]}
    ]


def test_a_link_says_where_and_how_often_it_was_seen(behind: dict[str, Any]):
    """Who told a company of this ad is told first, with the site of the last time."""
    first = behind["links"][0]

    assert (first["told_by"], first["told"], first["times"], first["in_delivery"]) == ("Beta", "Alpha Ads", 2, True)
    assert first["site"] == "trails.example"


def test_links_that_have_nothing_to_do_with_the_ad_are_left_out(behind: dict[str, Any]):
    """Listed are those to the ad's companies, those on its own page, and those with the person's hashed address."""
    assert {link["told"] for link in behind["links"] if not link["in_delivery"]} == {"Gamma", "Delta"}
    assert {link["how"] for link in behind["links"] if link["told"] == "Gamma"} == {"hashed_email"}


def test_what_bidders_were_told_says_which_of_them_took_part(behind: dict[str, Any]):
    """The page may have told many; those that delivered the ad are marked."""
    assert {item["bidder"]: item["in_delivery"] for item in behind["told"]} == {"alpha": True, "beta": False}


def test_purposes_that_were_agreed_to_come_back_as_they_were_sent(behind: dict[str, Any]):
    """The purposes of a consent string survive the store."""
    assert behind["consents"] == CLAIMS["consents"]
    assert behind["sellers"] == ["seller.example"]


def test_what_was_told_after_the_ad_did_not_bring_it(paired: Browser):
    """A link on a later visit is no part of who is behind an earlier ad."""
    later = {**a_camper()[0], "id": "late", "time": at(5)}
    events = [*a_camper(), later, a_link_event("l1", "late", "Beta", "Alpha Ads")]
    paired.post("/api/v1/events", {"events": events})

    assert paired.get("/api/v1/impressions/a0/explanation").json["behind"]["links"] == []
