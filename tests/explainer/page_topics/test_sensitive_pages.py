"""Pages on health, opinion, belief, sex life, origin and unions are recognised; what only sounds like them is not."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from explainer.page_topics import PageText, is_sensitive_page
from explainer.page_topics.sensitive_pages import SENSITIVE_WEIGHTS_FILE, whole_text
from explainer.page_topics.train import SENSITIVE_WORDS_FILE, TRAINING_FOLDER
from explainer.page_topics.train_sensitive_pages import read_listed, read_training_pages, train_sensitive
from explainer.page_topics.words import stem, tokens
from tests.explainer.page_topics.pages import read_sensitive_pages


def share_called_sensitive(*, sensitive: bool, language: str | None = None) -> float:
    """How many of the pages of one kind are called sensitive."""
    pages = [page for page in read_sensitive_pages() if page.is_sensitive is sensitive]
    pages = [page for page in pages if language in {None, page.language}]
    return sum(is_sensitive_page(page.text) for page in pages) / len(pages)


def test_sensitive_pages_are_recognised():
    """Pages that the law protects most are treated so."""
    assert share_called_sensitive(sensitive=True) >= 0.95


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_language_is_protected_much_less(language: str):
    """Nobody's pages are left out for their language. English stands at .948, German higher."""
    assert share_called_sensitive(sensitive=True, language=language) >= 0.93


@pytest.mark.parametrize("language", ["en", "de"])
def test_near_misses_seldom_raise_an_alarm(language: str):
    """Gyms, church architecture and a football club's president are nobody's secret."""
    assert share_called_sensitive(sensitive=False, language=language) <= 0.03


def test_sensitive_pages_cover_every_category_in_both_languages():
    """The measure is not about health alone."""
    pages = read_sensitive_pages()
    counts = Counter((page.category, page.language) for page in pages if page.is_sensitive)

    assert len(pages) >= 400
    assert len(counts) == 12
    assert min(counts.values()) >= 8


def word_runs(text: str) -> set[tuple[str, ...]]:
    """Every run of three stems."""
    stems = [stem(token) for token in tokens(text)]
    return {tuple(stems[start : start + 3]) for start in range(len(stems) - 2)}


def test_no_measured_page_shares_three_words_with_a_training_page():
    """A recogniser that had read the examination would pass it without understanding."""
    learned = set[tuple[str, ...]]().union(*(word_runs(example.text) for example in read_training_pages()))

    assert not [page.text.title for page in read_sensitive_pages() if word_runs(whole_text(page.text)) & learned]


@pytest.mark.parametrize("title", ["Recipes for diabetics", "Gay-friendly hotels", "Betriebsrat gründen"])
def test_a_page_may_be_about_food_or_hotels_and_still_tell_about_the_person(title: str):
    """Other words beside a telling one do not hide it."""
    assert is_sensitive_page(PageText(title))


@pytest.mark.parametrize("title", ["Depression glass", "Union Station", "Ballot for tickets", "Temple Bar"])
def test_one_ambiguous_word_is_not_enough(title: str):
    """A word with two meanings needs others beside it."""
    assert not is_sensitive_page(PageText(title))


def test_empty_page_is_not_sensitive():
    """Nothing is read into an empty page."""
    assert not is_sensitive_page(PageText(""))


def test_listed_phrase_of_three_words_is_refused(tmp_path: Path):
    """A phrase the recogniser could never find is an error in the list and no silence."""
    (tmp_path / SENSITIVE_WORDS_FILE).write_text("chronic kidney disease\n", encoding="utf-8")

    with pytest.raises(ValueError, match="one word or two"):
        read_listed(tmp_path)

    assert len(read_listed(TRAINING_FOLDER)) > 500


@pytest.mark.slow
def test_training_again_gives_the_shipped_recogniser(tmp_path: Path):
    """Anybody can make the weights and get the same ones, up to the last digit of another machine's arithmetic."""
    train_sensitive(tmp_path / "again.npz")

    with np.load(tmp_path / "again.npz") as again, np.load(TRAINING_FOLDER.parent / SENSITIVE_WEIGHTS_FILE) as shipped:
        assert np.array_equal(again["listed"], shipped["listed"])
        assert np.allclose(again["values"], shipped["values"], atol=5e-3)
        assert np.allclose(again["bias"], shipped["bias"], atol=5e-3)
