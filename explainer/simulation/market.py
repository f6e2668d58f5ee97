"""What a market consists of: sites, trackers, campaigns with the rule that picks their audience, and who sells what."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from explainer.records import CampaignKind

BoolArray = npt.NDArray[np.bool_]
FloatArray = npt.NDArray[np.float64]

PRODUCTS_OF_SHOP: Final = 8
FAVOURED_PRODUCT: Final = 0.3  # chance of the next product to be the one looked at or shown, from the most liked
UNCAPPED: Final = 10_000
PLACES: Final = ("DE-BE", "DE-SN", "FR-75", "GB-LND", "US-NY")
MOMENTS: Final = ("morning", "midday", "afternoon", "evening", "night", "weekend")


class Channel(StrEnum):
    """How an ad place is sold: in an auction between bidders, by the site itself, or as a box of paid links."""

    AUCTION = "auction"
    DIRECT = "direct"
    NATIVE = "native"


class Rule(StrEnum):
    """What decides whom a campaign wants. Finer than ``CampaignKind``: a parent segment is an interest campaign."""

    INTEREST = "interest"
    PARENT_SEGMENT = "parent_segment"
    LOOK_ALIKE = "look_alike"
    RETARGETING = "retargeting"
    PAGE_CONTEXT = "page_context"
    PLACE_TIME = "place_time"
    RUN_OF_NETWORK = "run_of_network"


KIND_OF_RULE: Final = {
    Rule.INTEREST: CampaignKind.INTEREST,
    Rule.PARENT_SEGMENT: CampaignKind.INTEREST,
    Rule.LOOK_ALIKE: CampaignKind.LOOK_ALIKE,
    Rule.RETARGETING: CampaignKind.RETARGETING,
    Rule.PAGE_CONTEXT: CampaignKind.CONTEXTUAL,
    Rule.PLACE_TIME: CampaignKind.PLACE_TIME,
    Rule.RUN_OF_NETWORK: CampaignKind.RUN_OF_NETWORK,
}


@dataclass(frozen=True, slots=True)
class Site:
    """A publisher or a shop: what it writes about (empty: everything), which trackers it carries, who may bid there."""

    domain: str
    topics: tuple[str, ...]
    trackers: BoolArray
    bidders: BoolArray
    has_native: bool = False
    is_shop: bool = False


@dataclass(frozen=True, slots=True)
class Habits:
    """How a campaign bids, whatever it is about.

    Attributes:
        base: Utility where nothing matches.
        boost: Utility that a full match adds.
        is_strict: Whether it stays away where its rule does not match.
        visits_to_qualify: Visits after which its bidder counts an interest.
        window_days: How far back its bidder looks.
        cap: Most showings to one person.
        spacing: Fewest pages between two showings.
        runs: Start and end as shares of the time watched.
        price_level: Log price where nothing matches.
        price_premium: What a full match adds to the log price.
        is_graded: Whether half a match is worth half; else enough is enough.
    """

    base: float = 0.0
    boost: float = 0.0
    is_strict: bool = True
    visits_to_qualify: int = 1
    window_days: float = 365.0
    cap: int = UNCAPPED
    spacing: int = 0
    runs: tuple[float, float] = (0.0, 1.0)
    price_level: float = 0.0
    price_premium: float = 0.0
    is_graded: bool = False


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign and its rule. ``targets`` are topics; ``sees`` are the trackers whose visits its bidder knows.

    It shows ``product`` or, if ``is_dynamic``, the one that the person looked at last.
    """

    number: int
    rule: Rule
    advertiser: str
    topic: str
    creatives: tuple[str, ...]
    channel: Channel
    product: int | None
    is_dynamic: bool
    bidder: int
    sees: BoolArray
    sites: BoolArray
    targets: frozenset[str] = frozenset()
    place: str | None = None
    moment: str | None = None
    places_named: tuple[str, ...] = ()
    moments_named: tuple[str, ...] = ()
    declared_cat: tuple[str, ...] = ()
    habits: Habits = field(default_factory=Habits)

    @property
    def fills_gaps(self) -> bool:
        """Whether it takes places that nobody else wanted: a site's own ads and its partners'."""
        return self.channel is Channel.DIRECT and self.rule is Rule.RUN_OF_NETWORK

    @property
    def kind(self) -> CampaignKind:
        """The expert that this campaign belongs to."""
        return KIND_OF_RULE[self.rule]


@dataclass(frozen=True, slots=True)
class Market:
    """What stays the same while one person is watched; ``drawn`` holds each prior's value for this market."""

    drawn: dict[str, float]
    topics: tuple[str, ...]
    interests: tuple[str, ...]
    home: str
    trackers: tuple[str, ...]
    sites: tuple[Site, ...]
    shops: tuple[Site, ...]
    campaigns: tuple[Campaign, ...]
