"""What would have been: names what was left out, and says how likely the ad would have been without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from explainer.records import SILENT_VERDICTS, Cause, CauseKind, Explanation, Verdict
from explainer.taxonomy import Taxonomy
from explainer.without import Without
from explainer.wording.causes import Voice, voice_of
from explainer.wording.languages import Language, texts_in
from explainer.wording.sizes import is_hardly_moved, likelier
from explainer.wording.texts import Texts


def without_label(
    without: Without,
    taxonomy: Taxonomy,
    *,
    visited: Mapping[str, str],
    show_sensitive: bool = False,
    language: Language = Language.ENGLISH,
) -> str:
    """Name all that was left out: ``your interest in camping, what Alpha Ads saw and your last 7 days``.

    Args:
        without: What was left out.
        taxonomy: Names the topics.
        visited: The site of each visit, by the visit's id.
        show_sensitive: Whether sensitive topics may be named.
        language: What the reader reads.
    """
    voice = voice_of(taxonomy, language, show_sensitive=show_sensitive)
    *others, last = _names(without, visited, voice)
    return f"{', '.join(others)} {voice.texts.joiner} {last}" if others else last.rstrip(",")


def without_sentence(what: str, explanation: Explanation, *, language: Language = Language.ENGLISH) -> str:
    """Say how likely the ad would have been without something, from the answer computed again."""
    return would_have_been(what, explanation.lift.log_odds, explanation.verdict, texts_in(language))


def change_sentence(what: str, verdict: Verdict, *, language: Language = Language.ENGLISH) -> str:
    """Say what the verdict would be without something."""
    return texts_in(language).changed_to[verdict].format(what=what)


def instead_sentence(what: str, *, language: Language = Language.ENGLISH) -> str:
    """Say that other ads would have gained the place without something."""
    return texts_in(language).instead.format(what=what)


def would_have_been(what: str, lift: float, verdict: Verdict, texts: Texts) -> str:
    """The sentence for one lift and verdict."""
    if is_hardly_moved(lift) or verdict in SILENT_VERDICTS:
        return texts.without_as_anyone.format(what=what)
    if lift < 0:
        return texts.without_less.format(what=what)
    return texts.without_still.format(what=what, likelier=likelier(lift, texts))


def _names(without: Without, visited: Mapping[str, str], voice: Voice) -> Iterator[str]:
    texts, days = voice.texts, without.last_days
    for cause in (*without.causes, *(Cause(CauseKind.INTEREST, topic) for topic in sorted(without.traits))):
        yield voice.cause_in_sentence(cause).rstrip(",")
    for site in sorted(without.sites):
        yield texts.visits_to_site.format(label=site)
    for visit in sorted(without.visits):
        yield texts.one_visit_to.format(label=visited.get(visit, visit))
    for company in sorted(without.companies):
        yield texts.what_company_saw.format(label=company)
    if days is not None:
        yield texts.last_day if days == 1 else texts.last_days.format(count=f"{days:g}")
