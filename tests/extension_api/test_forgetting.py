"""What forgetting leaves behind: the person as they were without it, and nothing that could bring it back."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest

import explainer.base_model
from extension_api.app import create_app
from extension_api.config import ServiceConfig
from extension_api.service import EXTENSION_NAME, Service
from tests.extension_api.conftest import PORT, Browser, Clock
from tests.extension_api.history import a_camper, a_contact_event, a_visit_event, an_ad_event, at

CLINIC = "Anxiety and depression: help, therapy and clinics"


def the_clinic() -> list[dict[str, Any]]:
    """Another site with its trackers, an ad on its pages, and an ad elsewhere that it may have brought."""
    visits = [a_visit_event(f"h{n}", -300 + n, domain="clinic.example", title=CLINIC) for n in range(4)]
    contacts = [a_contact_event(f"hk{n}", f"h{n}", -300 + n) for n in range(4)]
    page = {"visit_id": "h1", "page_url": "https://clinic.example/h1", "page_domain": "clinic.example"}
    return [*visits, *contacts, an_ad_event("ha", -298, advertiser="pills.example", **page)]


def forget(browser: Browser, path: str, body: object = None) -> dict[str, Any]:
    """Forget something and return the receipt."""
    answer = browser.ask("DELETE", f"/api/v1/{path}", json=body)
    assert answer.status_code == 200, answer.json
    return answer.json


def explanations(browser: Browser) -> dict[str, Any]:
    """Why each ad was shown, whole."""
    ads = browser.get("/api/v1/impressions?limit=200").json["impressions"]
    return {ad["id"]: browser.get(f"/api/v1/impressions/{ad['id']}/explanation").json for ad in ads}


def another_store(folder: Path, clock: Clock) -> tuple[Service, Browser]:
    """A second person's service."""
    app = create_app(ServiceConfig(folder, port=PORT, clock=clock))
    service: Service = app.extensions[EXTENSION_NAME]
    return service, Browser(app.test_client(), {"Authorization": f"Bearer {service.admin_token}"})


def model_hash() -> str:
    """Of every byte of the shipped model."""
    folder = Path(explainer.base_model.__file__).parent
    files = (folder / "model.json", folder / "trees.npz")
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


FORGETTING_THE_CLINIC = {
    "site": ("sites/clinic.example", None),
    "visits": ("visits", {"ids": [f"h{n}" for n in range(4)]}),
    "hours": ("hours", {"since": at(-301), "until": at(-290)}),
}


@pytest.mark.parametrize("how", FORGETTING_THE_CLINIC)
def test_after_forgetting_all_is_as_if_it_had_never_been(paired: Browser, tmp_path: Path, clock: Clock, how: str):
    """Traits, trackers and explanations equal those of a store that never had the rows; the model is the same bytes."""
    before = model_hash()
    paired.post("/api/v1/events", {"events": [*a_camper(), *the_clinic()]})
    changed = explanations(paired)
    receipt = forget(paired, *FORGETTING_THE_CLINIC[how])
    service, never = another_store(tmp_path / "never", clock)
    never.post("/api/v1/events", {"events": a_camper()})

    assert explanations(paired) == explanations(never) != changed
    for path in ("traits", "trackers", "diet"):
        assert paired.get(f"/api/v1/{path}").json == never.get(f"/api/v1/{path}").json
    assert model_hash() == before
    assert paired.get("/api/v1/models").json["models"][0]["id"] in (receipt["model_id"], service.understanding.model_id)
    service.close()


@pytest.mark.parametrize("how", [*FORGETTING_THE_CLINIC, "everything"])
def test_what_was_forgotten_does_not_come_back(paired: Browser, how: str):
    """A browser that did not hear the answer sends its batch again, and one event of it that had not been sent."""
    path, body = FORGETTING_THE_CLINIC.get(how, (how, None))
    paired.post("/api/v1/events", {"events": the_clinic()})
    forget(paired, path, body)
    late = a_contact_event("late", "h2", -298)
    answer = paired.post("/api/v1/events", {"events": [*the_clinic(), late]}).json

    assert answer["rejected"] == len(the_clinic()) + 1
    assert paired.get("/api/v1/impressions").json["impressions"] == []


def test_forgotten_company_does_not_come_back_with_a_resent_batch(paired: Browser):
    """Its contacts are refused, and an ad that no longer names it is not replaced by the one that does."""
    paired.post("/api/v1/events", {"events": a_camper()})
    forget(paired, "companies/Alpha%20Ads")
    answer = paired.post("/api/v1/events", {"events": a_camper()}).json

    assert (answer["rejected"], answer["conflict"], answer["accepted"]) == (6, 3, 0)
    assert paired.get("/api/v1/trackers").json["trackers"] == []
    assert paired.get("/api/v1/trackers/Alpha%20Ads").status_code == 404


