"""Hours: everything captured in a stretch of time is forgotten, and what arrives late from it is refused."""

from __future__ import annotations

from extension_api.endpoints import Endpoints, Policy
from extension_api.payloads.forgetting import DeletionResponse, HoursDeleteRequest
from extension_api.routes.receipts import forget

endpoints = Endpoints("Forgetting")


@endpoints.delete("/api/v1/hours", Policy.CONTROL)
def delete_hours(body: HoursDeleteRequest) -> DeletionResponse:
    """Forget the visits of a stretch of time with all that hangs on them, and the contacts and ads within it."""
    return forget("hours", [body.since.isoformat(), body.until.isoformat()])
