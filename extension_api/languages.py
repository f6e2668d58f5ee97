"""In which language an answer is worded."""

from __future__ import annotations

from flask import request

from explainer.wording import Language


def wanted_language() -> Language:
    """The first language of ``Accept-Language`` that sentences come in; English otherwise."""
    wanted = request.accept_languages.best_match([language.value for language in Language])
    return Language(wanted) if wanted else Language.ENGLISH
