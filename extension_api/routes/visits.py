"""Visits: forgotten one by one. Rows, their tracker contacts, the ads seen on them and all that was derived."""

from __future__ import annotations

from extension_api.endpoints import Endpoints, Policy
from extension_api.payloads.forgetting import DeletionResponse, VisitsDeleteRequest
from extension_api.routes.receipts import forget

endpoints = Endpoints("Visits")


@endpoints.delete("/api/v1/visits", Policy.CONTROL)
def delete_visits(body: VisitsDeleteRequest) -> DeletionResponse:
    """Forget visits by id. Ids that have not arrived yet are refused from now on."""
    return forget("visits", body.ids)
