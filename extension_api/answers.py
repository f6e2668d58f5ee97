"""Turns the library's records into messages: names in plain words, sentences, factors beside log odds."""

from __future__ import annotations

from typing import Any, Final, Literal, TypedDict

from explainer import (
    AdImpression,
    Cause,
    CauseKind,
    Contribution,
    Counterfactual,
    Evidence,
    Explanation,
    Interval,
    Knower,
    StandIn,
    StatedReason,
    Taxonomy,
    TopCause,
    Trait,
    Visit,
    Without,
    wording,
)
from extension_api.behind import who_is_behind
from extension_api.knowledge import Knowledge
from extension_api.payloads import explanations as messages
from extension_api.payloads import what_if
from extension_api.payloads.traits import Correction, TraitEvidenceItem, TraitItem

# Strength is roughly "pages' worth of attention as of now"; one page is a hint, a handful is a habit.
MEDIUM_STRENGTH: Final = 1.0
STRONG_STRENGTH: Final = 3.0
# Under one cause: the newest visits, and the companies in the ad's delivery before those that saw most. The sentence
# counts all visits, and the page of the trait lists them with everybody who was there.
MOST_VISITS_SHOWN: Final = 20
MOST_KNOWERS_SHOWN: Final = 20


class _Spoken(TypedDict):
    """How the person is spoken to."""

    show_sensitive: bool
    language: wording.Language


