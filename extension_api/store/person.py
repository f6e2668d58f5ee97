"""What the person decided: settings, and which traits are not them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from explainer import Corrections
from extension_api.store.columns import time_from_column, time_to_column

_FIRST_SEEN: Final = """
    SELECT min(made_at, coalesce((SELECT min(time) FROM visits), made_at),
                        coalesce((SELECT min(time) FROM impressions), made_at)) AS since FROM store
"""
_SET_SETTINGS: Final = "UPDATE store SET retention_days = ?, show_sensitive = ?, use_stated_evidence = ?, place = ?"
_SET_CORRECTION: Final = """
    INSERT INTO corrections (topic, correction, corrected_at) VALUES (?, ?, ?)
    ON CONFLICT (topic) DO UPDATE SET correction = excluded.correction, corrected_at = excluded.corrected_at
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person set. ``place`` is where they say they are, if they want it used."""

    retention_days: int = 365
    show_sensitive: bool = False
    use_stated_evidence: bool = True
    place: str | None = None


def begin_store(db: sqlite3.Connection, now: datetime) -> None:
    """Write down when this store was made, the first time only."""
    db.execute("INSERT INTO store (only_row, made_at) VALUES (1, ?) ON CONFLICT DO NOTHING", (time_to_column(now),))


def begin_earlier(db: sqlite3.Connection, time: datetime) -> None:
    """The store goes on from an older one, made at this time."""
    db.execute("UPDATE store SET made_at = min(made_at, ?)", (time_to_column(time),))


def observed_since(db: sqlite3.Connection) -> datetime:
    """When watching began: the making of the store, or the first event if it is older."""
    return time_from_column(db.execute(_FIRST_SEEN).fetchone()["since"])


def read_settings(db: sqlite3.Connection) -> Settings:
    """The settings as they stand."""
    row = db.execute("SELECT retention_days, show_sensitive, use_stated_evidence, place FROM store").fetchone()
    return Settings(row["retention_days"], bool(row["show_sensitive"]), bool(row["use_stated_evidence"]), row["place"])


def write_settings(db: sqlite3.Connection, settings: Settings) -> None:
    """Replace the settings."""
    values = (settings.retention_days, settings.show_sensitive, settings.use_stated_evidence, settings.place)
    db.execute(_SET_SETTINGS, values)


def read_corrections(db: sqlite3.Connection) -> Corrections:
    """Traits that the person called wrong or does not want used."""
    rows = db.execute("SELECT topic, correction FROM corrections").fetchall()
    topics = {
        word: frozenset(row["topic"] for row in rows if row["correction"] == word) for word in ("not_me", "muted")
    }
    return Corrections(not_me=topics["not_me"], muted=topics["muted"])


def correct_trait(db: sqlite3.Connection, topic: str, correction: str, *, time: datetime) -> None:
    """Keep what the person said about a trait; ``none`` takes it back."""
    if correction == "none":
        db.execute("DELETE FROM corrections WHERE topic = ?", (topic,))
    else:
        db.execute(_SET_CORRECTION, (topic, correction, time_to_column(time)))
