"""Forgetting: rows go with everything that hangs on them. ``secure_delete`` overwrites their bytes where they lie.

What that leaves in the unused part of other pages is overwritten by ``sweep``; both together are seen through by
``extension_api.erasures``.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any, Final

from extension_api.store.columns import EPOCH, json_to_column, time_to_column
from extension_api.store.forgotten import (
    remember_forgotten_events,
    remember_forgotten_time,
    remember_forgotten_visits,
)
from extension_api.store.receipts import Erased
from extension_api.store.told import forget_company_in_told, forget_told_between
from extension_api.store.visits import visit_ids_of_site

SOMEBODY: Final = "a forgotten company"
NOWHERE: Final = "forgotten.invalid"  # a name that can never be a host (RFC 6761)
# All that "everything" leaves: pairings, settings (reset apart), receipts. A table that is added later is emptied too.
_LEFT_ALONE: Final = frozenset({"store", "profiles", "dashboard_sessions", "receipts"})
_TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
_MADE_ANEW: Final = """
    SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND (type = 'trigger' OR tbl_name = 'feedback')
    ORDER BY type = 'trigger', type = 'index'
"""
FORGET_PORTION: Final = 1_000  # visits in one commit, so that capture never waits long
_DEFAULT_SETTINGS: Final = """
    UPDATE store SET made_at = ?, retention_days = 365, show_sensitive = 0, use_stated_evidence = 1, place = NULL
"""
_DELIVERED_BY: Final = """
    SELECT id, finders, delivery, bid FROM impressions
    WHERE EXISTS (SELECT 1 FROM json_each(delivery) WHERE json_extract(value, '$.company') = ?)
