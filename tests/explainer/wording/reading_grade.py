"""How hard a sentence is to read: Flesch-Kincaid grade, the measure used for texts to the public."""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = re.compile(r"[A-Za-z0-9']+(?:[.-][A-Za-z0-9']+)*")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_SILENT: Final = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[^aeiouysxzcgh])es$|(?<=[^aeiouytd])ed$|e(?=ly$)|(?<=t)e(?=rest)|e(?=ning$)"
)


def sentences_in(text: str) -> list[str]:
    """Split at full stops that end a sentence; the dot of ``tents.example`` does not."""
    return [part for part in re.split(r"(?<=[.!?])\s+", text.strip()) if part]


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
