"""Models: what answers the questions. There is one, the shipped one, and it learns from nobody's browsing."""

from __future__ import annotations

from typing import Final

from extension_api.endpoints import Endpoints, Policy
from extension_api.payloads.service import ModelItem, ModelsResponse
from extension_api.service import current_service

LEARNS: Final = "from a simulated ad market alone, before it was shipped; never from what you browse"

endpoints = Endpoints("Service")


@endpoints.get("/api/v1/models", Policy.PUBLIC)
def get_models() -> ModelsResponse:
    """List the models at hand."""
    model = current_service().understanding.model
    item = ModelItem(
        id=model.model_id, is_current=True, trees_sha256=model.sidecar["trees_sha256"],
        taxonomy=model.sidecar["taxonomy"], kinds=[kind.value for kind in model.experts],
        members=model.sidecar["members"], columns=len(model.sidecar["columns"]), learns=LEARNS,
    )  # fmt: skip
    return ModelsResponse(models=[item])
