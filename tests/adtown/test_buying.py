"""Each rule of a campaign fits exactly where it says, and names its true reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from adtown.buying import History, Situation, fit, moments_of
from adtown.layout import Campaign, Kind
from adtown.texts import Line
from tests.adtown.conftest import at


def a_campaign(kind: Kind, **given: Any) -> Campaign:
    """A campaign of a tent shop."""
    plain = Campaign(
        id="c1", buyer="b", kind=kind, advertiser="tents.localhost", advertiser_name="Tents", topic="677",
        creatives=(Line("Tents", "Dry"),), landing_path="/", price=1.0, boost=2.0, cap=5, spacing=0, is_strict=True,
        declares_dsa=False,
    )  # fmt: skip
    return replace(plain, **given)


def a_situation(
    *, topics: dict[str, int] | None = None, shops: dict[str, str | None] | None = None, **given: Any
) -> Situation:
    """What a buyer may know; nothing by default."""
    return Situation(
        History(topics or {}, shops or {}),
        **{"page_topics": frozenset(), "city": None, "moments": frozenset(), **given},
    )


INTEREST = a_campaign(Kind.INTEREST, targets=frozenset({"677"}), visits_needed=2)
SEGMENT = a_campaign(Kind.PARENT_SEGMENT, targets=frozenset({"664", "669", "677"}), segment="664", visits_needed=2)
LOOK_ALIKE = a_campaign(Kind.LOOK_ALIKE, weights={"677": 1.0, "492": 0.8, "324": -1.0}, threshold=0.9)
RETARGETING = a_campaign(Kind.RETARGETING)
CONTEXT = a_campaign(Kind.PAGE_CONTEXT, targets=frozenset({"677"}))
LOCAL = a_campaign(Kind.PLACE_TIME, city="Graz")
EVENING = a_campaign(Kind.PLACE_TIME, moment="evening")


@pytest.mark.parametrize(
    ("campaign", "situation", "cause"),
    [
        (INTEREST, a_situation(topics={"677": 2}), ("interest", "677", ["677"])),
        (INTEREST, a_situation(topics={"677": 1, "669": 5}), None),
        (SEGMENT, a_situation(topics={"677": 1, "669": 1}), ("parent_segment", "664", ["664", "669", "677"])),
        (SEGMENT, a_situation(topics={"492": 9}), None),
        (LOOK_ALIKE, a_situation(topics={"677": 1, "275": 3}), ("look_alike", None, ["677"])),
        (LOOK_ALIKE, a_situation(topics={"677": 1, "492": 1, "324": 1}), None),
        (RETARGETING, a_situation(shops={"tents.localhost": None}), ("retargeting", "tents.localhost", [])),
        (RETARGETING, a_situation(shops={"other.localhost": "sku"}), None),
        (CONTEXT, a_situation(page_topics=frozenset({"677"})), ("page_context", "677", ["677"])),
        (CONTEXT, a_situation(topics={"677": 9}), None),
        (LOCAL, a_situation(city="Graz"), ("place_time", "place:Graz", [])),
        (LOCAL, a_situation(city="Porto"), None),
        (EVENING, a_situation(moments=frozenset({"evening"})), ("place_time", "moment:evening", [])),
        (EVENING, a_situation(), None),
        (a_campaign(Kind.RUN_OF_NETWORK), a_situation(), ("run_of_network", None, [])),
    ],
)
def test_rule_fits_only_where_it_says(
    campaign: Campaign, situation: Situation, cause: tuple[str, str | None, list[str]] | None
) -> None:
    """The logged reason is the rule that matched, never another one."""
    found = fit(campaign, situation)

    assert (found and found.to_json()) == (cause and dict(zip(("kind", "id", "ids"), cause, strict=True)))


@pytest.mark.parametrize(
    ("time", "moments"), [(at(8), {"morning"}), (at(12), set()), (at(20), {"evening"}), (at(12, day=7), {"weekend"})]
)
def test_moments_have_their_everyday_names(time: datetime, moments: set[str]) -> None:
    """An evening campaign runs in the evening."""
    assert moments_of(time) == moments
