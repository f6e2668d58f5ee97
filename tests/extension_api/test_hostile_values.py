"""Criterion 6: whatever JSON arrives, what is kept is finite numbers and whole characters, and memory does not grow."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extension_api.service import Service
from tests.extension_api.conftest import Browser
from tests.extension_api.running_service import RunningService
from tests.extension_api.test_events import EXAMPLE
from tests.extension_api.test_hostile import BODIES

GROWTH_MAX_BYTES = 50_000_000
ROUNDS = 4
TEXT = st.text(st.characters(), max_size=20)  # half surrogates and controls included
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=8,
)


@st.composite
def almost_right(draw: st.DrawFn) -> dict[str, Any]:
    """The example batch with one to three values, anywhere in it, replaced by anything."""
    batch = json.loads(json.dumps(EXAMPLE))
    for _ in range(draw(st.integers(1, 3))):
        event = draw(st.sampled_from(batch["events"]))
        event[draw(st.sampled_from(sorted(event)))] = draw(VALUES)
    return batch


@settings(deadline=None, max_examples=150, derandomize=True, suppress_health_check=list(HealthCheck))
@given(batch=almost_right())
def test_whatever_is_taken_is_finite_and_whole(paired: Browser, service: Service, batch: dict[str, Any]):
    """A batch with anything in it is taken or refused; nothing in the store is endless or half a character."""
    for ascii_only in (True, False):
        body = json.dumps(batch, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
        response = paired.ask("POST", "/api/v1/events", data=body, content_type="application/json")

        assert response.status_code in {200, 400, 422}
    for value in stored_values(service):
        assert not isinstance(value, float) or math.isfinite(value)
        assert not isinstance(value, str) or value.isascii() or value.encode("utf-8")


def stored_values(service: Service) -> list[Any]:
    """Every value of every row of every table."""
    db = service.reader()
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return [value for table in tables for row in db.execute(f"SELECT * FROM {table}") for value in row]  # noqa: S608 - the tables' own names


@settings(deadline=None, max_examples=300, derandomize=True, suppress_health_check=list(HealthCheck))
@given(body=st.binary(max_size=200) | VALUES.map(lambda value: json.dumps(value).encode()))
def test_no_bytes_break_the_reader(paired: Browser, body: bytes):
    """Bytes without sense and JSON without meaning are refused as what they are."""
    response = paired.ask("POST", "/api/v1/events", data=body, content_type="application/json")

    assert response.status_code in ({400, 422} if body else {400, 415})


@pytest.mark.slow
def test_hostile_bodies_leave_no_memory_behind(tmp_path: Path):
    """Deep, long and broken bodies by the hundred, some above the limit: refused, and the process is no larger."""
    huge = [b'{"events": ["' + b"\xf0\x9f\x98\x80" * 250_000 + b'"]}', b"[" * 1_000_000, b'{"a":"' + b"x" * 10_485_760]
    with RunningService(tmp_path / "store") as service:
        send_all(service, [*BODIES, *huge])
        before = resident_bytes(service)
        for _ in range(ROUNDS):
            send_all(service, [*BODIES, *huge])
        grown = resident_bytes(service) - before
        status, _ = service.ask("GET", "/health")

    assert status == 200
    assert grown < GROWTH_MAX_BYTES


def send_all(service: RunningService, bodies: list[bytes]) -> None:
    """Send each body to the route that reads the largest ones; each is refused."""
    for body in bodies:
        assert 400 <= service.send_bytes("POST", "/api/v1/events", body) < 500


def resident_bytes(service: RunningService) -> int:
    """Memory of the service's process that is really there."""
    assert service.process is not None
    status = Path(f"/proc/{service.process.pid}/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024