def test_forgotten_trait_has_no_visit_left(paired: Browser):
    """Every page that spoke for it is gone; a page that spoke for nothing of it stays."""
    paired.post("/api/v1/events", {"events": [*a_camper(), *the_clinic()]})
    camping = next(trait for trait in paired.get("/api/v1/traits").json["traits"] if trait["label"] == "Camping")
    paired.ask("PATCH", f"/api/v1/traits/{camping['id']}", json={"correction": "muted"})
    receipt = forget(paired, f"traits/{camping['id']}")

    assert camping["id"] not in {trait["id"] for trait in paired.get("/api/v1/traits").json["traits"]}
    assert (receipt["what"], receipt["erased"]["visits"]) == ("trait", camping["visits"])
    assert len(explanations(paired)) == 4  # the ads of the news page and of the clinic
    assert paired.ask("DELETE", f"/api/v1/traits/{camping['id']}").status_code == 404


def test_correcting_is_not_erasing_and_says_so(paired: Browser, service: Service):
    """After "not me" every visit is still there, and the answer tells how to erase them."""
    paired.post("/api/v1/events", {"events": a_camper()})
    trait = paired.get("/api/v1/traits").json["traits"][0]["id"]
    answer = paired.ask("PATCH", f"/api/v1/traits/{trait}", json={"correction": "not_me"}).json

    assert answer["note"].startswith("Nothing was erased")
    assert service.reader().execute("SELECT count(*) FROM visits").fetchone()[0] == 7
    assert paired.get("/api/v1/receipts").json["receipts"] == []


def test_everything_takes_settings_and_corrections_and_leaves_the_browser_paired(paired: Browser):
    """Afterwards the store is as on the first day, apart from the receipt."""
    paired.post("/api/v1/events", {"events": a_camper()})
    settings = paired.get("/api/v1/settings").json
    paired.ask("PUT", "/api/v1/settings", json=settings | {"place": "Leipzig", "show_sensitive": True})
    forget(paired, "everything")

    assert paired.get("/api/v1/settings").json == settings
    assert paired.get("/api/v1/traits").json["traits"] == []
    assert len(paired.get("/api/v1/receipts").json["receipts"]) == 1
    new = [a_visit_event("new", 1), a_contact_event("new-contact", "new", 1)]
    assert paired.post("/api/v1/events", {"events": new}).json["accepted"] == 2
    assert paired.get("/api/v1/trackers").json["trackers"][0]["contacts"] == 1


def test_everything_empties_every_table_but_those_with_a_reason(paired: Browser, service: Service):
    """Only who may come in, the settings as on the first day, the receipt, and the time that was forgotten are left."""
    paired.post("/api/v1/events", {"events": a_camper()})
    forget(paired, "everything")
    db = service.reader()
    tables = [row["name"] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]

    filled = {table for table in tables if db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]}  # noqa: S608 - names of our own schema

    assert filled == {"store", "profiles", "receipts", "forgotten_times"}


def test_hours_that_end_before_they_begin_are_refused(paired: Browser):
    """Nothing is erased by mistake."""
    body = {"since": at(0), "until": at(-60)}

    assert paired.ask("DELETE", "/api/v1/hours", json=body).status_code == 422


def test_erasure_that_was_held_up_is_finished_by_the_next_start(tmp_path: Path, clock: Clock):
    """The service ends while another program reads; started again, it overwrites what it owes before all else."""
    service, browser = another_store(tmp_path / "store", clock)
    browser.post("/api/v1/events", {"events": the_clinic()})
    other = sqlite3.connect(service.data_dir.database, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM visits").fetchone()
    receipt = forget(browser, "sites/clinic.example")
    service.close()
    other.close()

    service, browser = another_store(tmp_path / "store", clock)
    service.erasures.start()
    for _ in range(200):
        done = browser.get("/api/v1/receipts").json["receipts"][0]
        if done["completed_at"]:
            break
        time.sleep(0.05)
    service.close()

    assert (receipt["completed_at"], done["id"]) == (None, receipt["id"])
    assert done["completed_at"] is not None
    assert all(b"clinic.example" not in path.read_bytes() for path in (tmp_path / "store").glob("whyad.sqlite3*"))


def test_receipts_follow_each_other(paired: Browser, clock: Clock):
    """Following the cursor gives every receipt once, newest first."""
    for _ in range(3):
        clock.advance(minutes=1)
        forget(paired, "sites/nowhere.example")
    first = paired.get("/api/v1/receipts?limit=2").json
    second = paired.get(f"/api/v1/receipts?limit=2&cursor={first['next_cursor']}").json
    times = [receipt["time"] for receipt in first["receipts"] + second["receipts"]]

    assert times == sorted(times, reverse=True)
    assert (len(times), second["next_cursor"]) == (3, None)
