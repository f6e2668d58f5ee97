"""Ads that were shown, and what the person thinks of the reasons given for them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Final

from explainer import AdImpression, Bid, Cause, DeliveryHop, FinderEvidence
from extension_api.store.columns import (
    json_to_column,
    tells_damage,
    texts_from_column,
    time_from_column,
    time_to_column,
)
from extension_api.store.told import advertisers_from_column, claims_from_column

_INSERT: Final = """
    INSERT INTO impressions (id, time, visit_id, page_url, page_domain, adomain, crid, text, width, height, frame,
                             visible_seconds, finders, delivery, bid, advertisers, claims)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
"""
_NEWEST_AFTER_CURSOR: Final = """
    SELECT * FROM impressions WHERE (time, id) < (?, ?) ORDER BY time DESC, id DESC LIMIT ?
"""
_NEWEST: Final = "SELECT * FROM impressions ORDER BY time DESC, id DESC LIMIT ?"
_FEEDBACK: Final = """
    INSERT INTO feedback (impression_id, cause_kind, cause_id, opinion, given_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (impression_id, cause_kind, cause_id)
    DO UPDATE SET opinion = excluded.opinion, given_at = excluded.given_at
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the list of all impressions, newest first: right after the impression with this time and id."""

    time: datetime
    id: str


def insert_impression(db: sqlite3.Connection, impression: AdImpression) -> bool:
    """Store an impression; False if its id is known."""
    values = (
        impression.id,
        time_to_column(impression.time),
        impression.visit_id,
        impression.page_url,
        impression.page_domain,
        json_to_column(impression.adomain),
        impression.crid,
        impression.text,
        impression.width,
        impression.height,
        impression.frame,
        impression.visible_seconds,
        json_to_column([asdict(finder) for finder in impression.finders]),
        json_to_column([asdict(hop) for hop in impression.delivery]),
        json_to_column(asdict(impression.bid)) if impression.bid else None,
        json_to_column([asdict(hint) for hint in impression.advertisers]),
        json_to_column(asdict(impression.claims)) if impression.claims else None,
    )
    return db.execute(_INSERT, values).rowcount == 1


def holds_same_impression(db: sqlite3.Connection, impression: AdImpression) -> bool:
    """Whether what is held under this id is this very impression.

    The visible time may differ: it goes on growing while an impression, whose answer was lost, waits to be sent again.
    """
    row = db.execute("SELECT * FROM impressions WHERE id = ?", (impression.id,)).fetchone()
    if row is None:
        return False
    return replace(impression_from_row(row), visible_seconds=impression.visible_seconds) == impression


def newest_impressions(db: sqlite3.Connection, *, limit: int, after: Place | None = None) -> tuple[AdImpression, ...]:
    """A page of the list of all impressions, newest first."""
    if after is None:
        rows = db.execute(_NEWEST, (limit,))
    else:
        rows = db.execute(_NEWEST_AFTER_CURSOR, (time_to_column(after.time), after.id, limit))
    return tuple(impression_from_row(row) for row in rows)


def impressions_by_id(db: sqlite3.Connection, ids: Sequence[str]) -> tuple[AdImpression, ...]:
    """The impressions with these ids that are held, newest first."""
    marks = ", ".join("?" * len(ids))
    rows = db.execute(f"SELECT * FROM impressions WHERE id IN ({marks}) ORDER BY time DESC, id DESC", ids)  # noqa: S608 - marks only
    return tuple(impression_from_row(row) for row in rows)


def holds_impression(db: sqlite3.Connection, id: str) -> bool:
    """Whether an impression with this id is held."""
    return db.execute("SELECT 1 FROM impressions WHERE id = ?", (id,)).fetchone() is not None


def keep_feedback(db: sqlite3.Connection, impression_id: str, cause: Cause, *, opinion: str, time: datetime) -> None:
    """Keep what the person thinks of one cause of one ad; a later opinion replaces an earlier one."""
    db.execute(_FEEDBACK, (impression_id, cause.kind.value, cause.id, opinion, time_to_column(time)))


@tells_damage
def impression_from_row(row: sqlite3.Row) -> AdImpression:
    """A row of ``impressions`` as a record."""
    return AdImpression(
        id=row["id"],
        time=time_from_column(row["time"]),
        visit_id=row["visit_id"],
        page_url=row["page_url"],
        page_domain=row["page_domain"],
        adomain=texts_from_column(row["adomain"]),
        crid=row["crid"],
        text=row["text"],
        width=row["width"],
        height=row["height"],
        frame=row["frame"],
        visible_seconds=row["visible_seconds"],
        finders=tuple(FinderEvidence(**finder) for finder in json.loads(row["finders"])),
        delivery=tuple(DeliveryHop(**hop) for hop in json.loads(row["delivery"])),
        bid=_bid(row["bid"]),
        advertisers=advertisers_from_column(row["advertisers"]),
        claims=claims_from_column(row["claims"]),
    )


def _bid(column: str | None) -> Bid | None:
    if column is None:
        return None
    fields = json.loads(column)
    return Bid(**{**fields, "cat": tuple(fields["cat"]), "dsa_params": tuple(fields["dsa_params"])})
