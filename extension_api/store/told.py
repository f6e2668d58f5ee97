"""Who told whom about the person, and what platforms say themselves."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from explainer import AdvertiserEvidence, BidderTold, CompanyLink, Consent, DisclosedReason, Disclosure, PageClaims
from extension_api.store.columns import json_to_column, tells_damage, time_from_column, time_to_column

_INSERT_LINK: Final = """
    INSERT INTO company_links (id, time, visit_id, told_by, told, how) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO NOTHING
"""
_INSERT_DISCLOSURE: Final = """
    INSERT INTO disclosures (id, time, visit_id, platform, advertiser, impression_id, reasons)
    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
"""
_ERASE_BETWEEN: Final = tuple(
    f"DELETE FROM {table} WHERE seq IN "  # noqa: S608 - names below
    f"(SELECT seq FROM {table} WHERE time >= ? AND time < ? LIMIT ?) RETURNING id"
    for table in ("company_links", "disclosures")
)


def insert_link(db: sqlite3.Connection, id: str, time: datetime, link: CompanyLink) -> bool:
    """Store who told whom; False if its id is known."""
    values = (id, time_to_column(time), link.visit_id, link.told_by, link.told, link.how)
    return db.execute(_INSERT_LINK, values).rowcount == 1


def insert_disclosure(db: sqlite3.Connection, disclosure: Disclosure) -> bool:
    """Store a platform's card; False if its id is known."""
    values = (
        disclosure.id, time_to_column(disclosure.time), disclosure.visit_id, disclosure.platform, disclosure.advertiser,
        disclosure.impression_id, json_to_column([asdict(reason) for reason in disclosure.reasons]),
    )  # fmt: skip
    return db.execute(_INSERT_DISCLOSURE, values).rowcount == 1


def holds_same_link(db: sqlite3.Connection, id: str, time: datetime, link: CompanyLink) -> bool:
    """Whether what is held under this id is this very link."""
    row = db.execute("SELECT * FROM company_links WHERE id = ?", (id,)).fetchone()
    return row is not None and (time_from_column(row["time"]), link_from_row(row)) == (time, link)


def holds_same_disclosure(db: sqlite3.Connection, disclosure: Disclosure) -> bool:
    """Whether what is held under this id is this very card."""
    row = db.execute("SELECT * FROM disclosures WHERE id = ?", (disclosure.id,)).fetchone()
    return row is not None and disclosure_from_row(row) == disclosure


def forget_told_between(db: sqlite3.Connection, since: int, until: int, *, limit: int) -> tuple[str, ...]:
    """Erase so many links and cards each of a stretch of time (in column units) and return their ids."""
    gone: tuple[str, ...] = ()
    for statement in _ERASE_BETWEEN:
        gone += tuple(row["id"] for row in db.execute(statement, (since, until, limit)).fetchall())
    return gone


def advertisers_from_column(column: str) -> tuple[AdvertiserEvidence, ...]:
    """The hints at an advertiser, best first."""
    return tuple(AdvertiserEvidence(**hint) for hint in json.loads(column))


def claims_from_column(column: str | None) -> PageClaims | None:
    """What a page said about one of its ads."""
    if column is None:
        return None
    fields = json.loads(column)
    return PageClaims(
        told=tuple(BidderTold(**_tuples(told)) for told in fields["told"]),
        sellers=tuple(fields["sellers"]),
        consents=tuple(Consent(**_tuples(consent)) for consent in fields["consents"]),
    )


def claims_without_company(column: str, company: str) -> str:
    """What a page said about one of its ads, as if it had not spoken of a company."""
    claims = json.loads(column)
    consents = [
        {**each, **{name: [other for other in each[name] if other != company] for name in ("granted", "refused")}}
        for each in claims["consents"]
    ]
    told = [each for each in claims["told"] if each["company"] != company]
    sellers = [seller for seller in claims["sellers"] if seller != company]
    return json_to_column({"told": told, "sellers": sellers, "consents": consents})


def _tuples(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}


@tells_damage
def link_from_row(row: sqlite3.Row) -> CompanyLink:
    """A row of ``company_links`` as a record."""
    return CompanyLink(visit_id=row["visit_id"], told_by=row["told_by"], told=row["told"], how=row["how"])


@tells_damage
def disclosure_from_row(row: sqlite3.Row) -> Disclosure:
    """A row of ``disclosures`` as a record."""
    return Disclosure(
        id=row["id"], time=time_from_column(row["time"]), visit_id=row["visit_id"], platform=row["platform"],
        advertiser=row["advertiser"], impression_id=row["impression_id"],
        reasons=tuple(DisclosedReason(**reason) for reason in json.loads(row["reasons"])),
    )  # fmt: skip
