"""Pages are read rightly, quickly, with reasons, and not at all where they say nothing."""

from __future__ import annotations

from time import perf_counter

import pytest

from explainer.page_topics import PageText, read_topics
from explainer.taxonomy import Taxonomy
from tests.explainer.page_topics.pages import measure, read_pages


def test_held_out_pages_are_read_rightly():
    """Nine of ten ordinary pages get exactly their topic, out of several hundred."""
    shares = measure("held_out_pages.tsv")

    assert shares.exact >= 0.90
    assert shares.first_tier >= 0.93


def test_short_advertisements_are_read_rightly():
    """A handful of words is enough for most advertisements."""
    shares = measure("held_out_ads.tsv")

    assert shares.exact >= 0.78
    assert shares.first_tier >= 0.85


def test_pages_about_nothing_are_mostly_left_alone():
    """A sign-in page or an imprint makes nobody interested in anything."""
    assert measure("held_out_general_pages.tsv").silent >= 0.5
    assert measure("tuning_general_pages.tsv").silent >= 0.9


def test_held_out_pages_cover_many_topics():
    """The measure is not about a few favourites."""
    pages = read_pages("held_out_pages.tsv")

    assert len(pages) >= 120
    assert len({topic for topic, _ in pages}) >= 60


def test_words_that_mattered_stand_in_the_text():
    """The panel can mark the very words in the title."""
    page = PageText("Three-season tents, now lighter", ("Poles and pegs",))

    words = read_topics(page)[0].words

    assert words
    assert all(
        part in {"three", "season", "tents", "now", "lighter", "poles", "pegs"}
        for word in words
        for part in word.split()
    )


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Trail tents compared", "677"),
        ("Baking bread with a sourdough starter", "217"),
        ("Index funds for beginners", "410"),
        ("Insulin pumps and blood sugar", "317"),
        ("Puppy training in ten days", "425"),
        ("Electric cars with a long range", "22"),
    ],
)
def test_most_specific_topic_comes_before_its_ancestors(title: str, topic: str):
    """A page about tents is about camping, not about travel."""
    scores = read_topics(PageText(title))

    assert scores[0].topic == topic
    assert not any(Taxonomy.load().is_within(topic, score.topic) for score in scores[1:] if score.probability > 0.5)


def test_empty_page_has_no_topic():
    """Nothing is read into an empty page."""
    assert read_topics(PageText("")) == ()


def test_probabilities_fall_and_stay_below_one():
    """Topics come likeliest first, and all of them together are no more than certain."""
    scores = read_topics(PageText("Cooking and baking at the campsite", ("Stove", "Bread")))
    probabilities = [score.probability for score in scores]

    assert probabilities == sorted(probabilities, reverse=True)
    assert sum(probabilities) <= 1 + 1e-6


def test_reading_a_page_takes_a_moment():
    """A day's browsing is read before the panel opens."""
    pages = [page for _, page in read_pages("held_out_pages.tsv")]
    read_topics(pages[0])
    start = perf_counter()
    for page in pages:
        read_topics(page)

    assert (perf_counter() - start) / len(
        pages
    ) < 0.01  # about 0.2 ms on an idle core; the bar leaves room for a busy one
