"""Paired browser profiles and signed-in dashboards. Of every secret only a hash is kept."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from extension_api.store.columns import time_from_column, time_to_column


@dataclass(frozen=True, slots=True)
class Profile:
    """A browser profile that may send and read. ``origin`` is that of its extension, None for a script."""

    id: str
    name: str
    origin: str | None
    paired_at: datetime


def hash_secret(secret: str) -> bytes:
    """What is kept of a secret. Secrets have 256 random bits, so a fast hash without salt is enough."""
    return hashlib.sha256(secret.encode()).digest()


def insert_profile(db: sqlite3.Connection, profile: Profile, token: str) -> None:
    """Keep a newly paired profile."""
    values = (profile.id, profile.name, hash_secret(token), profile.origin, time_to_column(profile.paired_at))
    db.execute("INSERT INTO profiles (id, name, token_hash, origin, paired_at) VALUES (?, ?, ?, ?, ?)", values)


def find_profile(db: sqlite3.Connection, token: str) -> Profile | None:
    """Whose token this is. The look-up compares hashes, so its timing tells nothing about a token."""
    row = db.execute("SELECT * FROM profiles WHERE token_hash = ?", (hash_secret(token),)).fetchone()
    return None if row is None else _profile(row)


def read_profiles(db: sqlite3.Connection) -> tuple[Profile, ...]:
    """All paired profiles, the newest first."""
    return tuple(_profile(row) for row in db.execute("SELECT * FROM profiles ORDER BY paired_at DESC, id"))


def delete_profile(db: sqlite3.Connection, id: str) -> bool:
    """Take a profile's access away; False if there is none."""
    return db.execute("DELETE FROM profiles WHERE id = ?", (id,)).rowcount == 1


def insert_session(db: sqlite3.Connection, cookie: str, key: str, *, now: datetime, expires: datetime) -> None:
    """Keep a signed-in dashboard, and drop those that have expired."""
    db.execute("DELETE FROM dashboard_sessions WHERE expires_at <= ?", (time_to_column(now),))
    values = (hash_secret(cookie), hash_secret(key), time_to_column(expires))
    db.execute("INSERT INTO dashboard_sessions (cookie_hash, key_hash, expires_at) VALUES (?, ?, ?)", values)


def session_key_hash(db: sqlite3.Connection, cookie: str, *, now: datetime) -> bytes | None:
    """The hash of the key that belongs to a cookie, or None if the cookie is not known any more."""
    row = db.execute(
        "SELECT key_hash FROM dashboard_sessions WHERE cookie_hash = ? AND expires_at > ?",
        (hash_secret(cookie), time_to_column(now)),
    ).fetchone()
    return None if row is None else bytes(row["key_hash"])


def delete_session(db: sqlite3.Connection, cookie: str) -> None:
    """Sign one dashboard out."""
    db.execute("DELETE FROM dashboard_sessions WHERE cookie_hash = ?", (hash_secret(cookie),))


def _profile(row: sqlite3.Row) -> Profile:
    return Profile(row["id"], row["name"], row["origin"], time_from_column(row["paired_at"]))
