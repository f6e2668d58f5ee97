"""The API's own description: valid, complete, and readable offline."""

from __future__ import annotations

import json
from pathlib import Path

from openapi_spec_validator import validate

from extension_api.endpoints import Policy
from extension_api.routes import ALL
from tests.extension_api.conftest import Browser

DOCS = Path(__file__).parents[2] / "docs" / "api.md"
API_ROUTES = [
    route
    for endpoints in ALL
    for route in endpoints.routes
    if route.path.startswith("/api/") or route.path == "/health"
]


def document(browser: Browser) -> dict:
    """The served document."""
    return json.loads(browser.get("/api/v1/openapi.json").data)


def test_document_is_valid_openapi(stranger: Browser):
    """Any generator of clients can read it."""
    served = document(stranger)

    validate(served)
    assert served["openapi"] == "3.1.0"


def test_document_holds_every_route_with_its_security(stranger: Browser):
    """What is served is described, and who may call it."""
    paths = document(stranger)["paths"]

    for route in API_ROUTES:
        operation = paths[readable(route.path)][route.method.lower()]
        assert operation["summary"]
        assert bool(operation["security"]) == (route.policy not in {Policy.PUBLIC, Policy.PAGE})


def test_every_route_is_in_the_written_documentation():
    """A route without a line in docs/api.md is not finished."""
    text = DOCS.read_text("utf-8")

    missing = [
        f"{route.method} {route.path}" for route in API_ROUTES if f"`{route.method} {readable(route.path)}`" not in text
    ]

    assert not missing


def readable(path: str) -> str:
    """``/traits/<id>`` as the documentation writes it."""
    return path.replace("<path:", "{").replace("<", "{").replace(">", "}")


def test_docs_page_needs_no_other_host(stranger: Browser):
    """Scripts and styles of the documentation come from this service."""
    page = stranger.get("/docs").text

    assert "http" not in page.replace("<!doctype html>", "")
    for part in ("swagger-ui.css", "swagger-ui-bundle.js"):
        assert stranger.get(f"/docs/{part}").status_code == 200
    assert stranger.get("/docs/index.html").status_code == 404
