"""Companies: forgotten by name. Visits and ads stay; that the company was there does not."""

from __future__ import annotations

from extension_api.endpoints import Endpoints, Policy
from extension_api.payloads.forgetting import DeletionResponse
from extension_api.routes.receipts import forget

endpoints = Endpoints("Forgetting")


@endpoints.delete("/api/v1/companies/<path:name>", Policy.CONTROL)
def delete_company(name: str) -> DeletionResponse:
    """Forget every contact with a tracking company, and its part in delivering ads. Visits and ads themselves stay."""
    return forget("company", name)
