"""German says all that English says, as short, as plain and no surer."""

from __future__ import annotations

import re
from dataclasses import fields
from string import Formatter

import pytest

from explainer.records import Cause, CauseKind, Contribution, Counterfactual, Interval, StatedReason, Verdict
from explainer.wording import (
    Language,
    cause_label,
    caveats,
    contribution_sentence,
    counterfactual_sentence,
    sentence,
    stated_sentence,
    topic_path,
)
from explainer.wording.english import ENGLISH
from explainer.wording.german import GERMAN
from tests.explainer.wording.reading_grade import lix, sentences_in, words_in
from tests.explainer.wording.test_sentences import CAMPING, CAUSES, SENSITIVE, TAXONOMY, an_explanation, every_text

LONGEST = 25  # words
HARDEST = 50.0  # LIX: below it a text is "medium", as everyday newspaper is (Björnsson, 1968)
DE = Language.GERMAN
# What a German sentence may share with the English one: names, and the words both languages have.
SHARED = {"{label}", "{source} {what}{detail}.", "Google", "Meta", "X", "April", "August", "September", "November"}


def gaps(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def texts_of(value: object) -> list[str]:
    """All texts of one field."""
    if isinstance(value, str):
        return [value]
    return [str(one) for one in (value.values() if hasattr(value, "values") else value or ())]


@pytest.mark.parametrize("name", [field.name for field in fields(GERMAN)])
def test_every_text_is_translated_with_the_same_gaps(name: str) -> None:
    """A sentence that was forgotten, or that lost its number or name, is noticed."""
    german, english = getattr(GERMAN, name), getattr(ENGLISH, name)
    if name in {"capitals", "topic_names", "instants"}:
        return
    if hasattr(english, "keys"):
        assert german.keys() == english.keys()
    for said, written in zip(texts_of(german), texts_of(english), strict=True):
        assert gaps(said) == gaps(written)
        assert said != written or said in SHARED


def test_every_topic_has_a_german_name() -> None:
    """The whole taxonomy, nothing else, and no two topics of one name."""
    names = GERMAN.topic_names

    assert set(names) == {topic.id for topic in TAXONOMY.topics}
    assert len(set(names.values())) == len(names)


def test_every_german_sentence_is_short_and_plain() -> None:
    """Nothing is longer than 25 words or harder than a daily newspaper."""
    said = {part for text in every_text(DE) for part in sentences_in(text)}

    assert [part for part in said if len(words_in(part)) > LONGEST] == []
    assert {part: lix(part) for part in said if lix(part) > HARDEST} == {}


def test_every_german_sentence_is_complete() -> None:
    """Each begins with a capital, ends with a full stop, and has no gap that was forgotten."""
    said = {part for text in every_text(DE) for part in sentences_in(text)}

    assert [part for part in said if not re.fullmatch(r"[A-ZÄÖÜ][^{}]*[^,{} ]\.", part) or "  " in part] == []


def test_the_model_never_claims_to_know_the_reason_in_german() -> None:
    """No sentence says because, and a modelled verdict says how it is known."""
    claims = re.compile(r"\b(weil|wegen|darum|deshalb|aufgrund|denn)\b", re.IGNORECASE)

    assert [text for text in every_text(DE) if claims.search(text)] == []
    for cause in CAUSES:
        text = sentence(an_explanation(Verdict.ABOUT_YOU, cause), TAXONOMY, "tents.example", language=DE)
        assert "soweit unser Modell das sagen kann" in text


@pytest.mark.parametrize(
    ("verdict", "cause", "expected"),
    [
        ("about_you", CAUSES[0],
         ("Durch dein Interesse am Thema Camping wurde diese Anzeige etwa 4 Mal so wahrscheinlich, "
          "soweit unser Modell das sagen kann.")),
        ("about_you", CAUSES[2],
         ("Du warst bei tents.example; damit wurde diese Anzeige etwa 4 Mal so wahrscheinlich, "
          "soweit unser Modell das sagen kann.")),
        ("about_the_moment", CAUSES[6], "Diese Anzeige wurde wohl für die Zeit (Abend) ausgesucht, nicht für dich."),
        ("about_everyone", None, "Wohl nicht über dich: diese Anzeige ist anscheinend für alle da."),
        ("not_enough_evidence", None, "Wir können noch nicht sagen, warum du diese Anzeige siehst."),
    ],
)  # fmt: skip
def test_verdicts_read_as_a_german_would_say_them(verdict: str, cause: Cause | None, expected: str) -> None:
    """The sentence on top of the panel."""
    assert sentence(an_explanation(Verdict(verdict), cause), TAXONOMY, "tents.example", language=DE) == expected


def test_all_kinds_of_sentences_come_in_german() -> None:
    """Contribution, counterfactual, statement and caveats."""
    small = Contribution(Cause(CauseKind.PAGE_CONTEXT, CAMPING), Interval(-0.7, -0.9, -0.5))
    without = Counterfactual("site", "trails.example", None, Verdict.ABOUT_EVERYONE, Interval(0.0, 0.0, 0.0))
    stated = StatedReason("profiling", "dsa", "paid by Tents Ltd", agrees=True)

    assert contribution_sentence(small, TAXONOMY, language=DE) == (
        "Durch diese Seite zum Thema Camping wurde sie etwa halb so wahrscheinlich."
    )
    assert counterfactual_sentence(without, TAXONOMY, language=DE).startswith("Ohne deine Besuche bei trails.example")
    assert stated_sentence(stated, TAXONOMY, language=DE) == (
        "Das Gebot erklärt ein Profil von dir, bezahlt von Tents Ltd."
    )
    assert caveats(an_explanation(), TAXONOMY, language=DE)[0].startswith("Whyad sieht seit dem 30. Oktober 2026 zu.")


def test_sensitive_topics_are_masked_in_german_too() -> None:
    """Somebody may be looking over the person's shoulder."""
    cause = Cause(CauseKind.INTEREST, SENSITIVE.id)

    assert cause_label(cause, TAXONOMY, language=DE) == "Ein heikles Thema"
    assert "am Thema „heikel“" in sentence(an_explanation(cause=cause), TAXONOMY, "", language=DE)
    assert cause_label(cause, TAXONOMY, show_sensitive=True, language=DE) == GERMAN.topic_names[SENSITIVE.id]


def test_a_topic_is_found_below_its_german_parents() -> None:
    """The path in the list of traits."""
    assert topic_path(CAMPING, TAXONOMY, language=DE) == ("Reisen", "Reisearten", "Camping")
    assert topic_path(CAMPING, TAXONOMY) == TAXONOMY.topic(CAMPING).path
