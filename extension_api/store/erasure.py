"""Forgetting: rows go with everything that hangs on them. ``secure_delete`` overwrites their bytes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from extension_api.store.visits import remember_forgotten, visit_ids_before, visit_ids_of_site

RETENTION_CHUNK: Final = 500  # visits in one commit; with secure_delete a large one holds up capture for minutes


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows of each kind are gone."""

    visits: int
    tracker_contacts: int
    impressions: int


def forget_visits(db: sqlite3.Connection, ids: Collection[str]) -> Erased:
    """Erase visits with their contacts and the ads seen on them; ids that are not held yet are refused from now on."""
    remember_forgotten(db, ids)
    return _erase(db, ids)


def forget_site(db: sqlite3.Connection, domain: str) -> Erased:
    """Erase all visits to a registrable domain with their contacts and the ads seen on its pages."""
    return forget_visits(db, visit_ids_of_site(db, domain))


def erase_before(db: sqlite3.Connection, time: datetime) -> Erased:
    """Erase the oldest visits before a time, one chunk of them; nothing erased means that none is left."""
    ids: Sequence[str] = visit_ids_before(db, time, limit=RETENTION_CHUNK)
    return _erase(db, ids)


def _erase(db: sqlite3.Connection, ids: Collection[str]) -> Erased:
    chosen = "(SELECT value FROM json_each(?))"
    parameters = (json.dumps(list(ids)),)
    impressions = db.execute(f"DELETE FROM impressions WHERE visit_id IN {chosen}", parameters).rowcount  # noqa: S608 - a constant
    contacts = db.execute(f"DELETE FROM contacts WHERE visit_id IN {chosen}", parameters).rowcount  # noqa: S608 - a constant
    visits = db.execute(f"DELETE FROM visits WHERE id IN {chosen}", parameters).rowcount  # noqa: S608 - a constant
    return Erased(visits, contacts, impressions)
