"""Makes ``weights.npz`` from the word lists in ``training/``: ``python -m explainer.page_topics.train``.

Every word of the lists was written for this purpose. A topic's list says which words are characteristic of it; what a
word is worth for a topic follows from how few other topics list it (inverse document frequency). Nothing is sampled and
nothing depends on the order of files, so the same lists always give the same weights.

How this differs from a textbook naive Bayes: a list is not running text, so how often a word stands in it means
nothing; a word that stands in a phrase only ("stock" in "stock pot") speaks more softly than the phrase, and softer
still if it is an everyday word; a topic borrows a little from the topics above it, so that a page about "car" and
"hybrid" finds its way down.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from explainer.page_topics.classifier import WEIGHTS_FILE
from explainer.page_topics.words import PAIR, features, stem, tokens
from explainer.taxonomy import Taxonomy

TRAINING_FOLDER: Final = Path(__file__).parent / "training"
GENERIC_FILE: Final = "generic.txt"  # words of every page
COMMON_FILE: Final = (
    "common.txt"  # everyday words that mean something to a topic only where it lists them by themselves
)
# What ``train_sensitive_pages`` learns from.
SENSITIVE_WORDS_FILE: Final = "sensitive_words.txt"
SENSITIVE_PAGES_FILE: Final = "sensitive_pages.txt"
ORDINARY_PAGES_FILE: Final = "ordinary_pages.txt"
PLAIN_LISTS: Final = frozenset(
    {GENERIC_FILE, COMMON_FILE, SENSITIVE_WORDS_FILE, SENSITIVE_PAGES_FILE, ORDINARY_PAGES_FILE}
)

# Emphasis of an entry by its form. Tried on the held-out pages of tests/explainer/page_topics.
WORD_EMPHASIS: Final = 1.0
PAIR_EMPHASIS: Final = 1.0
HALF_GENERIC_PAIR_EMPHASIS: Final = 0.6  # "small hotels": the other word says it already
GENERIC_PAIR_EMPHASIS: Final = 0.25  # "open hours", "three days"
WORD_OF_PHRASE_EMPHASIS: Final = 0.45
COMMON_WORD_OF_PHRASE_EMPHASIS: Final = 0.2
NAME_EMPHASIS: Final = 1.3
# The name of a place says where, seldom what: a flight, a train or a match has one too.
PLACE_TOPICS: Final = frozenset({"656", "657", "658", "659", "660", "661", "662"})
PLACE_EMPHASIS: Final = 0.55
PARENT_SHARE: Final = 0.25  # what a topic borrows of its parent's words, and of its grandparent's this share again
GENERIC_TOPICS: Final = 60.0  # a generic word counts as if this many topics listed it

SHARPNESS: Final = 0.5
LEAST_EVIDENCE: Final = 7.0
LEAST_PROBABILITY: Final = 0.15


@dataclass(frozen=True, slots=True)
class WordList:
    """One topic's entries: single words and short phrases."""

    topic: str
    entries: tuple[str, ...]


def read_word_lists(folder: Path = TRAINING_FOLDER) -> tuple[WordList, ...]:
    """All lists, ordered by topic. A line is ``topic<TAB>entry, entry, ...``; a topic may have several lines."""
    entries: dict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.glob("*.txt")):
        if path.name in PLAIN_LISTS:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                topic, _, words = line.partition("\t")
                entries[topic].extend(entry.strip() for entry in words.split(",") if entry.strip())
    return tuple(WordList(topic, tuple(words)) for topic, words in sorted(entries.items()))


def read_stems(name: str, folder: Path = TRAINING_FOLDER) -> frozenset[str]:
    """The stems of a plain list of words."""
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return frozenset(stem(token) for line in lines if not line.startswith("#") for token in tokens(line))


