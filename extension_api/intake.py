"""What becomes of one event: stored, known already, in conflict with what is held, or refused as forgotten."""

from __future__ import annotations

from sqlite3 import Connection
from typing import Final

from extension_api.payloads.claims import CompanyLinkEvent, DisclosureEvent
from extension_api.payloads.events import (
    CaptureEvent,
    EventResult,
    ImpressionEvent,
    TrackerContactEvent,
    VisitEvent,
)
from extension_api.store.forgotten import is_forgotten
from extension_api.store.impressions import holds_same_impression, insert_impression
from extension_api.store.told import holds_same_disclosure, holds_same_link, insert_disclosure, insert_link
from extension_api.store.visits import holds_same_contact, holds_same_visit, insert_contact, insert_visit

FORGOTTEN: Final = "it was forgotten, or the visit it belongs to, or its hour"
OTHER_CONTENT: Final = "an event with this id but other content is held; it was not changed"


def store_event(db: Connection, event: CaptureEvent) -> EventResult:
    """Store one event unless its id is held already or it was forgotten."""
    visit_id = event.id if isinstance(event, VisitEvent) else event.visit_id
    if is_forgotten(db, visit_id=visit_id, event_id=event.id, time=event.time):
        return EventResult(id=event.id, status="rejected", reason=FORGOTTEN)
    if _insert(db, event):
        return EventResult(id=event.id, status="accepted")
    if _holds_same(db, event):
        return EventResult(id=event.id, status="duplicate")
    return EventResult(id=event.id, status="conflict", reason=OTHER_CONTENT)


def _insert(db: Connection, event: CaptureEvent) -> bool:
    match event:
        case VisitEvent():
            return insert_visit(db, event.to_record())
        case TrackerContactEvent():
            return insert_contact(db, event.id, event.time, event.to_record())
        case ImpressionEvent():
            return insert_impression(db, event.to_record())
        case CompanyLinkEvent():
            return insert_link(db, event.id, event.time, event.to_record())
        case DisclosureEvent():
            return insert_disclosure(db, event.to_record())


def _holds_same(db: Connection, event: CaptureEvent) -> bool:
    match event:
        case VisitEvent():
            return holds_same_visit(db, event.to_record())
        case TrackerContactEvent():
            return holds_same_contact(db, event.id, event.time, event.to_record())
        case ImpressionEvent():
            return holds_same_impression(db, event.to_record())
        case CompanyLinkEvent():
            return holds_same_link(db, event.id, event.time, event.to_record())
        case DisclosureEvent():
            return holds_same_disclosure(db, event.to_record())
