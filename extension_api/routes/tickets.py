"""Tickets: how a browser sees, before it sends anything, that this is the service it was paired with."""

from __future__ import annotations

from extension_api.access import secret_hash_of
from extension_api.endpoints import Endpoints, Policy
from extension_api.errors import RefusedError
from extension_api.payloads.service import TicketRequest, TicketResponse
from extension_api.service import current_service
from extension_api.tickets import conversation, service_proof

endpoints = Endpoints("Tickets")


@endpoints.post("/api/v1/tickets", Policy.PUBLIC)
def post_ticket(body: TicketRequest) -> TicketResponse:
    """Prove to a paired browser that this is its service, and give it a ticket for one request."""
    service = current_service()
    secret_hash = secret_hash_of(body.holder_id, service)
    if secret_hash is None:
        raise RefusedError(401, "This browser is not paired here (any more). `whyad pair` shows a code.")
    ticket = service.tickets.issue(body.holder_id, body.nonce)
    about = conversation(service.config.url, body.holder_id, body.nonce, ticket)
    return TicketResponse(ticket=ticket, proof=service_proof(secret_hash, about))
