"""Every sentence about an ad is short, plain, and no surer than its evidence."""

from __future__ import annotations

import itertools
import re
from datetime import UTC, datetime
from typing import Any

import pytest

from explainer.records import (
    CampaignSummary,
    Cause,
    CauseKind,
    Contribution,
    Counterfactual,
    Evidence,
    EvidenceTier,
    Explanation,
    Interval,
    Reach,
    StatedReason,
    TopCause,
    Verdict,
)
from explainer.taxonomy import Taxonomy
from explainer.wording import (
    Language,
    cause_label,
    caveats,
    contribution_sentence,
    counterfactual_label,
    counterfactual_sentence,
    sentence,
    stated_sentence,
)
from tests.builders import NOON
from tests.explainer.wording.reading_grade import grade, sentences_in, words_in

TAXONOMY = Taxonomy.load()
LONGEST = 25  # words
HARDEST = 8.0  # years of school

CAMPING = next(topic.id for topic in TAXONOMY.topics if topic.name == "Camping")
SENSITIVE = next(topic for topic in TAXONOMY.topics if topic.is_sensitive)
CAUSES = (
    Cause(CauseKind.INTEREST, CAMPING),
    Cause(CauseKind.PURCHASE_INTENT, CAMPING),
    Cause(CauseKind.RETARGETING, "tents.example"),
    Cause(CauseKind.ADVERTISER_LIST, "tents.example"),
    Cause(CauseKind.DEMOGRAPHIC, "age:25-34"),
    Cause(CauseKind.PLACE_TIME_DEVICE, "place:Leipzig"),
    Cause(CauseKind.PLACE_TIME_DEVICE, "moment:evening"),
    Cause(CauseKind.PLACE_TIME_DEVICE, "device:mobile"),
    Cause(CauseKind.PLACE_TIME_DEVICE, "other"),
    Cause(CauseKind.PAGE_CONTEXT, CAMPING),
    Cause(CauseKind.INTEREST, SENSITIVE.id),
)
SIZES = (-9.0, -1.6, -1.1, -0.7, -0.3, 0.0, 0.3, 0.7, 1.4, 3.0, 9.0)
AROUND = 0.25  # half the width of the intervals in these tests


def around(log_odds: float, *, half_width: float = AROUND) -> Interval:
    """An interval of usual width."""
    return Interval(log_odds, log_odds - half_width, log_odds + half_width)


def evidence(count: int) -> tuple[Evidence, ...]:
    """So many visits to a site about camping."""
    return tuple(
        Evidence(f"v{i}", NOON, "trails.example", CAMPING, CauseKind.INTEREST, "page_words", 1.0) for i in range(count)
    )


def a_contribution(cause: Cause = CAUSES[0], log_odds: float = 1.41, **fields: object) -> Contribution:
    """An interest in camping that made the ad four times likelier."""
    return Contribution(cause, around(log_odds), **fields)  # type: ignore[arg-type]  # free fields


def an_explanation(
    verdict: Verdict = Verdict.ABOUT_YOU, cause: Cause | None = CAUSES[0], log_odds: float = 1.41, **fields: object
) -> Explanation:
    """An ad that an interest in camping explains, of a campaign seen often."""
    values: dict[str, object] = {
        "tier": EvidenceTier.MODELLED, "stated": (), "observed_since": datetime(2026, 10, 30, tzinfo=UTC),
        "campaign": CampaignSummary("tents.example/cr-1", 12, 3, NOON),
        "contributions": (a_contribution(cause, log_odds),) if cause else (), **fields,
    }  # fmt: skip
    return Explanation(
        impression_id="i1", verdict=verdict, lift=around(log_odds), stranger_lift=0.0, kinds=(), counterfactuals=(),
        top_cause=TopCause(cause, 0.8) if cause else None, model_id="m", fidelity=0.0,
        **values,  # type: ignore[arg-type]  # free fields
    )  # fmt: skip