"""


def forget_visits(db: sqlite3.Connection, ids: Collection[str]) -> Erased:
    """Erase visits with their contacts and the ads seen on them; ids that are not held yet are refused from now on."""
    remember_forgotten_visits(db, ids)
    return erase_visits(db, ids)


def forget_site(db: sqlite3.Connection, domain: str, *, limit: int = -1) -> Erased:
    """Erase visits to a registrable domain with their contacts and the ads seen on its pages: so many, or all."""
    return forget_visits(db, visit_ids_of_site(db, domain, limit=limit))


def forget_time(db: sqlite3.Connection, since: datetime, until: datetime, *, limit: int = -1) -> Erased:
    """Erase the visits of a stretch of time with all that hangs on them, and contacts and ads within it.

    With a limit, so many of each; nothing erased means that none is left.
    """
    between = (time_to_column(since), time_to_column(until))
    remember_forgotten_time(db, since, until)
    visits, ads, contacts = (_ids_between(db, table, between, limit) for table in ("visits", "impressions", "contacts"))
    remember_forgotten_events(db, forget_told_between(db, *between))
    return forget_visits(db, visits) + _erase_events(db, ads=ads, contacts=contacts)


def forget_company(db: sqlite3.Connection, company: str) -> Erased:
    """Erase the contacts with a company, and its name from the delivery of ads. Visits and ads themselves stay."""
    rows = db.execute("SELECT id, domain FROM contacts WHERE company = ?", (company,)).fetchall()
    delivered = db.execute(_DELIVERED_BY, (company,)).fetchall()
    domains = {row["domain"] for row in rows} | {
        hop["domain"] for row in delivered for hop in json.loads(row["delivery"]) if hop["company"] == company
    }
    for row in delivered:
        db.execute(
            "UPDATE impressions SET finders = ?, delivery = ?, bid = ? WHERE id = ?",
            (*anonymised_delivery(row, company, domains), row["id"]),
        )
    remember_forgotten_events(db, forget_company_in_told(db, company))
    return _erase_events(db, contacts=[row["id"] for row in rows]) + Erased(deliveries=len(delivered))


def forget_everything(db: sqlite3.Connection, now: datetime) -> Erased:
    """Erase all that was captured and decided. Browsers stay paired; what is older than now is refused from now on."""
    counts = _empty_tables(db)
    db.execute(_DEFAULT_SETTINGS, (time_to_column(now),))
    remember_forgotten_time(db, EPOCH, now)
    return Erased(
        visits=counts["visits"], tracker_contacts=counts["contacts"], impressions=counts["impressions"],
        opinions=counts["feedback"],
    )  # fmt: skip


def erase_visits(db: sqlite3.Connection, ids: Collection[str]) -> Erased:
    """Erase visits with all that hangs on them; late events may bring them back."""
    delete = _deleter(db, ids)
    opinions = delete("feedback", "impression_id IN (SELECT id FROM impressions WHERE visit_id IN {chosen})")
    impressions = delete("impressions", "visit_id IN {chosen}")
    contacts = delete("contacts", "visit_id IN {chosen}")
    for told in ("company_links", "disclosures"):
        delete(told, "visit_id IN {chosen}")
    visits = delete("visits", "id IN {chosen}")
    return Erased(visits=visits, tracker_contacts=contacts, impressions=impressions, opinions=opinions)


def anonymised_delivery(
    row: Mapping[str, Any] | sqlite3.Row, company: str, domains: Collection[str]
) -> tuple[str, str, str | None]:
    """The columns ``finders``, ``delivery`` and ``bid`` of an ad as if somebody unnamed had stood in for a company."""
    hops, bid = json.loads(row["delivery"]), json.loads(row["bid"]) if row["bid"] else None
    has_bid = any(hop["company"] == company and hop["how"] == "bidder" for hop in hops)
    hops = [
        {"domain": NOWHERE, "company": SOMEBODY, "how": hop["how"]} if hop["company"] == company else hop
        for hop in hops
    ]  # fmt: skip
    finders = [
        {**finder, "detail": "" if any(domain in finder["detail"] for domain in domains) else finder["detail"]}
        for finder in json.loads(row["finders"])
    ]
    if bid is not None and has_bid:
        bid = {**bid, "bidder": ""}
    return json_to_column(finders), json_to_column(hops), None if bid is None else json_to_column(bid)


def _empty_tables(db: sqlite3.Connection) -> dict[str, int]:
    """Empty every table but those that are left alone, and return how many rows each had.

    Without triggers, and without a table that refers to it, SQLite frees a table's pages as a whole instead of row by
    row: seconds instead of minutes. The triggers and the table come back before the transaction ends.
    """
    counts = {"feedback": db.execute("DELETE FROM feedback").rowcount}
    rebuilt = [row["sql"] for row in db.execute(_MADE_ANEW)]
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f'DROP TRIGGER "{name}"')
    db.execute("DROP TABLE feedback")
    for table in {row["name"] for row in db.execute(_TABLES).fetchall()} - _LEFT_ALONE:
        counts[table] = db.execute(f'DELETE FROM "{table}"').rowcount  # noqa: S608 - names of our own schema
    for sql in rebuilt:
        db.execute(sql)
    return counts


def _ids_between(db: sqlite3.Connection, table: str, between: tuple[int, int], limit: int) -> list[str]:
    query = f"SELECT id FROM {table} WHERE time >= ? AND time < ? LIMIT ?"  # noqa: S608 - three names above
    return [row["id"] for row in db.execute(query, (*between, limit))]


def _erase_events(db: sqlite3.Connection, *, ads: Collection[str] = (), contacts: Collection[str] = ()) -> Erased:
    """Erase contacts and ads one by one, their visits staying."""
    remember_forgotten_events(db, [*ads, *contacts])
    delete = _deleter(db, ads)
    opinions, impressions = delete("feedback", "impression_id IN {chosen}"), delete("impressions", "id IN {chosen}")
    gone = _deleter(db, contacts)("contacts", "id IN {chosen}")
    return Erased(tracker_contacts=gone, impressions=impressions, opinions=opinions)


def _deleter(db: sqlite3.Connection, ids: Collection[str]) -> Callable[[str, str], int]:
    """Deletes rows of a table by a condition in which ``{chosen}`` stands for the ids; returns how many."""
    parameters = (json.dumps(list(ids)),)

    def delete(table: str, condition: str) -> int:
        chosen = condition.format(chosen="(SELECT value FROM json_each(?))")
        return db.execute(f"DELETE FROM {table} WHERE {chosen}", parameters).rowcount  # noqa: S608 - constants above

    return delete
