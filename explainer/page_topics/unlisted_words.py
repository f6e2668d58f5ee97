"""What a word that no list holds is made of: a known stem with a German ending, or known stems written together.

"Politische" is "politisch" with an ending, "Kirchenarchitektur" is two words, and so is the host name "gardentools".
A word that a list holds is never taken apart, and one that comes apart only in part stays unknown.
"""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache
from typing import Final

from explainer.page_topics.words import STOP_WORDS, stem

SHORTEST_WORD: Final = 5  # letters; shorter ones meet other words by accident
SHORTEST_PART: Final = 4
SHORTEST_COMPOUND: Final = 8
_ENDINGS: Final = ("innen", "ern", "en", "er", "es", "em", "in", "e", "n", "s")
_LINKS: Final = ("", "s", "n", "en", "es", "er", "e")  # letters between the parts of a German compound


class KnownStems:
    """Takes unlisted words apart by the stems that a model knows; remembers what it found."""

    def __init__(self, known: Container[str]) -> None:
        """Keep the stems to look for."""
        self._known = known
        self.parts = lru_cache(maxsize=20_000)(self._parts)

    def _parts(self, word: str) -> tuple[str, ...]:
        """Known stems that make up a word in small letters; empty where it stays unknown."""
        if len(word) < SHORTEST_WORD:
            return ()
        known = self._inflected(word)
        return (known,) if known else self._compound(word)

    def _inflected(self, word: str) -> str | None:
        for ending in _ENDINGS:
            root = word.removesuffix(ending)
            if root != word and len(root) >= SHORTEST_PART:
                for candidate in (stem(root), stem(root + "e"), root + "en"):
                    if candidate in self._known:
                        return candidate
        return None

    def _compound(self, word: str) -> tuple[str, ...]:
        if len(word) < SHORTEST_COMPOUND:
            return ()
        for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            first = self._first_part(word[:cut])
            rest = self._last_part(word[cut:]) if first else ()
            if first and rest:
                return (first, *rest)
        return ()

    def _first_part(self, letters: str) -> str | None:
        for link in _LINKS:
            root = letters.removesuffix(link) if link else letters
            if (link and root == letters) or len(root) < SHORTEST_PART:
                continue
            for candidate in (stem(root), stem(root + "e")):
                if candidate in self._known:
                    return candidate
        return None

    def _last_part(self, letters: str) -> tuple[str, ...]:
        whole = stem(letters)
        if whole in self._known:
            return (whole,)
        if letters in STOP_WORDS:
            return ()
        known = self._inflected(letters)
        return (known,) if known else self._compound(letters)
