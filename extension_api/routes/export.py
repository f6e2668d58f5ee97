"""Export: everything that is held, as one ZIP that says itself what it is."""

from __future__ import annotations

from flask import Response

from extension_api.archive.writing import archive_chunks
from extension_api.endpoints import Endpoints, Policy
from extension_api.service import current_service

ZIP_TYPE = "application/zip"

endpoints = Endpoints("Export and import")


@endpoints.get("/api/v1/export", Policy.READ, produces=ZIP_TYPE)
def get_export() -> Response:
    """Everything as one ZIP: JSON Lines, a README, and a JSON Schema for each file. ``whyad import`` takes it back."""
    service = current_service()
    chunks = archive_chunks(service.reader, service.now)
    name = f"whyad-{service.now:%Y-%m-%d}.zip"
    return Response(
        chunks, content_type=ZIP_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )  # fmt: skip
