"""The dashboard speaks every language completely and plainly: one file per language, compared key by key."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.explainer.wording.reading_grade import grade, lix, sentences_in, words_in

TEXTS = Path(__file__).parent / "dashboard_texts.mjs"
SHELL = Path(__file__).parents[2] / "extension_api" / "dashboard" / "templates" / "dashboard.html"
LANGUAGES = ("en", "de")
LONGEST = 25  # words in a sentence, as for the service's own sentences
LEAST_WORDS = 8  # shorter texts are names and buttons: one long word in five makes any of them "hard"
HARDEST = {"en": (grade, 8.0), "de": (lix, 50.0)}


@cache
def texts() -> dict[str, dict[str, list[str]]]:
    """Kind and texts by language and key."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed")
    printed = subprocess.run([node, str(TEXTS)], check=True, capture_output=True, text=True).stdout
    found: dict[str, dict[str, list[str]]] = json.loads(printed)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_is_there_in_every_language(language: str) -> None:
    """A text, a list of parts and a function stay what they are in English."""
    kinds = {key: kind for key, (kind, *_) in texts()[language].items()}

    assert kinds == {key: kind for key, (kind, *_) in texts()["en"].items()}


def test_texts_of_the_page_itself_are_all_known() -> None:
    """What the page's shell asks for is a text of each language, and the shell says nothing of its own."""
    asked = set(re.findall(r'data-(?:word|label)="([^"]+)"', SHELL.read_text(encoding="utf-8")))

    assert asked
    assert not {path for path in asked if f"/{path.replace('.', '/')}" not in texts()["en"]}


def test_a_text_that_is_the_same_in_german_was_forgotten() -> None:
    """Names of two words in both languages are few and listed here."""
    english, german = texts()["en"], texts()["de"]
    same = {key for key, said in german.items() if said == english[key] and re.search("[a-z]{3}", " ".join(said[1:]))}

    assert same == {"/signIn/code"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_long_or_hard_to_read(language: str) -> None:
    """Sentences of at most 25 words that an eighth grader reads, or as easy as an everyday newspaper."""
    measure, hardest = HARDEST[language]
    said = {text for _, *forms in texts()[language].values() for text in forms if isinstance(text, str)}
    sentences = {sentence for text in said for sentence in sentences_in(text.replace(";", "."))}

    assert not [sentence for sentence in sentences if len(words_in(sentence)) > LONGEST]
    assert not [
        f"{measure(sentence):.1f} {sentence}"
        for sentence in sentences
        if len(words_in(sentence)) >= LEAST_WORDS and measure(sentence) > hardest
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_claims_to_know_the_reason(language: str) -> None:
    """The model says what made an ad likelier, never why it was shown."""
    said = " ".join(text for _, *forms in texts()[language].values() for text in map(str, forms))

    assert not re.search(r"\b(because|weil|wegen|darum|deshalb|aufgrund)\b", said, re.IGNORECASE)
