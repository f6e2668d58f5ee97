"""Tracking companies: on which sites they were met, and which ads they had a part in."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from extension_api.store.columns import time_from_column

_MET_MOST: Final = """
    SELECT company, contacts, (SELECT count(*) FROM company_sites WHERE company = companies.company) AS sites
    FROM companies WHERE (-contacts, company) > (?, ?) ORDER BY contacts DESC, company LIMIT ?
"""
_SITES: Final = """
    SELECT site, contacts FROM company_sites WHERE company = ? ORDER BY contacts DESC, site LIMIT ?
"""
_MET: Final = "SELECT contacts, visits FROM companies WHERE company = ?"
_FIRST: Final = "SELECT min(time) AS time FROM contacts WHERE company = ?"
_LAST: Final = "SELECT max(time) AS time FROM contacts WHERE company = ?"  # alone, each reads one end of an index
_DOMAINS: Final = "SELECT domain FROM company_domains WHERE company = ? ORDER BY domain LIMIT ?"
# Deliveries are not indexed by company: a thousand of the newest ads are looked through, and no more.
_ADS: Final = """
    SELECT newest.id, newest.time, newest.page_domain, newest.adomain, hop.value AS hop
    FROM (SELECT * FROM impressions ORDER BY time DESC, id DESC LIMIT ?) AS newest, json_each(newest.delivery) AS hop
    WHERE json_extract(hop.value, '$.company') = ? GROUP BY newest.id ORDER BY newest.time DESC, newest.id DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class CompanyMet:
    """How often a company was met, and on how many sites."""

    company: str
    contacts: int
    sites: int


@dataclass(frozen=True, slots=True)
class Meetings:
    """All meetings with one company."""

    visits: int
    contacts: int
    first: datetime | None
    last: datetime | None
    domains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Delivery:
    """An ad that a company had a part in delivering."""

    impression_id: str
    time: datetime
    page_domain: str
    advertiser: str
    how: str


def companies_met(
    db: sqlite3.Connection, *, limit: int, after: tuple[int, str] | None = None
) -> tuple[CompanyMet, ...]:
    """Companies, those met most often first; ``after`` is the number of contacts and the name of the last one read."""
    contacts, name = after or (1 << 62, "")
    rows = db.execute(_MET_MOST, (-contacts, name, limit)).fetchall()
    return tuple(CompanyMet(row["company"], row["contacts"], row["sites"]) for row in rows)


def sites_of_company(db: sqlite3.Connection, company: str, *, limit: int) -> tuple[tuple[str, int], ...]:
    """The sites on which a company was met most often, each with how often."""
    return tuple((row["site"], row["contacts"]) for row in db.execute(_SITES, (company, limit)).fetchall())


def meetings_with(db: sqlite3.Connection, company: str, *, domains: int) -> Meetings:
    """How often and when a company was met, and up to so many of its domains."""
    met = db.execute(_MET, (company,)).fetchone()
    if met is None:
        return Meetings(0, 0, None, None, ())
    first, last = (db.execute(query, (company,)).fetchone()["time"] for query in (_FIRST, _LAST))
    names = tuple(row["domain"] for row in db.execute(_DOMAINS, (company, domains)).fetchall())
    return Meetings(met["visits"], met["contacts"], time_from_column(first), time_from_column(last), names)


def ads_delivered_by(db: sqlite3.Connection, company: str, *, limit: int, among: int) -> tuple[Delivery, ...]:
    """The newest ads that a company had a part in, looked for among so many of the newest ads."""
    rows = db.execute(_ADS, (among, company, limit)).fetchall()
    return tuple(
        Delivery(
            row["id"], time_from_column(row["time"]), row["page_domain"],
            next(iter(json.loads(row["adomain"])), ""), json.loads(row["hop"])["how"],
        )
        for row in rows
    )  # fmt: skip
