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
    StatedReason,
    Verdict,
)
from explainer.taxonomy import Taxonomy
from explainer.wording import english
from explainer.wording.causes import capitalised, cause_in_sentence, circumstance, topic_in_sentence
from explainer.wording.sizes import HARDLY_LOG_ODDS, is_hardly_moved, likelier

# Up to this many impressions of a campaign, a new one often changes the answer; see docs/model-card.md.
FEW_IMPRESSIONS: Final = 3


def sentence(explanation: Explanation, taxonomy: Taxonomy, advertiser: str, *, show_sensitive: bool = False) -> str:
    """Say in one sentence what the ad was about, no surer than the explanation's tier allows.

    Args:
        explanation: The answer to put into words.
        taxonomy: Names the topics.
        advertiser: What to call the advertiser, such as its domain; empty if unknown.
        show_sensitive: Whether sensitive topics may be named.
    """
    cause = explanation.top_cause.cause if explanation.top_cause else None
    tier = explanation.tier
    match explanation.verdict:
        case Verdict.ABOUT_YOU:
            return _about_you(explanation, cause, taxonomy, advertiser, show_sensitive=show_sensitive)
        case Verdict.ABOUT_THE_PAGE:
            return _about_the_page(explanation, cause, taxonomy, show_sensitive=show_sensitive)
        case Verdict.ABOUT_THE_MOMENT:
            return _about_the_moment(cause, tier)
        case Verdict.ABOUT_EVERYONE:
            return english.FOR_EVERYONE[tier]
        case Verdict.NOT_ENOUGH_EVIDENCE:
            return english.NOT_ENOUGH_BUT_STATED if tier is EvidenceTier.STATED else english.NOT_ENOUGH


def contribution_sentence(contribution: Contribution, taxonomy: Taxonomy, *, show_sensitive: bool = False) -> str:
    """Say how far one cause moved the ad, from how many visits, and whether it could have got there at all."""
    subject = capitalised(_subject(contribution, taxonomy, show_sensitive=show_sensitive))
    size = contribution.size
    if is_hardly_moved(size.log_odds):
        text = english.NOT_MOVED.format(subject=subject)
    else:
        template = english.MOVED_PERHAPS if size.low < 0 < size.high else english.MOVED
        text = template.format(subject=subject, likelier=likelier(size.log_odds))
    if contribution.tier is EvidenceTier.STATED:
        text = f"{text} {english.STATED_TOO}"
    return f"{text} {english.OUT_OF_REACH}" if contribution.reach is Reach.UNREACHABLE else text


def counterfactual_label(counterfactual: Counterfactual, taxonomy: Taxonomy, *, show_sensitive: bool = False) -> str:
    """Name what was left out: ``your interest in camping``, ``your visits to trails.example``."""
    if counterfactual.cause_kind is None:
        return english.VISITS_TO_SITE.format(label=counterfactual.without_id)
    cause = Cause(counterfactual.cause_kind, counterfactual.without_id)
    return cause_in_sentence(cause, taxonomy, show_sensitive=show_sensitive).rstrip(",")


def counterfactual_sentence(counterfactual: Counterfactual, taxonomy: Taxonomy, *, show_sensitive: bool = False) -> str:
    """Say how likely the ad would have been without something, compared with anyone."""
    what = counterfactual_label(counterfactual, taxonomy, show_sensitive=show_sensitive)
    lift = counterfactual.lift.log_odds
    if is_hardly_moved(lift) or counterfactual.verdict in SILENT_VERDICTS:
        return english.WITHOUT_AS_ANYONE.format(what=what)
    if lift < 0:
        return english.WITHOUT_LESS.format(what=what)
    return english.WITHOUT_STILL.format(what=what, likelier=likelier(lift))


def stated_sentence(stated: StatedReason, taxonomy: Taxonomy, *, show_sensitive: bool = False) -> str:
    """Say what a platform or a bid said itself, and who said it; a platform's card in the card's own words."""
    if stated.source in english.CARD_SOURCES and stated.detail:
        return english.ON_CARD.format(source=english.CARD_SOURCES[stated.source], detail=stated.detail)
    what, detail = _stated_parts(stated, taxonomy, show_sensitive=show_sensitive)
    return english.STATED.format(source=_source(stated), what=what, detail=f", {detail}" if detail else "")


def caveats(explanation: Explanation, taxonomy: Taxonomy, *, show_sensitive: bool = False) -> tuple[str, ...]:
    """List what a reader should keep in mind: since when we know anything, how little, and who says otherwise."""
    notes = [english.WATCHING_SINCE.format(date=_date(explanation.observed_since))]
    seen = explanation.campaign.impressions
    if seen <= FEW_IMPRESSIONS:
        notes.append(english.SEEN_ONCE if seen <= 1 else english.SEEN_RARELY.format(count=seen))
    notes += [
        _disagreement(stated, explanation, taxonomy, show_sensitive=show_sensitive)
        for stated in explanation.stated
        if stated.agrees is False
    ]
    return tuple(notes)


