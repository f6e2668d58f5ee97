"""All that a store holds, for tests to compare with what was sent."""

from __future__ import annotations

import sqlite3

from explainer import PersonLog
from extension_api.store.impressions import impression_from_row
from extension_api.store.told import disclosure_from_row, link_from_row
from extension_api.store.visits import contact_from_row, visit_from_row
from tests.builders import NOON


def everything_held(db: sqlite3.Connection) -> PersonLog:
    """The whole log: visits, ads and cards by time, the rest in the order it arrived."""
    return PersonLog(
        visits=tuple(map(visit_from_row, db.execute("SELECT * FROM visits ORDER BY time, seq"))),
        contacts=tuple(map(contact_from_row, db.execute("SELECT * FROM contacts ORDER BY seq"))),
        impressions=tuple(map(impression_from_row, db.execute("SELECT * FROM impressions ORDER BY time, seq"))),
        links=tuple(map(link_from_row, db.execute("SELECT * FROM company_links ORDER BY seq"))),
        disclosures=tuple(map(disclosure_from_row, db.execute("SELECT * FROM disclosures ORDER BY time, seq"))),
        observed_since=NOON,
    )
