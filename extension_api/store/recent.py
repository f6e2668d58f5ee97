"""Reads a stretch of the log: what happened last, what was added since, or what lay around one ad.

Of tracker contacts only who was on which visit is read; the library asks for no more, and there are many of them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final

from explainer import AdImpression, NewEvents, PersonLog, TrackerContact, Visit
from extension_api.store.columns import time_to_column
from extension_api.store.impressions import impression_from_row
from extension_api.store.person import observed_since, read_corrections, read_settings
from extension_api.store.told import disclosure_from_row, link_from_row
from extension_api.store.visits import visit_from_row

_TABLES: Final = ("visits", "contacts", "impressions", "company_links", "disclosures")
_VISITS: Final = "SELECT * FROM visits WHERE time <= ? ORDER BY time DESC, seq DESC LIMIT ?"
_EARLIER: Final = """
    SELECT * FROM visits WHERE (time, seq) < (?, (SELECT seq FROM visits WHERE id = ?))
    ORDER BY time DESC, seq DESC LIMIT ?
"""
_CONTACTS: Final = """
    SELECT DISTINCT visit_id, company FROM contacts WHERE visit_id IN (SELECT value FROM json_each(?))
"""
_LINKS: Final = "SELECT * FROM company_links WHERE visit_id IN (SELECT value FROM json_each(?)) ORDER BY seq"
_CARDS: Final = "SELECT * FROM disclosures WHERE visit_id IN (SELECT value FROM json_each(?)) ORDER BY seq"
_UNTIL: Final = "SELECT * FROM impressions WHERE (time, id) <= (?, ?) ORDER BY time DESC, id DESC LIMIT ?"
_AFTER: Final = "SELECT * FROM impressions WHERE (time, id) > (?, ?) ORDER BY time, id LIMIT ?"
_ADDED: Final = {table: f"SELECT * FROM {table} WHERE seq > ? ORDER BY seq LIMIT ?" for table in _TABLES}  # noqa: S608 - names above
_LAST: Final = f"SELECT {', '.join(f'(SELECT coalesce(max(seq), 0) FROM {table}) AS {table}' for table in _TABLES)}"  # noqa: S608 - names above
_END_OF_TIME: Final = 2**62  # microseconds; any clock that runs ahead included


@dataclass(frozen=True, slots=True)
class Bookmark:
    """The newest row of each kind that was read."""

    visits: int
    contacts: int
    impressions: int
    company_links: int
    disclosures: int


@contextmanager
def one_look(db: sqlite3.Connection) -> Iterator[None]:
    """Everything read inside is as of one moment, whatever is written meanwhile."""
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.execute("COMMIT")


def read_recent(db: sqlite3.Connection, *, most_visits: int, most_impressions: int) -> tuple[PersonLog, Bookmark]:
    """The newest visits and impressions with all that hangs on them, and where the next look may go on."""
    bookmark = Bookmark(**dict(db.execute(_LAST).fetchone()))
    visits = _visits(db, _END_OF_TIME, most_visits)
    shown = db.execute(_UNTIL, (_END_OF_TIME, "", most_impressions))
    return _log(db, visits, [impression_from_row(row) for row in shown]), bookmark


def read_around(
    db: sqlite3.Connection, impression: AdImpression, *, most_visits: int, before: int, after: int
) -> PersonLog:
    """The visits before an impression, and impressions on both sides of it."""
    at = (time_to_column(impression.time), impression.id)
    earlier = [impression_from_row(row) for row in db.execute(_UNTIL, (*at, before + 1))]
    later = [impression_from_row(row) for row in db.execute(_AFTER, (*at, after))]
    until = time_to_column(later[-1].time if later else impression.time)
    return _log(db, _visits(db, until, most_visits), [*earlier, *later])


def read_added(db: sqlite3.Connection, since: Bookmark, *, most: int) -> tuple[NewEvents, Bookmark] | None:
    """What was added since a bookmark, in order of arrival; None if it is more of a kind than ``most``."""
    rows = {table: db.execute(_ADDED[table], (getattr(since, table), most + 1)).fetchall() for table in _TABLES}
    if any(len(found) > most for found in rows.values()):
        return None
    last = {table: found[-1]["seq"] for table, found in rows.items() if found}
    added = NewEvents(
        visits=tuple(visit_from_row(row) for row in rows["visits"]),
        contacts=tuple(TrackerContact(row["visit_id"], row["company"], row["domain"]) for row in rows["contacts"]),
        impressions=tuple(impression_from_row(row) for row in rows["impressions"]),
        links=tuple(link_from_row(row) for row in rows["company_links"]),
        disclosures=tuple(disclosure_from_row(row) for row in rows["disclosures"]),
    )
    return added, replace(since, **last)


def read_hanging_on(db: sqlite3.Connection, *, visits: Collection[str], ads_on: Collection[str]) -> NewEvents:
    """What hangs on visits: who was there and who told whom; and cards about ads on them or on others."""
    names: dict[str, str] = {}  # one text per company, not one per row
    pages = (json.dumps([*visits]),)
    return NewEvents(
        contacts=tuple(
            TrackerContact(row["visit_id"], names.setdefault(row["company"], row["company"]), "")
            for row in db.execute(_CONTACTS, pages)
        ),
        links=tuple(link_from_row(row) for row in db.execute(_LINKS, pages)),
        disclosures=tuple(
            disclosure_from_row(row) for row in db.execute(_CARDS, (json.dumps([*{*visits, *ads_on}]),))
        ),
    )


def read_visits_before(db: sqlite3.Connection, visit: Visit, *, most: int) -> tuple[Visit, ...]:
    """The visits before one, the newest ``most`` of them, oldest first."""
    rows = db.execute(_EARLIER, (time_to_column(visit.time), visit.id, most)).fetchall()
    return tuple(visit_from_row(row) for row in reversed(rows))


def _visits(db: sqlite3.Connection, until: int, most: int) -> list[Visit]:
    return [visit_from_row(row) for row in db.execute(_VISITS, (until, most))]


def _log(db: sqlite3.Connection, visits: Iterable[Visit], impressions: Iterable[AdImpression]) -> PersonLog:
    seen, shown = sorted(visits, key=lambda visit: visit.time), sorted(impressions, key=lambda ad: (ad.time, ad.id))
    hanging = read_hanging_on(db, visits=[visit.id for visit in seen], ads_on=[ad.visit_id for ad in shown])
    return PersonLog(
        visits=tuple(seen), contacts=hanging.contacts, impressions=tuple(shown), links=hanging.links,
        disclosures=hanging.disclosures, observed_since=observed_since(db), corrections=read_corrections(db),
        place=read_settings(db).place,
    )  # fmt: skip