class Answers:
    """Puts what is known at one state of the store into messages."""

    def __init__(self, knowledge: Knowledge, language: wording.Language = wording.Language.ENGLISH) -> None:
        """Use the person's settings of that state, such as whether sensitive topics are named, and their language."""
        self.knowledge = knowledge
        self._taxonomy: Taxonomy = knowledge.reading.reader.taxonomy
        self.language, self._show = language, knowledge.settings.show_sensitive
        self._spoken: _Spoken = {"show_sensitive": self._show, "language": language}

    def summary(self, impression: AdImpression, explanation: Explanation) -> messages.ImpressionSummary:
        """One ad for a list."""
        return messages.ImpressionSummary(
            id=impression.id,
            time=impression.time,
            page_domain=impression.page_domain,
            page_url=impression.page_url,
            adomain=list(impression.adomain),
            advertiser=advertiser_named(impression),
            text=impression.text,
            width=impression.width,
            height=impression.height,
            verdict=explanation.verdict,
            tier=explanation.tier,
            sentence=self._sentence(impression, explanation),
            top_cause=self._top_cause(explanation.top_cause),
        )

    def explanation(self, impression: AdImpression, explanation: Explanation) -> messages.ExplanationResponse:
        """The whole answer for one ad."""
        campaign = explanation.campaign
        return messages.ExplanationResponse(
            impression=self.summary(impression, explanation),
            verdict=explanation.verdict,
            tier=explanation.tier,
            sentence=self._sentence(impression, explanation),
            lift=_lift(explanation.lift),
            stranger_lift=explanation.stranger_lift,
            top_cause=self._top_cause(explanation.top_cause),
            kinds=[messages.KindItem(kind=item.kind, probability=item.probability) for item in explanation.kinds],
            campaign=messages.CampaignItem(
                campaign_id=campaign.campaign_id,
                impressions=campaign.impressions,
                sites=campaign.sites,
                first_seen=campaign.first_seen,
            ),
            contributions=[self._contribution(item) for item in explanation.contributions],
            counterfactuals=[self._counterfactual(item) for item in explanation.counterfactuals],
            stated=[self._stated(item) for item in explanation.stated],
            behind=who_is_behind(impression, self.knowledge),
            observed_since=explanation.observed_since,
            model_id=explanation.model_id,
            fidelity=explanation.fidelity,
            caveats=list(wording.caveats(explanation, self._taxonomy, **self._spoken)),
        )

    def counterfactual(
        self, impression: AdImpression, without: Without, *, before: Explanation, after: Explanation
    ) -> what_if.CounterfactualResponse:
        """The answer to "and without that?"."""
        label = self.without_label(without)
        sentence = wording.without_sentence(label, after, language=self.language)
        advertiser = advertiser_named(impression)
        return what_if.CounterfactualResponse(
            impression_id=impression.id, label=label, sentence=sentence,
            before=self._answer(before, advertiser), after=self._answer(after, advertiser),
        )  # fmt: skip

    def logged_explanation(self, explanation: Explanation, advertiser: str) -> what_if.LoggedExplanationResponse:
        """The whole answer for a line of an impression log."""
        return what_if.LoggedExplanationResponse(
            impression_id=explanation.impression_id, **dict(self._answer(explanation, advertiser)),
            stranger_lift=explanation.stranger_lift,
            kinds=[messages.KindItem(kind=item.kind, probability=item.probability) for item in explanation.kinds],
            contributions=[
                what_if.LoggedContributionItem(
                    **self._contribution(item).model_dump(exclude={"evidence", "knowers", "twins", "stands_in_for"})
                )
                for item in explanation.contributions
            ],
            counterfactuals=[self._counterfactual(item) for item in explanation.counterfactuals],
            stated=[self._stated(item) for item in explanation.stated],
            model_id=explanation.model_id, fidelity=explanation.fidelity,
        )  # fmt: skip

    def cause(self, cause: Cause) -> messages.CauseItem:
        """A cause with its name."""
        is_sensitive = wording.is_sensitive(cause, self._taxonomy)
        return messages.CauseItem(kind=cause.kind, id=cause.id, label=self._label(cause), sensitive=is_sensitive)

    def without_label(self, without: Without) -> str:
        """What all that was left out is called in a sentence."""
        visits = self.knowledge.visits
        visited = {visit: visits[visit].domain for visit in without.visits & visits.keys()}
        return wording.without_label(without, self._taxonomy, visited=visited, **self._spoken)

    def trait(self, trait: Trait) -> TraitItem:
        """One trait with its name, its place in the taxonomy, and what the person said about it."""
        cause = Cause(trait.kind, trait.topic)
        label = wording.cause_label(cause, self._taxonomy, **self._spoken)
        is_sensitive = wording.is_sensitive(cause, self._taxonomy)
        is_masked = is_sensitive and not self._show
        known = self._taxonomy.knows(trait.topic) and not is_masked
        return TraitItem(
            id=trait.topic,
            label=label,
            path=list(wording.topic_path(trait.topic, self._taxonomy, language=self.language)) if known else [label],
            kind=trait.kind,
            strength=round(trait.strength, 3),
            level=_level(trait.strength),
            visits=len({item.visit_id for item in trait.evidence}),
            last_seen=trait.last_seen,
            sensitive=is_sensitive,
            correction=self._correction(trait.topic),
        )

    def trait_evidence(self, trait: Trait) -> list[TraitEvidenceItem]:
        """Every visit behind a trait, with the companies that were there."""
        return [
            TraitEvidenceItem(
                **self._evidence(item),
                weight=round(item.weight, 3),
                companies=list(self.knowledge.companies_on(item.visit_id)),
            )
            for item in trait.evidence
        ]

    def _answer(self, explanation: Explanation, advertiser: str) -> what_if.AnswerItem:
        return what_if.AnswerItem(
            verdict=explanation.verdict, tier=explanation.tier, lift=_lift(explanation.lift),
            sentence=wording.sentence(explanation, self._taxonomy, advertiser, **self._spoken),
            top_cause=self._top_cause(explanation.top_cause),
        )  # fmt: skip

    def _correction(self, topic: str) -> Correction:
        corrections = self.knowledge.reading.log.corrections
        if topic in corrections.not_me:
            return "not_me"
        return "muted" if topic in corrections.muted else "none"

    def _sentence(self, impression: AdImpression, explanation: Explanation) -> str:
        return wording.sentence(explanation, self._taxonomy, advertiser_named(impression), **self._spoken)

    def _label(self, cause: Cause) -> str:
        return wording.cause_label(cause, self._taxonomy, **self._spoken)

    def _top_cause(self, top: TopCause | None) -> messages.TopCauseItem | None:
        if top is None:
            return None
        return messages.TopCauseItem(
            kind=top.cause.kind,
            id=top.cause.id,
            label=self._label(top.cause),
            probability=min(1.0, max(0.0, top.probability)),
        )

    def _contribution(self, contribution: Contribution) -> messages.ContributionItem:
        cause = contribution.cause
        return messages.ContributionItem.model_validate(
            {
                "cause": self.cause(cause).model_dump(),
                **_lift(contribution.size).model_dump(),
                "tier": contribution.tier,
                "reach": contribution.reach,
                "sentence": wording.contribution_sentence(contribution, self._taxonomy, **self._spoken),
                # Some hundred small messages: read as one they cost a fifth of what they do one by one.
                "evidence": [self._evidence(item) for item in contribution.evidence[:MOST_VISITS_SHOWN]],
                "knowers": [_knower(item) for item in contribution.knowers[:MOST_KNOWERS_SHOWN]],
                "twins": self._twins(contribution),
                "stands_in_for": [self._stand_in(item) for item in contribution.stands_in_for],
            }
        )

    def _twins(self, contribution: Contribution) -> dict[str, Any] | None:
        """The fields of a ``TwinsItem``."""
        if not contribution.twins:
            return None
        return {
            "causes": [self.cause(cause).model_dump() for cause in contribution.twins],
            "sentence": wording.twins_sentence(contribution, self._taxonomy, **self._spoken),
        }

    def _stand_in(self, item: StandIn) -> dict[str, Any]:
        """The fields of a ``StandInItem``."""
        return {
            "cause": self.cause(Cause(CauseKind.INTEREST, item.topic)).model_dump(),
            "visits": item.visits,
            "of": item.of,
            "low": max(0.0, item.low),
            "sentence": wording.stand_in_sentence(item, self._taxonomy, **self._spoken),
        }

    def _evidence(self, evidence: Evidence) -> dict[str, Any]:
        """The fields of an ``EvidenceItem``. Title, words and search would tell what a masked label hides."""
        visit = self.knowledge.visits.get(evidence.visit_id)
        fields = {
            "visit_id": evidence.visit_id,
            "time": evidence.time,
            "domain": evidence.domain,
            "title": visit.title if visit else "",
            "source": evidence.source,
            "kind": evidence.kind,
            "words": list(evidence.words),
            "search_query": visit.search_query if visit else None,
        }
        if not self._show and self._tells_of_something_sensitive(evidence, visit):
            title = wording.sensitive_page(language=self.language)
            return fields | {"title": title, "words": [], "search_query": None}
        return fields

    def _tells_of_something_sensitive(self, evidence: Evidence, visit: Visit | None) -> bool:
        if wording.is_sensitive(Cause(evidence.kind, evidence.topic), self._taxonomy):
            return True
        return visit is not None and self.knowledge.reading.reader.is_sensitive(visit)

    def _counterfactual(self, item: Counterfactual) -> messages.CounterfactualItem:
        without: Literal["cause", "site"] = "site" if item.without_kind == "site" else "cause"
        return messages.CounterfactualItem(
            without_kind=without,
            without_id=item.without_id,
            cause_kind=item.cause_kind,
            label=wording.counterfactual_label(item, self._taxonomy, **self._spoken),
            verdict=item.verdict,
            lift=_lift(item.lift),
            sentence=wording.counterfactual_sentence(item, self._taxonomy, **self._spoken),
        )

    def _stated(self, item: StatedReason) -> messages.StatedItem:
        sentence = wording.stated_sentence(item, self._taxonomy, **self._spoken)
        return messages.StatedItem(kind=item.kind, source=item.source, detail=sentence, agrees=item.agrees)


def advertiser_named(impression: AdImpression) -> str:
    """What the advertiser is called; empty where neither address nor bid tells."""
    if impression.adomain:
        return impression.adomain[0]
    return (impression.bid.dsa_behalf if impression.bid else None) or ""


def _lift(interval: Interval) -> messages.Lift:
    factor = wording.factor(interval.log_odds)
    return messages.Lift(log_odds=interval.log_odds, low=interval.low, high=interval.high, factor=factor)


def _knower(knower: Knower) -> dict[str, Any]:
    """The fields of a ``KnowerItem``."""
    return {
        "company": knower.company,
        "how": knower.how,
        "sites": list(knower.sites),
        "visit_ids": list(knower.visit_ids),
        "in_delivery": knower.in_delivery,
        "told_by": knower.told_by,
    }


def _level(strength: float) -> Literal["weak", "medium", "strong"]:
    if strength >= STRONG_STRENGTH:
        return "strong"
    return "medium" if strength >= MEDIUM_STRENGTH else "weak"
