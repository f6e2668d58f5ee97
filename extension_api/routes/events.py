"""Events: what the extension captured, batch by batch. Answered once everything accepted is on disk."""

from __future__ import annotations

from collections import Counter
from typing import Final

from extension_api.endpoints import Endpoints, Policy
from extension_api.errors import ConflictError
from extension_api.intake import store_event
from extension_api.payloads.events import EventsRequest, EventsResponse
from extension_api.service import current_service

CONFLICT: Final = "Another event is held under this id. It stays as it is, and this one was not stored."

endpoints = Endpoints("Events")


@endpoints.post("/api/v1/events", Policy.CAPTURE, refuses=(409,))
def post_events(body: EventsRequest) -> EventsResponse:
    """Store a batch of what was captured. The same id again is a duplicate, so a batch can be resent.

    Another event under an id that is held changes nothing. A request of that one event is answered 409; in a batch,
    whose other events are stored, its result says `conflict`.
    """
    service = current_service()
    results = service.writer.write(lambda db: [store_event(db, event) for event in body.events])
    if [result.status for result in results] == ["conflict"]:
        raise ConflictError(CONFLICT, pointer="/events/0/id")
    accepted = {result.id for result in results if result.status == "accepted"}
    if accepted:
        service.understanding.note_added(min(event.time for event in body.events if event.id in accepted))
    counts = Counter(result.status for result in results)
    return EventsResponse(
        results=results, accepted=counts["accepted"], duplicate=counts["duplicate"], conflict=counts["conflict"],
        rejected=counts["rejected"],
    )  # fmt: skip
