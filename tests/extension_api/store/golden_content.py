"""Writes the golden database of the newest schema version: ``python -m tests.extension_api.store.golden_content``.

Run once per schema version, before its release, and never again: old files show what people's disks hold.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from explainer import Bid, Cause, CauseKind, CompanyLink, DisclosedReason, Disclosure, TrackerContact
from extension_api.store.database import Database
from extension_api.store.forgotten import remember_forgotten_visits
from extension_api.store.impressions import insert_impression, keep_feedback
from extension_api.store.migrate import schema_version
from extension_api.store.person import Settings, begin_store, correct_trait, write_settings
from extension_api.store.profiles import Profile, insert_profile, insert_session
from extension_api.store.receipts import Erased, Receipt, insert_receipt
from extension_api.store.told import insert_disclosure, insert_link
from extension_api.store.visits import insert_contact, insert_visit
from tests.builders import NOON, a_visit, an_impression

GOLDEN = Path(__file__).with_name("golden")
MINUTES_APART = 700  # so that days, and times within them, differ
BID = Bid(bidder="alpha", cpm=2.5, currency="EUR", cat=("677",), dsa_params=(1, 2))


def fill(db: sqlite3.Connection) -> None:
    """A little of everything: events without their visit, texts of many scripts, empty and missing values."""
    begin_store(db, NOON)
    write_settings(db, Settings(retention_days=90, show_sensitive=True, use_stated_evidence=False, place="Zürich"))
    insert_profile(db, Profile("p1", "Firefox at home", "moz-extension://1", NOON), "a token")
    insert_session(db, "a cookie", "a key", now=NOON, expires=NOON + timedelta(days=1))
    correct_trait(db, "677", "not_me", time=NOON)
    remember_forgotten_visits(db, ["gone"])
    insert_receipt(db, Receipt("r1", NOON, "site", Erased(visits=2), "model-1"))
    for n in range(30):
        site = f"site-{n % 4}.example"
        fields = {"headings": ("山", "'quoted'"), "search_query": "zelt" if n % 2 else None, "language": "de"}
        insert_visit(db, a_visit(f"v{n}", minutes=n * MINUTES_APART, domain=site, title=f"Seite {n} ☂", **fields))
        contact = TrackerContact(f"v{n + 3}", f"Company {n % 3}", "t.example", "||t.example^")
        insert_contact(db, f"c{n}", NOON + timedelta(minutes=n * MINUTES_APART), contact)
        insert_link(db, f"l{n}", NOON, CompanyLink(f"v{n}", "Company 1", f"Company {n % 3}", "cookie_sync"))
    reasons = (DisclosedReason("interest", "camping"),)
    insert_disclosure(db, Disclosure("d1", NOON, "v1", "a platform", "shop.example", "a1", reasons))
    for n in range(12):
        adomain = () if n % 5 == 0 else (f"shop-{n % 3}.example", "other.example")
        minutes = n * MINUTES_APART
        insert_impression(db, an_impression(f"a{n}", minutes=minutes, visit_id=f"v{n * 3}", adomain=adomain, bid=BID))
    keep_feedback(db, "a1", Cause(CauseKind.INTEREST, "677"), opinion="wrong", time=NOON)


def digest(db: sqlite3.Connection, columns: dict[str, list[str]]) -> dict[str, dict[str, Any]]:
    """How many rows each table has, and a hash of these columns of them."""
    found = {}
    for table, names in columns.items():
        rows = sorted(repr(tuple(row)) for row in db.execute(f"SELECT {', '.join(names)} FROM {table}"))  # noqa: S608 - names of our own schema
        content = hashlib.sha256("\n".join(rows).encode()).hexdigest()
        found[table] = {"columns": names, "rows": len(rows), "sha256": content}
    return found


def columns_of(db: sqlite3.Connection) -> dict[str, list[str]]:
    """The columns of every table."""
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return {table: [row[1] for row in db.execute(f"PRAGMA table_info({table})")] for table in tables}


def main() -> None:
    """Write ``version-N.sql`` and, as its proof, ``version-N.json``."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "golden.sqlite3", backups=Path(folder) / "backups")
        fill(database.writer)
        version = schema_version(database.writer)
        dump = "\n".join((*database.writer.iterdump(), f"PRAGMA user_version = {version};\n"))
        proof = digest(database.writer, columns_of(database.writer))
        database.close()
    (GOLDEN / f"version-{version}.sql").write_text(dump, "utf-8")
    (GOLDEN / f"version-{version}.json").write_text(json.dumps(proof, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
