"""Sites: everything from one registrable domain is forgotten at once."""

from __future__ import annotations

from collections.abc import Callable
from sqlite3 import Connection

from extension_api.endpoints import Endpoints, Policy
from extension_api.payloads.traits import DeletionResponse, ErasedItem
from extension_api.service import current_service
from extension_api.store.erasure import Erased, forget_site
from extension_api.store.migrate import remove_backups

endpoints = Endpoints("Sites")


@endpoints.delete("/api/v1/sites/<domain>", Policy.PERSON)
def delete_site(domain: str) -> DeletionResponse:
    """Forget all visits to a site and the ads seen there."""
    return erase(lambda db: forget_site(db, domain.lower()))


def erase(work: Callable[[Connection], Erased]) -> DeletionResponse:
    """Erase rows and every trace of them, and give a receipt."""
    service = current_service()
    erased = service.writer.write(work, erases=True)
    remove_backups(service.data_dir.backups)
    service.understanding.note_changed()
    counts = ErasedItem(visits=erased.visits, tracker_contacts=erased.tracker_contacts, impressions=erased.impressions)
    return DeletionResponse(erased=counts, time=service.now)
