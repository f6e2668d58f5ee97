"""Forgetting a company: its contacts and links go; ads that it delivered stay, as if somebody unnamed had done that."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from extension_api.store.columns import json_to_column
from extension_api.store.erasure import Portion, Step, delete_events, each_portion
from extension_api.store.forgotten import remember_forgotten_events
from extension_api.store.receipts import Erased
from extension_api.store.told import claims_without_company

SOMEBODY: Final = "a forgotten company"
NOWHERE: Final = "forgotten.invalid"  # a name that can never be a host (RFC 6761)
LOOKED_AT: Final = 20_000  # ads in one query, so that none keeps the file from rest for long
_LAST: Final = "SELECT coalesce(max(seq), 0) FROM impressions"
_NAMING: Final = """
    SELECT id, delivery FROM impressions
    WHERE seq > ?1 AND seq <= ?1 + ?2 AND (instr(delivery, ?3) > 0 OR instr(claims, ?3) > 0)
"""
_DOMAINS: Final = "SELECT domain FROM company_domains WHERE company = ?"
_CONTACTS: Final = "SELECT id FROM contacts WHERE company = ? LIMIT ?"
_LINKS: Final = """
    DELETE FROM company_links
    WHERE seq IN (SELECT seq FROM company_links WHERE told_by = ?1 OR told = ?1 LIMIT ?2) RETURNING id
"""


def company_steps(reader: Callable[[], sqlite3.Connection], company: str) -> Iterator[Step]:
    """The ads first, which need to know the company's domains; then what is found by its name."""
    ids, domains = _ads_naming(reader, company)
    yield each_portion(ids, lambda db, some: _take_out_of_ads(db, some, company, domains))
    yield lambda db, size: _forget_contacts(db, company, size)
    yield lambda db, size: _forget_links(db, company, size)


def _ads_naming(reader: Callable[[], sqlite3.Connection], company: str) -> tuple[Sequence[str], Collection[str]]:
    """Ads that may name a company, and its domains. No index knows them, so all ads are looked through."""
    name, ids, place = json_to_column(company), list[str](), 0
    domains = {row["domain"] for row in reader().execute(_DOMAINS, (company,))}
    (last,) = reader().execute(_LAST).fetchone()
    while place < last:
        for row in reader().execute(_NAMING, (place, LOOKED_AT, name)).fetchall():
            ids.append(row["id"])
            domains |= {hop["domain"] for hop in json.loads(row["delivery"]) if hop["company"] == company}
        place += LOOKED_AT
    return ids, domains


def _take_out_of_ads(db: sqlite3.Connection, ids: Sequence[str], company: str, domains: Collection[str]) -> Erased:
    found = db.execute(
        "SELECT id, finders, delivery, bid, claims FROM impressions WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    ).fetchall()
    delivered = 0
    for row in found:
        columns: tuple[str | None, ...] = (row["finders"], row["delivery"], row["bid"])
        if any(hop["company"] == company for hop in json.loads(row["delivery"])):
            columns, delivered = _anonymised(row, company, domains), delivered + 1
        claims = None if row["claims"] is None else claims_without_company(row["claims"], company)
        db.execute(
            "UPDATE impressions SET finders = ?, delivery = ?, bid = ?, claims = ? WHERE id = ?",
            (*columns, claims, row["id"]),
        )
    return Erased(deliveries=delivered)


def _anonymised(
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


def _forget_contacts(db: sqlite3.Connection, company: str, size: int) -> Portion:
    ids = [row["id"] for row in db.execute(_CONTACTS, (company, size))]
    return Portion(delete_events(db, contacts=ids), is_last=len(ids) < size)


def _forget_links(db: sqlite3.Connection, company: str, size: int) -> Portion:
    ids = [row["id"] for row in db.execute(_LINKS, (company, size)).fetchall()]
    remember_forgotten_events(db, ids)
    return Portion(Erased(), is_last=len(ids) < size)
