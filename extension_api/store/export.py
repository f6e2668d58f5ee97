"""Reads everything that is held as plain objects, one row after the other, in the form of the API's events."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any, Final

from extension_api.store.columns import time_from_column

# Secrets of browsers and dashboards are nobody's browsing data; their hashes would help nobody either.
_TABLES: Final = {
    "visit": "SELECT * FROM visits ORDER BY seq",
    "tracker_contact": "SELECT * FROM contacts ORDER BY seq",
    "impression": "SELECT * FROM impressions ORDER BY seq",
    "company_link": "SELECT * FROM company_links ORDER BY seq",
    "disclosure": "SELECT * FROM disclosures ORDER BY seq",
    "correction": "SELECT * FROM corrections ORDER BY topic",
    "feedback": "SELECT * FROM feedback ORDER BY given_at",
    "settings": "SELECT made_at, retention_days, show_sensitive, use_stated_evidence, place FROM store",
}
_TIMES: Final = frozenset({"time", "made_at", "corrected_at", "given_at"})
_JSON: Final = frozenset(
    {"headings", "schema_types", "adomain", "finders", "delivery", "bid", "advertisers", "claims", "reasons"}
)
_TRUTHS: Final = frozenset({"show_sensitive", "use_stated_evidence"})


def read_everything(db: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Every row with its type; all that was captured could be sent to the API again as it is."""
    for kind, query in _TABLES.items():
        for row in db.execute(query):
            yield {"type": kind, **{name: _plain(name, row[name]) for name in row.keys() if name != "seq"}}  # noqa: SIM118 - rows iterate over values


def _plain(name: str, value: Any) -> Any:
    if name in _TIMES:
        return time_from_column(value).isoformat().replace("+00:00", "Z")
    if name in _JSON and value is not None:
        return json.loads(value)
    return bool(value) if name in _TRUTHS else value
