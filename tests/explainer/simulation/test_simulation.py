"""The declared market keeps its promises."""

from __future__ import annotations

import subprocess
import sys

import pytest

from explainer.errors import ImpressionLogError
from explainer.importers import impression_log_lines, read_impression_log
from explainer.records import CauseKind
from explainer.simulation import OUTSIDE, Rule, SimulatedPerson, read_simulated, simulate, simulated_lines
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

    assert sum(unpriced[True]) / len(unpriced[True]) > 0.8 > sum(unpriced[False]) / len(unpriced[False])


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
