"""Traits: what was inferred about the person, from which visits, and how they correct it."""

from __future__ import annotations

from explainer import Trait
from extension_api.endpoints import Endpoints, Policy
from extension_api.errors import NotHeldError
from extension_api.payloads.traits import ProvenanceResponse, TraitItem, TraitPatchRequest, TraitsResponse
from extension_api.service import current_service
from extension_api.store.person import correct_trait

endpoints = Endpoints("Traits")


@endpoints.get("/api/v1/traits", Policy.PERSON)
def get_traits() -> TraitsResponse:
    """List everything inferred about the person, strongest first, corrected traits included."""
    service = current_service()
    answers = service.understanding.answers()
    traits = [answers.trait(trait) for trait in answers.knowledge.traits(service.now)]
    return TraitsResponse(traits=traits, observed_since=answers.knowledge.reading.log.observed_since)


@endpoints.get("/api/v1/traits/<id>/provenance", Policy.PERSON)
def get_provenance(id: str) -> ProvenanceResponse:
    """List every visit behind a trait, the words that mattered, and the companies that were there."""
    trait = _find(id)
    answers = current_service().understanding.answers()
    return ProvenanceResponse(trait=answers.trait(trait), evidence=answers.trait_evidence(trait))


@endpoints.patch("/api/v1/traits/<id>", Policy.PERSON)
def patch_trait(id: str, body: TraitPatchRequest) -> TraitItem:
    """Say that a trait is wrong, or should not be used, or take that back. Its visits stay until they are forgotten."""
    service = current_service()
    trait, now = _find(id), service.now
    service.writer.write(lambda db: correct_trait(db, id, body.correction, time=now))
    service.understanding.note_changed()
    return service.understanding.answers().trait(trait)


def _find(topic: str) -> Trait:
    service = current_service()
    traits = service.understanding.knowledge().traits(service.now)
    found = next((trait for trait in traits if trait.topic == topic), None)
    if found is None:
        raise NotHeldError("trait")
    return found