def every_text(language: Language = Language.ENGLISH) -> list[str]:
    """All that can be said: verdict x cause x tier x size, and every other kind of sentence over the same causes."""
    spoken: Any = {"taxonomy": TAXONOMY, "language": language}
    texts = []
    for verdict, cause, tier, size in itertools.product(Verdict, (*CAUSES, None), EvidenceTier, SIZES):
        texts.append(sentence(an_explanation(verdict, cause, size, tier=tier), advertiser="tents.example", **spoken))
    for cause, size, tier, reach in itertools.product(CAUSES, SIZES, EvidenceTier, Reach):
        for visits in (0, 1, 6):
            found = a_contribution(cause, size, tier=tier, reach=reach, evidence=evidence(visits))
            texts.append(contribution_sentence(found, **spoken))
    for cause, size, verdict in itertools.product(CAUSES, SIZES, Verdict):
        without = Counterfactual("cause", cause.id, cause.kind, verdict, around(size))
        texts.append(counterfactual_sentence(without, **spoken))
    for kind, source in itertools.product([*CauseKind, "profiling", "contextual", "precise_place"], ["dsa", "archive"]):
        about = {"profiling": "paid by Tents Ltd"}.get(kind, CAMPING)
        stated = StatedReason(kind, source, about, agrees=False)
        texts.append(stated_sentence(stated, **spoken))
        for verdict, seen in ((Verdict.ABOUT_YOU, 1), (Verdict.ABOUT_EVERYONE, 3)):
            campaign = CampaignSummary("c", seen, 1, NOON)
            texts += caveats(an_explanation(verdict, stated=(stated,), campaign=campaign), **spoken)
    return texts


def test_every_sentence_is_short_and_plain() -> None:
    """Nothing is longer than 25 words or harder than grade 8, whatever the verdict, the cause and the tier."""
    said = {part for text in every_text() for part in sentences_in(text)}

    # Names of topics and sites are not our words; the mask that stands for a name is graded like one.
    grades = {part: grade(part.replace("a sensitive topic", "camping")) for part in said}
    assert [part for part in said if len(words_in(part)) > LONGEST] == []
    assert {part: years for part, years in grades.items() if years > HARDEST} == {}


def test_every_sentence_is_complete() -> None:
    """Each begins with a capital, ends with a full stop, and has no gap that was forgotten."""
    said = {part for text in every_text() for part in sentences_in(text)}

    assert [part for part in said if not re.fullmatch(r"[A-Z][^{}]*[^,{} ]\.", part) or "  " in part] == []


def test_the_model_never_claims_to_know_the_reason() -> None:
    """No sentence says because, and a modelled verdict says how it is known."""
    assert [text for text in every_text() if "because" in text.lower()] == []
    for cause in CAUSES:
        text = sentence(an_explanation(Verdict.ABOUT_YOU, cause), TAXONOMY, "tents.example")
        assert "as far as our model can tell" in text


@pytest.mark.parametrize(
    ("verdict", "cause", "log_odds", "expected"),
    [
        ("about_you", CAUSES[0], 1.41,
         "Your interest in camping made this ad about 4 times likelier, as far as our model can tell."),
        ("about_you", CAUSES[2], 1.8,
         "You visited tents.example; that made this ad about 6 times likelier, as far as our model can tell."),
        ("about_the_page", CAUSES[9], 1.0,
         "This page is about camping, and so is the ad, as far as our model can tell."),
        ("about_the_moment", CAUSES[5], 1.0, "This ad seems picked for your place (Leipzig), not for you."),
        ("about_the_moment", None, 1.0, "This ad seems picked for your place or the time, not for you."),
        ("about_everyone", None, 0.0, "Probably not about you: this ad seems to be shown to everyone."),
        ("not_enough_evidence", None, 0.0, "We cannot tell yet why you saw this ad."),
    ],
)  # fmt: skip
def test_verdicts_read_as_a_person_would_say_them(
    verdict: str, cause: Cause | None, log_odds: float, expected: str
) -> None:
    """The sentence on top of the panel."""
    assert sentence(an_explanation(Verdict(verdict), cause, log_odds), TAXONOMY, "tents.example") == expected


def test_a_reason_without_weight_is_a_perhaps() -> None:
    """The likeliest reason in a mixture of reasons may carry next to nothing; then no size is claimed."""
    explanation = an_explanation(Verdict.ABOUT_YOU, CAUSES[0], contributions=(a_contribution(log_odds=0.02),))

    text = sentence(explanation, TAXONOMY, "tents.example")

    assert "may have made this ad likelier" in text


def test_the_tier_shows_in_the_verdict() -> None:
    """The same verdict sounds different when the ad says it itself and when only a model says so."""
    said = {tier: sentence(an_explanation(tier=tier), TAXONOMY, "tents.example") for tier in EvidenceTier}

    assert len(set(said.values())) == len(EvidenceTier)
    assert said[EvidenceTier.STATED].endswith("and the ad itself says so.")


