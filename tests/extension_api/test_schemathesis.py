"""Criterion 6: whatever is sent that the API's own description allows or forbids, no answer is an error of ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import BaseSchema, Case, GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import positive_data_acceptance

from extension_api.app import create_app
from extension_api.config import ServiceConfig
from extension_api.payloads.fields import EARLIEST, LATEST
from extension_api.routes import ALL, info
from extension_api.service import EXTENSION_NAME
from tests.extension_api.conftest import HOST, PORT, Clock

ROUTES = [route for endpoints in ALL for route in endpoints.routes]
DESCRIBED = [route for route in ROUTES if route.path.startswith("/api/") or route.path == "/health"]
TRIED = [
    (f"{route.method} {route.path.replace('<path:', '<').replace('<', '{').replace('>', '}')}", mode)
    for route in DESCRIBED
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or route.body or route.query or "<" in route.path
]
# A schema cannot say that an hour ends after it begins, which cursors this service gave out, or that 5.0 is not meant
# where 5 is; and what counts as a space in a pattern differs between languages.
BEYOND_A_SCHEMA = {
    "DELETE /api/v1/hours", "POST /api/v1/events", "POST /api/v1/imports/{id}/rows", "POST /api/v1/explain",
    *(f"GET {route.path}" for route in ROUTES if route.query and "cursor" in route.query.model_fields),
}  # fmt: skip
HEALTH = list(HealthCheck)  # some descriptions make slow or few cases; that is no fault
CASES = 12  # for each of about 70 operations and ways to make cases: about 800
CASES_LONG = 160  # above 10,000
# Nor can it bound a time; left to itself the generator would hardly ever make one that is taken.
SECONDS = st.integers(int(EARLIEST.timestamp()), int(LATEST.timestamp()))
schemathesis.openapi.format("date-time", SECONDS.map(lambda second: datetime.fromtimestamp(second, UTC).isoformat()))


@dataclass(frozen=True)
class Served:
    """The description as served, and headers with which everything may be called."""

    schema: BaseSchema
    headers: dict[str, str]
    tried: Counter[str] = field(default_factory=Counter)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An app that its owner may ask for anything, as often as there are cases."""
    folder = tmp_path_factory.mktemp("described")
    app = create_app(ServiceConfig(folder / "store", port=PORT, clock=Clock(), requests_per_second=1e9))
    service = app.extensions[EXTENSION_NAME]
    headers = {"Host": HOST, "Authorization": f"Bearer {service.admin_token}"}
    served = Served(schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, headers=headers), headers)
    yield served
    print(f"\n{served.tried.total()} cases of {len(served.tried)} operations")  # shown with -s
    service.close()


def tried_cases(served: Served, operation: str, mode: GenerationMode, count: int) -> int:
    """Send so many cases of one operation and hold each answer against the description; how many there were.

    Raises:
        FailureGroup: An answer is not as described.
    """
    method, _, path = operation.partition(" ")
    before = served.tried[operation]
    described = served.schema[path][method]

    excluded = [positive_data_acceptance] if operation in BEYOND_A_SCHEMA else []

    @settings(max_examples=count, deadline=None, derandomize=True, database=None, suppress_health_check=HEALTH)
    @given(case=described.as_strategy(generation_mode=mode))
    def check(case: Case) -> None:
        served.tried[operation] += 1
        case.call_and_validate(headers=served.headers, excluded_checks=excluded)

    check()
    return served.tried[operation] - before


@pytest.mark.parametrize(("operation", "mode"), TRIED)
def test_every_answer_is_as_described(served: Served, operation: str, mode: GenerationMode):
    """Status, content type and shape of each answer stand in the description; nothing ends in an error of ours."""
    assert tried_cases(served, operation, mode, CASES) > 0


def test_an_error_of_ours_would_be_found(served: Served, monkeypatch: pytest.MonkeyPatch):
    """The control: where a route breaks, the same cases say so."""
    monkeypatch.delattr(info, "LEAST_FREE_BYTES")

    with pytest.raises(FailureGroup, match="500"):
        tried_cases(served, "GET /health", GenerationMode.POSITIVE, 1)


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize(("operation", "mode"), TRIED)
def test_every_one_of_many_answers_is_as_described(served: Served, operation: str, mode: GenerationMode):
    """The same, more than ten times as often."""
    assert tried_cases(served, operation, mode, CASES_LONG) > 0
