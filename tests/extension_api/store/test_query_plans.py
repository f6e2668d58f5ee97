"""No request makes SQLite read a whole table of events: at ten million rows that takes seconds."""

from __future__ import annotations

import re
import sqlite3

import pytest
from flask import Flask

from extension_api.service import Service
from extension_api.store.daily_counts import count_held
from extension_api.store.expiry import erase_expired
from tests.builders import NOON
from tests.extension_api.conftest import Browser
from tests.extension_api.history import a_camper

EVENTS = ("visits", "contacts", "impressions", "company_links", "disclosures")
# Newest first with a LIMIT: SQLite says "scan" but stops after a page.
IN_ORDER_UNTIL_LIMIT = "SCAN impressions USING INDEX impressions_by_time"
QUERIES = ("/api/v1/impressions?ids=a1,a2", "/api/v1/impressions?limit=1", "/api/v1/impressions?verdict=about_you")
SAMPLES = {"id": "a1", "name": "nothing"}


class Statements:
    """Notes what a connection executes; its explanation of each."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db, self.seen = db, list[str]()
        db.set_trace_callback(self.seen.append)

    def whole_reads(self) -> set[str]:
        """The plans of statements that read a whole table of events, with the statement."""
        self.db.set_trace_callback(None)
        return {
            f"{row['detail']}: {statement}"
            for statement in dict.fromkeys(self.seen)
            if statement.lstrip().split(" ")[0].upper() in {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}
            for row in self.db.execute(f"EXPLAIN QUERY PLAN {statement}")
            if is_whole_read(row["detail"], statement)
        }


def is_whole_read(plan: str, statement: str) -> bool:
    """Whether a line of a plan goes through all events."""
    if plan == IN_ORDER_UNTIL_LIMIT and "LIMIT" in statement:
        return False
    return plan.startswith("SCAN ") and plan.split(" ")[1] in EVENTS


@pytest.fixture
def filled(paired: Browser, service: Service) -> Service:
    """A service that holds a little of everything."""
    assert paired.post("/api/v1/events", {"events": a_camper()}).status_code == 200
    return service


def test_a_whole_read_is_noticed(filled: Service):
    """The control: a search without an index is seen by this test."""
    statements = Statements(filled.reader())
    filled.reader().execute("SELECT id FROM contacts WHERE rule = 'none'").fetchall()

    assert [read.partition(":")[0] for read in statements.whole_reads()] == ["SCAN contacts"]


def test_reading_a_page_reads_no_whole_table(app: Flask, filled: Service, paired: Browser):
    """Lists and counts come from indexes and daily counts, and what the library reads from one stretch of an index."""
    statements = Statements(filled.reader())

    for path in (*pages(app), *QUERIES):
        assert paired.get(path).status_code < 500, path

    assert len(statements.seen) > 20
    assert statements.whole_reads() == set()


def pages(app: Flask) -> list[str]:
    """Every address that can be read, with something in place of its variables."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    return [re.sub(r"<(?:\w+:)?(\w+)>", lambda name: SAMPLES[name[1]], rule.rule) for rule in rules]


def test_daily_counts_never_count_events(filled: Service):
    """How much is held is added up from a row per day."""
    db = filled.reader()
    statements = Statements(db)

    count_held(db)

    assert len(statements.seen) == 1
    assert statements.whole_reads() == set()


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/api/v1/events", {"events": a_camper()}),
        ("DELETE", "/api/v1/visits", {"ids": ["c1"]}),
        ("DELETE", "/api/v1/sites/trails.example", None),
        ("DELETE", "/api/v1/hours", {"since": "2026-11-02T01:00:00Z", "until": "2026-11-02T02:00:00Z"}),
        ("PATCH", "/api/v1/traits/677", {"correction": "muted"}),
    ],
)
def test_changing_something_reads_no_whole_table(
    filled: Service, paired: Browser, method: str, path: str, body: object
):
    """While the writer is at work, capture waits."""
    statements = Statements(filled.database.writer)

    assert paired.ask(method, path, json=body).status_code == 200

    assert statements.whole_reads() == set()


def test_retention_reads_no_whole_table(filled: Service):
    """Each portion finds the oldest events by an index."""
    statements = Statements(filled.database.writer)

    while filled.writer.write(lambda db: erase_expired(db, NOON, limit=3)).rows:
        pass

    assert any("DELETE FROM contacts" in statement for statement in statements.seen)
    assert statements.whole_reads() == set()
