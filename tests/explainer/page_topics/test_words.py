"""Everyday forms of a word meet; different words stay apart."""

from __future__ import annotations

import pytest

from explainer.page_topics.words import features, plain, stem, tokens


@pytest.mark.parametrize(
    "forms",
    [
        ("hike", "hikes", "hiking", "hiked"),
        ("bake", "baking", "baked"),
        ("run", "running"),
        ("puppy", "puppies"),
        ("house", "houses", "housing"),
        ("knife", "knives"),
        ("ski", "skiing"),
    ],
)
def test_forms_of_a_word_meet(forms: tuple[str, ...]):
    """Whoever writes hiking and whoever writes hikes speaks of the same thing."""
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), [("car", "care"), ("plane", "plan"), ("wedding", "wed"), ("string", "str")])
def test_different_words_stay_apart(one: str, other: str):
    """Care is not a car."""
    assert stem(one) != stem(other)


def test_accents_and_typographic_apostrophes_do_not_matter():
    """A café is a cafe, however it was typed."""
    assert plain("Café d\u2019été") == "cafe d'ete"


def test_short_hyphenated_words_are_one_word():
    """An e-bike is an e-bike, and trail-running is both trail and running."""
    assert list(tokens("E-bike, trail-running")) == ["ebike", "trail", "running"]


def test_pairs_stop_at_punctuation_and_numbers():
    """Two words from two sentences are no phrase, and bed and breakfast is one."""
    found = {feature for feature, _ in features("Bed and breakfast. Cruise, 7 nights")}

    assert "bed_breakfast" in found
    assert not {"breakfast_cruis", "cruis_night"} & found
