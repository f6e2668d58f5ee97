"""Reads everything that is held as plain objects, in the form of the API's events, a few hundred rows at a time.

No query stays open between two portions: an export takes as long as its reader likes, and an open query would keep
erased bytes in the write-ahead log.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any, Final

from extension_api.store.columns import time_from_column

PORTION: Final = 500  # rows
# Tables that may be large, read by their sequence number in the order in which things arrived.
_CAPTURED: Final = {
    "visit": "SELECT * FROM visits WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?",
    "tracker_contact": "SELECT * FROM contacts WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?",
    "impression": "SELECT * FROM impressions WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?",
    "company_link": "SELECT * FROM company_links WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?",
    "disclosure": "SELECT * FROM disclosures WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?",
}
_LAST: Final = {
    "visit": "SELECT max(seq) FROM visits",
    "tracker_contact": "SELECT max(seq) FROM contacts",
    "impression": "SELECT max(seq) FROM impressions",
    "company_link": "SELECT max(seq) FROM company_links",
    "disclosure": "SELECT max(seq) FROM disclosures",
}
# Secrets of browsers and dashboards are nobody's browsing data; their hashes would help nobody either.
_SAID: Final = {
    "correction": "SELECT * FROM corrections ORDER BY topic",
    "feedback": "SELECT * FROM feedback ORDER BY given_at, impression_id, cause_kind, cause_id",
    "settings": "SELECT made_at, retention_days, show_sensitive, use_stated_evidence, place FROM store",
    "forgotten_visit": "SELECT lower(hex(id_hash)) AS id_hash FROM forgotten_visits ORDER BY id_hash",
    "forgotten_event": "SELECT lower(hex(id_hash)) AS id_hash FROM forgotten_events ORDER BY id_hash",
    "forgotten_time": "SELECT since, until FROM forgotten_times ORDER BY since, until",
    "receipt": "SELECT * FROM receipts ORDER BY erased_at, id",
}
KINDS: Final = (*_CAPTURED, *_SAID)
_TIMES: Final = frozenset(
    {"time", "made_at", "corrected_at", "given_at", "since", "until", "erased_at", "completed_at"}
)  # fmt: skip
_JSON: Final = frozenset(
    {
        "headings", "schema_types", "adomain", "finders", "delivery", "bid", "advertisers", "claims", "reasons",
        "waiting_for",
    }
)  # fmt: skip
_TRUTHS: Final = frozenset({"show_sensitive", "use_stated_evidence"})


def read_rows(reader: Callable[[], sqlite3.Connection], kind: str) -> Iterator[dict[str, Any]]:
    """All rows of one of the ``KINDS``, as they were when this began. ``reader`` gives each portion a connection."""
    if kind in _SAID:
        yield from (_plain(kind, row) for row in reader().execute(_SAID[kind]).fetchall())
        return
    place, last = 0, reader().execute(_LAST[kind]).fetchone()[0] or 0
    while portion := reader().execute(_CAPTURED[kind], (place, last, PORTION)).fetchall():
        yield from (_plain(kind, row) for row in portion)
        place = portion[-1]["seq"]


def _plain(kind: str, row: sqlite3.Row) -> dict[str, Any]:
    return {"type": kind, **{name: _value(name, row[name]) for name in row.keys() if name != "seq"}}  # noqa: SIM118 - rows iterate over values


def _value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _TIMES:
        return time_from_column(value).isoformat().replace("+00:00", "Z")
    if name in _JSON:
        return json.loads(value)
    return bool(value) if name in _TRUTHS else value
