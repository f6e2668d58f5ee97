"""Everything: all that was captured, corrected and set. Browsers stay paired."""

from __future__ import annotations

from extension_api.endpoints import Endpoints, Policy
from extension_api.payloads.forgetting import DeletionResponse
from extension_api.routes.receipts import forget
from extension_api.service import current_service
from extension_api.store.erasure import forget_everything

endpoints = Endpoints("Forgetting")


@endpoints.delete("/api/v1/everything", Policy.CONTROL)
def delete_everything() -> DeletionResponse:
    """Forget all visits, contacts, ads, corrections, opinions and settings. Browsers stay paired; receipts are kept."""
    now = current_service().now
    return forget("everything", lambda db: forget_everything(db, now))
