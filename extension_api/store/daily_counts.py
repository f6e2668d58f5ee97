"""How much is held, by day, site and advertiser: read from daily counts, never by counting events.

Companies have a file of their own, ``companies``. The counts are kept by triggers of the schema, see
``migrations/0004_daily_counts.sql``.
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
