"""Pages on health, opinion, belief, sex life, origin and unions are recognised; what only sounds like them is not."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from explainer.page_topics import PageText, is_sensitive_page, sensitive_share
from explainer.page_topics.train import TRAINING_FOLDER, UNMISTAKABLE_FILE, read_unmistakable
from tests.explainer.page_topics.pages import read_sensitive_pages


def share_called_sensitive(*, half: str, sensitive: bool, language: str | None = None) -> float:
    """How many of the pages of one kind are called sensitive."""
    pages = [page for page in read_sensitive_pages() if page.half == half and page.is_sensitive is sensitive]
    pages = [page for page in pages if language in {None, page.language}]
    return sum(is_sensitive_page(page.text) for page in pages) / len(pages)


def test_held_out_sensitive_pages_are_recognised():
    """Most pages that the law protects most are treated so, though no list was made with them.

    The bar is .95 and not reached; this is the floor below which nothing may fall.
    """
    assert share_called_sensitive(half="held_out", sensitive=True) >= 0.85
    assert share_called_sensitive(half="tuning", sensitive=True) >= 0.98


def test_near_misses_seldom_raise_an_alarm():
    """Gyms, church architecture and a football club's president are nobody's secret."""
    assert share_called_sensitive(half="held_out", sensitive=False) <= 0.03


def test_german_pages_are_recognised_as_well_as_english_ones():
    """Nobody is protected less for reading German."""
    german = share_called_sensitive(half="held_out", sensitive=True, language="de")
    english = share_called_sensitive(half="held_out", sensitive=True, language="en")

    assert german >= english - 0.02


def test_sensitive_pages_cover_every_category_in_both_languages():
    """The measure is not about health alone."""
    pages = read_sensitive_pages()
    counts = Counter((page.category, page.language) for page in pages if page.is_sensitive)

    assert len(pages) >= 400
    assert len(counts) == 12
    assert min(counts.values()) >= 15


@pytest.mark.parametrize("title", ["Recipes for diabetics", "Gay-friendly hotels", "Betriebsrat gründen"])
def test_one_unmistakable_word_is_enough(title: str):
    """A page may be about food or hotels and still tell about the person."""
    assert is_sensitive_page(PageText(title))


@pytest.mark.parametrize("title", ["Depression glass", "Union Station", "Ballot for tickets", "Temple Bar"])
def test_one_ambiguous_word_is_not_enough(title: str):
    """A word with two meanings needs a second one beside it."""
    assert not is_sensitive_page(PageText(title))


def test_empty_page_is_not_sensitive():
    """Nothing is read into an empty page."""
    assert sensitive_share(PageText("")) == 0
    assert not is_sensitive_page(PageText(""))


def test_unmistakable_phrase_of_three_words_is_refused(tmp_path: Path):
    """A phrase the classifier could never find is an error in the list and no silence."""
    (tmp_path / UNMISTAKABLE_FILE).write_text("chronic kidney disease\n", encoding="utf-8")

    with pytest.raises(ValueError, match="one word or two"):
        read_unmistakable(tmp_path)

    assert len(read_unmistakable(TRAINING_FOLDER)) > 500
