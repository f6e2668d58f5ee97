"""The examples in tests/payloads are the contract; the models of the service must say the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from extension_api.payloads import MESSAGES
from extension_api.payloads.events import EventsRequest, VisitEvent

EXAMPLES = Path(__file__).parents[1] / "payloads"
VISIT = json.loads((EXAMPLES / "events_request.json").read_text("utf-8"))["events"][0]


def test_every_example_has_a_model_and_every_model_an_example():
    """No message travels that is not written down."""
    assert {path.stem for path in EXAMPLES.glob("*.json")} == set(MESSAGES)


@pytest.mark.parametrize("name", MESSAGES)
def test_example_is_valid_and_comes_back_as_it_was(name: str):
    """What the extension reads is what the service writes, to the letter."""
    text = (EXAMPLES / f"{name}.json").read_text("utf-8")

    message = MESSAGES[name].model_validate_json(text)

    assert json.loads(message.model_dump_json()) == json.loads(text)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time", "2026-11-02T09:10:00"),
        ("time", 1793610600),
        ("time", "9999-12-31T23:59:59-14:00"),
        ("id", "no spaces allowed"),
        ("url", "javascript:alert(1)"),
        ("title", "x" * 513),
        ("domain", "trails.example/path"),
        ("headings", "not a list"),
        ("unknown", 1),
    ],
)
def test_what_does_not_fit_is_refused(field: str, value: object):
    """A time without a zone, a script for an address, a title without end: none gets past the border."""
    with pytest.raises(ValidationError):
        VisitEvent.model_validate_json(json.dumps({**VISIT, field: value}))


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_numbers_are_finite(number: str):
    """No infinity reaches the sums."""
    text = (EXAMPLES / "events_request.json").read_text("utf-8").replace("2.35", number)

    with pytest.raises(ValidationError):
        EventsRequest.model_validate_json(text)


def test_control_characters_become_spaces():
    """A page's title cannot start a new line or ring a bell."""
    visit = VisitEvent.model_validate_json(json.dumps({**VISIT, "title": "Ten\u0000ridge\u001bwalks\n"}))

    assert visit.title == "Ten ridge walks "


def test_times_are_read_in_any_zone_and_kept_in_utc():
    """Nine in Leipzig is eight in UTC."""
    visit = VisitEvent.model_validate_json(json.dumps({**VISIT, "time": "2026-11-02T09:00:00+01:00"}))

    assert visit.to_record().time.isoformat() == "2026-11-02T08:00:00+00:00"
