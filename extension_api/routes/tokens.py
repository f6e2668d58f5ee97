"""Tokens of scripts: made by the owner of the data directory, each for one purpose, taken back at any time."""

from __future__ import annotations

import secrets
from typing import Final

from flask import Response

from extension_api.data_dir import SECRET_BYTES
from extension_api.endpoints import Endpoints, Policy
from extension_api.errors import NotHeldError
from extension_api.payloads.service import TokenItem, TokenRequest, TokenResponse, TokensResponse
from extension_api.service import current_service
from extension_api.store.profiles import Profile, delete_profile, insert_profile, read_profiles

TOKEN_ID_BYTES: Final = 6

endpoints = Endpoints("Tokens")


@endpoints.post("/api/v1/tokens", Policy.ADMIN)
def post_token(body: TokenRequest) -> TokenResponse:
    """Make a token for a script. It is told once; only its hash is kept. Used by ``whyad token``."""
    service = current_service()
    script = Profile(
        id=f"t-{secrets.token_hex(TOKEN_ID_BYTES)}", name=body.name.strip(), origin=None, paired_at=service.now,
        kind="script", scopes=body.scopes,
    )  # fmt: skip
    token = secrets.token_urlsafe(SECRET_BYTES)
    service.writer.write(lambda db: insert_profile(db, script, token))
    return TokenResponse(id=script.id, token=token)


@endpoints.get("/api/v1/tokens", Policy.READ)
def get_tokens() -> TokensResponse:
    """List the scripts that have a token, and what each may do."""
    scripts = read_profiles(current_service().reader(), "script")
    return TokensResponse(
        tokens=[
            TokenItem(id=script.id, name=script.name, scopes=sorted(script.scopes), made_at=script.paired_at)
            for script in scripts
        ]
    )


@endpoints.delete("/api/v1/tokens/<id>", Policy.CONTROL)
def delete_token(id: str) -> Response:
    """Take a token back; it opens nothing from the next request on."""
    if not current_service().writer.write(lambda db: delete_profile(db, id, "script")):
        raise NotHeldError("token")
    return Response(status=204)
