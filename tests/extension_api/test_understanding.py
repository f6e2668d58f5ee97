"""From stored rows to explained ads, and what changes when the person forgets or corrects something."""

from __future__ import annotations

import time

import pytest

from explainer import BaseModel, ModelFileError
from extension_api import erasures, retention, understanding
from extension_api.service import Service
from extension_api.store.sweep import Sweeper
from extension_api.understanding import Understanding
from tests.extension_api.conftest import Browser
from tests.extension_api.history import a_camper, a_visit_event, an_ad_event


@pytest.fixture
def camper(paired: Browser) -> Browser:
    """A paired browser whose person read about camping and was shown tents."""
    assert paired.post("/api/v1/events", {"events": a_camper()}).json["accepted"] == len(a_camper())
    return paired


def first_trait(browser: Browser) -> dict:
    """The strongest trait of the list."""
    return browser.get("/api/v1/traits").json["traits"][0]


def test_every_ad_has_its_sentence(camper: Browser):
    """The list tells each ad's advertiser and one sentence, newest first."""
    ads = camper.get("/api/v1/impressions").json["impressions"]

    assert [ad["id"] for ad in ads] == ["a2", "a1", "a0"]
    assert all(ad["advertiser"] == "tents.example" and ad["sentence"] for ad in ads)


def test_explanation_adds_up_and_names_its_visits(camper: Browser):
    """The parts add up to the whole, and each visit behind a cause is one that was made."""
    why = camper.get("/api/v1/impressions/a2/explanation").json
    total = sum(item["log_odds"] for item in why["contributions"])
    visits = {item["visit_id"] for cause in why["contributions"] for item in cause["evidence"]}

    assert total == pytest.approx(why["lift"]["log_odds"] - why["stranger_lift"], abs=1e-4)
    assert visits <= {f"c{n}" for n in range(6)} | {"n0"}
    assert why["campaign"]["impressions"] == 3


def test_trait_comes_with_its_visits_and_companies(camper: Browser):
    """A trait shows every page it was guessed from, once, and who was there."""
    trait = first_trait(camper)
    provenance = camper.get(f"/api/v1/traits/{trait['id']}/provenance").json

    assert provenance["trait"]["visits"] == 6
    assert {item["visit_id"] for item in provenance["evidence"]} == {f"c{n}" for n in range(6)}
    assert {company for item in provenance["evidence"] for company in item["companies"]} == {"Alpha Ads"}


def test_not_me_keeps_the_trait_in_sight_but_out_of_explanations(camper: Browser):
    """A corrected trait can be taken back, and moves no ad meanwhile."""
    trait = first_trait(camper)["id"]
    corrected = camper.ask("PATCH", f"/api/v1/traits/{trait}", json={"correction": "not_me"}).json
    causes = camper.get("/api/v1/impressions/a2/explanation").json["contributions"]

    assert corrected["correction"] == "not_me"
    assert first_trait(camper)["correction"] == "not_me"
    assert trait not in {item["cause"]["id"] for item in causes if item["cause"]["kind"] == "interest"}

    camper.ask("PATCH", f"/api/v1/traits/{trait}", json={"correction": "none"})
    assert first_trait(camper)["correction"] == "none"


def test_forgotten_visits_are_behind_nothing_any_more(camper: Browser):
    """After forgetting the camping site there is no camping trait and no camping visit in any reason."""
    trait = first_trait(camper)["id"]
    camper.ask("DELETE", "/api/v1/sites/trails.example")
    why = camper.get("/api/v1/impressions/a2/explanation").json

    assert trait not in {item["id"] for item in camper.get("/api/v1/traits").json["traits"]}
    assert not {item["visit_id"] for cause in why["contributions"] for item in cause["evidence"]} & {"c0", "c5"}
    assert camper.get(f"/api/v1/traits/{trait}/provenance").status_code == 404


def test_a_new_impression_of_the_campaign_renews_the_old_ones(camper: Browser):
    """What is learnt about a campaign later also holds for its earlier ads."""
    camper.get("/api/v1/impressions")
    camper.post("/api/v1/events", {"events": [an_ad_event("a3", 5)]})

    assert camper.get("/api/v1/impressions/a0/explanation").json["campaign"]["impressions"] == 4


