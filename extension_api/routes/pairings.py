"""Pairings: how a browser profile gets its token, and how it loses it."""

from __future__ import annotations

import secrets

from flask import Response, request

from extension_api.access import EXTENSION_SCHEMES
from extension_api.data_dir import SECRET_BYTES
from extension_api.endpoints import Endpoints, Policy
from extension_api.errors import NotHeldError
from extension_api.payloads.service import (
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


@endpoints.post("/api/v1/pairings", Policy.PUBLIC)
def post_pairing(body: PairingRequest) -> PairingResponse:
    """Exchange a code for the token of this browser profile. The token is told once; only its hash is kept."""
    service = current_service()
    service.codes.redeem(body.code)
    origin = request.headers.get("Origin", "")
    profile = Profile(
        id=f"p-{secrets.token_hex(PROFILE_ID_BYTES)}", name=body.name.strip(), paired_at=service.now,
        origin=origin if origin.startswith(EXTENSION_SCHEMES) else None,
    )  # fmt: skip
    token = secrets.token_urlsafe(SECRET_BYTES)
    service.writer.write(lambda db: insert_profile(db, profile, token))
    return PairingResponse(profile_id=profile.id, token=token)


@endpoints.get("/api/v1/pairings", Policy.PERSON)
def get_pairings() -> PairingsResponse:
    """List the paired browser profiles."""
    profiles = read_profiles(current_service().reader())
    return PairingsResponse(
        pairings=[PairingItem(profile_id=item.id, name=item.name, paired_at=item.paired_at) for item in profiles]
    )


@endpoints.delete("/api/v1/pairings/<id>", Policy.PERSON)
def delete_pairing(id: str) -> Response:
    """Take a profile's access away, from its next request on. What it captured stays."""
    if not current_service().writer.write(lambda db: delete_profile(db, id)):
        raise NotHeldError("pairing")
    return Response(status=204)
