"""What there is to do for each kind of thing that a person may have forgotten."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from extension_api.store.company_erasure import company_steps
from extension_api.store.erasure import Step, each_portion, forget_everything, forget_site, forget_time, forget_visits
from extension_api.store.unfinished import Unfinished, note_erased

TRAIT: Final = "trait"  # its subject is the topic, and the ids of the visits without which there is no trait today
EVERYTHING: Final = "everything"  # its subject is the time until when, as text; null once the tables are empty


def steps_of(erasure: Unfinished, reader: Callable[[], sqlite3.Connection]) -> Iterator[Step]:
    """The steps that erase all rows, in order. ``reader`` gives a connection to look around with.

    Visits are named by their ids, a site by its registrable domain, hours by two times as text, a company by its name.
    Everything has no steps: see ``empty_store``.
    """
    subject = erasure.subject
    match erasure.what:
        case "visits":
            yield each_portion(subject, forget_visits)
        case "trait":
            yield each_portion(subject["ids"], forget_visits)
        case "site":
            yield lambda db, size: forget_site(db, subject, size)
        case "hours":
            since, until = map(datetime.fromisoformat, subject)
            yield lambda db, size: forget_time(db, since, until, size)
        case "company":
            yield from company_steps(reader, subject)


def empty_store(db: sqlite3.Connection, erasure: Unfinished) -> None:
    """Erase everything up to the moment of the wish, once.

    Called between two transactions. The rows are not overwritten where they lie, which would write the whole file
    twice: ``shrink`` must follow.
    """
    if erasure.subject is None:
        return
    db.execute("PRAGMA secure_delete = OFF").fetchone()
    db.execute("BEGIN IMMEDIATE")
    try:
        note_erased(db, erasure.receipt_id, forget_everything(db, datetime.fromisoformat(erasure.subject)))
        db.execute("UPDATE unfinished_erasures SET subject = 'null' WHERE receipt_id = ?", (erasure.receipt_id,))
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
        db.execute("PRAGMA secure_delete = ON").fetchone()


def shrink(db: sqlite3.Connection) -> None:
    """Write the file anew with what is left in it; the pages of before are cut off at the next checkpoint."""
    db.execute("VACUUM")
