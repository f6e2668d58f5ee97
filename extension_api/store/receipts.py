"""Receipts: how much was erased and when, never what it was."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from extension_api.store.columns import json_to_column, texts_from_column, time_from_column, time_to_column

_INSERT: Final = """
    INSERT INTO receipts (id, erased_at, what, visits, tracker_contacts, impressions, deliveries, opinions, model_id,
                          completed_at, waiting_for)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
"""
_NEWEST_FIRST: Final = "ORDER BY erased_at DESC, id DESC LIMIT ?"


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows of each kind are gone, and how many ads no longer name a company that delivered them."""

    visits: int = 0
    tracker_contacts: int = 0
    impressions: int = 0
    deliveries: int = 0
    opinions: int = 0

    def __add__(self, other: Erased) -> Erased:
        """Both together."""
        return Erased(
            self.visits + other.visits, self.tracker_contacts + other.tracker_contacts,
            self.impressions + other.impressions, self.deliveries + other.deliveries, self.opinions + other.opinions,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the person may keep as proof.

    Attributes:
        what: The kind of thing that was forgotten, such as ``site``; never which one.
        model_id: The model in use. It is the shipped one, which learns from nobody, so it is the same as before.
        completed_at: When the last byte was overwritten; None while a program that reads the file hinders it.
        waiting_for: Names of those programs, as far as this system tells.
    """

    id: str
    erased_at: datetime
    what: str
    erased: Erased
    model_id: str | None
    completed_at: datetime | None = None
    waiting_for: tuple[str, ...] = ()


def put_receipt(db: sqlite3.Connection, receipt: Receipt) -> None:
    """Keep a receipt in place of the one with its id, if there is one."""
    db.execute("DELETE FROM receipts WHERE id = ?", (receipt.id,))
    insert_receipt(db, receipt)


def insert_receipt(db: sqlite3.Connection, receipt: Receipt) -> bool:
    """Keep a receipt; False if its id is known."""
    erased, completed = receipt.erased, receipt.completed_at
    values = (
        receipt.id, time_to_column(receipt.erased_at), receipt.what, erased.visits, erased.tracker_contacts,
        erased.impressions, erased.deliveries, erased.opinions, receipt.model_id,
        None if completed is None else time_to_column(completed), json_to_column(receipt.waiting_for),
    )  # fmt: skip
    return db.execute(_INSERT, values).rowcount == 1


def read_receipts(
    db: sqlite3.Connection, *, limit: int, after: tuple[datetime, str] | None = None
) -> tuple[Receipt, ...]:
    """Receipts, newest first; with ``after``, those that follow the one with this time and id."""
    if after is None:
        rows = db.execute(f"SELECT * FROM receipts {_NEWEST_FIRST}", (limit,))  # noqa: S608 - a constant
    else:
        place = (time_to_column(after[0]), after[1], limit)
        rows = db.execute(f"SELECT * FROM receipts WHERE (erased_at, id) < (?, ?) {_NEWEST_FIRST}", place)  # noqa: S608 - a constant
    return tuple(_receipt(row) for row in rows.fetchall())


def find_receipt(db: sqlite3.Connection, id: str) -> Receipt | None:
    """The receipt with this id."""
    row = db.execute("SELECT * FROM receipts WHERE id = ?", (id,)).fetchone()
    return None if row is None else _receipt(row)


def pending_receipts(db: sqlite3.Connection) -> tuple[str, ...]:
    """Ids of the receipts whose bytes are not all overwritten yet."""
    return tuple(row["id"] for row in db.execute("SELECT id FROM receipts WHERE completed_at IS NULL"))


def complete_receipts(db: sqlite3.Connection, ids: Sequence[str], time: datetime) -> None:
    """Note that every byte behind these receipts is overwritten."""
    chosen = (time_to_column(time), json.dumps(list(ids)))
    db.execute(
        "UPDATE receipts SET completed_at = ?, waiting_for = '[]' WHERE id IN (SELECT value FROM json_each(?))", chosen
    )


def note_hindrance(db: sqlite3.Connection, ids: Sequence[str], programs: Sequence[str]) -> None:
    """Note which programs keep these receipts from being complete."""
    chosen = (json_to_column(list(programs)), json.dumps(list(ids)))
    db.execute("UPDATE receipts SET waiting_for = ? WHERE id IN (SELECT value FROM json_each(?))", chosen)


def _receipt(row: sqlite3.Row) -> Receipt:
    erased = Erased(
        row["visits"], row["tracker_contacts"], row["impressions"], row["deliveries"], row["opinions"]
    )  # fmt: skip
    completed = row["completed_at"]
    return Receipt(
        row["id"], time_from_column(row["erased_at"]), row["what"], erased, row["model_id"],
        None if completed is None else time_from_column(completed), texts_from_column(row["waiting_for"]),
    )  # fmt: skip
