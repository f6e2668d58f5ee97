"""Sites: everything from one registrable domain is forgotten at once."""

from __future__ import annotations

from extension_api.endpoints import Endpoints, Policy
from extension_api.payloads.forgetting import DeletionResponse
from extension_api.routes.receipts import forget

endpoints = Endpoints("Sites")


@endpoints.delete("/api/v1/sites/<domain>", Policy.CONTROL)
def delete_site(domain: str) -> DeletionResponse:
    """Forget all visits to a site and the ads seen there."""
    return forget("site", domain.lower())
