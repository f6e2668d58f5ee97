"""Pairings: how a browser profile and the service come to share a secret, and how that ends."""

from __future__ import annotations

import secrets

from flask import Response, request

from extension_api.access import EXTENSION_SCHEMES
from extension_api.endpoints import Endpoints, Policy
from extension_api.errors import NotHeldError
from extension_api.payloads.service import (
    PairingAttemptRequest,
    PairingAttemptResponse,
    PairingCodeResponse,
    PairingItem,
    PairingRequest,
    PairingResponse,
    PairingsResponse,
)
from extension_api.service import current_service
from extension_api.store.profiles import Profile, delete_profile, insert_profile, read_profiles

PROFILE_ID_BYTES = 6

endpoints = Endpoints("Pairings")


@endpoints.post("/api/v1/pairing-codes", Policy.ADMIN)
def post_pairing_code() -> PairingCodeResponse:
    """Give out a one-time code of eight digits, good for two minutes. Used by ``whyad pair``."""
    code = current_service().codes.issue_digits()
    return PairingCodeResponse(code=code.code, expires=code.expires)


@endpoints.post("/api/v1/pairing-attempts", Policy.PUBLIC)
def post_pairing_attempt(body: PairingAttemptRequest) -> PairingAttemptResponse:
    """Begin to prove to each other that both know the code, which neither tells (SRP-6a, RFC 5054)."""
    service = current_service()
    begun = service.codes.begin_exchange(int(body.public_number, 16), url=service.config.url)
    return PairingAttemptResponse(
        attempt_id=begun.id, salt=begun.exchange.salt.hex(), public_number=f"{begun.exchange.public:x}"
    )


@endpoints.post("/api/v1/pairings", Policy.PUBLIC)
def post_pairing(body: PairingRequest) -> PairingResponse:
    """Pair the browser that proves to know the code. Of the secret that both now share only a hash is kept."""
    service = current_service()
    agreement = service.codes.finish_exchange(body.attempt_id, body.proof)
    origin = request.headers.get("Origin", "")
    profile = Profile(
        id=f"p-{secrets.token_hex(PROFILE_ID_BYTES)}", name=body.name.strip(), paired_at=service.now,
        origin=origin if origin.startswith(EXTENSION_SCHEMES) else None,
    )  # fmt: skip
    service.writer.write(lambda db: insert_profile(db, profile, agreement.secret))
    return PairingResponse(profile_id=profile.id, proof=agreement.service_proof)


@endpoints.get("/api/v1/pairings", Policy.READ)
def get_pairings() -> PairingsResponse:
    """List the paired browser profiles."""
    profiles = read_profiles(current_service().reader())
    return PairingsResponse(
        pairings=[PairingItem(profile_id=item.id, name=item.name, paired_at=item.paired_at) for item in profiles]
    )


@endpoints.delete("/api/v1/pairings/<id>", Policy.CONTROL)
def delete_pairing(id: str) -> Response:
    """Take a profile's access away, from its next request on. What it captured stays."""
    if not current_service().writer.write(lambda db: delete_profile(db, id)):
        raise NotHeldError("pairing")
    return Response(status=204)
