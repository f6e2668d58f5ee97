"""An impression log is read as it is written, and a bad line says what is wrong with it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from types import MappingProxyType
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.errors import ImpressionLogError
from explainer.importers import impression_log_lines, read_impression_log
from explainer.importers.log_lines import SCHEMA_FILE, schema_text
from explainer.records import (
    CauseKind,
    LoggedAd,
    LoggedContext,
    LoggedImpression,
    LoggedPage,
    LoggedTrait,
    StatedReason,
)
from tests.builders import a_logged_impression, a_logged_trait

SMALLEST: dict[str, Any] = {
    "impression_id": "i1", "person_id": "p7", "time": "2026-11-02T09:12:00Z", "page": {"domain": "news.example"},
    "ad": {"ad_id": "a12"},
}  # fmt: skip


def a_line(**fields: object) -> str:
    """The smallest good line, with the one field that a test is about."""
    return json.dumps({**SMALLEST, **fields})


def a_trait(**fields: object) -> list[dict[str, object]]:
    """One trait of a line."""
    return [{"id": "677", "kind": "interest", "strength": 3.2, **fields}]


GOOD = {
    "smallest": a_line(),
    "zone with offset": a_line(time="2026-11-02T09:12:00.25+01:00"),
    "unknown topic": a_line(page={"domain": "n.example", "cat": ["no-such-topic"], "cattax": 9}),
    "whole numbers": a_line(observed_days=12, traits=a_trait(strength=3)),
    "no price": a_line(ad={"ad_id": "a12", "price": None}),
    "trait seen by nobody": a_line(traits=a_trait(vendors={})),
    "fields of their own": a_line(campaign="c9", traits=a_trait(colour="green")),
    "stated": a_line(stated=[{"kind": "profiling", "source": "dsa", "detail": "paid by Tents Ltd"}]),
}
BAD = {
    "not JSON": ("{", "line"),
    "not an object": ("[1]", "line"),
    "no id": (json.dumps({k: v for k, v in SMALLEST.items() if k != "impression_id"}), "impression_id"),
    "empty id": (a_line(impression_id=""), "impression_id"),
    "id as number": (a_line(person_id=7), "person_id"),
    "no ad id": (a_line(ad={}), "ad.ad_id"),
    "naive time": (a_line(time="2026-11-02T09:12:00"), "time"),
    "time without seconds": (a_line(time="2026-11-02T09:12Z"), "time"),
    "time as number": (a_line(time=1793610720), "time"),
    "day that is none": (a_line(time="2026-13-45T09:12:00Z"), "time"),
    "year before the first": (a_line(time="0001-01-01T00:00:00+01:00"), "time"),
    "other taxonomy": (a_line(page={"domain": "n.example", "cat": ["IAB1"], "cattax": 1}), "page.cattax"),
    "topic as number": (a_line(ad={"ad_id": "a12", "cat": [677]}), "ad.cat.0"),
    "one topic without a list": (a_line(ad={"ad_id": "a12", "cat": "677"}), "ad.cat"),
    "number as text": (a_line(observed_days="12"), "observed_days"),
    "negative number": (a_line(observed_days=-1), "observed_days"),
    "truth as number": (a_line(traits=a_trait(visits=True)), "traits.0.visits"),
    "half a visit": (a_line(traits=a_trait(visits=1.5)), "traits.0.visits"),
    "unknown kind": (a_line(traits=a_trait(kind="hobby")), "traits.0.kind"),
    "NaN": (a_line(traits=a_trait(strength=float("nan"))), "traits.0.strength"),
    "infinity": (a_line(visited_advertisers={"t.example": float("inf")}), "visited_advertisers.t.example"),
    "vendors as list": (a_line(traits=a_trait(vendors=["Alpha"])), "traits.0.vendors"),
    "stated by nobody": (a_line(stated=[{"kind": "interest"}]), "stated.0.source"),
}


def read(*lines: str | bytes, **options: Any) -> list[LoggedImpression]:
    """Read a log called log.jsonl."""
    return list(read_impression_log(lines, "log.jsonl", **options))


def test_a_full_line_becomes_a_record() -> None:
    """Everything that a line says is there."""
    line = a_line(
        page={"domain": "news.example", "cat": ["379"]}, time="2026-11-02T10:12:00+01:00",
        ad={"ad_id": "a12", "adomain": ["tents.example"], "cat": ["677"], "vendors": ["dsp1"], "price": 2.35,
            "products": ["sku-81"], "places": ["Leipzig"], "moments": ["evening"]},
        traits=a_trait(visits=9, last_seen_days=1.5, vendors={"dsp1": 6}), observed_days=12.0,
        context={"place": "Leipzig", "language": "de", "device": "desktop", "moments": ["morning"]},
        visited_advertisers={"tents.example": 3.0}, advertiser_vendors={"tents.example": ["dsp1"]},
        viewed_products=["sku-81", "sku-9"], stated=[{"kind": "interest", "id": "677", "source": "dsa"}],
    )  # fmt: skip

    assert read(line) == [
        LoggedImpression(
            "i1", "p7", datetime(2026, 11, 2, 9, 12, tzinfo=UTC), LoggedPage("news.example", ("379",)),
            LoggedAd("a12", ("tents.example",), ("677",), ("dsp1",), 2.35, ("sku-81",), ("Leipzig",), ("evening",)),
            (LoggedTrait("677", CauseKind.INTEREST, 3.2, 9, 1.5, {"dsp1": 6}),),
            LoggedContext("Leipzig", "de", "desktop", ("morning",)), {"tents.example": 3.0},
            {"tents.example": ("dsp1",)}, ("sku-81", "sku-9"), 12.0, (StatedReason("interest", "dsa", "677"),),
        )
    ]  # fmt: skip


names = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=8)
lists = st.lists(names, max_size=3).map(tuple)
amounts = st.floats(0, 1e9)
LEIPZIG = timezone(timedelta(hours=2))
rows = st.builds(
    LoggedImpression,
    impression_id=names, person_id=names,
    time=st.datetimes(datetime(1990, 1, 1), datetime(2199, 1, 1), timezones=st.just(LEIPZIG)),  # noqa: DTZ001 - the zone is the strategy's
    page=st.builds(LoggedPage, names, lists),
    ad=st.builds(LoggedAd, names, lists, lists, lists, st.none() | amounts, lists, lists, lists),
    traits=st.lists(
        st.builds(LoggedTrait, names, st.sampled_from(CauseKind), amounts, st.integers(0, 99), amounts,
                  st.none() | st.dictionaries(names, st.integers(0, 9))),
        max_size=2,
    ).map(tuple),
    context=st.builds(LoggedContext, st.none() | names, st.none() | names, st.none() | names, lists),
    visited_advertisers=st.dictionaries(names, amounts, max_size=2),
    advertiser_vendors=st.dictionaries(names, lists, max_size=2), observed_days=st.floats(0, 36_525),
    stated=st.lists(st.builds(StatedReason, names | st.sampled_from(CauseKind), names, st.text(max_size=5)), max_size=2)
    .map(tuple),
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(row=rows)
def test_what_is_written_is_read_back(row: LoggedImpression) -> None:
    """Writing a record and reading it gives the same record, in one line whatever its texts hold."""
    (line,) = impression_log_lines([row])

    assert line.count("\n") == 1
    assert read(line) == [row]


@pytest.mark.parametrize("line", GOOD.values(), ids=GOOD)
def test_good_lines_are_read_and_fit_the_schema(line: str) -> None:
    """Reader and schema agree on what is fine."""
    jsonschema.validate(json.loads(line), the_schema())

    assert len(read(line)) == 1


@pytest.mark.parametrize(("line", "field"), BAD.values(), ids=BAD)
def test_bad_lines_name_line_field_and_remedy(line: str, field: str) -> None:
    """An error leads straight to the place and says what to do."""
    with pytest.raises(ImpressionLogError) as error:
        read(a_line(impression_id="earlier"), line)

    assert (error.value.file, error.value.line, error.value.field) == ("log.jsonl", 2, field)
    assert error.value.problem
    assert error.value.hint


@pytest.mark.parametrize("line", [line for line, _ in BAD.values()], ids=BAD)
def test_bad_lines_do_not_fit_the_schema(line: str) -> None:
    """Reader and schema agree on what is not fine; NaN is not JSON at all."""

    def refuse(_constant: str) -> None:
        raise ValueError

    with pytest.raises((jsonschema.ValidationError, ValueError)):
        jsonschema.validate(json.loads(line, parse_constant=refuse), the_schema(), format_checker=_times_exist())


def test_the_schema_file_is_the_readers_own() -> None:
    """The file for other programs is generated from the reader: `python -m explainer.importers` writes it."""
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text()


def test_an_id_may_be_used_once() -> None:
    """Two lines with one id would count an ad twice."""
    with pytest.raises(ImpressionLogError, match="earlier line") as error:
        read(a_line(), a_line())

    assert (error.value.line, error.value.field) == (2, "impression_id")


def test_bad_lines_may_be_left_out_and_reported() -> None:
    """With skip the good lines are read and every bad one is reported."""
    reported: list[ImpressionLogError] = []

    found = read("{", a_line(), a_line(), a_line(impression_id="i2"), on_bad="skip", report=reported.append)

    assert [row.impression_id for row in found] == ["i1", "i2"]
    assert [(error.line, error.field) for error in reported] == [(1, "line"), (3, "impression_id")]


def test_empty_lines_and_byte_order_marks_do_not_matter() -> None:
    """Files from editors on any system are read, as text and as bytes."""
    assert len(read("\ufeff" + a_line(), "", "\n", a_line(impression_id="i2") + "\r\n")) == 2
    assert len(read(b"\xef\xbb\xbf" + a_line(person_id="Jürgen").encode())) == 1


def test_an_error_never_repeats_the_value() -> None:
    """A log is somebody's browsing, and errors end up in other logs."""
    with pytest.raises(ImpressionLogError) as error:
        read(a_line(time="secret", page={"domain": "n.example", "cat": "secret"}))

    assert "secret" not in str(error.value)


def test_a_record_with_nothing_extra_makes_a_short_line() -> None:
    """What is empty or unknown is left out, but a trait that no company saw keeps saying so."""
    trait = a_logged_trait(vendors=MappingProxyType({}))
    (line,) = impression_log_lines([a_logged_impression(traits=(trait,), observed_days=0.0)])

    assert set(json.loads(line)) == {"impression_id", "person_id", "time", "page", "ad", "traits", "observed_days"}
    assert json.loads(line)["traits"][0]["vendors"] == {}


def the_schema() -> dict[str, Any]:
    """The schema as other programs read it."""
    loaded: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return loaded


def _times_exist() -> jsonschema.FormatChecker:
    checker = jsonschema.FormatChecker(())
    faults = (TypeError, ValueError, OverflowError)
    checker.checks("date-time", raises=faults)(lambda text: bool(datetime.fromisoformat(text).astimezone(UTC)))
    return checker
