"""Who gets in: nobody without the right host, from another site, or without the secret that the route needs."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from extension_api.access import require_policies
from extension_api.config import ServiceConfig
from extension_api.endpoints import Policy, declared_routes
from extension_api.errors import UndeclaredPolicyError
from extension_api.routes import ALL
from tests.extension_api.conftest import Browser, pair
from tests.extension_api.running_service import whyad

ROUTES = [route for endpoints in ALL for route in endpoints.routes]
CLOSED = [route for route in ROUTES if route.policy not in {Policy.PUBLIC, Policy.PAGE}]
BAD_HOSTS = [
    "", "evil.test", "evil.test:7391", "127.0.0.1", "localhost", "127.0.0.1:80", "127.0.0.1:7392", "localhost:73910",
    "127.0.0.1.nip.io:7391", "localhost.evil.test:7391", "evil.test#127.0.0.1:7391", "127.0.0.1:7391.evil.test",
    "localhost:7391@evil.test", "evil.test@localhost:7391", "LOCALHOST:7391", "localhost.:7391", "127.0.0.2:7391",
    "127.1:7391", "0.0.0.0:7391", "[::1]:7391", "[::ffff:127.0.0.1]:7391", "2130706433:7391", "0x7f.1:7391",
    "192.168.0.2:7391", "10.0.0.1:7391", "whyad.local:7391", " 127.0.0.1:7391", "127.0.0.1:7391 ", "127.0.0.1:07391",
    "http://127.0.0.1:7391", "127.0.0.1:7391,evil.test", "127.0.0.1:7391/",
]  # fmt: skip
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE")
BAD_TOKENS = [None, "", "Bearer", "Bearer ", "Bearer wrong", "Basic d3Jvbmc6d3Jvbmc=", "token wrong", "wrong",
              "Bearer wrong.00", "Bearer .", "Bearer \xff"]  # fmt: skip
ODD_PATHS = [
    "/nothing",
    "/api/v1/nothing",
    "//api/v1/traits",
    "/api/v1//traits",
    "/api/v1/traits/%2e%2e",
    "/.well-known/x",
]


def path_of(route_path: str) -> str:
    """A path that the route matches."""
    return route_path.replace("<path:name>", "theme.css").replace("<", "").replace(">", "")


class UntouchableBody:
    """A body that fails the test when a byte of it is read."""

    def read(self, *_: object) -> bytes:
        raise AssertionError("the body was read before access was granted")

    readline = readlines = __iter__ = read


def knock(browser: Browser, method: str, path: str, headers: dict[str, str]) -> TestResponse:
    """A request whose body must not be read."""
    environ = {"wsgi.input": UntouchableBody(), "CONTENT_LENGTH": "10", "CONTENT_TYPE": "application/json"}
    return browser.ask(method, path, headers=headers, environ_overrides=environ)


@pytest.mark.parametrize("token", BAD_TOKENS)
def test_closed_routes_need_the_right_token(stranger: Browser, token: str | None):
    """Every route that touches data answers 401 to a stranger, in one shape, before a byte of the body is read."""
    headers = {} if token is None else {"Authorization": token}
    for route in CLOSED:
        response = knock(stranger, route.method, path_of(route.path), headers)

        assert response.status_code == 401, route.path
        assert response.content_type == "application/problem+json"


@pytest.mark.parametrize("host", BAD_HOSTS)
def test_no_address_answers_to_a_foreign_host(app: Flask, paired: Browser, host: str):
    """A rebound name of an attacker reaches nothing, even with a token: every address, every method, unread."""
    paths = {path_of(rule.rule) for rule in app.url_map.iter_rules()} | set(ODD_PATHS)
    assert len(paths) > 20
    for path in sorted(paths):
        for method in METHODS:
            assert knock(paired, method, path, {"Host": host}).status_code in {400, 421}, f"{method} {path}"


def test_public_addresses_take_no_other_methods_from_strangers(app: Flask, stranger: Browser):
    """Asking what an address allows, or only for its headers, opens nothing that the address itself does not."""
    for rule in app.url_map.iter_rules():
        for method in ("OPTIONS", "HEAD"):
            status = stranger.ask(method, path_of(rule.rule)).status_code

            assert status in ({200, 404} if method == "HEAD" and is_public(app, rule.endpoint) else {401}), rule.rule


def is_public(app: Flask, endpoint: str) -> bool:
    """Whether anybody may read this address."""
    route = declared_routes(app)[endpoint]
    return route.method == "GET" and route.policy in {Policy.PUBLIC, Policy.PAGE}


@pytest.mark.parametrize("path", ODD_PATHS)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "HEAD", "DELETE"])
def test_what_is_not_there_is_told_to_the_person_only(stranger: Browser, paired: Browser, path: str, method: str):
    """Addresses that do not exist, odd spellings and odd methods are closed like the rest."""
    assert stranger.ask(method, path).status_code == 401
    assert paired.ask(method, path, headers={"Host": "evil.test"}).status_code == 421
    assert paired.ask(method, path).status_code in {404, 405}


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.test"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:8000"},
        {"Origin": "http://localhost:7391.evil.test"},
        {"Origin": "https://127.0.0.1:7391"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_pages_of_other_sites_are_refused(paired: Browser, headers: dict[str, str]):
    """A web page gets nothing, even if it had the token."""
    assert paired.get("/api/v1/settings", headers=headers).status_code == 403
    assert paired.get("/health", headers=headers).status_code == 403


def test_a_link_may_lead_to_the_dashboard_but_not_into_a_frame(stranger: Browser):
    """A click on a link elsewhere opens the sign-in page; a frame of another page does not."""
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}

    assert stranger.get("/", headers=link).status_code == 200
    assert stranger.get("/", headers={**link, "Sec-Fetch-Dest": "iframe"}).status_code == 403
    assert stranger.get("/api/v1/info", headers=link).status_code == 403


def test_a_stolen_token_does_not_work_in_another_extension(stranger: Browser, code: str):
    """The token is tied to the extension that was paired."""
    ours, other = {"Origin": "chrome-extension://ours"}, {"Origin": "chrome-extension://other"}
    bearer = {"Authorization": f"Bearer {pair(stranger, code, **ours).secret}"}

    assert stranger.ask("PUT", "/api/v1/settings", headers={**bearer, **ours}, json={}).status_code == 422
    assert stranger.ask("PUT", "/api/v1/settings", headers={**bearer, **other}, json={}).status_code == 401
    assert stranger.get("/api/v1/settings", headers=bearer).status_code == 200


def test_a_revoked_token_is_dead_at_once(paired: Browser):
    """Unpairing works from the next request on."""
    profile = paired.get("/api/v1/pairings").json["pairings"][0]["profile_id"]

    assert paired.ask("DELETE", f"/api/v1/pairings/{profile}").status_code == 204
    assert paired.get("/api/v1/settings").status_code == 401


def test_answers_forbid_framing_guessing_and_keeping(stranger: Browser):
    """Browsers are told not to frame, sniff, cache or pass on; nothing allows another origin to read."""
    headers = stranger.get("/health").headers

    assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert not [name for name, _ in headers if name.startswith("Access-Control")]


def test_app_with_an_undeclared_route_is_not_created(app: Flask):
    """Forgetting to say who may call a route is noticed before anybody can call it."""
    app.add_url_rule("/forgotten", "forgotten", lambda: "")

    with pytest.raises(UndeclaredPolicyError):
        require_policies(app)


def test_every_declared_route_is_served(app: Flask):
    """What the list of routes says is what the app answers."""
    assert {route.path for route in declared_routes(app).values()} == {route.path for route in ROUTES}


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_what_a_form_can_send_is_refused_everywhere(owner: Browser, kind: str):
    """Also where a route reads no body, and also from the owner: a form needs no permission to send these."""
    for route in ROUTES:
        if route.method != "GET":
            response = owner.ask(route.method, path_of(route.path), data=b"x=1", content_type=kind)

            assert response.status_code == 415, route.path


def test_it_cannot_be_told_to_listen_elsewhere(tmp_path: Path):
    """There is no option, setting or variable for another address than this machine's own."""
    refused = whyad("serve", "--host", "0.0.0.0", "--data-dir", str(tmp_path / "store"))  # noqa: S104 - it is refused

    assert refused.returncode == 2
    assert "No such option" in refused.stderr
    assert not [name for name in ServiceConfig.__dataclass_fields__ if "host" in name or "address" in name]
