"""How much is held, by day, site, company and advertiser: read from daily counts, never by counting events.

The counts are kept by the triggers of ``migrations/0004_daily_counts.sql``.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

_EPOCH: Final = date(1970, 1, 1)
_DAYS: Final = "SELECT day, visits, contacts, impressions FROM days WHERE day >= ? ORDER BY day"
_SITES: Final = """
    SELECT site, sum(visits) AS visits, sum(impressions) AS impressions FROM site_days WHERE day >= ?
    GROUP BY site ORDER BY visits DESC, impressions DESC, site LIMIT ?
"""
_ADVERTISERS: Final = """
    SELECT advertiser, sum(impressions) AS impressions, min(day) AS first_day, max(day) AS last_day
    FROM advertiser_days WHERE day >= ? GROUP BY advertiser ORDER BY impressions DESC, advertiser LIMIT ?
"""
_COMPANIES: Final = """
    SELECT company, sum(contacts) AS contacts, min(day) AS first_day, max(day) AS last_day,
           (SELECT count(*) FROM company_sites WHERE company_sites.company = company_days.company) AS sites
    FROM company_days GROUP BY company ORDER BY contacts DESC, company LIMIT ?
"""
_SITES_OF_COMPANY: Final = """
    SELECT site, contacts FROM company_sites WHERE company = ? ORDER BY contacts DESC, site LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Held:
    """How many events of each kind are held."""

    visits: int
    contacts: int
    impressions: int


@dataclass(frozen=True, slots=True)
class DayCount:
    """What happened on one day in UTC."""

    day: date
    visits: int
    contacts: int
    impressions: int


@dataclass(frozen=True, slots=True)
class SiteCount:
    """One site: pages visited there and ads seen there."""

    site: str
    visits: int
    impressions: int


@dataclass(frozen=True, slots=True)
class CompanyCount:
    """One tracking company: contacts with it, on how many sites that were visited, and when."""

    company: str
    contacts: int
    sites: int
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class AdvertiserCount:
    """One advertiser, by domain; empty for ads that named none."""

    advertiser: str
    impressions: int
    first_day: date
    last_day: date


def count_held(db: sqlite3.Connection) -> Held:
    """How much is held in all."""
    row = db.execute("SELECT total(visits), total(contacts), total(impressions) FROM days").fetchone()
    return Held(*(int(value) for value in row))


def read_days(db: sqlite3.Connection, *, since: datetime) -> tuple[DayCount, ...]:
    """Every day with events, oldest first, from the day of a time on."""
    rows = db.execute(_DAYS, (_day(since),))
    return tuple(DayCount(_date(row["day"]), row["visits"], row["contacts"], row["impressions"]) for row in rows)


def busiest_sites(db: sqlite3.Connection, *, since: datetime, limit: int) -> tuple[SiteCount, ...]:
    """Sites with the most visits from the day of a time on."""
    return tuple(SiteCount(**dict(row)) for row in db.execute(_SITES, (_day(since), limit)))


def busiest_companies(db: sqlite3.Connection, *, limit: int) -> tuple[CompanyCount, ...]:
    """Tracking companies with the most contacts."""
    return tuple(
        CompanyCount(row["company"], row["contacts"], row["sites"], _date(row["first_day"]), _date(row["last_day"]))
        for row in db.execute(_COMPANIES, (limit,))
    )


def sites_of_company(db: sqlite3.Connection, company: str, *, limit: int) -> tuple[tuple[str, int], ...]:
    """Sites on which a company was met, with the number of contacts, most first."""
    return tuple((row["site"], row["contacts"]) for row in db.execute(_SITES_OF_COMPANY, (company, limit)))


def busiest_advertisers(db: sqlite3.Connection, *, since: datetime, limit: int) -> tuple[AdvertiserCount, ...]:
    """Advertisers with the most ads from the day of a time on."""
    return tuple(
        AdvertiserCount(row["advertiser"], row["impressions"], _date(row["first_day"]), _date(row["last_day"]))
        for row in db.execute(_ADVERTISERS, (_day(since), limit))
    )


def _day(time: datetime) -> int:
    return (time.astimezone(UTC).date() - _EPOCH).days


def _date(day: int) -> date:
    return _EPOCH + timedelta(days=day)
