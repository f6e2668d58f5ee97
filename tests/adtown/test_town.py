"""A seed is a town: always the same one, and always one that is fair to grade an explainer on."""

from __future__ import annotations

import pytest

from adtown.layout import UNTARGETED, Kind, Role, Town
from adtown.rehearsal import Rehearsal, broken_house_rules, look_up, shares
from adtown.texts import load_texts
from adtown.town import MOMENTS, build_town, draw_town
from adtown.walk import plan_walk

SEEDS = (1, 4, 11, 23, 40)


def test_same_seed_gives_the_same_town() -> None:
    """Whoever repeats a run meets the same campaigns and the same pages."""
    assert draw_town(5, 0, load_texts()) == draw_town(5, 0, load_texts())


def test_another_seed_gives_another_town() -> None:
    """A score on one town says nothing if all towns are the same."""
    one, other = build_town(1), build_town(2)

    assert one.campaigns != other.campaigns
    assert one.persona != other.persona
    assert [site.topics for site in one.sites] != [site.topics for site in other.sites]


@pytest.mark.parametrize("seed", SEEDS)
def test_town_has_all_its_inhabitants(seed: int) -> None:
    """Twelve sites, six shops, three bidders, and a company that works without cookies."""
    town = build_town(seed)

    assert len({site.domain for site in town.sites}) >= 12
    assert len(town.shops) >= 6
    assert [company.role for company in town.companies].count(Role.BIDDER) == 3
    assert {Role.DATA, Role.AD_SERVER, Role.NATIVE} <= {company.role for company in town.companies}
    assert all(2 <= len(site.topics) <= 8 and len(site.bidders) >= 2 for site in town.sites)


@pytest.mark.parametrize("moment", MOMENTS, ids=("noon", "morning", "saturday-evening"))
@pytest.mark.parametrize("seed", SEEDS)
def test_walk_through_a_town_keeps_the_rules_of_the_house(seed: int, moment) -> None:
    """Four kinds or more, none above a third, untargeted ads about what the person likes, few declarations."""
    town = build_town(seed)
    walk, rehearsal = plan_walk(town, seed, 80), Rehearsal(town, now=moment)
    rehearsal.play(step.url for step in walk.warm_up)

    scored = rehearsal.play(step.url for step in walk.scored)

    assert broken_house_rules(town, scored) == []
    assert len(scored) >= 40


@pytest.mark.parametrize("seed", SEEDS)
def test_half_of_the_syncs_are_out_of_sight(seed: int) -> None:
    """What companies tell each other between servers, no browser can see."""
    syncs = build_town(seed).syncs

    assert sum(not sync.is_visible for sync in syncs) * 2 >= len(syncs)
    assert any(sync.is_visible for sync in syncs)


def test_one_sided_mix_is_called_unfair(town: Town) -> None:
    """The judge of fairness can say no."""
    lines = [
        {"campaign_id": campaign.id, "cause": {"kind": campaign.kind}}
        for campaign in town.campaigns
        if campaign.kind is Kind.HOUSE
    ]

    assert "one kind has 100% of the ads" in broken_house_rules(town, lines)
    assert shares(lines) == {"house": 1.0}


def test_no_history_means_no_targeting_by_history(town: Town) -> None:
    """On somebody's first page nobody can know them yet."""
    lines = Rehearsal(town).play([plan_walk(town, 7, 80).warm_up[0].url])

    assert {line["cause"]["kind"] for line in lines} <= {*UNTARGETED, Kind.PAGE_CONTEXT, Kind.PLACE_TIME}


def test_without_cookies_only_the_data_company_links_visits(town: Town) -> None:
    """Where third-party cookies are blocked, targeting by history goes to customers of the company that needs none."""
    data = town.company_for(Role.DATA).code
    customers = {sync.target for sync in town.syncs if sync.source == data}
    rehearsal = Rehearsal(town, third_party_cookies=False)

    lines = rehearsal.play(step.url for step in (*plan_walk(town, 7, 80).warm_up, *plan_walk(town, 7, 80).scored))

    by_history = [
        line for line in lines if line["cause"]["kind"] in {"interest", "parent_segment", "look_alike", "retargeting"}
    ]
    assert by_history
    assert {line["seller"] for line in by_history} <= customers


def test_tracker_lists_name_every_company(town: Town) -> None:
    """The lists that a person pastes into the options page cover the whole market."""
    assert town.tracker_rules().count("$third-party\n") == len(town.companies)
    assert all(f"{company.domain} = {company.name}" in town.tracker_companies() for company in town.companies)


def test_every_page_of_the_walk_exists(town: Town) -> None:
    """The walk never leads to a page that nobody serves."""
    walk = plan_walk(town, 7, 80)

    assert all(look_up(town, step.url).place.domain == step.domain for step in (*walk.warm_up, *walk.scored))