def test_lists_reuse_explanations_until_something_matters(camper: Browser, service: Service):
    """A visit after the ads leaves their explanations alone; a visit before them does not."""
    understanding = service.understanding
    kept = understanding.explain_briefly("a0")
    camper.post("/api/v1/events", {"events": [a_visit_event("later", 60)]})
    assert understanding.explain_briefly("a0") is kept

    camper.post("/api/v1/events", {"events": [a_visit_event("earlier", -900)]})
    assert understanding.explain_briefly("a0") is not kept


def test_diet_counts_every_ad_once(camper: Browser):
    """The shares of the verdicts add up to one."""
    camper.get("/api/v1/impressions")  # explains them, however long the machine takes
    diet = camper.get("/api/v1/diet").json

    assert diet["impressions"] == 3
    assert sum(share["count"] for share in diet["shares"]) == 3
    assert sum(share["share"] for share in diet["shares"]) == pytest.approx(1.0)


def test_pages_of_the_list_follow_each_other(camper: Browser):
    """Following the cursor gives every ad once."""
    first = camper.get("/api/v1/impressions?limit=2").json
    second = camper.get(f"/api/v1/impressions?limit=2&cursor={first['next_cursor']}").json

    assert [ad["id"] for ad in first["impressions"] + second["impressions"]] == ["a2", "a1", "a0"]
    assert second["next_cursor"] is None


def test_ads_can_be_asked_for_by_id(camper: Browser):
    """The panel asks for the ads of its page."""
    ads = camper.get("/api/v1/impressions?ids=a0,a2,unknown").json["impressions"]

    assert [ad["id"] for ad in ads] == ["a2", "a0"]


def test_opinion_is_kept_with_its_ad_and_goes_with_it(camper: Browser, service: Service):
    """An opinion such as "this reason is wrong" is stored, and forgotten with the ad."""
    cause = {"cause": {"kind": "interest", "id": "677"}, "opinion": "wrong"}
    assert camper.post("/api/v1/impressions/a0/feedback", cause).json["opinion"] == "wrong"
    assert camper.post("/api/v1/impressions/unknown/feedback", cause).status_code == 404
    assert len(service.reader().execute("SELECT * FROM feedback").fetchall()) == 1

    camper.ask("DELETE", "/api/v1/sites/news.example")
    assert service.reader().execute("SELECT * FROM feedback").fetchall() == []


def test_unknown_ads_and_traits_are_told_plainly(camper: Browser):
    """A 404 says that it may have been forgotten."""
    missing = camper.get("/api/v1/impressions/unknown/explanation")

    assert missing.status_code == 404
    assert "may have been forgotten" in missing.json["detail"]
    assert camper.ask("PATCH", "/api/v1/traits/unknown", json={"correction": "muted"}).status_code == 404


def test_sensitive_traits_are_masked_until_asked_for(paired: Browser):
    """Health stays unnamed on a screen that others may see."""
    title = "Mental health: anxiety and depression"
    visits = [a_visit_event(f"h{n}", -60 + n, domain="clinic.example", title=title) for n in range(6)]
    paired.post("/api/v1/events", {"events": visits})
    masked = [trait["label"] for trait in paired.get("/api/v1/traits").json["traits"] if trait["sensitive"]]
    settings = {"retention_days": 365, "show_sensitive": True, "use_stated_evidence": True, "place": None}
    paired.ask("PUT", "/api/v1/settings", json=settings)
    shown = [trait["label"] for trait in paired.get("/api/v1/traits").json["traits"] if trait["sensitive"]]

    assert masked
    assert set(masked) == {"A sensitive topic"}
    assert "A sensitive topic" not in shown


def evidence_of(browser: Browser, topic: str) -> list[dict]:
    """The visits behind one trait as they are shown."""
    return browser.get(f"/api/v1/traits/{topic}/provenance").json["evidence"]


