"""The declared market keeps its promises."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from explainer.errors import ImpressionLogError
from explainer.importers import impression_log_lines, read_impression_log
from explainer.records import CauseKind
from explainer.simulation import (
    OUTSIDE,
    TRAINING,
    Range,
    Rule,
    SimulatedPerson,
    read_simulated,
    simulate,
    simulated_lines,
)
from explainer.simulation.drawing import draw_market
from explainer.simulation.people import draw_walk
from explainer.taxonomy import Taxonomy
from tests.builders import a_logged_impression


@pytest.fixture(scope="module")
def people() -> list[SimulatedPerson]:
    """A dozen people, each in a market of their own."""
    return [person for person in simulate(12, seed=5) if person.logged]


def test_the_same_seed_gives_the_same_people(people: list[SimulatedPerson]) -> None:
    """Asking for fewer people does not change those one gets."""
    assert [person for person in simulate(3, seed=5) if person.logged] == people[:3]


def test_people_do_not_depend_on_pythons_hash_seed() -> None:
    """Another process, another order of sets, the same market."""
    code = "from explainer.simulation import *; print(*simulated_lines(simulate(2, seed=5)))"
    found = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }

    assert len(found) == 1


def test_every_rule_is_seen(people: list[SimulatedPerson]) -> None:
    """Seven ways of choosing an audience, and untargeted ads among them."""
    assert {truth.rule for person in people for truth in person.truths} == set(Rule)


def test_untargeted_ads_have_no_cause(people: list[SimulatedPerson]) -> None:
    """Nothing about the person was used, so nothing can be named."""
    untargeted = [truth for person in people for truth in person.truths if truth.rule is Rule.RUN_OF_NETWORK]

    assert untargeted
    assert not any(truth.causes for truth in untargeted)


def test_retargeting_comes_after_the_shop_was_visited(people: list[SimulatedPerson]) -> None:
    """Nobody is followed by a shop that they never saw."""
    for person in people:
        for row, truth in zip(person.logged, person.truths, strict=True):
            if any(cause.kind is CauseKind.RETARGETING for cause in truth.causes):
                assert set(row.ad.adomain) & set(row.visited_advertisers) or row.page.domain in row.ad.adomain


def test_a_written_log_reads_back_as_the_same_people(people: list[SimulatedPerson]) -> None:
    """Training from a file is training from memory."""
    assert list(read_simulated(simulated_lines(people), "log")) == people


def test_the_truth_stands_apart_from_what_can_be_seen(people: list[SimulatedPerson]) -> None:
    """Whoever reads the log as an impression log learns nothing about causes."""
    rows = tuple(read_impression_log(simulated_lines(people[:1]), "log"))

    assert rows == people[0].logged


def test_a_log_without_truth_trains_nothing() -> None:
    """One's own log is evidence about its campaigns, never training."""
    line = next(impression_log_lines([a_logged_impression()]))

    with pytest.raises(ImpressionLogError, match="simulated"):
        list(read_simulated([line], "my.jsonl"))


def test_markets_beyond_the_training_ranges_can_be_drawn() -> None:
    """Grading outside what was trained on is part of the plan."""
    assert any(person.logged for person in simulate(2, seed=1, priors=OUTSIDE))


def test_what_a_site_sells_itself_has_no_price(people: list[SimulatedPerson]) -> None:
    """Prices are seen in auctions; an ad of the site's own server seldom comes from one."""
    rows = [row for person in people for row in person.logged]
    unpriced = {
        alone: [row.ad.price is None for row in rows if (row.ad.vendors == ("adserver.example",)) is alone]
        for alone in (True, False)
    }

    assert sum(unpriced[True]) / len(unpriced[True]) > 0.7 > sum(unpriced[False]) / len(unpriced[False])


def test_a_shop_that_follows_shows_what_was_looked_at_more_often_than_chance(people: list[SimulatedPerson]) -> None:
    """The product in the ad is evidence, not proof."""
    found: dict[bool, list[bool]] = {True: [], False: []}
    for person in people:
        for row, truth in zip(person.logged, person.truths, strict=True):
            if row.viewed_products:
                shows = not set(row.ad.products).isdisjoint(row.viewed_products)
                found[truth.rule is Rule.RETARGETING].append(shows)

    follows, others = (sum(found[kind]) / len(found[kind]) for kind in (True, False))
    assert 0 < others < follows < 1


def test_a_shop_that_follows_mostly_let_its_bidder_watch(people: list[SimulatedPerson]) -> None:
    """Who orders retargeting carries the bidder's pixel; whoever else was visited was watched by chance."""
    known: dict[bool, list[bool]] = {True: [], False: []}
    for person in people:
        for row, truth in zip(person.logged, person.truths, strict=True):
            bidders = {name for name in row.ad.vendors if name.startswith("tracker")}
            if bidders and row.ad.adomain[0] in row.visited_advertisers:
                watched = not bidders.isdisjoint(row.advertiser_vendors[row.ad.adomain[0]])
                known[truth.rule is Rule.RETARGETING].append(watched)

    follows, others = (sum(known[kind]) / len(known[kind]) for kind in (True, False))
    assert others < 0.8 < follows


def test_a_place_is_only_read_where_it_was_told(people: list[SimulatedPerson]) -> None:
    """Our reader looks for the name of the place that bidders were told, and for no other."""
    rows = [row for person in people for row in person.logged if row.ad.places]

    assert rows
    assert all(row.ad.places == (row.context.place,) for row in rows)


def test_shop_pages_come_in_sprees() -> None:
    """Who looks at one product looks at the next, and more so the more a market's people stroll."""
    assert _share_of_shop_pages_after_a_shop_page(spree=0.0) < 0.5 < _share_of_shop_pages_after_a_shop_page(spree=0.85)


def _share_of_shop_pages_after_a_shop_page(*, spree: float) -> float:
    priors = replace(TRAINING, spree=Range(spree, spree), shop_visits=Range(0.2, 0.2), shopping_span=Range(1.0, 1.0))
    taxonomy, follows = Taxonomy.load(), []
    for number in range(12):
        dice = np.random.default_rng(number)
        at_shop = draw_walk(dice, draw_market(dice, priors, taxonomy), taxonomy).shop >= 0
        follows += at_shop[1:][at_shop[:-1]].tolist()
    return sum(follows) / len(follows)
