"""Traits that stand in for a sensitive one are found, and none are made up."""

from __future__ import annotations

import numpy as np
import pytest

from explainer.audit import ProxyAudit, find_proxies
from explainer.audit.proxies import ERROR_RATE
from explainer.records import LoggedImpression
from explainer.taxonomy import Taxonomy
from tests.builders import a_logged_impression, a_logged_trait

TAXONOMY = Taxonomy.load()
SENSITIVE = next(topic.id for topic in TAXONOMY.topics if topic.is_sensitive)
HARMLESS = tuple(topic.id for topic in TAXONOMY.topics if not topic.is_sensitive)[10:26]


def a_log_of_people(seed: int, *, people: int = 400, implanted: str = "nothing") -> list[LoggedImpression]:
    """People with random traits; the sensitive one goes with one harmless trait, with two together, or with nothing."""
    dice = np.random.default_rng(seed)
    has = dice.random((people, len(HARMLESS))) < 0.3
    cause = {"nothing": np.zeros(people, dtype=bool), "one": has[:, 0], "two": has[:, 0] & has[:, 1]}[implanted]
    sensitive = np.where(cause, dice.random(people) < 0.7, dice.random(people) < 0.12)
    return [
        a_logged_impression(
            f"i{person}", person_id=f"p{seed}-{person}",
            traits=tuple(
                a_logged_trait(topic)
                for topic, holds in zip((*HARMLESS, SENSITIVE), (*has[person], sensitive[person]), strict=True) if holds
            ),
        )
        for person in range(people)
    ]  # fmt: skip


def audited(seed: int, **how: object) -> ProxyAudit:
    """The answer for the one sensitive trait in the log."""
    (found,) = find_proxies(a_log_of_people(seed, **how), TAXONOMY)  # type: ignore[arg-type]  # free fields
    return found


@pytest.mark.parametrize("seed", range(5))
def test_one_trait_that_stands_in_is_named_first(seed: int) -> None:
    """If seven in ten of those who read about one thing have the sensitive trait, that thing is named."""
    found = audited(seed, implanted="one")

    assert found.proxies[0].traits[0] == HARMLESS[0] or HARMLESS[0] in found.proxies[0].traits
    assert found.proxies[0].low >= 2
    assert found.is_given_away


def test_two_traits_that_stand_in_only_together_are_named_together() -> None:
    """Neither gives it away alone, both together do."""
    found = audited(1, people=1200, implanted="two")

    assert set(found.proxies[0].traits) == {HARMLESS[0], HARMLESS[1]}


def test_a_log_without_proxies_is_seldom_accused() -> None:
    """Of a hundred logs in which nothing goes with the sensitive trait, about five at most are accused."""
    accused = sum(audited(1000 + seed).is_given_away for seed in range(100))

    assert accused <= 100 * ERROR_RATE + 4  # two standard deviations of a share of 5 %


def test_with_few_people_nothing_is_said() -> None:
    """Nineteen people cannot show what a trait goes with."""
    found = audited(3, people=60)

    assert not found.can_tell
    assert not found.is_given_away


def test_the_order_of_the_log_does_not_matter() -> None:
    """The same people give the same answer."""
    log = a_log_of_people(5, implanted="one")

    assert find_proxies(log, TAXONOMY) == find_proxies(log[::-1], TAXONOMY)


def test_a_log_without_sensitive_traits_has_nothing_to_audit() -> None:
    """No sensitive trait, no answer; and no people, no error."""
    assert find_proxies([a_logged_impression(traits=(a_logged_trait(HARMLESS[0]),))], TAXONOMY) == ()
    assert find_proxies([], TAXONOMY) == ()
