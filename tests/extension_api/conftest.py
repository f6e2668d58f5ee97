"""A service on a temporary store, and a client that speaks to it as a paired browser does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from extension_api.app import create_app
from extension_api.config import ServiceConfig
from extension_api.service import EXTENSION_NAME, Service
from tests.builders import NOON
from tests.extension_api.pairing_browser import CodeHolder

PORT = 7391
HOST = f"127.0.0.1:{PORT}"


@dataclass
class Clock:
    """A clock that stands still until it is told to go on."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        """The time it shows."""
        return self.now

    def advance(self, **duration: float) -> None:
        """Let time pass."""
        self.now += timedelta(**duration)


@dataclass
class Browser:
    """A client with fixed headers."""

    client: FlaskClient
    headers: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, **arguments: object) -> TestResponse:
        """One request with our headers and those given."""
        headers = {"Host": HOST, **self.headers, **arguments.pop("headers", {})}
        return self.client.open(path, method=method, headers=headers, buffered=True, **arguments)

    def get(self, path: str, **arguments: object) -> TestResponse:
        """Read something."""
        return self.ask("GET", path, **arguments)

    def post(self, path: str, json: object, **arguments: object) -> TestResponse:
        """Send JSON."""
        return self.ask("POST", path, json=json, **arguments)


@pytest.fixture
def clock() -> Clock:
    """Noon, until told otherwise."""
    return Clock()


@pytest.fixture
def app(tmp_path: Path, clock: Clock) -> Iterator[Flask]:
    """The app on an empty store."""
    app = create_app(ServiceConfig(tmp_path / "store", port=PORT, clock=clock))
    yield app
    app.extensions[EXTENSION_NAME].close()


@pytest.fixture
def service(app: Flask) -> Service:
    """What the app is made of."""
    return app.extensions[EXTENSION_NAME]


@pytest.fixture
def stranger(app: Flask) -> Browser:
    """Somebody on this machine without any secret."""
    return Browser(app.test_client(use_cookies=False))


@pytest.fixture
def owner(app: Flask, service: Service) -> Browser:
    """The command line of the data directory's owner."""
    return Browser(app.test_client(use_cookies=False), {"Authorization": f"Bearer {service.admin_token}"})


@pytest.fixture
def code(owner: Browser) -> str:
    """A code as `whyad pair` shows it."""
    return owner.post("/api/v1/pairing-codes", {}).json["code"]


def pair(browser: Browser, code: str, **headers: str) -> TestResponse:
    """Prove to know a code; the answer, with the secret beside it if all went well."""
    holder = CodeHolder(code.replace("-", ""))
    begun = browser.post("/api/v1/pairing-attempts", {"public_number": f"{holder.public:x}"}, headers=headers)
    if begun.status_code != 200:
        return begun
    proofs = holder.prove(begun.json["salt"], begun.json["public_number"])
    body = {"attempt_id": begun.json["attempt_id"], "proof": proofs["browser"], "name": "a test"}
    answer = browser.post("/api/v1/pairings", body, headers=headers)
    if answer.status_code == 200:
        assert answer.json["proof"] == proofs["service"]
        answer.secret = proofs["secret"]
    return answer


@pytest.fixture
def paired(app: Flask, stranger: Browser, code: str) -> Browser:
    """A paired browser profile."""
    secret = pair(stranger, code).secret
    return Browser(app.test_client(use_cookies=False), {"Authorization": f"Bearer {secret}"})
