"""The languages that sentences come in. A new one is a file of texts and a line here."""

from __future__ import annotations

from enum import StrEnum

from explainer.wording.english import ENGLISH
from explainer.wording.texts import Texts


class Language(StrEnum):
    """A language, by its BCP 47 code."""

    ENGLISH = "en"
    GERMAN = "de"


def texts_in(language: Language) -> Texts:
    """All texts of a language; one that is not spoken is not loaded."""
    if language is Language.GERMAN:
        from explainer.wording.german import GERMAN  # noqa: PLC0415 - seven hundred names of topics

        return GERMAN
    return ENGLISH
