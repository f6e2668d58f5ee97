"""Takes the rows of an export back in, whatever of them is missing; what was forgotten here stays forgotten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from sqlite3 import Connection
from typing import Final

from explainer import Cause
from extension_api.intake import store_event
from extension_api.payloads.archive import (
    ArchiveRow,
    CorrectionRow,
    FeedbackRow,
    ForgottenEventRow,
    ForgottenTimeRow,
    ForgottenVisitRow,
    ReceiptRow,
    SaidRow,
    SettingsRow,
)
from extension_api.store import forgotten
from extension_api.store.impressions import holds_impression, keep_feedback
from extension_api.store.person import (
    Settings,
    begin_earlier,
    correct_trait,
    read_corrections,
    read_settings,
    write_settings,
)
from extension_api.store.receipts import Erased, Receipt, insert_receipt

ACCEPTED: Final = "accepted"
DUPLICATE: Final = "duplicate"
REJECTED: Final = "rejected"
SAID: Final = (
    CorrectionRow, FeedbackRow, SettingsRow, ForgottenEventRow, ForgottenTimeRow, ForgottenVisitRow, ReceiptRow
)  # fmt: skip


def take_back(db: Connection, rows: Iterable[ArchiveRow]) -> Counter[str]:
    """Store rows and count what became of them, in the words of the events' answer."""
    return Counter(
        _take_said(db, row) if isinstance(row, SAID) else store_event(db, row).status for row in rows
    )  # fmt: skip


def _take_said(db: Connection, row: SaidRow) -> str:
    match row:
        case CorrectionRow():
            return _take_correction(db, row)
        case FeedbackRow():
            return _take_feedback(db, row)
        case SettingsRow():
            return _take_settings(db, row)
        case ReceiptRow():
            return ACCEPTED if insert_receipt(db, _receipt(row)) else DUPLICATE
        case ForgottenVisitRow():
            forgotten.remember_visit_hash(db, bytes.fromhex(row.id_hash))
        case ForgottenEventRow():
            forgotten.remember_event_hash(db, bytes.fromhex(row.id_hash))
        case ForgottenTimeRow():
            if row.until < row.since:
                return REJECTED
            forgotten.remember_forgotten_time(db, row.since, row.until)
    return ACCEPTED


def _take_correction(db: Connection, row: CorrectionRow) -> str:
    if row.topic in read_corrections(db).silenced:
        return DUPLICATE
    correct_trait(db, row.topic, row.correction, time=row.corrected_at)
    return ACCEPTED


def _take_feedback(db: Connection, row: FeedbackRow) -> str:
    if not holds_impression(db, row.impression_id):
        return REJECTED
    cause = Cause(row.cause_kind, row.cause_id)
    keep_feedback(db, row.impression_id, cause, opinion=row.opinion, time=row.given_at)
    return ACCEPTED


def _take_settings(db: Connection, row: SettingsRow) -> str:
    """Take settings over where none were changed; watching began when it first did."""
    begin_earlier(db, row.made_at)
    if read_settings(db) != Settings():
        return DUPLICATE
    write_settings(db, Settings(row.retention_days, row.show_sensitive, row.use_stated_evidence, row.place))
    return ACCEPTED


def _receipt(row: ReceiptRow) -> Receipt:
    erased = Erased(row.visits, row.tracker_contacts, row.impressions, row.deliveries, row.opinions)
    return Receipt(
        row.id, row.erased_at, row.what, erased, row.model_id, row.completed_at, tuple(row.waiting_for)
    )  # fmt: skip
