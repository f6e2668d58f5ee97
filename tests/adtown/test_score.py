"""The score is the judge, so it is judged first."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adtown.score import Decision, by_kind, grade, is_right, read_decisions, summarise

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


def a_decision(
    kind: str, id: str | None = None, *ids: str, seconds: float = 0, page: str = "http://a.localhost:1/x"
) -> Decision:
    return Decision(
        NOON + timedelta(seconds=seconds),
        page,
        "tents.localhost",
        "cr-1",
        kind,
        id,
        frozenset(ids or ([id] if id else [])),
    )


def an_explanation(
    verdict: str = "about_everyone", kind: str | None = None, id: str = "", *, seconds: float = 1
) -> dict[str, Any]:
    top = {"kind": kind, "id": id, "label": "", "probability": 0.9} if kind else None
    time = (NOON + timedelta(seconds=seconds)).isoformat()
    impression = {
        "id": f"i{seconds}",
        "time": time,
        "text": "A tent",
        "page_url": "http://a.localhost:1/x",
        "adomain": ["tents.localhost"],
    }
    return {"impression": impression, "verdict": verdict, "sentence": "…", "top_cause": top, "contributions": []}


@pytest.mark.parametrize(
    ("decision", "verdict", "top", "right"),
    [
        (a_decision("interest", "677"), "about_you", ("interest", "677"), True),
        (a_decision("interest", "677"), "about_you", ("purchase_intent", "677"), True),
        (a_decision("interest", "677"), "about_you", ("interest", "211"), False),
        (a_decision("interest", "677"), "not_enough_evidence", ("interest", "677"), False),
        (a_decision("parent_segment", "664", "677", "678"), "about_you", ("interest", "678"), True),
        (a_decision("look_alike", None, "1", "2"), "about_you", ("interest", "2"), True),
        (a_decision("retargeting", "tents.localhost"), "about_you", ("retargeting", "tents.localhost"), True),
        (a_decision("retargeting", "tents.localhost"), "about_you", ("retargeting", "other.localhost"), False),
        (a_decision("page_context", "677"), "about_the_page", ("page_context", "677"), True),
        (a_decision("place_time", "place:Leipzig"), "about_the_moment", ("place_time_device", "place:Leipzig"), True),
        (a_decision("run_of_network"), "about_everyone", None, True),
        (a_decision("house"), "about_you", ("interest", "677"), False),
    ],
)
def test_answer_is_right_only_as_the_table_asks(
    decision: Decision, verdict: str, top: tuple[str, str] | None, right: bool
) -> None:
    """Kind, identity and verdict must all fit the bidder's reason."""
    cause = None if top is None else {"kind": top[0], "id": top[1]}

    assert is_right(verdict, cause, decision) is right


def test_one_delivery_is_matched_once() -> None:
    """Two sightings cannot both claim the same delivery."""
    graded = grade([an_explanation(seconds=1), an_explanation(seconds=2)], [a_decision("house")])

    assert len(graded) == 1


def test_headline_decides_between_two_ads_of_one_advertiser() -> None:
    """The nearer in time is not the one that was seen, if it said something else."""
    near, far = a_decision("house"), a_decision("interest", "677", seconds=5)
    decisions = [replace(near, text="A stove"), replace(far, text="A tent")]

    assert [ad.decision.kind for ad in grade([an_explanation()], decisions)] == ["interest"]


def test_delivery_on_another_page_is_not_matched() -> None:
    """An ad is only held against what was delivered on its own page."""
    assert grade([an_explanation()], [a_decision("house", page="http://b.localhost:1/x")]) == []


def test_summary_counts_right_and_silent_apart() -> None:
    """Two figures: right where somebody was targeted, silent where nobody was."""
    decisions = [a_decision("interest", "677"), a_decision("house", seconds=40)]
    graded = grade([an_explanation("about_you", "interest", "677"), an_explanation(seconds=41)], decisions)

    assert summarise(graded) == {"targeted": 1, "targeted_right": 1, "untargeted": 1, "untargeted_silent": 1}
    assert by_kind(graded) == {"house": (1, 1), "interest": (1, 1)}


def test_log_is_read_in_order_of_time(tmp_path) -> None:
    """Bidders write at the same moment, so lines may come out of order."""
    lines = [
        {
            "time": f"2026-11-02T12:00:0{n}Z",
            "page": "p",
            "adomain": "a",
            "crid": str(n),
            "cause": {"kind": "house", "id": None},
        }
        for n in (2, 1)
    ]
    (tmp_path / "decisions.jsonl").write_text("\n".join(json.dumps(line) for line in lines))

    assert [decision.crid for decision in read_decisions(tmp_path / "decisions.jsonl")] == ["1", "2"]
