"""Visits and the contacts their pages made with tracking companies."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import Final

from explainer import TrackerContact, Visit
from extension_api.store.columns import (
    json_to_column,
    tells_damage,
    texts_from_column,
    time_from_column,
    time_to_column,
)

_INSERT_VISIT: Final = """
    INSERT INTO visits (id, time, url, domain, title, headings, description, language, schema_types, search_query)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
"""
_INSERT_CONTACT: Final = """
    INSERT INTO contacts (id, time, visit_id, company, domain, rule) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO NOTHING
"""
_OF_SITE: Final = """
    SELECT id FROM visits WHERE domain = ?1 UNION SELECT visit_id FROM impressions WHERE page_domain = ?1 LIMIT ?2
"""


def insert_visit(db: sqlite3.Connection, visit: Visit) -> bool:
    """Store a visit; False if its id is known."""
    values = (
        visit.id, time_to_column(visit.time), visit.url, visit.domain, visit.title, json_to_column(visit.headings),
        visit.description, visit.language, json_to_column(visit.schema_types), visit.search_query,
    )  # fmt: skip
    return db.execute(_INSERT_VISIT, values).rowcount == 1


def insert_contact(db: sqlite3.Connection, id: str, time: datetime, contact: TrackerContact) -> bool:
    """Store a contact; False if its id is known."""
    values = (id, time_to_column(time), contact.visit_id, contact.company, contact.domain, contact.rule)
    return db.execute(_INSERT_CONTACT, values).rowcount == 1


def holds_same_visit(db: sqlite3.Connection, visit: Visit) -> bool:
    """Whether what is held under this id is this very visit."""
    row = db.execute("SELECT * FROM visits WHERE id = ?", (visit.id,)).fetchone()
    return row is not None and visit_from_row(row) == visit


def holds_same_contact(db: sqlite3.Connection, id: str, time: datetime, contact: TrackerContact) -> bool:
    """Whether what is held under this id is this very contact."""
    row = db.execute("SELECT * FROM contacts WHERE id = ?", (id,)).fetchone()
    return row is not None and (time_from_column(row["time"]), contact_from_row(row)) == (time, contact)


def newest_visit(db: sqlite3.Connection) -> datetime | None:
    """When the latest visit was; None if there is none."""
    newest = db.execute("SELECT max(time) FROM visits").fetchone()[0]
    return None if newest is None else time_from_column(newest)


def holds_contacts(db: sqlite3.Connection) -> bool:
    """Whether any tracking company was ever seen."""
    return bool(db.execute("SELECT EXISTS (SELECT 1 FROM contacts)").fetchone()[0])


def visit_ids_of_site(db: sqlite3.Connection, domain: str, *, limit: int = -1) -> tuple[str, ...]:
    """Ids of the visits to one registrable domain, those known only from an ad on its pages included."""
    return tuple(row["id"] for row in db.execute(_OF_SITE, (domain, limit)))


@tells_damage
def contact_from_row(row: sqlite3.Row) -> TrackerContact:
    """A row of ``contacts`` as a record."""
    return TrackerContact(visit_id=row["visit_id"], company=row["company"], domain=row["domain"], rule=row["rule"])


@tells_damage
def visit_from_row(row: sqlite3.Row) -> Visit:
    """A row of ``visits`` as a record."""
    return Visit(
        id=row["id"], time=time_from_column(row["time"]), url=row["url"], domain=row["domain"], title=row["title"],
        headings=texts_from_column(row["headings"]), description=row["description"], language=row["language"],
        schema_types=texts_from_column(row["schema_types"]), search_query=row["search_query"],
    )  # fmt: skip
