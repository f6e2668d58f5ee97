"""Imports: an export is taken back in, batch by batch, with progress."""

from __future__ import annotations

from extension_api.endpoints import Endpoints, Policy
from extension_api.payloads.archive import ImportRequest, ImportResponse, ImportRowsRequest
from extension_api.service import current_service

endpoints = Endpoints("Export and import")


@endpoints.post("/api/v1/imports", Policy.CONTROL)
def post_import(body: ImportRequest) -> ImportResponse:
    """Begin an import: say how many rows will come. ``whyad import`` does this with an export's file."""
    return current_service().imports.begin(body.rows)


@endpoints.post("/api/v1/imports/<id>/rows", Policy.CONTROL)
def post_import_rows(id: str, body: ImportRowsRequest) -> ImportResponse:
    """Take a batch of an export's rows in. What is held already is a duplicate; what was forgotten stays forgotten."""
    return current_service().imports.add(id, body.rows)


@endpoints.get("/api/v1/imports/<id>", Policy.READ)
def get_import(id: str) -> ImportResponse:
    """Tell how far an import is."""
    return current_service().imports.progress(id)