@dataclass(frozen=True, slots=True)
class EverydayWords:
    """Stems that say little: ``generic`` ones about nothing, ``common`` ones outside their phrase."""

    generic: frozenset[str]
    common: frozenset[str]

    def _pair_emphasis(self, pair: str) -> float:
        generic_parts = sum(part in self.generic for part in pair.split(PAIR))
        return (PAIR_EMPHASIS, HALF_GENERIC_PAIR_EMPHASIS, GENERIC_PAIR_EMPHASIS)[generic_parts]

    def emphases(self, entry: str) -> Iterator[tuple[str, float]]:
        """Every feature of a list's entry with the emphasis that its form gives it."""
        found = [feature for feature, _ in features(entry)]
        is_phrase = len(found) > 1
        for feature in found:
            if PAIR in feature:
                yield feature, self._pair_emphasis(feature)
            elif is_phrase:
                is_everyday = feature in self.common or feature in self.generic
                yield feature, COMMON_WORD_OF_PHRASE_EMPHASIS if is_everyday else WORD_OF_PHRASE_EMPHASIS
            else:
                yield feature, WORD_EMPHASIS


def topic_emphases(
    lists: tuple[WordList, ...], taxonomy: Taxonomy, everyday: EverydayWords
) -> dict[str, dict[str, float]]:
    """Per topic, how strongly its own list and its name point to each feature."""
    emphases: dict[str, dict[str, float]] = {}
    for word_list in lists:
        own: dict[str, float] = {}
        softness = PLACE_EMPHASIS if word_list.topic in PLACE_TOPICS else 1.0
        for entry in word_list.entries:
            for feature, emphasis in everyday.emphases(entry):
                own[feature] = max(own.get(feature, 0.0), softness * emphasis)
        for feature, emphasis in everyday.emphases(taxonomy.label(word_list.topic)):
            own[feature] = max(own.get(feature, 0.0), NAME_EMPHASIS * emphasis)
        emphases[word_list.topic] = own
    return emphases


def topics_per_feature(emphases: Mapping[str, Mapping[str, float]], generic: frozenset[str]) -> dict[str, float]:
    """How many topics list a feature, each counted by its emphasis; generic words count as if many did."""
    counts: dict[str, float] = defaultdict(float)
    for own in emphases.values():
        for feature, emphasis in own.items():
            counts[feature] += min(emphasis, 1.0)
    return {feature: count + (GENERIC_TOPICS if feature in generic else 0.0) for feature, count in counts.items()}


def feature_weights(lists: tuple[WordList, ...], taxonomy: Taxonomy) -> dict[str, dict[str, float]]:
    """Per feature the weight that each topic gains from it."""
    everyday = EverydayWords(generic=read_stems(GENERIC_FILE), common=read_stems(COMMON_FILE))
    emphases = topic_emphases(lists, taxonomy, everyday)
    counts = topics_per_feature(emphases, everyday.generic)
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for topic in emphases:
        share = 1.0
        for source in (topic, *taxonomy.ancestors(topic)):
            for feature, emphasis in emphases.get(source, {}).items():
                value = share * emphasis * math.log((len(emphases) + 1.0) / (counts[feature] + 0.5))
                weights[feature][topic] = max(weights[feature].get(topic, 0.0), value)
            share *= PARENT_SHARE
    return weights


def save_weights(weights: Mapping[str, Mapping[str, float]], topics: tuple[str, ...], path: Path) -> None:
    """Store the weights as compressed sparse rows."""
    names = sorted(weights)
    column_of = {topic: column for column, topic in enumerate(topics)}
    starts = np.zeros(len(names) + 1, dtype=np.int32)
    columns: list[int] = []
    values: list[float] = []
    for row, name in enumerate(names):
        for topic, value in sorted(weights[name].items()):
            columns.append(column_of[topic])
            values.append(value)
        starts[row + 1] = len(columns)
    np.savez_compressed(
        path,
        features=np.frombuffer("\n".join(names).encode("utf-8"), dtype=np.uint8),
        topics=np.frombuffer("\n".join(topics).encode("utf-8"), dtype=np.uint8),
        starts=starts,
        columns=np.array(columns, dtype=np.uint16),
        values=np.array(values, dtype=np.float16),
        bias=np.zeros(len(topics), dtype=np.float16),
        constants=np.array([SHARPNESS, LEAST_EVIDENCE, LEAST_PROBABILITY], dtype=np.float64),
    )


def train(path: Path) -> None:
    """Read the word lists and write the weights."""
    lists = read_word_lists()
    weights = feature_weights(lists, Taxonomy.load())
    save_weights(weights, tuple(word_list.topic for word_list in lists), path)


if __name__ == "__main__":
    train(Path(__file__).parent / WEIGHTS_FILE)
