"""Retention: what is older than the person wants kept goes, a little at a time, oldest first.

An event counts by its own time. A visit takes along all that hangs on it; what hangs on no visit, or on a later one,
goes by itself.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from extension_api.store.columns import time_to_column
from extension_api.store.erasure import erase_visits

_EXPIRED_VISITS: Final = "SELECT id FROM visits WHERE time < ? ORDER BY time LIMIT ?"
_EXPIRED: Final = {
    table: f"DELETE FROM {table} WHERE seq IN (SELECT seq FROM {table} WHERE time < ? ORDER BY time LIMIT ?)"  # noqa: S608 - names below
    for table in ("impressions", "contacts", "company_links", "disclosures")
}


@dataclass(frozen=True, slots=True)
class Expired:
    """What one portion erased. ``rows`` counts everything; visits and ads are what a person thinks of."""

    rows: int
    visits_and_ads: int


def erase_expired(db: sqlite3.Connection, before: datetime, *, limit: int) -> Expired:
    """Erase the oldest events before a time: so many visits, or else of what hangs on none. No rows: none is left."""
    place = (time_to_column(before), limit)
    ids = [row["id"] for row in db.execute(_EXPIRED_VISITS, place)]
    if ids:
        erased = erase_visits(db, ids)
        gone = erased.visits + erased.impressions
        return Expired(rows=gone + erased.tracker_contacts, visits_and_ads=gone)
    counts = {table: db.execute(statement, place).rowcount for table, statement in _EXPIRED.items()}
    return Expired(rows=sum(counts.values()), visits_and_ads=counts["impressions"])
