"""The API's own documentation, offline: the OpenAPI document and Swagger UI from an installed package."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from flask import Response, current_app, render_template, send_file

from extension_api.endpoints import Endpoints, Policy, declared_routes
from extension_api.errors import NotHeldError
from extension_api.openapi import openapi_document

PARTS: Final = frozenset({"swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"})
# Swagger UI draws its icons from data addresses and sets styles on elements.
DOCS_CSP: Final = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"

endpoints = Endpoints("Documentation")


@endpoints.get("/api/v1/openapi.json", Policy.PUBLIC)
def get_openapi() -> Response:
    """This API as an OpenAPI 3.1 document."""
    document = openapi_document(tuple(declared_routes(current_app).values()))
    return Response(json.dumps(document), content_type="application/json")


@endpoints.get("/docs", Policy.PAGE)
def get_docs() -> Response:
    """This API as a page to read and to try out."""
    response = Response(render_template("docs.html"))
    response.headers["Content-Security-Policy"] = DOCS_CSP
    return response


@endpoints.get("/docs/<name>", Policy.PUBLIC)
def get_docs_part(name: str) -> Response:
    """A script, style or picture of the documentation page."""
    if name not in PARTS:
        raise NotHeldError("file")
    return send_file(_swagger_ui() / name)


@cache
def _swagger_ui() -> Path:
    with as_file(files("swagger_ui_bundle") / "vendor") as vendor:
        return next(path for path in sorted(Path(vendor).iterdir()) if path.name.startswith("swagger-ui"))