@pytest.mark.parametrize("title", ["Mental health: anxiety and depression", "Recipes for diabetics: cooking at home"])
def test_titles_of_sensitive_pages_are_masked_until_asked_for(paired: Browser, title: str):
    """A masked name is worth nothing with the page's title below it; nor may a harmless trait show such a page."""
    visits = [a_visit_event(f"h{n}", -60 + n, domain="magazine.example", title=title) for n in range(5)]
    visits.append(a_visit_event("h5", -55, domain="search.example", title="Search") | {"search_query": title})
    paired.post("/api/v1/events", {"events": visits})
    topic = first_trait(paired)["id"]
    masked = evidence_of(paired, topic)
    settings = {"retention_days": 365, "show_sensitive": True, "use_stated_evidence": True, "place": None}
    paired.ask("PUT", "/api/v1/settings", json=settings)

    assert {(item["title"], *item["words"]) for item in masked} == {("A page on a sensitive topic",)}
    assert {item["search_query"] for item in masked} == {None}
    assert title in {item["title"] for item in evidence_of(paired, topic)}
    assert title in {item["search_query"] for item in evidence_of(paired, topic)}


def test_titles_of_ordinary_pages_are_shown(camper: Browser):
    """Nobody needs to be protected from camping."""
    evidence = evidence_of(camper, first_trait(camper)["id"])

    assert all(item["title"] != "A page on a sensitive topic" for item in evidence)
    assert any(item["words"] for item in evidence)


def test_without_a_usable_model_capture_goes_on(camper: Browser, service: Service, monkeypatch: pytest.MonkeyPatch):
    """A damaged model is told plainly; traits and capture work all the same."""

    def damaged() -> BaseModel:
        raise ModelFileError("model", problem="damaged", hint="reinstall Whyad")

    monkeypatch.setattr(BaseModel, "load", damaged)
    service.understanding.note_changed()

    assert camper.get("/api/v1/impressions/a2/explanation").status_code == 503
    assert camper.get("/api/v1/traits").status_code == 200
    assert camper.post("/api/v1/events", {"events": [a_visit_event("after", 1)]}).json["accepted"] == 1


def wait_for_check(browser: Browser, name: str, *, ok: bool) -> str:
    """What ``/health`` says of one thing, once it is well or is not."""
    for _ in range(200):
        check = next(each for each in browser.get("/health").json["checks"] if each["name"] == name)
        if check["ok"] is ok:
            return check["detail"]
        time.sleep(0.02)
    raise AssertionError(check)


def test_an_unforeseen_error_of_explaining_ahead_is_told_and_passes(
    camper: Browser, service: Service, monkeypatch: pytest.MonkeyPatch
):
    """Whatever breaks in the background stands in the service's health, and the next change is tried all the same."""
    monkeypatch.setattr(understanding, "QUIET_SECONDS", 0.01)
    with monkeypatch.context() as broken:
        broken.setattr(Understanding, "_explain_all_briefly", lambda _: {}["nothing"])
        service.understanding.start()
        assert wait_for_check(camper, "model", ok=False).startswith("KeyError")
    assert camper.get("/health").json["status"] == "degraded"

    camper.post("/api/v1/events", {"events": [a_visit_event("after", 1)]})
    assert wait_for_check(camper, "model", ok=True)


def test_an_unforeseen_error_of_erasing_is_told_and_passes(camper: Browser, monkeypatch: pytest.MonkeyPatch):
    """An erasure that breaks is told, tried again, and ends well."""
    monkeypatch.setattr(erasures, "RETRY_SECONDS", 0.01)
    monkeypatch.setattr(erasures, "PATIENCE_SECONDS", 0.1)
    with monkeypatch.context() as broken:
        broken.setattr(Sweeper, "sweep", lambda *_, **__: {}["nothing"])
        receipt = camper.ask("DELETE", "/api/v1/sites/trails.example").json
        assert wait_for_check(camper, "erasing", ok=False).startswith("erasing: KeyError")

    assert wait_for_check(camper, "erasing", ok=True)
    assert receipt["completed_at"] is None
    assert camper.get("/api/v1/receipts").json["receipts"][0]["completed_at"] is not None


def test_an_unforeseen_error_of_retention_is_told_and_passes(
    camper: Browser, service: Service, monkeypatch: pytest.MonkeyPatch
):
    """Retention that breaks is told until it works again."""
    with monkeypatch.context() as broken:
        broken.setattr(retention, "erase_expired", lambda *_, **__: {}["nothing"])
        service.retention.try_to_erase()
        assert "KeyError" in wait_for_check(camper, "erasing", ok=False)

    service.retention.try_to_erase()
    assert wait_for_check(camper, "erasing", ok=True)
