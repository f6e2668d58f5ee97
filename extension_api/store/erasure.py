"""Forgetting: rows go with everything that hangs on them. ``secure_delete`` overwrites their bytes where they lie.

Rows go portion by portion; ``extension_api.erasures`` sees to it that the last one follows the first, whatever happens
in between. What deleting leaves in the unused part of other pages is overwritten by ``sweep``.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from extension_api.store.columns import EPOCH, time_to_column
from extension_api.store.forgotten import (
    remember_forgotten_events,
    remember_forgotten_time,
    remember_forgotten_visits,
)
from extension_api.store.receipts import Erased
from extension_api.store.told import forget_told_between
from extension_api.store.visits import visit_ids_of_site

# All that "everything" leaves: pairings, settings (reset apart), receipts and what they still owe. A table that is
# added later is emptied too.
_LEFT_ALONE: Final = frozenset({"store", "profiles", "dashboard_sessions", "receipts", "unfinished_erasures"})
_TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
_MADE_ANEW: Final = """
    SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND (type = 'trigger' OR tbl_name = 'feedback')
    ORDER BY type = 'trigger', type = 'index'
"""
_DEFAULT_SETTINGS: Final = """
    UPDATE store SET made_at = ?, retention_days = 365, show_sensitive = 0, use_stated_evidence = 1, place = NULL
"""


@dataclass(frozen=True, slots=True)
class Portion:
    """What one portion erased, and whether nothing is left for another one of its kind."""

    erased: Erased
    is_last: bool


# Erases at most so many things; called again until it says that nothing is left.
Step = Callable[[sqlite3.Connection, int], Portion]


def each_portion(ids: Sequence[str], erase: Callable[[sqlite3.Connection, Sequence[str]], Erased]) -> Step:
    """A step that goes through a list of ids. After a failure it must not go on: make a new one."""
    done = 0

    def step(db: sqlite3.Connection, size: int) -> Portion:
        nonlocal done
        some = ids[done : done + size]
        erased = erase(db, some)
        done += len(some)
        return Portion(erased, is_last=done >= len(ids))

    return step


def forget_visits(db: sqlite3.Connection, ids: Collection[str]) -> Erased:
    """Erase visits with their contacts and the ads seen on them; ids that are not held yet are refused from now on."""
    remember_forgotten_visits(db, ids)
    return erase_visits(db, ids)


def forget_site(db: sqlite3.Connection, domain: str, size: int) -> Portion:
    """Erase visits to a registrable domain with their contacts and the ads seen on its pages."""
    ids = visit_ids_of_site(db, domain, limit=size)
    return Portion(forget_visits(db, ids), is_last=len(ids) < size)


def forget_time(db: sqlite3.Connection, since: datetime, until: datetime, size: int) -> Portion:
    """Erase visits of a stretch of time with all that hangs on them, and contacts, ads and cards within it."""
    between = (time_to_column(since), time_to_column(until))
    remember_forgotten_time(db, since, until)
    visits, ads, contacts = (_ids_between(db, table, between, size) for table in ("visits", "impressions", "contacts"))
    told = forget_told_between(db, *between, limit=size)
    remember_forgotten_events(db, told)
    erased = forget_visits(db, visits) + delete_events(db, ads=ads, contacts=contacts)
    return Portion(erased, is_last=max(len(visits), len(ads), len(contacts), len(told)) < size)


def forget_everything(db: sqlite3.Connection, now: datetime) -> Erased:
    """Empty every table of what was captured and decided. Browsers stay paired; what is older than now is refused.

    The bytes stay in pages that are free now, until the file is written anew by ``shrink``.
    """
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


def delete_events(db: sqlite3.Connection, *, ads: Collection[str] = (), contacts: Collection[str] = ()) -> Erased:
    """Erase contacts and ads one by one, their visits staying; they are refused from now on."""
    remember_forgotten_events(db, [*ads, *contacts])
    delete = _deleter(db, ads)
    opinions, impressions = delete("feedback", "impression_id IN {chosen}"), delete("impressions", "id IN {chosen}")
    gone = _deleter(db, contacts)("contacts", "id IN {chosen}")
    return Erased(tracker_contacts=gone, impressions=impressions, opinions=opinions)


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


def _deleter(db: sqlite3.Connection, ids: Collection[str]) -> Callable[[str, str], int]:
    """Deletes rows of a table by a condition in which ``{chosen}`` stands for the ids; returns how many."""
    parameters = (json.dumps(list(ids)),)

    def delete(table: str, condition: str) -> int:
        chosen = condition.format(chosen="(SELECT value FROM json_each(?))")
        return db.execute(f"DELETE FROM {table} WHERE {chosen}", parameters).rowcount  # noqa: S608 - constants above

    return delete
