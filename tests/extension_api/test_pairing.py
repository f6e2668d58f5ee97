"""Pairing and signing in: codes are short-lived, single-use and cannot be guessed."""

from __future__ import annotations

import sqlite3

from extension_api.access import COOKIE, KEY_HEADER
from extension_api.service import Service
from tests.extension_api.conftest import Browser, Clock


def new_code(owner: Browser) -> str:
    """A code as `whyad pair` shows it."""
    return owner.post("/api/v1/pairing-codes", {}).json["code"]


def test_a_code_works_once(owner: Browser, stranger: Browser):
    """The same code does not let a second browser in."""
    body = {"code": new_code(owner), "name": "mine"}

    assert stranger.post("/api/v1/pairings", body).status_code == 200
    assert stranger.post("/api/v1/pairings", body).status_code == 403


def test_a_code_may_be_typed_without_its_dash(owner: Browser, stranger: Browser):
    """People type digits as they like."""
    body = {"code": new_code(owner).replace("-", " "), "name": "mine"}

    assert stranger.post("/api/v1/pairings", body).status_code == 200


def test_a_code_ends_after_two_minutes(owner: Browser, stranger: Browser, clock: Clock):
    """A note with yesterday's code is worth nothing."""
    body = {"code": new_code(owner), "name": "mine"}
    clock.advance(seconds=121)

    assert stranger.post("/api/v1/pairings", body).status_code == 403


def test_five_wrong_codes_void_the_right_one(owner: Browser, stranger: Browser):
    """Guessing ends the game; a new code starts another."""
    code = new_code(owner)
    wrong = "0000-0001" if code != "0000-0001" else "0000-0002"
    answers = [stranger.post("/api/v1/pairings", {"code": wrong, "name": "x"}).status_code for _ in range(5)]

    assert answers == [403] * 5
    assert stranger.post("/api/v1/pairings", {"code": code, "name": "x"}).status_code == 429
    assert stranger.post("/api/v1/pairings", {"code": new_code(owner), "name": "x"}).status_code == 200


def test_only_hashes_of_secrets_are_kept(paired: Browser, service: Service):
    """A stolen database opens nothing."""
    token = paired.headers["Authorization"].removeprefix("Bearer ")

    assert token.encode() not in service.data_dir.database.read_bytes()
    wal = service.data_dir.database.with_name("whyad.sqlite3-wal")
    assert token.encode() not in wal.read_bytes()


def test_a_link_from_the_extension_signs_the_dashboard_in(app, paired: Browser):
    """The code stands in the fragment, so it is in no log and no referrer."""
    url = paired.post("/api/v1/dashboard-logins", {}).json["url"]
    dashboard = Browser(app.test_client())

    signed_in = dashboard.post("/api/v1/dashboard-sessions", {"code": url.partition("#code=")[2]})

    assert url.startswith("http://127.0.0.1:7391/#code=")
    assert signed_in.status_code == 200
    assert "HttpOnly" in signed_in.headers["Set-Cookie"]
    assert "SameSite=Strict" in signed_in.headers["Set-Cookie"]
    assert dashboard.get("/api/v1/settings", headers={KEY_HEADER: signed_in.json["key"]}).status_code == 200


def test_a_session_needs_cookie_and_key(app, owner: Browser):
    """A cookie that another port of this machine was sent opens nothing; nor does a key alone."""
    dashboard = Browser(app.test_client())
    key = dashboard.post("/api/v1/dashboard-sessions", {"code": new_code(owner)}).json["key"]

    assert dashboard.get("/api/v1/settings").status_code == 401
    assert dashboard.get("/api/v1/settings", headers={KEY_HEADER: "wrong"}).status_code == 401
    assert Browser(app.test_client()).get("/api/v1/settings", headers={KEY_HEADER: key}).status_code == 401
    assert dashboard.get("/api/v1/settings", headers={KEY_HEADER: key}).status_code == 200


def test_signing_out_ends_the_session(app, owner: Browser):
    """After signing out, neither cookie nor key is worth anything."""
    dashboard = Browser(app.test_client())
    signed_in = dashboard.post("/api/v1/dashboard-sessions", {"code": new_code(owner)})
    cookie = signed_in.headers["Set-Cookie"].partition(";")[0]
    dashboard.headers = {KEY_HEADER: signed_in.json["key"]}

    assert dashboard.ask("DELETE", "/api/v1/dashboard-sessions/current").status_code == 204
    assert dashboard.get("/api/v1/settings", headers={"Cookie": cookie}).status_code == 401
    assert cookie.startswith(COOKIE)


def test_only_the_owner_makes_codes(paired: Browser, stranger: Browser):
    """A paired browser cannot let others in."""
    assert paired.post("/api/v1/pairing-codes", {}).status_code == 401
    assert stranger.post("/api/v1/pairing-codes", {}).status_code == 401


def test_the_store_holds_no_session_cookie(app, owner: Browser, service: Service):
    """Only its hash is kept."""
    signed_in = Browser(app.test_client()).post("/api/v1/dashboard-sessions", {"code": new_code(owner)})
    cookie = signed_in.headers["Set-Cookie"].partition("=")[2].partition(";")[0]

    with sqlite3.connect(service.data_dir.database) as db:
        row = db.execute("SELECT cookie_hash FROM dashboard_sessions").fetchone()
    db.close()
    assert cookie.encode() not in row[0]
