"""Words that no list holds are taken apart where they are made of known ones, and left alone elsewhere."""

from __future__ import annotations

import pytest

from explainer.page_topics import PageText, read_topics
from explainer.page_topics.unlisted_words import KnownStems

KNOWN = KnownStems({"kirch", "architektur", "politisch", "garden", "tool", "rezept", "diabetiker"})


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("politische", ("politisch",)),
        ("politischen", ("politisch",)),
        ("diabetikerrezepte", ("diabetiker", "rezept")),
        ("kirchenarchitektur", ("kirch", "architektur")),
        ("gardentools", ("garden", "tool")),
        ("gardenzzzz", ()),
        ("tool", ()),
    ],
)
def test_word_comes_apart_into_known_ones_or_not_at_all(word: str, parts: tuple[str, ...]):
    """Endings and compounds are seen through; a part that makes no sense keeps the word unknown."""
    assert KNOWN.parts(word) == parts


def test_german_compound_that_no_list_holds_is_understood():
    """Compounds are endless, and so is German."""
    assert read_topics(PageText("Zahnarztpraxis", ("Zahnarzttermine",)))[0].topic == "316"
