"""Traits: what was inferred about the person, from which visits, and how they correct it."""

from __future__ import annotations

from typing import Final

from explainer import Trait
from extension_api.endpoints import Endpoints, Policy
from extension_api.errors import NotHeldError
from extension_api.languages import wanted_language
from extension_api.payloads.forgetting import DeletionResponse
from extension_api.payloads.traits import ProvenanceResponse, TraitPatchRequest, TraitPatchResponse, TraitsResponse
from extension_api.routes.receipts import forget
from extension_api.service import current_service
from extension_api.store.person import correct_trait

NOTHING_ERASED: Final = "Nothing was erased by this. To erase the visits behind it, forget it."

endpoints = Endpoints("Traits")


@endpoints.get("/api/v1/traits", Policy.READ)
def get_traits() -> TraitsResponse:
    """List everything inferred about the person, strongest first, corrected traits included."""
    service = current_service()
    answers = service.understanding.answers(wanted_language())
    traits = [answers.trait(trait) for trait in answers.knowledge.traits(service.now)]
    return TraitsResponse(traits=traits, observed_since=answers.knowledge.reading.log.observed_since)


@endpoints.get("/api/v1/traits/<id>/provenance", Policy.READ)
def get_provenance(id: str) -> ProvenanceResponse:
    """List every visit behind a trait, the words that mattered, and the companies that were there."""
    trait = _find(id)
    answers = current_service().understanding.answers(wanted_language())
    return ProvenanceResponse(trait=answers.trait(trait), evidence=answers.trait_evidence(trait))


@endpoints.patch("/api/v1/traits/<id>", Policy.CONTROL)
def patch_trait(id: str, body: TraitPatchRequest) -> TraitPatchResponse:
    """Say that a trait is wrong, or should not be used, or take that back. Its visits stay until they are forgotten."""
    service = current_service()
    trait, now = _find(id), service.now
    service.writer.write(lambda db: correct_trait(db, id, body.correction, time=now))
    service.understanding.note_changed()
    item = service.understanding.answers(wanted_language()).trait(trait)
    return TraitPatchResponse(**item.model_dump(), note=NOTHING_ERASED)


@endpoints.delete("/api/v1/traits/<id>", Policy.CONTROL)
def delete_trait(id: str) -> DeletionResponse:
    """Forget a trait: every visit that speaks for it is forgotten, with its contacts and the ads seen there."""
    service, now = current_service(), current_service().now
    _find(id)
    subject = {"topic": id, "ids": sorted(service.understanding.knowledge().visits_behind(id, now))}
    return forget("trait", subject, also=lambda db: correct_trait(db, id, "none", time=now))


def _find(topic: str) -> Trait:
    service = current_service()
    traits = service.understanding.knowledge().traits(service.now)
    found = next((trait for trait in traits if trait.topic == topic), None)
    if found is None:
        raise NotHeldError("trait")
    return found
