"""A town to test with, and a browser's view of it without a browser."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from waitress.server import create_server
from werkzeug.test import Client, TestResponse

from adtown.layout import Article, Site, Town
from adtown.rehearsal import NOON
from adtown.server import TownServer, open_town
from adtown.town import build_town

PORT = 8123


@dataclass
class Reader:
    """Asks a town for pages and keeps cookies, one HTTP request at a time."""

    client: Client
    log_file: Path

    def get(self, url: str, **given: Any) -> TestResponse:
        """Fetch an address of the town."""
        parts = urlsplit(url)
        return self.client.get(url, base_url=f"{parts.scheme}://{parts.netloc}", **given)

    def post(self, url: str, body: object, **given: Any) -> TestResponse:
        """Send JSON as plain text, as the page's auction does."""
        parts = urlsplit(url)
        return self.client.post(url, base_url=f"{parts.scheme}://{parts.netloc}", data=json.dumps(body), **given)

    def decisions(self) -> list[dict[str, Any]]:
        """The lines of the decision log so far."""
        return [json.loads(line) for line in self.log_file.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def town() -> Town:
    """One town for all tests."""
    return build_town(7)


@pytest.fixture
def reader(town: Town, tmp_path: Path) -> Reader:
    """A new reader in a fresh market, at noon of a working day."""
    app = open_town(town, PORT, log_dir=tmp_path, now=lambda: NOON)
    return Reader(Client(app), tmp_path / "decisions.jsonl")


def an_article(town: Town, topic: str | None) -> Article:
    """Some article about a topic."""
    return next(article for site in town.sites for article in site.articles if article.topic == topic)


def a_site(town: Town, **wanted: object) -> Site:
    """A site with these attributes."""
    return next(site for site in town.sites if all(getattr(site, name) == value for name, value in wanted.items()))


def a_bid_request(article: Article, view: int, *, page_topics: list[str] | None = None) -> dict[str, Any]:
    """What a page's auction sends about one slot."""
    topics = page_topics if page_topics is not None else [article.topic] if article.topic else []
    return {
        "id": "request-1",
        "site": {"page": article.url(PORT), "cat": topics, "cattax": 9, "ext": {"data": {"view": view}}},
        "device": {"geo": {"city": "Nowhere"}},
        "imp": [{"id": "imp-1", "ext": {"gpid": "some-slot"}, "banner": {"format": [{"w": 300, "h": 250}]}}],
    }


@contextmanager
def on_the_air(app: TownServer, port: int) -> Iterator[None]:
    """Serve a town for the length of a test."""
    server = create_server(app, host="127.0.0.1", port=port, threads=8, clear_untrusted_proxy_headers=True)
    worker = threading.Thread(target=server.run, daemon=True)
    worker.start()
    try:
        yield
    finally:
        server.close()
        worker.join(timeout=5)


def at(hour: int, *, day: int = 3) -> datetime:
    """A moment of the week of 2 November 2026, a Monday."""
    return NOON.replace(day=day, hour=hour)
