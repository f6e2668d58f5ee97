"""And without that? The answer computed again, and answers for lines that are stored nowhere."""

from __future__ import annotations

import json

import pytest

from tests.extension_api.conftest import Browser
from tests.extension_api.history import a_camper

CAMPING_SITE = {"kind": "site", "domain": "trails.example"}


@pytest.fixture
def camper(paired: Browser) -> Browser:
    """A paired browser whose person read about camping and was shown tents."""
    paired.post("/api/v1/events", {"events": a_camper()})
    return paired


def ask(browser: Browser, *things: dict[str, object]) -> dict[str, dict]:
    """The answer about the last ad without some things."""
    answer = browser.post("/api/v1/impressions/a2/counterfactuals", {"without": list(things)})
    assert answer.status_code == 200, answer.json
    return answer.json


def test_without_the_site_is_the_counterfactual_that_the_explanation_shows(camper: Browser):
    """Both are the answer computed again, so they agree to the last digit."""
    shown = camper.get("/api/v1/impressions/a2/explanation").json["counterfactuals"]
    site = next(item for item in shown if item["without_kind"] == "site")
    answer = ask(camper, CAMPING_SITE)

    assert answer["after"]["lift"] == site["lift"]
    assert answer["after"]["verdict"] == site["verdict"]
    assert answer["before"]["lift"] == camper.get("/api/v1/impressions/a2/explanation").json["lift"]


def test_without_every_visit_is_without_the_site(camper: Browser):
    """Six visits left out one by one are the site left out as a whole, and so are the days in which they were made."""
    visits = [{"kind": "visit", "id": f"c{number}"} for number in range(6)]
    site = ask(camper, CAMPING_SITE)["after"]

    assert ask(camper, *visits)["after"] == site
    assert ask(camper, {"kind": "last_days", "days": 3})["after"] == site


def test_without_the_company_what_it_saw_counts_less(camper: Browser):
    """Had the company in the ad's delivery seen nothing, the same interest would have been less likely to matter."""
    answer = ask(camper, {"kind": "company", "name": "Alpha Ads"})

    assert answer["label"] == "what Alpha Ads saw"
    assert answer["after"]["lift"]["log_odds"] < answer["before"]["lift"]["log_odds"]


def test_what_never_was_changes_nothing(camper: Browser):
    """Leaving out a site that was never visited gives the very answer that there is."""
    answer = ask(camper, {"kind": "site", "domain": "never.example"}, {"kind": "company", "name": "Nobody"})

    assert answer["after"] == answer["before"]


@pytest.mark.parametrize(
    ("things", "pointer"),
    [([], "/without"), ([{"kind": "mood"}], "/without/0"), ([{"kind": "last_days", "days": 0}], "/without/0/days")],
)
def test_questions_that_make_no_sense_are_pointed_at(camper: Browser, things: list, pointer: str):
    """The problem names the field."""
    answer = camper.post("/api/v1/impressions/a2/counterfactuals", {"without": things})

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, pointer)


def test_unknown_ads_have_no_what_if(camper: Browser):
    """What is not held cannot be asked about."""
    assert camper.post("/api/v1/impressions/gone/counterfactuals", {"without": [CAMPING_SITE]}).status_code == 404


def test_stateless_explanation_equals_the_command_lines(camper: Browser):
    """The service and ``whyad explain`` give one answer for one line of an impression log."""
    from explainer import BaseModel, explain_logged
    from explainer.importers import read_impression_log

    line = {
        "impression_id": "i1", "person_id": "p7", "time": "2026-11-02T09:12:00Z", "page": {"domain": "news.example"},
        "ad": {"ad_id": "a12", "adomain": ["tents.example"], "cat": ["677"], "vendors": ["dsp1"]},
        "traits": [{"id": "677", "kind": "interest", "strength": 3.2, "visits": 9, "vendors": {"dsp1": 6}}],
        "observed_days": 12.0,
    }  # fmt: skip
    (expected,) = explain_logged(read_impression_log([json.dumps(line)], "line"), BaseModel.load())
    answer = camper.post("/api/v1/explain", line).json

    assert answer["lift"]["log_odds"] == expected.lift.log_odds
    assert answer["top_cause"]["id"] == "677"
    assert camper.get("/api/v1/impressions").json["impressions"][0]["id"] == "a2"


def test_trackers_tell_where_and_what_they_delivered(camper: Browser):
    """A company is listed with its sites; its own page tells its visits and its ads, newest first."""
    (listed,) = camper.get("/api/v1/trackers").json["trackers"]
    company = camper.get("/api/v1/trackers/Alpha%20Ads").json

    assert (listed["contacts"], listed["sites"]) == (6, 1)
    assert (company["visits"], company["domains"]) == (6, ["alpha.example"])
    assert [ad["impression_id"] for ad in company["ads"]] == ["a2", "a1", "a0"]
    assert camper.get("/api/v1/trackers/Nobody").status_code == 404


def test_lists_of_companies_follow_each_other(camper: Browser):
    """Following the cursor gives every company once, those met most often first."""
    contacts = [
        {"type": "tracker_contact", "id": f"x{number}", "time": "2026-11-02T09:00:00Z", "visit_id": f"c{number % 6}",
         "company": f"Company {number % 5}", "domain": f"d{number % 5}.example", "rule": ""}
        for number in range(18)
    ]  # fmt: skip
    camper.post("/api/v1/events", {"events": contacts})
    names, cursor = [], ""
    while cursor is not None:
        page = camper.get(f"/api/v1/trackers?limit=2{'&cursor=' * bool(cursor)}{cursor}").json
        names += [item["company"] for item in page["trackers"]]
        cursor = page["next_cursor"]

    assert names == ["Alpha Ads", *(f"Company {number}" for number in (0, 1, 2, 3, 4))]


def test_an_unchanged_answer_costs_no_content(camper: Browser):
    """A panel that asks again with the tag it holds gets 304 until something changes."""
    first = camper.get("/api/v1/traits")
    tag = {"If-None-Match": first.headers["ETag"]}
    again = camper.get("/api/v1/traits", headers=tag)
    camper.ask("DELETE", "/api/v1/sites/trails.example")

    assert (again.status_code, again.data) == (304, b"")
    assert camper.get("/api/v1/traits", headers=tag).status_code == 200


def test_the_model_is_the_shipped_one(camper: Browser):
    """Its hash is that of the file that was installed."""
    from explainer import BaseModel

    (model,) = camper.get("/api/v1/models").json["models"]

    assert (model["id"], model["is_current"]) == (BaseModel.load().model_id, True)
    assert model["trees_sha256"].startswith(model["id"].removeprefix("base-"))
