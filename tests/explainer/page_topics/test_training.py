"""The shipped weights come from the shipped word lists and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from explainer.page_topics.classifier import WEIGHTS_FILE
from explainer.page_topics.train import TRAINING_FOLDER, read_word_lists, train
from explainer.page_topics.words import plain
from explainer.taxonomy import Taxonomy

ROOT = Path(__file__).parents[3]
SHIPPED = TRAINING_FOLDER.parent / WEIGHTS_FILE
SHINGLE_WORDS = 8
FOREIGN_TEXTS = ("adtown", "tests/pages")


def test_training_again_gives_the_shipped_weights(tmp_path: Path):
    """Anybody can make the weights and get the same ones."""
    train(tmp_path / "again.npz")

    with np.load(tmp_path / "again.npz") as again, np.load(SHIPPED) as shipped:
        assert set(again) == set(shipped)
        assert all(np.array_equal(again[name], shipped[name]) for name in shipped)


def test_shipped_weights_are_small():
    """The classifier weighs less than one picture."""
    assert SHIPPED.stat().st_size < 3_000_000


def test_every_list_belongs_to_a_topic_of_the_taxonomy():
    """No list is lost under a mistyped id."""
    taxonomy = Taxonomy.load()

    assert all(taxonomy.knows(word_list.topic) for word_list in read_word_lists())


def test_popular_topics_have_rich_lists():
    """Tents, bread, funds, insulin, puppies and electric cars are known by many names."""
    sizes = {word_list.topic: len(word_list.entries) for word_list in read_word_lists()}

    assert all(sizes[topic] >= 60 for topic in ("677", "217", "410", "317", "425", "22"))


def shingles(text: str) -> Iterator[str]:
    """Every run of eight words."""
    words = plain(text).split()
    yield from (" ".join(words[start : start + SHINGLE_WORDS]) for start in range(len(words) - SHINGLE_WORDS + 1))


def training_shingles() -> set[str]:
    """The runs of words in the lists, read as plain text."""
    texts = (path.read_text(encoding="utf-8").replace(",", " ") for path in TRAINING_FOLDER.glob("*.txt"))
    return {shingle for text in texts for shingle in shingles(text)}


@pytest.mark.parametrize("folder", FOREIGN_TEXTS)
def test_no_text_of_the_town_or_of_saved_pages_is_in_the_training(folder: str):
    """A classifier that had read the examination would pass it without understanding."""
    suffixes = {".py", ".txt", ".md", ".html", ".json", ".toml", ".yaml", ".yml"}
    paths = [path for path in (ROOT / folder).rglob("*") if path.suffix in suffixes and path.is_file()]
    if not paths:
        pytest.skip(f"{folder} holds no text yet")
    known = training_shingles()

    assert not [
        path.name for path in paths if known & set(shingles(path.read_text(encoding="utf-8").replace(",", " ")))
    ]


@pytest.mark.parametrize("name", ["held_out_pages.tsv", "held_out_ads.tsv"])
def test_no_phrase_of_the_held_out_pages_is_in_the_training(name: str):
    """No entry of four words or more was copied from the pages that measure us."""
    text = plain((Path(__file__).parent / name).read_text(encoding="utf-8")).replace("\t", " ")
    entries = {
        plain(entry) for word_list in read_word_lists() for entry in word_list.entries if len(entry.split()) >= 4
    }

    assert not {entry for entry in entries if entry in text}
