"""Whether a campaign's rule fits a slot: pure functions of what its buyer knows at that moment, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from adtown.layout import Campaign, Kind
from adtown.lifestyles import score

EVENING_FROM: Final = 18  # hours of the day, as people name them
MORNING_FROM: Final = 6
MORNING_UNTIL: Final = 11
SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class History:
    """What one buyer knows about one visitor: page views per topic, and the last product seen in each shop."""

    topics: Mapping[str, int] = field(default_factory=dict)
    shops: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything a buyer may base its choice on."""

    history: History
    page_topics: frozenset[str]
    city: str | None
    moments: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cause:
    """Why an ad was chosen, as the log says it."""

    kind: Kind
    id: str | None = None
    ids: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The ``cause`` of a line in the decision log."""
        return {"kind": self.kind.value, "id": self.id, "ids": list(self.ids)}


def moments_of(time: datetime) -> frozenset[str]:
    """Names of a moment that campaigns are planned by."""
    is_evening, is_morning = time.hour >= EVENING_FROM, MORNING_FROM <= time.hour < MORNING_UNTIL
    named = {"evening": is_evening, "morning": is_morning, "weekend": time.weekday() >= SATURDAY}
    return frozenset(name for name, holds in named.items() if holds)


def fit(campaign: Campaign, situation: Situation) -> Cause | None:
    """The cause by which the campaign's own rule fits, None where it does not."""
    return _RULES[campaign.kind](campaign, situation)


def _interest(campaign: Campaign, situation: Situation) -> Cause | None:
    (topic,) = campaign.targets
    seen = situation.history.topics.get(topic, 0)
    return Cause(Kind.INTEREST, topic, (topic,)) if seen >= campaign.visits_needed else None


def _parent_segment(campaign: Campaign, situation: Situation) -> Cause | None:
    seen = sum(count for topic, count in situation.history.topics.items() if topic in campaign.targets)
    return (
        Cause(Kind.PARENT_SEGMENT, campaign.segment, tuple(sorted(campaign.targets)))
        if seen >= campaign.visits_needed
        else None
    )


def _look_alike(campaign: Campaign, situation: Situation) -> Cause | None:
    weights = campaign.weights or {}
    used = tuple(sorted(topic for topic in situation.history.topics if weights.get(topic, 0.0) > 0))
    is_alike = score(weights, frozenset(situation.history.topics)) >= campaign.threshold
    return Cause(Kind.LOOK_ALIKE, None, used) if used and is_alike else None


def _retargeting(campaign: Campaign, situation: Situation) -> Cause | None:
    domain = campaign.advertiser
    return Cause(Kind.RETARGETING, domain) if domain in situation.history.shops else None


def _page_context(campaign: Campaign, situation: Situation) -> Cause | None:
    shared = sorted(campaign.targets & situation.page_topics)
    return Cause(Kind.PAGE_CONTEXT, shared[0], tuple(shared)) if shared else None


def _place_time(campaign: Campaign, situation: Situation) -> Cause | None:
    is_here = campaign.city is None or campaign.city == situation.city
    is_now = campaign.moment is None or campaign.moment in situation.moments
    name = f"place:{campaign.city}" if campaign.city else f"moment:{campaign.moment}"
    return Cause(Kind.PLACE_TIME, name) if is_here and is_now else None


def _everybody(campaign: Campaign, _situation: Situation) -> Cause | None:
    return Cause(campaign.kind)


_RULES: Final = {
    Kind.INTEREST: _interest,
    Kind.PARENT_SEGMENT: _parent_segment,
    Kind.LOOK_ALIKE: _look_alike,
    Kind.RETARGETING: _retargeting,
    Kind.PAGE_CONTEXT: _page_context,
    Kind.PLACE_TIME: _place_time,
    Kind.RUN_OF_NETWORK: _everybody,
    Kind.HOUSE: _everybody,
}
