"""How hard a sentence is to read: Flesch-Kincaid grade for English, LIX for German."""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = re.compile(r"[A-Za-zÄÖÜäöüß0-9']+(?:[.-][A-Za-zÄÖÜäöüß0-9']+)*")
_LONG: Final = 6  # letters; words of more count as hard in LIX
_VOWELS: Final = re.compile(r"[aeiouy]+")
_SILENT: Final = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[^aeiouysxzcgh])es$|(?<=[^aeiouytd])ed$|e(?=ly$)|(?<=t)e(?=rest)|e(?=ning$)"
)


def sentences_in(text: str) -> list[str]:
    """Split at full stops that end a sentence; the dots of ``tents.example`` and ``30. Oktober`` do not."""
    return [part for part in re.split(r"(?<=[.!?])(?<!\d\.)\s+", text.strip()) if part]


def words_in(sentence: str) -> list[str]:
    """The words of a sentence; a domain or a number is one word."""
    return _WORD.findall(sentence)


def syllables_in(word: str) -> int:
    """Groups of vowels, less those that are written and not spoken (times, likely, changed, interest)."""
    plain = word.lower().split(".", maxsplit=1)[0]  # a domain is read by its first part
    return max(1, len(_VOWELS.findall(plain)) - len(_SILENT.findall(plain)))


def grade(sentence: str) -> float:
    """Years of school needed: 0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid et al., 1975)."""
    words = words_in(sentence)
    return 0.39 * len(words) + 11.8 * sum(map(syllables_in, words)) / len(words) - 15.59


def lix(sentence: str) -> float:
    """Words of the sentence + per cent of words over six letters (Björnsson, 1968); a domain by its first part."""
    words = words_in(sentence)
    long = [word for word in words if len(word.split(".", maxsplit=1)[0]) > _LONG]
    return len(words) + 100 * len(long) / len(words)
