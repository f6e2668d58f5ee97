"""Ads and why they were shown."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from explainer import CampaignKind, CauseKind, EvidenceTier, Reach, Verdict
from extension_api.payloads.behind import BehindItem
from extension_api.payloads.fields import Count, Id, Message, Share, UtcTime


class TopCauseItem(Message):
    """The cause most probably on top."""

    kind: CauseKind
    id: str
    label: str
    probability: Share


class ImpressionSummary(Message):
    """One ad in a list, with its one sentence."""

    id: Id
    time: UtcTime
    page_domain: str
    page_url: str
    adomain: list[str]
    advertiser: str
    text: str
    width: int
    height: int
    verdict: Verdict
    tier: EvidenceTier
    sentence: str
    top_cause: TopCauseItem | None


class ImpressionsResponse(Message):
    """Ads, newest first. ``next_cursor`` asks for the page after this one."""

    impressions: list[ImpressionSummary]
    next_cursor: str | None


class Lift(Message):
    """A figure in log odds with its 90 % interval, and as a factor."""

    log_odds: float
    low: float
    high: float
    factor: float


class EvidenceItem(Message):
    """One visit that speaks for a cause, the words or facts that mattered, and what was searched for, if anything."""

    visit_id: str
    time: UtcTime
    domain: str
    title: str
    source: str
    kind: CauseKind
    words: list[str]
    search_query: str | None


class KnowerItem(Message):
    """A company that could have known a cause."""

    company: str
    how: str
    sites: list[str]
    visit_ids: list[str]
    in_delivery: bool
    told_by: str | None


class CauseItem(Message):
    """A cause with its name in plain words."""

    kind: CauseKind
    id: str
    label: str
    sensitive: bool


class TwinsItem(Message):
    """Causes that nearly the same visits speak for, so that they cannot be told apart."""

    causes: list[CauseItem]
    sentence: str


class StandInItem(Message):
    """A sensitive topic that ``visits`` of the ``of`` visits behind a harmless trait speak for as well.

    ``low`` is the lower end of the interval of that share; below one half nothing is said.
    """

    cause: CauseItem
    visits: Count
    of: Count
    low: Share
    sentence: str


class ContributionItem(Lift):
    """How much one cause moved the ad towards (+) or away from (-) this person."""

    cause: CauseItem
    tier: EvidenceTier
    reach: Reach
    sentence: str
    evidence: list[EvidenceItem]
    knowers: list[KnowerItem]
    twins: TwinsItem | None
    stands_in_for: list[StandInItem]


class CounterfactualItem(Message):
    """The answer without something, computed again."""

    without_kind: Literal["cause", "site"]
    without_id: str
    cause_kind: CauseKind | None
    label: str
    verdict: Verdict
    lift: Lift
    sentence: str


class StatedItem(Message):
    """What a platform or a bid said itself."""

    kind: str
    source: str
    detail: str
    agrees: bool | None
    tier: Literal["stated"] = "stated"


class KindItem(Message):
    """How probable it is that the campaign chooses its audience in this way."""

    kind: CampaignKind
    probability: Share


class CampaignItem(Message):
    """What has been seen of the ad's campaign so far."""

    campaign_id: str
    impressions: Count
    sites: Count
    first_seen: UtcTime


class ExplanationResponse(Message):
    """Why one ad was shown, as far as it can be known now."""

    impression: ImpressionSummary
    verdict: Verdict
    tier: EvidenceTier
    sentence: str
    lift: Lift
    stranger_lift: float
    top_cause: TopCauseItem | None
    kinds: list[KindItem]
    campaign: CampaignItem
    contributions: list[ContributionItem]
    counterfactuals: list[CounterfactualItem]
    stated: list[StatedItem]
    behind: BehindItem
    observed_since: UtcTime
    model_id: str
    fidelity: float
    caveats: list[str]


class FeedbackCause(Message):
    """The cause that an opinion is about."""

    kind: CauseKind
    id: str


class FeedbackRequest(Message):
    """What the person thinks of one cause of an ad."""

    cause: FeedbackCause
    opinion: Literal["wrong", "right"]


class FeedbackResponse(Message):
    """The opinion as it was kept."""

    impression_id: Id
    opinion: Literal["wrong", "right"]
    time: UtcTime


class DietShare(Message):
    """How many of the ads were about this."""

    verdict: Verdict
    count: Count
    share: Share


class DietResponse(Message):
    """What the ads seen lately were about."""

    since: UtcTime
    impressions: Count
    shares: list[DietShare]
    waiting: Count = Field(default=0, exclude_if=lambda waiting: waiting == 0)
