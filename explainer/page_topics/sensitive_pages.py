"""Whether a page is about what the law protects most: health, opinion, belief, sex life, origin, union membership.

The General Data Protection Regulation names these in its Art. 9. A page may be about something else in the first place
(meals with gout, hotels for gay men), and a page with such a word may have nothing to do with them ("the spine of a
book", "strike a pose"). So all words of a page are weighed together, and with them their pieces of three to six
letters, since no list holds every illness and every German compound: a logistic regression over hashed features, made
by ``train_sensitive_pages``. A word of ``training/sensitive_words.txt`` adds to it, since such words are seldom in
many training pages.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import Final

import numpy as np
import numpy.typing as npt

from explainer.page_topics.page_text import PageText
from explainer.page_topics.unlisted_words import KnownStems
from explainer.page_topics.words import PAIR, features, tokens

SENSITIVE_WEIGHTS_FILE: Final = "sensitive_weights.npz"
BUCKETS: Final = 1 << 18  # features that share one by chance blur each other; with more the file only grows
PIECE_LETTERS: Final = range(3, 7)
# Pieces together count this much of what words and pairs together do. Chosen by cross-validation over training pages.
PIECES_SHARE: Final = 1.5
# Log-odds that a listed word adds, and how many of them count. Chosen on training pages written after the list.
LISTED_GAIN: Final = 1.0
MOST_LISTED: Final = 2
MOST_HEADINGS: Final = 12
MOST_FIRST_WORDS: Final = 1_000  # letters
_PIECE_MARK: Final = "~"  # keeps "sex" the piece apart from "sex" the word


@dataclass(frozen=True, slots=True)
class SensitiveWeights:
    """What each bucket adds to the log-odds, the log-odds of a page without words, and the listed words."""

    values: npt.NDArray[np.float32]
    bias: float
    listed: frozenset[str]
    known: KnownStems


@cache
def shipped_sensitive_weights() -> SensitiveWeights:
    """The weights in this folder; read at the first page."""
    with as_file(files("explainer.page_topics") / SENSITIVE_WEIGHTS_FILE) as path, np.load(path) as stored:
        listed = frozenset(bytes(stored["listed"]).decode("utf-8").split("\n"))
        return SensitiveWeights(stored["values"].astype(np.float32), float(stored["bias"]), listed, KnownStems(listed))


def is_sensitive_page(page: PageText) -> bool:
    """Whether a page, an advertisement or a search is about what Art. 9 protects."""
    weights, text = shipped_sensitive_weights(), whole_text(page)
    gains = sum(float(weights.values[bucket]) * value for bucket, value in page_features(text))
    listed = min(len(_listed_words(text, weights)), MOST_LISTED)
    return weights.bias + gains + LISTED_GAIN * listed > 0


def _listed_words(text: str, weights: SensitiveWeights) -> set[str]:
    """The listed words and pairs of a text; a German compound counts for the listed words it is made of."""
    found: set[str] = set()
    for feature, word in features(text):
        if feature in weights.listed:
            found.add(feature)
        elif PAIR not in feature:
            found.update(weights.known.parts(word))
    return found


def whole_text(page: PageText) -> str:
    """All that is read of a page, in one."""
    first_words = page.first_words[:MOST_FIRST_WORDS]
    return ". ".join(
        filter(None, (page.title, *page.headings[:MOST_HEADINGS], page.description, first_words, page.site_name))
    )


def page_features(text: str) -> list[tuple[int, float]]:
    """Buckets of all words, pairs and pieces of words with their values; long texts weigh as much as short ones."""
    words = [_bucket(feature) for feature, _ in features(text)]
    pieces = [bucket for token in tokens(text) for bucket in _pieces(token)]
    word_value = 1 / math.sqrt(max(len(words), 1))
    piece_value = PIECES_SHARE / math.sqrt(max(len(pieces), 1))
    return [*((bucket, word_value) for bucket in words), *((bucket, piece_value) for bucket in pieces)]


def _bucket(feature: str) -> int:
    return zlib.crc32(feature.encode()) % BUCKETS


@lru_cache(maxsize=20_000)
def _pieces(token: str) -> tuple[int, ...]:
    return tuple(_bucket(_PIECE_MARK + piece) for piece in _pieces_of(f"<{token}>"))


def _pieces_of(marked: str) -> Iterator[str]:
    for length in PIECE_LETTERS:
        for start in range(len(marked) - length + 1):
            yield marked[start : start + length]
