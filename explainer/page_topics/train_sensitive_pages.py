"""Makes ``sensitive_weights.npz``: ``python -m explainer.page_topics.train_sensitive_pages``.

Learns from short pages, half of them sensitive and half only near it or ordinary, and, more softly, from the word
lists: a word of a list says what a page may be about, a page says how words come together. All were written for this.
scikit-learn is needed here and nowhere at run time.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from explainer.page_topics.sensitive_pages import BUCKETS, SENSITIVE_WEIGHTS_FILE, page_features
from explainer.page_topics.train import (
    ORDINARY_PAGES_FILE,
    SENSITIVE_PAGES_FILE,
    SENSITIVE_WORDS_FILE,
    TRAINING_FOLDER,
    read_word_lists,
)
from explainer.page_topics.words import PAIR, features
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
# Chosen by cross-validation over the training pages. With the threshold fewer than 3 in 100 ordinary pages that a model
# has not learned from are called sensitive.
LIST_WEIGHT: Final = 0.03
INVERSE_REGULARISATION: Final = 20.0
THRESHOLD: Final = 0.5  # log-odds


@dataclass(frozen=True, slots=True)
class Example:
    """One text to learn from: a page, or an entry of a word list, which weighs less."""

    text: str
    is_sensitive: bool
    weight: float = 1.0


def read_examples(folder: Path = TRAINING_FOLDER) -> tuple[Example, ...]:
    """All training pages and all entries of the lists."""
    return (*read_training_pages(folder), *_list_entries(folder))


def read_training_pages(folder: Path = TRAINING_FOLDER) -> tuple[Example, ...]:
    """The training pages, one a line: first the sensitive ones."""
    return (
        *(Example(line, is_sensitive=True) for line in _lines(folder / SENSITIVE_PAGES_FILE)),
        *(Example(line, is_sensitive=False) for line in _lines(folder / ORDINARY_PAGES_FILE)),
    )


def _list_entries(folder: Path) -> Iterator[Example]:
    special = special_topics()
    for word_list in read_word_lists(folder):
        for entry in word_list.entries:
            yield Example(entry, word_list.topic in special, LIST_WEIGHT)
    for entry in _sensitive_words(folder):
        yield Example(entry, is_sensitive=True, weight=LIST_WEIGHT)


def read_listed(folder: Path = TRAINING_FOLDER) -> tuple[str, ...]:
    """The stems and pairs that speak for a sensitive page; of a phrase the whole counts and not its words.

    Raises:
        ValueError: An entry is a phrase of three words, or one that function words leave less of.
    """
    return tuple(sorted({_only_feature(entry) for entry in _sensitive_words(folder)}))


def _only_feature(entry: str) -> str:
    found = [feature for feature, _ in features(entry)]
    pairs = [feature for feature in found if PAIR in feature]
    chosen = pairs if " " in entry or pairs else found
    if len(chosen) != 1:
        raise ValueError(f"{SENSITIVE_WORDS_FILE}: expected one word or two that count, got {entry!r}")
    return chosen[0]


def _sensitive_words(folder: Path) -> list[str]:
    lines = _lines(folder / SENSITIVE_WORDS_FILE)
    return [entry.strip() for line in lines for entry in line.split(",") if entry.strip()]


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


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


def feature_matrix(examples: tuple[Example, ...]) -> csr_matrix:
    """One row an example; a feature that comes twice counts twice."""
    starts, columns, values = [0], [], []
    for example in examples:
        row = page_features(example.text)
        columns += [bucket for bucket, _ in row]
        values += [value for _, value in row]
        starts.append(len(columns))
    matrix = csr_matrix((values, columns, starts), shape=(len(examples), BUCKETS))
    matrix.sum_duplicates()
    return matrix


def fit(examples: tuple[Example, ...]) -> LogisticRegression:
    """The regression; the same examples give the same one."""
    model = LogisticRegression(C=INVERSE_REGULARISATION, solver="liblinear", max_iter=500)
    answers = np.array([example.is_sensitive for example in examples])
    weights = np.array([example.weight for example in examples])
    return model.fit(feature_matrix(examples), answers, sample_weight=weights)


def train_sensitive(path: Path) -> None:
    """Read the training texts and write the weights."""
    model = fit(read_examples())
    bias = np.array(model.intercept_[0] - THRESHOLD)
    listed = np.frombuffer("\n".join(read_listed()).encode("utf-8"), dtype=np.uint8)
    np.savez_compressed(path, values=model.coef_[0].astype(np.float16), bias=bias, listed=listed)


if __name__ == "__main__":
    train_sensitive(Path(__file__).parent / SENSITIVE_WEIGHTS_FILE)
