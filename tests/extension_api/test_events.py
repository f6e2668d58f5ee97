"""Capturing: what is acknowledged is stored once, and what was forgotten does not come back."""

from __future__ import annotations

import copy
import json
import sqlite3
from pathlib import Path

import pytest

from explainer import PageClaims, Visit
from extension_api.service import Service
from extension_api.store.daily_counts import count_held
from extension_api.store.expiry import erase_expired
from tests.builders import NOON
from tests.extension_api.conftest import Browser
from tests.extension_api.store.held import everything_held

EXAMPLE = json.loads((Path(__file__).parents[1] / "payloads" / "events_request.json").read_text("utf-8"))
VISIT, CONTACT, IMPRESSION, LINK, CARD = EXAMPLE["events"]


def send(browser: Browser, *events: dict) -> list[str]:
    """Send events and return what became of each."""
    response = browser.post("/api/v1/events", {"events": list(events)})
    assert response.status_code == 200, response.json
    return [result["status"] for result in response.json["results"]]


def test_what_was_sent_is_what_is_held(paired: Browser, service: Service):
    """Every field of a visit, a contact and an ad comes back as it was captured."""
    assert send(paired, VISIT, CONTACT, IMPRESSION) == ["accepted"] * 3

    log = everything_held(service.reader())
    (visit,), (contact,), (ad,) = log.visits, log.contacts, log.impressions
    assert isinstance(visit, Visit)
    assert visit.headings == ("What to carry", "Where to sleep")
    assert visit.time.isoformat() == "2026-11-02T09:10:00+00:00"
    assert contact.company == "Alpha Ads"
    assert ad.bid.dsa_params == (1,)
    assert [hop.how for hop in ad.delivery] == ["bidder", "frame"]


def test_who_told_whom_and_what_a_page_claims_are_held(paired: Browser, service: Service):
    """Links between companies, a platform's card and the claims about an ad come back as they were captured."""
    assert send(paired, IMPRESSION, LINK, CARD) == ["accepted"] * 3
    assert send(paired, LINK, CARD) == ["duplicate"] * 2

    log = everything_held(service.reader())
    (link,), (card,), (ad,) = log.links, log.disclosures, log.impressions
    assert (link.told_by, link.told, link.how) == ("Alpha Ads", "Beta Exchange", "redirect")
    assert (card.platform, card.impression_id, card.reasons[0].detail) == ("google", ad.id, "Your location")
    assert (ad.advertisers[0].source, ad.claims.told[0].segments) == ("link", ("iab-677",))
    assert ad.claims.consents[0].granted == ("Alpha Ads",)


def test_forgetting_a_visit_forgets_who_told_whom_there(paired: Browser, service: Service):
    """A link or a card without its visit would still tell that the page was open."""
    send(paired, VISIT, IMPRESSION, LINK, CARD)
    paired.ask("DELETE", "/api/v1/visits", json={"ids": [LINK["visit_id"], CARD["visit_id"]]})

    log = everything_held(service.reader())
    assert (log.links, log.disclosures) == ((), ())
    results = paired.post("/api/v1/events", {"events": [LINK, CARD]}).json
    assert results["rejected"] == 2


def test_forgetting_a_company_forgets_what_it_was_told(paired: Browser, service: Service):
    """Neither its links nor the claims that name it stay; the ad and the platform's card do."""
    send(paired, IMPRESSION, LINK, CARD)

    paired.ask("DELETE", "/api/v1/companies/Alpha%20Ads")

    log = everything_held(service.reader())
    assert (log.links, len(log.disclosures)) == ((), 1)
    (consent,) = log.impressions[0].claims.consents
    assert log.impressions[0].claims == PageClaims((), ("alpha.example",), (consent,))
    assert (consent.framework, consent.granted, consent.refused, consent.companies) == ("tcf", (), (), 212)


def test_a_batch_may_be_sent_again(paired: Browser, service: Service):
    """After a lost answer the extension sends the batch again, and nothing is doubled."""
    send(paired, VISIT, CONTACT, IMPRESSION)

    assert send(paired, VISIT, CONTACT, IMPRESSION) == ["duplicate"] * 3
    assert count_held(service.reader()).visits == 1


def test_the_same_id_with_other_content_is_a_conflict(paired: Browser, service: Service):
    """Whatever was held first stays as it is; the sender hears that its event is another one."""
    send(paired, VISIT, CONTACT, IMPRESSION)

    others = ({**VISIT, "title": "Other"}, {**CONTACT, "company": "Beta Ads"}, {**IMPRESSION, "text": "Other"})
    assert send(paired, *others) == ["conflict"] * 3
    assert everything_held(service.reader()).visits[0].title == VISIT["title"]


@pytest.mark.parametrize("event", [VISIT, CONTACT, IMPRESSION, LINK, CARD], ids=lambda event: event["type"])
def test_one_event_under_the_id_of_another_is_answered_409(paired: Browser, service: Service, event: dict):
    """A single send that would change what is held is refused as a whole, and the answer points at the id."""
    send(paired, event)
    held = everything_held(service.reader())
    answer = paired.post("/api/v1/events", {"events": [{**event, "time": "2026-11-02T11:11:11Z"}]})

    assert (answer.status_code, answer.content_type) == (409, "application/problem+json")
    assert [error["pointer"] for error in answer.json["errors"]] == ["/events/0/id"]
    assert everything_held(service.reader()) == held


