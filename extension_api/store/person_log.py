"""Reads everything the library needs to know about the person, in one consistent look at the store."""

from __future__ import annotations

import sqlite3

from explainer import PersonLog
from extension_api.store.impressions import read_impressions
from extension_api.store.person import Settings, observed_since, read_corrections, read_settings
from extension_api.store.told import read_disclosures, read_links
from extension_api.store.visits import read_contacts, read_visits


def read_person_log(db: sqlite3.Connection) -> tuple[PersonLog, Settings]:
    """The person's log and settings as of one moment, whatever is written meanwhile."""
    db.execute("BEGIN")
    try:
        settings = read_settings(db)
        log = PersonLog(
            visits=read_visits(db),
            contacts=read_contacts(db),
            impressions=read_impressions(db),
            observed_since=observed_since(db),
            corrections=read_corrections(db),
            place=settings.place,
            links=read_links(db),
            disclosures=read_disclosures(db),
        )
    finally:
        db.execute("COMMIT")
    return log, settings
