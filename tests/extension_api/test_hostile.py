"""Hostile input: refused in one shape, never an error of ours, never repeated back."""

from __future__ import annotations

import json

import pytest

from extension_api.problems import pointer as make_pointer
from extension_api.routes import ALL
from extension_api.service import Service
from extension_api.store.daily_counts import count_held
from tests.extension_api.conftest import Browser
from tests.extension_api.test_events import EXAMPLE, VISIT

WITH_BODY = [route for endpoints in ALL for route in endpoints.routes if route.body]
BODIES = [
    b"", b" ", b"{", b"null", b"[]", b"[1]", b'"text"', b"1", b"true", b"{}", b"\xff\xfe", b"\x00",
    b'{"events": null}', b'{"events": {}}', b'{"events": [null]}', b'{"events": [[]]}', b'{"events": [{}]}',
    b'{"events": [{"type": "visit"}]}', b'{"events": [{"type": []}]}', b'{"events": [{"type": "\\ud800"}]}',
    b'{"events": "\\ud800"}', b'{"\\ud800": 1}', b'{"ids": ["\\ud800"]}', b'{"code": "\\udfff\\udfff\\udfff"}',
    b"[" * 2_000, b"[" * 100_000, b'{"a":' * 2_000, b'{"events": ' + b"[" * 50_000,
    b'{"retention_days": 1e999, "show_sensitive": NaN}', b'{"retention_days": ' + b"9" * 5_000 + b"}",
    b'{"retention_days": 92233720368547758080}', b'{"events": [' + b'{"type":"visit"},' * 600 + b"{}]}",
    json.dumps({"events": [{**VISIT, "time": 0}]}).encode(),
    json.dumps({"events": [{**VISIT, "time": "9999-12-31T23:59:59.999999-23:59"}]}).encode(),
    json.dumps({"events": [{**VISIT, "time": "0001-01-01T00:00:00+23:59"}]}).encode(),
    json.dumps({"events": [{**VISIT, "url": "javascript:alert(1)"}]}).encode(),
    json.dumps({"events": [{**VISIT, "title": {"$gt": ""}}]}).encode(),
    json.dumps({"events": [{**VISIT, "__proto__": {}}]}).encode(),
]  # fmt: skip


@pytest.mark.parametrize("body", BODIES, ids=lambda body: repr(body[:24]))
def test_hostile_body_is_refused_in_one_shape(paired: Browser, service: Service, body: bytes):
    """Broken, endless, mistyped or half-encoded, at every route that reads a body: a 4xx problem, nothing stored."""
    for route in WITH_BODY:
        path = route.path.replace("<id>", "x")
        response = paired.ask(route.method, path, data=body, content_type="application/json")

        assert 400 <= response.status_code < 500, route.path
        assert response.content_type == "application/problem+json"
    assert count_held(service.reader()).visits == 0


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "text/json"]
)
def test_only_json_is_read(paired: Browser, kind: str):
    """What a form can send without asking is not read."""
    response = paired.ask("POST", "/api/v1/events", data=json.dumps(EXAMPLE), content_type=kind)

    assert response.status_code == 415


def test_a_large_body_is_refused_unread(paired: Browser):
    """More than a mebibyte is refused before it is parsed."""
    response = paired.ask("POST", "/api/v1/events", data=b" " * 1_048_577, content_type="application/json")

    assert response.status_code == 413
    assert "smaller batches" in response.json["detail"]


def test_a_large_batch_is_refused(paired: Browser):
    """At most 500 events at once."""
    response = paired.post("/api/v1/events", {"events": [VISIT] * 501})

    assert response.json["errors"] == [
        {"pointer": "/events", "detail": "expected at most 500 items", "code": "too_long"}
    ]


@pytest.mark.parametrize(
    ("location", "sent", "pointer"),
    [
        (("events", 1, "visit", "url"), {"events": [{}, {"url": 1}]}, "/events/1/url"),
        (("events", 0, "visit", "time"), {"events": [{"type": "visit"}]}, "/events/0/time"),
        (("a/b", "~c"), {"a/b": {"~c": 1}}, "/a~1b/~0c"),
    ],
)
def test_pointer_is_a_json_pointer(location, sent, pointer):
    """Names of union members, which the validator puts into locations, are no part of the request."""
    assert make_pointer(location, sent) == pointer


@pytest.mark.parametrize(
    "path", ["/api/v1/sites/%00", "/api/v1/sites/%ed%a0%80", "/api/v1/sites/" + "x" * 5_000, "/api/v1/sites/'%3B--"]
)
def test_hostile_paths_change_nothing(paired: Browser, path: str):
    """A domain that is no domain erases nothing and breaks nothing."""
    assert not any(paired.ask("DELETE", path).json["erased"].values())


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=x", "limit=201", "cursor=%00", "cursor=bm90LWpzb24", "ids=%20", "unknown=1", "verdict=mine"],
)
def test_hostile_queries_are_refused(paired: Browser, query: str):
    """Parameters are checked like bodies."""
    assert paired.get(f"/api/v1/impressions?{query}").status_code == 422


def test_problems_repeat_nothing_of_what_was_sent(paired: Browser):
    """An error can be shown to anybody: it holds no page, no title, no id of a site."""
    response = paired.post(
        "/api/v1/events", {"events": [{**VISIT, "title": 5, "url": "canary-url", "domain": "canary domain"}]}
    )
    missing = paired.get("/api/v1/impressions/canary-id/explanation/canary")

    assert "canary" not in response.text
    assert "canary" not in missing.text


def test_an_error_of_ours_tells_where_but_not_what(app, paired: Browser, caplog: pytest.LogCaptureFixture):
    """The log names the kind of error and the place, never the text, which may quote a page."""

    def fail() -> None:
        raise ValueError("canary: https://private.example")

    app.view_functions["extension_api.routes.settings.get_settings"] = fail
    response = paired.get("/api/v1/settings")

    assert response.status_code == 500
    assert "canary" not in response.text + caplog.text
    assert "ValueError in fail" in caplog.text


def test_wrong_method_names_the_right_ones(paired: Browser):
    """A 405 says what would work."""
    response = paired.ask("PATCH", "/api/v1/settings", json={})

    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "PUT"}