def _about_you(
    explanation: Explanation, cause: Cause | None, taxonomy: Taxonomy, advertiser: str, *, show_sensitive: bool
) -> str:
    if cause is None:
        return english.ABOUT_YOU_UNNAMED.format(picked=english.PICKED[explanation.tier])
    log_odds = next((c.size.log_odds for c in explanation.contributions if c.cause == cause), explanation.lift.log_odds)
    if log_odds < 0 or is_hardly_moved(log_odds):  # the likeliest reason, in a mixture that is mostly other reasons
        subject = capitalised(cause_in_sentence(cause, taxonomy, show_sensitive=show_sensitive))
        return english.ABOUT_YOU_PERHAPS.format(subject=subject, hedge=english.HEDGES[explanation.tier])
    words = {"likelier": likelier(log_odds), "hedge": english.HEDGES[explanation.tier]}
    if cause.kind is CauseKind.RETARGETING:
        return english.ABOUT_YOU_BY_VISIT.format(site=advertiser or cause.id, **words)
    if cause.kind is CauseKind.ADVERTISER_LIST:
        return english.ABOUT_YOU_BY_LIST.format(site=advertiser or cause.id, **words)
    subject = capitalised(cause_in_sentence(cause, taxonomy, show_sensitive=show_sensitive))
    return english.ABOUT_YOU.format(subject=subject, **words)


def _about_the_page(
    explanation: Explanation, cause: Cause | None, taxonomy: Taxonomy, *, show_sensitive: bool
) -> str:
    """Page and ad are only said to share a topic where the page's topic was read and spoke for the ad."""
    tier = explanation.tier
    log_odds = next((item.size.log_odds for item in explanation.contributions if item.cause == cause), 0.0)
    if cause is None or cause.kind is not CauseKind.PAGE_CONTEXT or log_odds < HARDLY_LOG_ODDS:
        return english.ABOUT_THE_PAGE_UNNAMED.format(picked=english.PICKED[tier])
    topic = topic_in_sentence(cause, taxonomy, show_sensitive=show_sensitive)
    return english.ABOUT_THE_PAGE.format(topic=topic, hedge=english.HEDGES[tier])


def _about_the_moment(cause: Cause | None, tier: EvidenceTier) -> str:
    is_named = cause is not None and cause.kind is CauseKind.PLACE_TIME_DEVICE
    what = circumstance(cause) if cause and is_named else english.ANY_CIRCUMSTANCE
    return english.ABOUT_THE_MOMENT.format(picked=english.PICKED[tier], what=what)


def _subject(contribution: Contribution, taxonomy: Taxonomy, *, show_sensitive: bool) -> str:
    """The cause with the number of visits behind it; a visit counts once, however many sources saw something in it."""
    cause = contribution.cause
    count = len({item.visit_id for item in contribution.evidence})
    visits = english.ONE_VISIT if count == 1 else english.MANY_VISITS.format(count=count)
    if cause.kind is CauseKind.RETARGETING and count > 1:
        return english.VISITS_TO.format(visits=visits, label=cause.id)
    named = cause_in_sentence(cause, taxonomy, show_sensitive=show_sensitive)
    is_inferred = cause.kind in {CauseKind.INTEREST, CauseKind.PURCHASE_INTENT, CauseKind.DEMOGRAPHIC}
    return english.FROM_VISITS.format(subject=named, visits=visits) if is_inferred and count else named


def _stated_parts(stated: StatedReason, taxonomy: Taxonomy, *, show_sensitive: bool) -> tuple[str, str]:
    """What is stated in running text, and the rest of what was said about it."""
    if stated.kind in english.STATED_KINDS:
        return english.STATED_KINDS[stated.kind], stated.detail
    if stated.kind in set(CauseKind) and stated.detail:
        cause = Cause(CauseKind(stated.kind), stated.detail)
        return cause_in_sentence(cause, taxonomy, show_sensitive=show_sensitive).rstrip(","), ""
    return stated.kind.replace("_", " "), stated.detail


def _source(stated: StatedReason) -> str:
    return english.SOURCES.get(stated.source) or english.ANY_SOURCE.format(source=stated.source)


def _disagreement(stated: StatedReason, explanation: Explanation, taxonomy: Taxonomy, *, show_sensitive: bool) -> str:
    what, _ = _stated_parts(stated, taxonomy, show_sensitive=show_sensitive)
    if explanation.top_cause is None or explanation.verdict in SILENT_VERDICTS:
        return english.DISAGREES_WITH_NOBODY.format(source=_source(stated), what=what)
    other = cause_in_sentence(explanation.top_cause.cause, taxonomy, show_sensitive=show_sensitive).rstrip(",")
    return english.DISAGREES.format(source=_source(stated), what=what, other=other)


def _date(time: datetime) -> str:
    return f"{time.day} {english.MONTHS[time.month - 1]} {time.year}"
