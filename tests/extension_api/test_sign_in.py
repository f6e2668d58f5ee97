"""Signing in to the dashboard: a code in a link or typed, then a cookie and a key that are worth nothing apart."""

from __future__ import annotations

import sqlite3

from extension_api.access import COOKIE, KEY_HEADER
from extension_api.service import Service
from tests.extension_api.conftest import Browser


def test_a_link_from_the_extension_signs_the_dashboard_in(app, paired: Browser):
    """The code stands in the fragment, so it is in no log and no referrer."""
    url = paired.post("/api/v1/dashboard-logins", {}).json["url"]
    dashboard = Browser(app.test_client())

    signed_in = dashboard.post("/api/v1/dashboard-sessions", {"code": url.partition("#code=")[2]})

    assert url.startswith("http://127.0.0.1:7391/#code=")
    assert signed_in.status_code == 200
    assert "HttpOnly" in signed_in.headers["Set-Cookie"]
    assert "SameSite=Strict" in signed_in.headers["Set-Cookie"]
    assert "Domain" not in signed_in.headers["Set-Cookie"]
    assert dashboard.get("/api/v1/settings", headers={KEY_HEADER: signed_in.json["key"]}).status_code == 200


def test_a_code_may_be_typed_without_its_dash(stranger: Browser, code: str):
    """People type digits as they like."""
    assert stranger.post("/api/v1/dashboard-sessions", {"code": code.replace("-", " ")}).status_code == 200


def test_a_typed_code_signs_in_once(stranger: Browser, code: str):
    """The same code opens no second dashboard."""
    assert stranger.post("/api/v1/dashboard-sessions", {"code": code}).status_code == 200
    assert stranger.post("/api/v1/dashboard-sessions", {"code": code}).status_code == 403


def test_a_session_needs_cookie_and_key(app, code: str):
    """A cookie that another port of this machine was sent opens nothing; nor does a key alone."""
    dashboard = Browser(app.test_client())
    key = dashboard.post("/api/v1/dashboard-sessions", {"code": code}).json["key"]

    assert dashboard.get("/api/v1/settings").status_code == 401
    assert dashboard.get("/api/v1/settings", headers={KEY_HEADER: "wrong"}).status_code == 401
    assert Browser(app.test_client()).get("/api/v1/settings", headers={KEY_HEADER: key}).status_code == 401
    assert dashboard.get("/api/v1/settings", headers={KEY_HEADER: key}).status_code == 200


def test_a_dashboard_may_not_send_events_or_make_codes(app, code: str):
    """It reads, changes and erases; what was seen comes from browsers alone, and codes from the owner."""
    dashboard = Browser(app.test_client())
    dashboard.headers = {KEY_HEADER: dashboard.post("/api/v1/dashboard-sessions", {"code": code}).json["key"]}

    assert dashboard.post("/api/v1/events", {"events": []}).status_code == 403
    assert dashboard.post("/api/v1/pairing-codes", {}).status_code == 403


def test_signing_out_ends_the_session(app, code: str):
    """After signing out, neither cookie nor key is worth anything."""
    dashboard = Browser(app.test_client())
    signed_in = dashboard.post("/api/v1/dashboard-sessions", {"code": code})
    cookie = signed_in.headers["Set-Cookie"].partition(";")[0]
    dashboard.headers = {KEY_HEADER: signed_in.json["key"]}

    assert dashboard.ask("DELETE", "/api/v1/dashboard-sessions/current").status_code == 204
    assert dashboard.get("/api/v1/settings", headers={"Cookie": cookie}).status_code == 401
    assert cookie.startswith(COOKIE)


def test_the_store_holds_no_session_cookie(app, code: str, service: Service):
    """Only its hash is kept."""
    signed_in = Browser(app.test_client()).post("/api/v1/dashboard-sessions", {"code": code})
    cookie = signed_in.headers["Set-Cookie"].partition("=")[2].partition(";")[0]

    with sqlite3.connect(service.data_dir.database) as db:
        row = db.execute("SELECT cookie_hash FROM dashboard_sessions").fetchone()
    db.close()
    assert cookie.encode() not in row[0]
