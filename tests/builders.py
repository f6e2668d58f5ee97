"""Builders for tests: the smallest valid record, with the one field that a test is about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from explainer.records import (
    AdImpression,
    CauseKind,
    LoggedAd,
    LoggedImpression,
    LoggedPage,
    LoggedTrait,
    PersonLog,
    Visit,
)

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


def a_visit(id: str = "v1", *, minutes: float = 0, domain: str = "trails.example", **fields: object) -> Visit:
    """A visit ``minutes`` after noon."""
    values = {"url": f"https://{domain}/page", "title": "A page", **fields}
    return Visit(id=id, time=NOON + timedelta(minutes=minutes), domain=domain, **values)  # type: ignore[arg-type]  # free fields


def an_impression(id: str = "i1", *, minutes: float = 10, visit_id: str = "v1", **fields: object) -> AdImpression:
    """An ad impression ``minutes`` after noon."""
    where = {"page_url": "https://news.example/a", "page_domain": "news.example"}
    values = {**where, "adomain": ("tents.example",), "crid": "cr-1", **fields}
    return AdImpression(id=id, time=NOON + timedelta(minutes=minutes), visit_id=visit_id, **values)  # type: ignore[arg-type]  # free fields


def a_person_log(*visits: Visit, impressions: tuple[AdImpression, ...] = (), **fields: object) -> PersonLog:
    """The log of a person who was watched since noon."""
    values = {"contacts": (), "observed_since": NOON, **fields}
    return PersonLog(visits=visits, impressions=impressions, **values)  # type: ignore[arg-type]  # free fields


def a_logged_trait(id: str = "677", strength: float = 3.0, **fields: object) -> LoggedTrait:
    """An interest in camping unless said otherwise."""
    values = {"id": id, "kind": CauseKind.INTEREST, "strength": strength, "visits": 3, **fields}
    return LoggedTrait(**values)  # type: ignore[arg-type]  # free fields


def a_logged_impression(id: str = "i1", *, minutes: float = 10, **fields: object) -> LoggedImpression:
    """A camping ad on a news page, shown to a person without traits."""
    values = {
        "person_id": "me", "page": LoggedPage("news.example", ("379",)), "observed_days": 1.0,
        "ad": LoggedAd(ad_id="tents.example/cr-1", adomain=("tents.example",), cat=("677",)), **fields,
    }  # fmt: skip
    return LoggedImpression(impression_id=id, time=NOON + timedelta(minutes=minutes), **values)  # type: ignore[arg-type]  # free fields
