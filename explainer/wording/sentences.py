"""Whole sentences: the verdict, each contribution, each counterfactual, what is stated, and what to keep in mind."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from explainer.records import (
    SILENT_VERDICTS,
    Cause,
    CauseKind,
    Contribution,
    Counterfactual,
    EvidenceTier,
    Explanation,
    Reach,
    StandIn,
    StatedReason,
    Verdict,
)
from explainer.taxonomy import Taxonomy
from explainer.wording.causes import Voice, capitalised, voice_of
from explainer.wording.english import ENGLISH
from explainer.wording.languages import Language
from explainer.wording.sizes import HARDLY_LOG_ODDS, is_hardly_moved, likelier
from explainer.wording.what_if import would_have_been

# Up to this many impressions of a campaign, a new one often changes the answer; see docs/model-card.md.
FEW_IMPRESSIONS: Final = 3


def sentence(
    explanation: Explanation,
    taxonomy: Taxonomy,
    advertiser: str,
    *,
    show_sensitive: bool = False,
    language: Language = Language.ENGLISH,
) -> str:
    """Say in one sentence what the ad was about, no surer than the explanation's tier allows.

    Args:
        explanation: The answer to put into words.
        taxonomy: Names the topics.
        advertiser: What to call the advertiser, such as its domain; empty if unknown.
        show_sensitive: Whether sensitive topics may be named.
        language: What the reader reads.
    """
    voice = voice_of(taxonomy, language, show_sensitive=show_sensitive)
    texts, tier = voice.texts, explanation.tier
    match explanation.verdict:
        case Verdict.ABOUT_YOU:
            return capitalised(_about_you(explanation, advertiser, voice))
        case Verdict.ABOUT_THE_PAGE:
            return _about_the_page(explanation, voice)
        case Verdict.ABOUT_THE_MOMENT:
            return _about_the_moment(explanation, voice)
        case Verdict.ABOUT_EVERYONE:
            return texts.for_everyone[tier]
        case Verdict.NOT_ENOUGH_EVIDENCE:
            return texts.not_enough_but_stated if tier is EvidenceTier.STATED else texts.not_enough


def contribution_sentence(
    contribution: Contribution,
    taxonomy: Taxonomy,
    *,
    show_sensitive: bool = False,
    language: Language = Language.ENGLISH,
) -> str:
    """Say how far one cause moved the ad, from how many visits, and whether it could have got there at all."""
    voice = voice_of(taxonomy, language, show_sensitive=show_sensitive)
    texts, size = voice.texts, contribution.size
    subject = _subject(contribution, voice)
    if is_hardly_moved(size.log_odds):
        text = texts.not_moved.format(subject=subject)
    else:
        template = texts.moved_perhaps if size.low < 0 < size.high else texts.moved
        text = template.format(subject=subject, likelier=likelier(size.log_odds, texts))
    if contribution.tier is EvidenceTier.STATED:
        text = f"{text} {texts.stated_too}"
    return capitalised(f"{text} {texts.out_of_reach}" if contribution.reach is Reach.UNREACHABLE else text)


def twins_sentence(
    contribution: Contribution,
    taxonomy: Taxonomy,
    *,
    show_sensitive: bool = False,
    language: Language = Language.ENGLISH,
) -> str:
    """Say from which other causes a trait cannot be told apart."""
    voice = voice_of(taxonomy, language, show_sensitive=show_sensitive)
    others = f" {voice.texts.joiner} ".join(voice.cause_in_sentence(cause) for cause in contribution.twins)
    return voice.texts.twins.format(others=others)


def stand_in_sentence(
    stand_in: StandIn, taxonomy: Taxonomy, *, show_sensitive: bool = False, language: Language = Language.ENGLISH
) -> str:
    """Say that a harmless trait could stand in for a sensitive topic, and from how many of its visits that follows."""
    voice = voice_of(taxonomy, language, show_sensitive=show_sensitive)
    topic = voice.topic_in_sentence(Cause(CauseKind.INTEREST, stand_in.topic))
    return voice.texts.stands_in.format(topic=topic, visits=stand_in.visits, of=stand_in.of)


def counterfactual_label(
    counterfactual: Counterfactual,
    taxonomy: Taxonomy,
    *,
    show_sensitive: bool = False,
    language: Language = Language.ENGLISH,
) -> str:
    """Name what was left out: ``your interest in camping``, ``your visits to trails.example``."""
    return _left_out(counterfactual, voice_of(taxonomy, language, show_sensitive=show_sensitive))


def counterfactual_sentence(
    counterfactual: Counterfactual,
    taxonomy: Taxonomy,
    *,
    show_sensitive: bool = False,
    language: Language = Language.ENGLISH,
) -> str:
    """Say how likely the ad would have been without something, compared with anyone."""
    voice = voice_of(taxonomy, language, show_sensitive=show_sensitive)
    texts, what = voice.texts, _left_out(counterfactual, voice)
    return would_have_been(what, counterfactual.lift.log_odds, counterfactual.verdict, texts)


def stated_sentence(
    stated: StatedReason, taxonomy: Taxonomy, *, show_sensitive: bool = False, language: Language = Language.ENGLISH
) -> str:
    """Say what a platform or a bid said itself, and who said it; a platform's card in the card's own words."""
    voice = voice_of(taxonomy, language, show_sensitive=show_sensitive)
    texts = voice.texts
    if stated.source in texts.card_sources and stated.detail:
        return texts.on_card.format(source=texts.card_sources[stated.source], detail=stated.detail)
    what, detail = _stated_parts(stated, voice)
    return texts.stated.format(source=_source(stated, voice), what=what, detail=f", {detail}" if detail else "")


def caveats(
    explanation: Explanation,
    taxonomy: Taxonomy,
    *,
    show_sensitive: bool = False,
    language: Language = Language.ENGLISH,
) -> tuple[str, ...]:
    """List what a reader should keep in mind: since when we know anything, how little, and who says otherwise."""
    voice = voice_of(taxonomy, language, show_sensitive=show_sensitive)
    texts = voice.texts
    notes = [texts.watching_since.format(date=_date(explanation.observed_since, voice))]
    seen = explanation.campaign.impressions
    if seen <= FEW_IMPRESSIONS:
        notes.append(texts.seen_once if seen <= 1 else texts.seen_rarely.format(count=seen))
    notes += [_disagreement(stated, explanation, voice) for stated in explanation.stated if stated.agrees is False]
    return tuple(notes)


def _about_you(explanation: Explanation, advertiser: str, voice: Voice) -> str:
    texts = voice.texts
    if explanation.top_cause is None:
        return texts.about_you_unnamed.format(picked=texts.picked[explanation.tier])
    cause, hedge = explanation.top_cause.cause, texts.hedges[explanation.tier]
    log_odds = next((c.size.log_odds for c in explanation.contributions if c.cause == cause), explanation.lift.log_odds)
    if log_odds < 0 or is_hardly_moved(log_odds):  # the likeliest reason, in a mixture that is mostly other reasons
        return texts.about_you_perhaps.format(subject=voice.cause_in_sentence(cause), hedge=hedge)
    words = {"likelier": likelier(log_odds, texts), "hedge": hedge}
    if cause.kind is CauseKind.RETARGETING:
        return texts.about_you_by_visit.format(site=advertiser or cause.id, **words)
    if cause.kind is CauseKind.ADVERTISER_LIST:
        return texts.about_you_by_list.format(site=advertiser or cause.id, **words)
    return texts.about_you.format(subject=voice.cause_in_sentence(cause), **words)


def _about_the_page(explanation: Explanation, voice: Voice) -> str:
    """Page and ad are only said to share a topic where the page's topic was read and spoke for the ad."""
    texts, tier = voice.texts, explanation.tier
    cause = explanation.top_cause.cause if explanation.top_cause else None
    log_odds = next((item.size.log_odds for item in explanation.contributions if item.cause == cause), 0.0)
    if cause is None or cause.kind is not CauseKind.PAGE_CONTEXT or log_odds < HARDLY_LOG_ODDS:
        return texts.about_the_page_unnamed.format(picked=texts.picked[tier])
    return texts.about_the_page.format(topic=voice.topic_in_sentence(cause), hedge=texts.hedges[tier])


