"""Paired browser profiles, scripts with a token, and signed-in dashboards. Of every secret only a hash is kept."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from extension_api.scopes import BROWSER, Scope
from extension_api.store.columns import time_from_column, time_to_column

ProfileKind = Literal["browser", "script"]


@dataclass(frozen=True, slots=True)
class Profile:
    """A browser profile or a script that holds a secret. ``origin`` is that of a browser's extension, if it has one."""

    id: str
    name: str
    origin: str | None
    paired_at: datetime
    kind: ProfileKind = "browser"
    scopes: frozenset[Scope] = BROWSER


def hash_secret(secret: str) -> bytes:
    """What is kept of a secret. Secrets have 256 random bits, so a fast hash without salt is enough."""
    return hashlib.sha256(secret.encode()).digest()


def insert_profile(db: sqlite3.Connection, profile: Profile, token: str) -> None:
    """Keep a newly paired profile."""
    db.execute(
        "INSERT INTO profiles (id, name, token_hash, origin, paired_at, kind, scopes) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            profile.id,
            profile.name,
            hash_secret(token),
            profile.origin,
            time_to_column(profile.paired_at),
            profile.kind,
            " ".join(sorted(profile.scopes)),
        ),
    )


def find_profile(db: sqlite3.Connection, token: str) -> Profile | None:
    """Whose token this is. The look-up compares hashes, so its timing tells nothing about a token."""
    row = db.execute("SELECT * FROM profiles WHERE token_hash = ?", (hash_secret(token),)).fetchone()
    return None if row is None else _profile(row)


def find_secret_hash(db: sqlite3.Connection, id: str) -> bytes | None:
    """The hash kept of a profile's secret, or None if there is no such profile (any more)."""
    row = db.execute("SELECT token_hash FROM profiles WHERE id = ?", (id,)).fetchone()
    return None if row is None else bytes(row["token_hash"])


def read_profiles(db: sqlite3.Connection, kind: ProfileKind = "browser") -> tuple[Profile, ...]:
    """All profiles of a kind, the newest first."""
    rows = db.execute("SELECT * FROM profiles WHERE kind = ? ORDER BY paired_at DESC, id", (kind,))
    return tuple(_profile(row) for row in rows)


def delete_profile(db: sqlite3.Connection, id: str, kind: ProfileKind = "browser") -> bool:
    """Take a profile's access away; False if there is none."""
    return db.execute("DELETE FROM profiles WHERE id = ? AND kind = ?", (id, kind)).rowcount == 1


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
    return Profile(
        id=row["id"],
        name=row["name"],
        origin=row["origin"],
        paired_at=time_from_column(row["paired_at"]),
        kind=row["kind"],
        scopes=frozenset(Scope(scope) for scope in row["scopes"].split()),
    )
