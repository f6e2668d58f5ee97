"""Everything: all that was captured, corrected and set. Browsers stay paired."""

from __future__ import annotations

from extension_api.endpoints import Endpoints, Policy
from extension_api.payloads.forgetting import DeletionResponse
from extension_api.routes.receipts import forget
from extension_api.service import current_service

endpoints = Endpoints("Forgetting")


@endpoints.delete("/api/v1/everything", Policy.CONTROL)
def delete_everything() -> DeletionResponse:
    """Forget all visits, contacts, ads, corrections, opinions and settings. Browsers stay paired; receipts are kept."""
    return forget("everything", current_service().now.isoformat())