def _about_the_moment(explanation: Explanation, voice: Voice) -> str:
    texts, cause = voice.texts, explanation.top_cause.cause if explanation.top_cause else None
    is_named = cause is not None and cause.kind is CauseKind.PLACE_TIME_DEVICE
    what = voice.circumstance(cause) if cause and is_named else texts.any_circumstance
    return texts.about_the_moment.format(picked=texts.picked[explanation.tier], what=what)


def _subject(contribution: Contribution, voice: Voice) -> str:
    """The cause with the number of visits behind it; a visit counts once, however many sources saw something in it."""
    cause, texts = contribution.cause, voice.texts
    count = len({item.visit_id for item in contribution.evidence})
    if cause.kind is CauseKind.RETARGETING and count > 1:
        return texts.visits_to.format(count=count, label=cause.id)
    named = voice.cause_in_sentence(cause)
    is_inferred = cause.kind in {CauseKind.INTEREST, CauseKind.PURCHASE_INTENT, CauseKind.DEMOGRAPHIC}
    if not is_inferred or count == 0:
        return named
    visits = texts.one_visit if count == 1 else texts.many_visits.format(count=count)
    return texts.from_visits.format(subject=named, visits=visits)


def _left_out(counterfactual: Counterfactual, voice: Voice) -> str:
    if counterfactual.cause_kind is None:
        return voice.texts.visits_to_site.format(label=counterfactual.without_id)
    return voice.cause_in_sentence(Cause(counterfactual.cause_kind, counterfactual.without_id)).rstrip(",")


def _stated_parts(stated: StatedReason, voice: Voice) -> tuple[str, str]:
    """What is stated in running text, and the rest of what was said about it."""
    if stated.kind in voice.texts.stated_kinds:
        return voice.texts.stated_kinds[stated.kind], _payer(stated.detail, voice)
    if stated.kind in set(CauseKind) and stated.detail:
        return voice.cause_in_sentence(Cause(CauseKind(stated.kind), stated.detail)).rstrip(","), ""
    return stated.kind.replace("_", " "), stated.detail


def _payer(detail: str, voice: Voice) -> str:
    """A bid's payer in the reader's language; records hold it in English."""
    written = ENGLISH.payer.format(name="")
    return voice.texts.payer.format(name=detail.removeprefix(written)) if detail.startswith(written) else detail


def _source(stated: StatedReason, voice: Voice) -> str:
    return voice.texts.sources.get(stated.source) or voice.texts.any_source.format(source=stated.source)


def _disagreement(stated: StatedReason, explanation: Explanation, voice: Voice) -> str:
    what, _ = _stated_parts(stated, voice)
    source, texts = _source(stated, voice), voice.texts
    if explanation.top_cause is None or explanation.verdict in SILENT_VERDICTS:
        return texts.disagrees_with_nobody.format(source=source, what=what)
    other = voice.cause_in_sentence(explanation.top_cause.cause).rstrip(",")
    return texts.disagrees.format(source=source, what=what, other=other)


def _date(time: datetime, voice: Voice) -> str:
    return voice.texts.dates.format(day=time.day, month=voice.texts.months[time.month - 1], year=time.year)
