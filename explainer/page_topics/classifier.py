"""Reads the topics of a page with the shipped weights: a sparse linear model over word stems and pairs.

Every stem or pair that the model knows adds its weight to a few topics; the sums become probabilities. NumPy only. When
too little of a page is known to the model, or no topic stands out, the answer is empty: a wrong topic would become a
wrong trait, a missing one is only a missing one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Final

import numpy as np
import numpy.typing as npt

from explainer.page_topics.page_text import PageText, TopicScore
from explainer.page_topics.unlisted_words import KnownStems
from explainer.page_topics.words import PAIR, features

WEIGHTS_FILE: Final = "weights.npz"

# How much a word counts by where it stands: editors put the subject into the title.
TITLE_WEIGHT: Final = 2.0
HEADING_WEIGHT: Final = 1.0
DESCRIPTION_WEIGHT: Final = 1.2
FIRST_WORDS_WEIGHT: Final = 0.6
SITE_NAME_WEIGHT: Final = 0.5
UNLISTED_WEIGHT: Final = 0.7  # a part of a compound says less than a word that a list holds
MOST_PER_WORD: Final = 3.0  # a word repeated in every heading is still one word
MOST_HEADINGS: Final = 12
MOST_FIRST_WORDS: Final = 1_000  # letters

MOST_TOPICS: Final = 5
MOST_WORDS: Final = 6
SMALLEST_PROBABILITY: Final = 0.08  # topics below are not worth a line


@dataclass(frozen=True, slots=True)
class TopicWeights:
    """The model: for feature ``i`` the topics ``columns[starts[i]:starts[i + 1]]`` gain ``values`` of the same range.

    ``sharpness`` turns sums into probabilities, ``least_evidence`` and ``least_probability`` decide on silence.
    """

    row_of: dict[str, int]
    known: KnownStems
    topics: tuple[str, ...]
    starts: npt.NDArray[np.int32]
    columns: npt.NDArray[np.uint16]
    values: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]
    sharpness: float
    least_evidence: float
    least_probability: float


@cache
def shipped_weights() -> TopicWeights:
    """The weights in this folder, made by ``python -m explainer.page_topics.train``; read at the first page."""
    with as_file(files("explainer.page_topics") / WEIGHTS_FILE) as path, np.load(path, allow_pickle=False) as stored:
        names = bytes(stored["features"]).decode("utf-8").split("\n")
        sharpness, least_evidence, least_probability = (float(value) for value in stored["constants"])
        row_of = {name: row for row, name in enumerate(names)}
        return TopicWeights(
            row_of=row_of,
            known=KnownStems(row_of),
            topics=tuple(bytes(stored["topics"]).decode("utf-8").split("\n")),
            starts=stored["starts"],
            columns=stored["columns"],
            values=stored["values"].astype(np.float32),
            bias=stored["bias"].astype(np.float32),
            sharpness=sharpness,
            least_evidence=least_evidence,
            least_probability=least_probability,
        )


def read_topics(page: PageText, weights: TopicWeights | None = None) -> tuple[TopicScore, ...]:
    """The topics of a page, likeliest first; empty where the words do not say.

    Args:
        page: The words of the page. Short texts such as an advertisement's are read in the same way.
        weights: Other weights than the shipped ones.
    """
    weights = weights or shipped_weights()
    counts, surface = _known_features(page, weights)
    if not counts:
        return ()
    spoken = _Spoken.of(counts, weights)
    sums, evidence = _sums(spoken, weights)
    probabilities = _softmax(weights.sharpness * sums)
    best = int(probabilities.argmax())
    if evidence[best] < weights.least_evidence or probabilities[best] < weights.least_probability:
        return ()
    likeliest = np.argsort(-probabilities, kind="stable")[:MOST_TOPICS]
    return tuple(
        TopicScore(weights.topics[topic], float(probabilities[topic]), _words_for(topic, spoken, [*surface.values()]))
        for topic in likeliest.tolist()
        if probabilities[topic] >= SMALLEST_PROBABILITY
    )


def topic_probabilities(page: PageText, weights: TopicWeights | None = None) -> dict[str, float]:
    """How much of the page's words speaks for each topic, without the restraint of ``read_topics``.

    Adds up to one; empty where no word is known. What a topic would have without any word is left out: many topics
    that nothing speaks for would otherwise outweigh, together, the few that the page is about.
    """
    weights = weights or shipped_weights()
    counts, _ = _known_features(page, weights)
    _, evidence = _sums(_Spoken.of(counts, weights), weights)
    floor = np.exp(-weights.sharpness * evidence.max())
    gains = np.maximum(np.exp(weights.sharpness * (evidence - evidence.max())) - floor, 0.0)
    spoken_for = np.flatnonzero(gains)
    total = gains.sum()
    return {weights.topics[topic]: float(gains[topic] / total) for topic in spoken_for}


def weighted_features(page: PageText) -> Iterator[tuple[str, str, float]]:
    """Every stem and pair of a page with the words as they stood and the weight of the place where they stood."""
    fields = (
        (page.title, TITLE_WEIGHT),
        *((heading, HEADING_WEIGHT) for heading in page.headings[:MOST_HEADINGS]),
        (page.description, DESCRIPTION_WEIGHT),
        (page.first_words[:MOST_FIRST_WORDS], FIRST_WORDS_WEIGHT),
        (page.site_name, SITE_NAME_WEIGHT),
    )
    for text, weight in fields:
        for feature, words in features(text):
            yield feature, words, weight


def _known_features(page: PageText, weights: TopicWeights) -> tuple[dict[int, float], dict[int, str]]:
    counts: dict[int, float] = {}
    surface: dict[int, str] = {}
    for feature, words, weight in weighted_features(page):
        if feature in weights.row_of:
            rows, share = [weights.row_of[feature]], 1.0
        else:
            parts = () if PAIR in feature else weights.known.parts(words)
            rows, share = [weights.row_of[part] for part in parts], UNLISTED_WEIGHT
        for row in rows:
            counts[row] = min(counts.get(row, 0.0) + share * weight, MOST_PER_WORD)
            surface.setdefault(row, words)
    return counts, surface


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What each known feature of a page gives to each topic, feature by feature; equal places belong together."""

    features: npt.NDArray[np.intp]
    topics: npt.NDArray[np.uint16]
    values: npt.NDArray[np.float32]
    counts: npt.NDArray[np.float64]

    @classmethod
    def of(cls, counts: dict[int, float], weights: TopicWeights) -> _Spoken:
        rows = np.fromiter(counts, np.intp, len(counts))
        starts, lengths = weights.starts[rows], weights.starts[rows + 1] - weights.starts[rows]
        firsts = np.cumsum(lengths) - lengths
        places = np.arange(lengths.sum()) + np.repeat(starts - firsts, lengths)
        features = np.repeat(np.arange(len(rows)), lengths)
        amounts = np.fromiter(counts.values(), np.float64, len(counts))
        return cls(features, weights.columns[places], weights.values[places], amounts[features])


def _sums(spoken: _Spoken, weights: TopicWeights) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Per topic the whole sum, and the part of it that words gave (without the bias)."""
    evidence = np.zeros(len(weights.topics), dtype=np.float32)
    np.add.at(evidence, spoken.topics, spoken.counts.astype(np.float32) * spoken.values)  # one by one, in this order
    return weights.bias + evidence, evidence


def _softmax(exponents: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    powers: npt.NDArray[np.float32] = np.exp(exponents - exponents.max())
    powers /= powers.sum()
    return powers


def _words_for(topic: int, spoken: _Spoken, surface: Sequence[str]) -> tuple[str, ...]:
    """The words that gave most to a topic; ``surface`` are the features as they stood on the page."""
    places = np.flatnonzero((spoken.topics == topic) & (spoken.values > 0))
    amounts, features = spoken.values[places] * spoken.counts[places], spoken.features[places]
    gains = zip(amounts.tolist(), (surface[feature] for feature in features.tolist()), strict=True)
    ordered = sorted(gains, key=lambda gain: (-gain[0], gain[1]))
    chosen: list[str] = []
    for _, words in ordered:
        if not any(words in longer for longer in chosen):
            chosen.append(words)
    return tuple(chosen[:MOST_WORDS])
