"""What the person wants forgotten and is not all gone yet: written down first, so that a crash forgets none of it."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from extension_api.store.columns import json_to_column
from extension_api.store.receipts import Erased, Receipt, put_receipt


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One erasure that goes on. ``subject`` says what: a site, a company, ids of visits, two times."""

    receipt_id: str
    what: str
    subject: Any


def begin_erasure(db: sqlite3.Connection, receipt: Receipt, subject: Any) -> None:
    """Write down what is to be erased, with its receipt, which counts from now on."""
    put_receipt(db, receipt)
    values = (receipt.id, receipt.what, json_to_column(subject))
    db.execute("INSERT INTO unfinished_erasures (receipt_id, what, subject) VALUES (?, ?, ?)", values)


def note_erased(db: sqlite3.Connection, receipt_id: str, erased: Erased) -> None:
    """One more portion is gone."""
    counts = (erased.visits, erased.tracker_contacts, erased.impressions, erased.deliveries, erased.opinions)
    db.execute(
        "UPDATE receipts SET visits = visits + ?, tracker_contacts = tracker_contacts + ?, "
        "impressions = impressions + ?, deliveries = deliveries + ?, opinions = opinions + ? WHERE id = ?",
        (*counts, receipt_id),
    )


def end_erasure(db: sqlite3.Connection, receipt_id: str) -> None:
    """All rows are gone; what they were is not known from now on."""
    db.execute("DELETE FROM unfinished_erasures WHERE receipt_id = ?", (receipt_id,))


def unfinished_erasures(db: sqlite3.Connection) -> tuple[Unfinished, ...]:
    """All that go on, the oldest first."""
    rows = db.execute(
        "SELECT receipt_id, unfinished_erasures.what, subject FROM unfinished_erasures "
        "JOIN receipts ON receipts.id = receipt_id ORDER BY erased_at, receipt_id"
    ).fetchall()
    return tuple(Unfinished(row["receipt_id"], row["what"], json.loads(row["subject"])) for row in rows)