def test_a_conflict_holds_up_nothing_else_of_its_batch(paired: Browser, service: Service):
    """Between others it is told apart from them; they are stored."""
    send(paired, VISIT)

    assert send(paired, {**VISIT, "title": "Other"}, CONTACT, VISIT) == ["conflict", "accepted", "duplicate"]
    assert count_held(service.reader()).contacts == 1


def test_an_ad_that_stayed_in_view_is_still_the_same_ad(paired: Browser):
    """While a lost answer is waited for, the visible time of a queued ad goes on growing."""
    send(paired, IMPRESSION)

    assert send(paired, {**IMPRESSION, "visible_seconds": 60.0}) == ["duplicate"]


def test_one_broken_event_stores_nothing_of_its_batch(paired: Browser, service: Service):
    """A batch is taken whole or not at all; the pointer names the field."""
    broken = {**CONTACT, "time": "yesterday"}
    response = paired.post("/api/v1/events", {"events": [VISIT, broken]})

    assert response.status_code == 422
    assert response.json["errors"] == [
        {
            "pointer": "/events/1/time",
            "detail": "expected a time such as 2026-11-02T09:10:00Z",
            "code": "datetime_parsing",
        }
    ]
    assert count_held(service.reader()).visits == 0


def test_forgotten_visits_are_gone_with_their_contacts_and_ads(paired: Browser, service: Service):
    """Forgetting a visit takes everything that hangs on it, and says how much that was."""
    ad = {**IMPRESSION, "visit_id": VISIT["id"]}
    send(paired, VISIT, CONTACT, ad)

    receipt = paired.ask("DELETE", "/api/v1/visits", json={"ids": [VISIT["id"]]}).json

    erased = {name: count for name, count in receipt["erased"].items() if count}
    assert erased == {"visits": 1, "tracker_contacts": 1, "impressions": 1}
    assert count_held(service.reader()).contacts == 0


def test_late_events_of_a_forgotten_visit_are_rejected(paired: Browser):
    """What waited in the extension cannot bring a forgotten visit back."""
    paired.ask("DELETE", "/api/v1/visits", json={"ids": [VISIT["id"]]})

    results = paired.post("/api/v1/events", {"events": [VISIT, CONTACT, {**IMPRESSION, "visit_id": VISIT["id"]}]}).json

    assert results["rejected"] == 3
    assert results["results"][0]["reason"] == "it was forgotten, or the visit it belongs to, or its hour"


def test_a_forgotten_site_takes_the_ads_on_its_pages(paired: Browser, service: Service):
    """Forgetting a site takes its visits and the ads seen there, and leaves other sites alone."""
    other = {**copy.deepcopy(VISIT), "id": "other", "domain": "other.example", "url": "https://other.example/"}
    send(paired, VISIT, other, IMPRESSION)

    erased = paired.ask("DELETE", "/api/v1/sites/NEWS.example").json["erased"]

    assert erased == {"visits": 0, "tracker_contacts": 0, "impressions": 1, "deliveries": 0, "opinions": 0}
    assert {visit.id for visit in everything_held(service.reader()).visits} == {VISIT["id"], "other"}


def test_erased_bytes_are_overwritten(paired: Browser, service: Service):
    """After forgetting, the title is nowhere in the files; before, it was."""
    send(paired, {**VISIT, "title": "CANARY-7f3a", "url": "https://trails.example/CANARY-7f3a"})
    assert canaries(service) > 0

    paired.ask("DELETE", "/api/v1/sites/trails.example")

    assert canaries(service) == 0


def canaries(service: Service) -> int:
    """How often a marked text stands in any file."""
    return sum(file.read_bytes().count(b"CANARY-7f3a") for file in service.data_dir.path.rglob("*") if file.is_file())


def test_retention_erases_the_oldest(paired: Browser, service: Service):
    """What is older than the person wants goes; what is newer stays."""
    send(paired, VISIT, {**VISIT, "id": "newer", "time": "2026-11-02T13:00:00Z"})

    service.writer.write(lambda db: erase_expired(db, NOON, limit=100))

    assert [visit.id for visit in everything_held(service.reader()).visits] == ["newer"]


def test_a_failing_write_takes_nobody_with_it(paired: Browser, service: Service):
    """An error in one caller's write leaves the writer at work for the next."""
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        service.writer.write(lambda db: db.execute("INSERT INTO nowhere VALUES (1)"))

    assert send(paired, VISIT) == ["accepted"]


def test_settings_are_kept_and_a_blank_place_is_none(paired: Browser):
    """A form with an empty field says nothing about the place."""
    settings = {"retention_days": 30, "show_sensitive": True, "use_stated_evidence": False, "place": "Leipzig"}

    assert paired.ask("PUT", "/api/v1/settings", json=settings).json == settings
    assert paired.get("/api/v1/settings").json == settings
    assert paired.ask("PUT", "/api/v1/settings", json={**settings, "place": " "}).json["place"] is None


def test_health_tells_counts_to_the_person_only(paired: Browser, stranger: Browser):
    """How much is held is nobody else's business."""
    send(paired, VISIT, IMPRESSION)

    assert paired.get("/health").json["checks"][0]["detail"] == "1 visit, 1 ad"
    assert stranger.get("/health").json["checks"][0]["detail"] == "readable"