@pytest.mark.parametrize(
    ("contribution", "expected"),
    [
        (a_contribution(evidence=evidence(6)),
         "Your interest in camping, from 6 visits, made it about 4 times likelier."),
        (a_contribution(CAUSES[9], -0.3), "This page, about camping, made it a bit less likely."),
        (a_contribution(CAUSES[2], 1.8, evidence=evidence(2)),
         "Your 2 visits to tents.example made it about 6 times likelier."),
        (a_contribution(log_odds=-0.7), "Your interest in camping made it about half as likely."),
        (a_contribution(log_odds=0.05), "Your interest in camping hardly changed it."),
        (a_contribution(log_odds=0.2), "Your interest in camping made it a bit likelier, but we are not sure."),
        (a_contribution(log_odds=0.05, reach=Reach.UNREACHABLE),
         "Your interest in camping hardly changed it. We saw no way for it to reach the companies behind this ad."),
    ],
)  # fmt: skip
def test_contributions_say_how_far_each_cause_moved_the_ad(contribution: Contribution, expected: str) -> None:
    """The sentence under each bar."""
    assert contribution_sentence(contribution, TAXONOMY) == expected


def test_a_visit_that_several_sources_saw_counts_once() -> None:
    """Title words and a shopping page of one visit are one visit."""
    twice = a_contribution(evidence=evidence(1) + evidence(1))

    assert "from 1 visit," in contribution_sentence(twice, TAXONOMY)


@pytest.mark.parametrize(
    ("log_odds", "ending"),
    [
        (0.1, "this ad would have been about as likely for you as for anyone."),
        (1.1, "it would still be about 3 times likelier for you."),
        (0.7, "it would still be about twice as likely for you."),
        (-0.7, "this ad would have been less likely for you than for others."),
    ],
)
def test_counterfactuals_compare_with_anyone(log_odds: float, ending: str) -> None:
    """What would have been, without one interest."""
    without = Counterfactual("cause", CAMPING, CauseKind.INTEREST, Verdict.ABOUT_YOU, around(log_odds))

    text = counterfactual_sentence(without, TAXONOMY)

    assert text == f"Without your interest in camping {ending}"


def test_a_counterfactual_without_a_site_names_the_site() -> None:
    """Leaving out a site means leaving out the visits to it."""
    without = Counterfactual("site", "trails.example", None, Verdict.ABOUT_EVERYONE, around(0.0))

    assert counterfactual_label(without, TAXONOMY) == "your visits to trails.example"
    assert counterfactual_sentence(without, TAXONOMY).startswith("Without your visits to trails.example this ad")


def test_sensitive_topics_are_masked_unless_the_person_asked_to_see_them() -> None:
    """Somebody may be looking over the person's shoulder."""
    cause = Cause(CauseKind.INTEREST, SENSITIVE.id)
    without = Counterfactual("cause", SENSITIVE.id, CauseKind.INTEREST, Verdict.ABOUT_EVERYONE, around(0.0))

    masked = [
        cause_label(cause, TAXONOMY), sentence(an_explanation(cause=cause), TAXONOMY, ""),
        contribution_sentence(a_contribution(cause), TAXONOMY), counterfactual_sentence(without, TAXONOMY),
    ]  # fmt: skip

    assert [text for text in masked if "sensitive topic" not in text] == []
    assert cause_label(cause, TAXONOMY, show_sensitive=True) == SENSITIVE.name
    assert "sensitive topic" not in sentence(an_explanation(cause=cause), TAXONOMY, "", show_sensitive=True)


def test_what_is_stated_names_who_said_it() -> None:
    """A declaration of the bid reads as one."""
    profiling = StatedReason("profiling", "dsa", "paid by Tents Ltd", agrees=True)
    interest = StatedReason("interest", "archive", CAMPING)

    assert stated_sentence(profiling, TAXONOMY) == "The bid declares profiling, paid by Tents Ltd."
    assert stated_sentence(interest, TAXONOMY) == "The archive states your interest in camping."


def test_caveats_say_since_when_we_watch_and_how_little_we_saw() -> None:
    """A first impression of a campaign, and whatever came before we watched, are admitted."""
    campaign = CampaignSummary("c", 1, 1, NOON)

    assert caveats(an_explanation(campaign=campaign), TAXONOMY) == (
        "Whyad has been watching since 30 October 2026. What came before is unknown.",
        "We have seen this campaign only once, so this may change.",
    )


def test_caveats_show_a_disagreement_with_both_sides() -> None:
    """Where the bid says one thing and the model another, the person sees both."""
    contextual = StatedReason("contextual", "dsa", "", agrees=False)

    notes = caveats(an_explanation(stated=(contextual,)), TAXONOMY)

    assert notes[-1] == "The bid declares contextual only; our model points to your interest in camping."


def test_topics_read_as_running_text() -> None:
    """Names keep their capitals inside a sentence, common words do not."""
    football = next(topic.id for topic in TAXONOMY.topics if topic.name == "American Football")
    cause = Cause(CauseKind.INTEREST, football)

    assert "interest in American football made" in contribution_sentence(a_contribution(cause), TAXONOMY)
    assert "interest in no-such-topic made" in contribution_sentence(
        a_contribution(Cause(CauseKind.INTEREST, "no-such-topic")), TAXONOMY
    )
