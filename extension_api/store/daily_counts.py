"""How much is held: read from daily counts, never by counting events.

Companies have a file of their own, ``companies``. The counts are kept by triggers of the schema, see
``migrations/0004_daily_counts.sql`` and ``0007_unfinished_erasures.sql``.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """How many events of each kind are held."""

    visits: int
    contacts: int
    impressions: int


def count_held(db: sqlite3.Connection) -> Held:
    """How much is held in all."""
    row = db.execute("SELECT total(visits), total(contacts), total(impressions) FROM days").fetchone()
    return Held(*(int(value) for value in row))
