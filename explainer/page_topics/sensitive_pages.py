"""Whether a page is about what the law protects most: health, opinion, belief, sex life, origin, union membership.

The General Data Protection Regulation names these in its Art. 9. ``taxonomy_data/sensitive_topics.tsv`` says which
topics belong to them; a page is one of them when several of its words speak for these topics together. A single topic
need not stand out: a page on a rare disease may speak for ten topics of health and for none of them clearly. And a page
may be about something else in the first place: meals with gout, hotels for gay men. There one unmistakable word is
enough (``training/unmistakable.txt``).
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import Final

from explainer.page_topics.classifier import (
    TopicWeights,
    topic_probabilities,
    unmistakable_words,
    words_speaking_for,
)
from explainer.page_topics.page_text import PageText
from explainer.taxonomy import Taxonomy

# Classes of sensitive_topics.tsv. Trade unions have no topic of their own: they stand under political issues.
SPECIAL_CLASSES: Final = frozenset(
    {
        "health",
        "genetic data",
        "political opinion",
        "religion or philosophical belief",
        "sex life or sexual orientation",
        "racial or ethnic origin",
    }
)
# Chosen on the tuning part of tests/explainer/page_topics/sensitive_pages.tsv. One ambiguous word ("depression glass",
# "Union Station") is never enough.
LEAST_SHARE: Final = 0.2
LEAST_WORDS: Final = 2


def is_sensitive_page(page: PageText, weights: TopicWeights | None = None) -> bool:
    """Whether the page has an unmistakable word, or two words and a fair share that speak for topics of Art. 9."""
    if unmistakable_words(page, weights):
        return True
    words = words_speaking_for(special_topics(), page, weights)
    return len(words) >= LEAST_WORDS and sensitive_share(page, weights) >= LEAST_SHARE


def sensitive_share(page: PageText, weights: TopicWeights | None = None) -> float:
    """The share of topics of Art. 9 in what the page's words speak for, from 0 to 1."""
    special = special_topics()
    return sum(share for topic, share in topic_probabilities(page, weights).items() if topic in special)


@cache
def special_topics() -> frozenset[str]:
    """Every topic of a class of Art. 9: the nearest line at or above it in the list of sensitive topics decides."""
    taxonomy = Taxonomy.load()
    text = (files("explainer") / "taxonomy_data" / "sensitive_topics.tsv").read_text(encoding="utf-8")
    rows = {row["id"]: row for row in csv.DictReader(text.splitlines(), delimiter="\t")}
    return frozenset(topic.id for topic in taxonomy.topics if _class_of(topic.id, rows, taxonomy) in SPECIAL_CLASSES)


def _class_of(topic: str, rows: dict[str, dict[str, str]], taxonomy: Taxonomy) -> str:
    if topic in rows:
        return rows[topic]["class"]
    above = (rows[ancestor] for ancestor in taxonomy.ancestors(topic) if ancestor in rows)
    return next((row["class"] for row in above if row["covers"] == "all_below"), "")
