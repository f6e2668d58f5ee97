"""The answer about one ad: causes with their contributions, kinds, counterfactuals, verdict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from explainer.errors import InvalidRecordError
from explainer.records.inferred import Evidence, Knower, StatedReason
from explainer.records.vocabulary import CampaignKind, CauseKind, EvidenceTier, Reach, Verdict


@dataclass(frozen=True, slots=True)
class Cause:
    """A player of the game: a kind and what it is about.

    ``id`` is a topic id (interest, purchase_intent, page_context), an advertiser domain (retargeting, advertiser_list)
    or ``place:NAME``, ``moment:NAME``, ``device:NAME`` (place_time_device).
    """

    kind: CauseKind
    id: str


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure in log odds with the ends of its 90 % interval."""

    log_odds: float
    low: float
    high: float

    def __post_init__(self) -> None:
        """Refuse what breaks the record's own rule."""
        if not self.low <= self.log_odds <= self.high:
            raise InvalidRecordError(
                record="Interval", field="low, high", expected="low <= log_odds <= high",
                got=f"{self.low}, {self.log_odds}, {self.high}",
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class StandIn:
    """A sensitive topic that most of the visits behind a harmless trait speak for as well.

    ``low`` is the lower end of the interval of ``visits / of``.
    """

    topic: str
    visits: int
    of: int
    low: float


@dataclass(frozen=True, slots=True)
class Contribution:
    """How much one cause moved the ad towards (+) or away from (-) this person, in log odds.

    ``twins`` are causes that nearly the same visits speak for, so that nobody could tell them apart.
    """

    cause: Cause
    size: Interval
    tier: EvidenceTier = EvidenceTier.MODELLED
    reach: Reach = Reach.UNKNOWN
    evidence: tuple[Evidence, ...] = ()
    knowers: tuple[Knower, ...] = ()
    twins: tuple[Cause, ...] = ()
    stands_in_for: tuple[StandIn, ...] = ()


@dataclass(frozen=True, slots=True)
class TopCause:
    """The cause most probably on top among those that could have reached the ad."""

    cause: Cause
    probability: float


@dataclass(frozen=True, slots=True)
class KindProbability:
    """How probable it is that a campaign chooses its audience in this way."""

    kind: CampaignKind
    probability: float


@dataclass(frozen=True, slots=True)
class CampaignSummary:
    """What has been seen of the campaign so far, this impression included."""

    campaign_id: str
    impressions: int
    sites: int
    first_seen: datetime


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """The answer re-scored without something. ``without_kind`` is ``cause`` or ``site``; verified by re-scoring."""

    without_kind: str
    without_id: str
    cause_kind: CauseKind | None
    verdict: Verdict
    lift: Interval


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one ad was shown to one person, as far as it can be known.

    Contributions are strongest first and add up to ``lift.log_odds - stranger_lift`` (``fidelity`` is the gap that is
    left, in log odds).
    """

    impression_id: str
    verdict: Verdict
    tier: EvidenceTier
    lift: Interval
    stranger_lift: float
    top_cause: TopCause | None
    contributions: tuple[Contribution, ...]
    kinds: tuple[KindProbability, ...]
    campaign: CampaignSummary
    counterfactuals: tuple[Counterfactual, ...]
    stated: tuple[StatedReason, ...]
    observed_since: datetime
    model_id: str
    fidelity: float
