"""What was forgotten stays away: hashes of ids and stretches of time, so that no late message brings anything back."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from extension_api.store.columns import time_to_column

HASH_BYTES: Final = 16
_IS_FORGOTTEN: Final = """
    SELECT EXISTS (SELECT 1 FROM forgotten_visits WHERE id_hash = ?)
        OR EXISTS (SELECT 1 FROM forgotten_events WHERE id_hash = ?)
        OR EXISTS (SELECT 1 FROM forgotten_times WHERE since <= ? AND until > ?)
"""


def hash_id(id: str) -> bytes:
    """What is kept of a forgotten id. Ids hold a time and many random bits, so their hash tells nothing."""
    return hashlib.blake2b(id.encode(), digest_size=HASH_BYTES).digest()


def is_forgotten(db: sqlite3.Connection, *, visit_id: str, event_id: str, time: datetime) -> bool:
    """Whether the person had this event, its visit or its moment forgotten."""
    moment = time_to_column(time)
    found = db.execute(_IS_FORGOTTEN, (hash_id(visit_id), hash_id(event_id), moment, moment)).fetchone()
    return bool(found[0])


def remember_forgotten_visits(db: sqlite3.Connection, visit_ids: Iterable[str]) -> None:
    """Refuse these visits and all that belongs to them from now on."""
    _remember(db, "forgotten_visits", (hash_id(visit_id) for visit_id in visit_ids))


def remember_forgotten_events(db: sqlite3.Connection, event_ids: Iterable[str]) -> None:
    """Refuse these contacts and ads from now on."""
    _remember(db, "forgotten_events", (hash_id(event_id) for event_id in event_ids))


def remember_visit_hash(db: sqlite3.Connection, id_hash: bytes) -> None:
    """Refuse the visit whose id has this hash, as an export says it."""
    _remember(db, "forgotten_visits", (id_hash,))


def remember_event_hash(db: sqlite3.Connection, id_hash: bytes) -> None:
    """Refuse the contact or ad whose id has this hash, as an export says it."""
    _remember(db, "forgotten_events", (id_hash,))


def remember_forgotten_time(db: sqlite3.Connection, since: datetime, until: datetime) -> None:
    """Refuse every event of this stretch of time, its end not included, from now on."""
    values = (time_to_column(since), time_to_column(until))
    db.execute("INSERT INTO forgotten_times (since, until) VALUES (?, ?) ON CONFLICT DO NOTHING", values)


def _remember(db: sqlite3.Connection, table: str, hashes: Iterable[bytes]) -> None:
    db.executemany(f"INSERT INTO {table} (id_hash) VALUES (?) ON CONFLICT DO NOTHING", ((each,) for each in hashes))  # noqa: S608 - two names above
