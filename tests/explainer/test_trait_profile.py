"""Traits grow with evidence, fade with time, and are never more than their evidence."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.records import CauseKind, Evidence, LoggedTrait
from explainer.trait_profile import INTEREST_HALF_LIFE_DAYS, LEAST_STRENGTH, RunningProfile, build_profile
from tests.builders import NOON


def evidence(visit_id: str, *, days: float = 0, topic: str = "677", weight: float = 1.0, **fields: object) -> Evidence:
    """One visit's evidence, ``days`` after noon."""
    values = {"kind": CauseKind.INTEREST, "source": "page_words", "domain": "trails.example", **fields}
    return Evidence(visit_id=visit_id, time=NOON + timedelta(days=days), topic=topic, weight=weight, **values)  # type: ignore[arg-type]  # free fields


def running(*items: Evidence, companies: frozenset[str] | None = frozenset()) -> RunningProfile:
    """A profile that has seen all the evidence."""
    profile = RunningProfile()
    for item in items:
        profile.observe(item, companies)
    return profile


def traits(profile: RunningProfile, *, days: float, **options: str) -> dict[str, LoggedTrait]:
    """Traits by topic."""
    return {trait.id: trait for trait in profile.traits_at(NOON + timedelta(days=days), **options)}


def test_strength_halves_with_every_half_life():
    """What was read three weeks ago counts half."""
    trait = traits(running(evidence("v1", weight=2.0)), days=INTEREST_HALF_LIFE_DAYS)["677"]

    assert trait.strength == pytest.approx(1.0)
    assert trait.last_seen_days == pytest.approx(INTEREST_HALF_LIFE_DAYS)


def test_evidence_adds_up():
    """Three pages are three pages' worth."""
    trait = traits(running(evidence("v1"), evidence("v2"), evidence("v3")), days=0)["677"]

    assert (trait.strength, trait.visits) == (pytest.approx(3.0), 3)


def test_nothing_is_inferred_below_the_threshold():
    """A doubtful page, or one that was read long ago, makes no trait."""
    assert not traits(running(evidence("v1", weight=LEAST_STRENGTH - 0.01)), days=0)
    assert not traits(running(evidence("v1")), days=5 * INTEREST_HALF_LIFE_DAYS)


def test_acts_of_buying_turn_an_interest_into_an_intent():
    """One topic is one trait: reading first, then a cart, then reading again."""
    read = [evidence(f"v{number}") for number in range(2)]
    cart = evidence("cart", days=1, weight=3.0, kind=CauseKind.PURCHASE_INTENT)

    assert traits(running(*read), days=1)["677"].kind is CauseKind.INTEREST
    assert traits(running(*read, cart), days=1)["677"].kind is CauseKind.PURCHASE_INTENT
    assert traits(running(*read, cart), days=1)["677"].visits == 3


def test_page_being_looked_at_is_not_yet_a_trait():
    """The page around the ad is its context; only the visits before it are about the person."""
    profile = running(evidence("v1"), evidence("v2", days=1))

    before, never = traits(profile, days=1, without_visit="v2")["677"], traits(running(evidence("v1")), days=1)["677"]

    assert before.strength == pytest.approx(never.strength)
    assert (before.visits, before.last_seen_days) == (never.visits, never.last_seen_days)
    assert not traits(running(evidence("v1")), days=0, without_visit="v1")


def test_vendors_count_the_visits_they_saw():
    """A company that was on two of three visits knows two of three."""
    profile = RunningProfile()
    profile.observe(evidence("v1"), frozenset({"Alpha", "Beta"}))
    profile.observe(evidence("v2"), frozenset({"Alpha"}))
    profile.observe(evidence("v3"), frozenset())

    assert traits(profile, days=0)["677"].vendors == {"Alpha": 2, "Beta": 1}
    assert traits(profile, days=0, without_visit="v1")["677"].vendors == {"Alpha": 1}


def test_unknown_contacts_stay_unknown():
    """Not having looked is not the same as having seen nobody."""
    assert traits(running(evidence("v1"), companies=None), days=0)["677"].vendors is None
    assert traits(running(evidence("v1"), companies=frozenset()), days=0)["677"].vendors == {}


def test_silenced_topics_never_become_traits():
    """What is not me is not used, and neither is what is muted."""
    profile = RunningProfile(frozenset({"677"}))
    profile.observe(evidence("v1"), None)

    assert not profile.traits_at(NOON)
    assert not build_profile([evidence("v1")], as_of=NOON, observed_since=NOON, silenced=frozenset({"677"})).traits


ITEMS = st.lists(
    st.builds(
        lambda day, topic, weight, is_intent: (day, topic, weight, is_intent),
        st.floats(0, 60), st.sampled_from(["677", "216", "533"]), st.floats(0.1, 3.0), st.booleans(),
    ),
    max_size=25,
)  # fmt: skip


@given(ITEMS)
def test_running_profile_and_profile_of_one_moment_agree(drawn: list[tuple[float, str, float, bool]]):
    """The traits that explain an ad are the traits that the panel shows with their visits."""
    kinds = {True: CauseKind.PURCHASE_INTENT, False: CauseKind.INTEREST}
    items = [
        evidence(f"v{number}", days=day, topic=topic, weight=weight, kind=kinds[is_intent])
        for number, (day, topic, weight, is_intent) in enumerate(sorted(drawn))
    ]
    profile = build_profile(items, as_of=NOON + timedelta(days=60), observed_since=NOON)

    found = traits(running(*items), days=60)
    clear = {trait.topic: trait for trait in profile.traits if abs(trait.strength - LEAST_STRENGTH) > 1e-9}

    assert {topic: trait.strength for topic, trait in clear.items()} == pytest.approx(
        {topic: found[topic].strength for topic in clear}
    )
    assert all(found[topic].visits == trait.visits == len(trait.evidence) for topic, trait in clear.items())


def test_provenance_lists_the_newest_visit_first():
    """The panel shows the latest visit on top."""
    profile = build_profile(
        [evidence("v1"), evidence("v2", days=1)], as_of=NOON + timedelta(days=2), observed_since=NOON
    )

    assert [item.visit_id for item in profile.traits[0].evidence] == ["v2", "v1"]
