"""In which language an answer is worded."""

from __future__ import annotations

from flask import request

from explainer import wording


def wanted_language() -> wording.Language:
    """The first language of ``Accept-Language`` that sentences come in; English otherwise."""
    wanted = request.accept_languages.best_match([language.value for language in wording.Language])
    return wording.Language(wanted) if wanted else wording.Language.ENGLISH
