"""A market drawn from the priors: sites, trackers, bidders and campaigns with the rule that picks their audience."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from explainer.records import CampaignKind
from explainer.simulation.priors import Priors, Range
from explainer.taxonomy import Taxonomy

BoolArray = npt.NDArray[np.bool_]
FloatArray = npt.NDArray[np.float64]

# Ordinary tier-1 topics of the IAB Content Taxonomy that have subtopics; nothing sensitive is simulated.
SUBJECTS: Final = (
    "1", "42", "52", "123", "132", "150", "JLBCU7", "201", "210", "239", "274", "391", "422", "432", "441", "464",
    "473", "483", "552", "596", "653", "680",
)  # fmt: skip
MOST_SUBTOPICS: Final = 4
# Weights of a Dirichlet draw. Rules that rarely match get more campaigns, so that every kind is seen about as often.
CAMPAIGNS_PER_RULE: Final = {
    "interest": 2.0,
    "parent_segment": 1.5,
    "look_alike": 2.5,
    "retargeting": 4.0,
    "page_context": 3.0,
    "place_time": 1.2,
}
SECOND_TOPIC_SHARE: Final = 0.2  # of texts of ads: a doubtful second topic beside the first
HOUSE_SHARE: Final = 0.15  # of untargeted campaigns: a site that advertises itself on its own pages
UNCAPPED: Final = 10_000
PLACES: Final = ("DE-BE", "DE-SN", "FR-75", "GB-LND", "US-NY")
MOMENTS: Final = ("morning", "midday", "afternoon", "evening", "night", "weekend")


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


# Rules whose ad may be about anything, so that a shared advertiser's topic can be kept.
_TOPIC_FREE: Final = frozenset({Rule.RETARGETING, Rule.RUN_OF_NETWORK, Rule.PLACE_TIME})


@dataclass(frozen=True, slots=True)
class Site:
    """A publisher or a shop: what it writes about (empty: everything) and which trackers it carries."""

    domain: str
    topics: tuple[str, ...]
    trackers: BoolArray
    bidders: BoolArray
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
        runs: Start and end as shares of the time watched.
        price_level: Log price where nothing matches.
        price_premium: What a full match adds to the log price.
    """

    base: float = 0.0
    boost: float = 0.0
    is_strict: bool = True
    visits_to_qualify: int = 1
    window_days: float = 365.0
    cap: int = UNCAPPED
    runs: tuple[float, float] = (0.0, 1.0)
    price_level: float = 0.0
    price_premium: float = 0.0


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign and its rule. ``targets`` are topics; ``sees`` are the trackers whose visits its bidder knows."""

    number: int
    rule: Rule
    advertiser: str
    topic: str
    creatives: tuple[str, ...]
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


def draw_market(dice: np.random.Generator, priors: Priors, taxonomy: Taxonomy) -> Market:
    """Draw one market around one person's interests."""
    drawn = {prior.name: _range(priors, prior.name).draw(dice) for prior in fields(priors)}
    topics = _topics(dice, taxonomy)
    interests = tuple(dice.choice(topics, size=min(round(drawn["interests"]), len(topics)), replace=False).tolist())
    trackers = tuple(f"tracker{i}.example" for i in range(round(drawn["trackers"])))
    bidders = max(1, min(round(drawn["bidders"]), len(trackers)))
    coverage = np.clip(drawn["coverage"] + dice.normal(0, 0.2, len(trackers)), 0.05, 1.0)
    sites = _sites(dice, drawn, topics, coverage, bidders)
    knowledge = np.eye(len(trackers), dtype=bool)[:bidders] | (dice.random((bidders, len(trackers))) < drawn["sync"])
    home = str(dice.choice(PLACES))
    campaigns = CampaignDraw(dice, drawn, taxonomy, topics, interests, home, knowledge, len(sites)).draw()
    names = dict.fromkeys(campaign.advertiser for campaign in campaigns)
    sold = {name: tuple(dict.fromkeys(c.topic for c in campaigns if c.advertiser == name)) for name in names}
    no_bidder = np.zeros(bidders, dtype=bool)
    shops = tuple(
        Site(name, topics_sold, dice.random(len(trackers)) < coverage, no_bidder, is_shop=True)
        for name, topics_sold in sold.items()
    )
    return Market(drawn, topics, interests, home, trackers, sites, shops, campaigns)


def _range(priors: Priors, name: str) -> Range:
    value: Range = getattr(priors, name)
    return value


def _topics(dice: np.random.Generator, taxonomy: Taxonomy) -> tuple[str, ...]:
    """Some subjects with a few subtopics each, one or two tiers down."""
    subjects = dice.choice(SUBJECTS, size=int(dice.integers(5, 14)), replace=False).tolist()
    topics: list[str] = []
    for subject in subjects:
        below = [topic for child in taxonomy.children(subject) for topic in (child, *taxonomy.children(child))]
        size = min(len(below), int(dice.integers(1, MOST_SUBTOPICS + 1)))
        topics += dice.choice(below, size=size, replace=False).tolist()
        topics += [subject] if dice.random() < 0.3 else []
    return tuple(dict.fromkeys(topics))


def _sites(
    dice: np.random.Generator, drawn: dict[str, float], topics: tuple[str, ...], coverage: FloatArray, bidders: int
) -> tuple[Site, ...]:
    sites = []
    for number in range(round(drawn["sites"])):
        is_general = number < 2 or dice.random() < drawn["general_sites"]
        own = () if is_general else tuple(dice.choice(topics, size=int(dice.integers(1, 5))).tolist())
        reached = dice.random(bidders) < 0.8
        reached[int(dice.integers(bidders))] = True
        sites.append(Site(f"site{number}.example", own, dice.random(len(coverage)) < coverage, reached))
    return tuple(sites)


@dataclass(frozen=True, slots=True)
class CampaignDraw:
    """What campaigns are drawn from; one instance per market."""

    dice: np.random.Generator
    drawn: dict[str, float]
    taxonomy: Taxonomy
    topics: tuple[str, ...]
    interests: tuple[str, ...]
    home: str
    knowledge: BoolArray
    sites: int

    def draw(self) -> tuple[Campaign, ...]:
        """All campaigns of the market: a share of each rule, some rules absent."""
        count = round(self.drawn["campaigns"])
        rules = [rule for rule in Rule if rule is not Rule.RUN_OF_NETWORK]
        present = self.dice.random(len(rules)) >= self.drawn["absent_kinds"]
        present[int(self.dice.integers(len(rules)))] = True
        shares = self.dice.dirichlet([CAMPAIGNS_PER_RULE[rule] for rule in rules]) * present
        shares *= (1 - self.drawn["untargeted"]) / max(shares.sum(), 1e-9)
        picks = self.dice.choice(len(rules) + 1, size=count, p=np.append(shares, 1 - shares.sum()))
        campaigns: list[Campaign] = []
        for number, pick in enumerate(picks):
            rule = rules[pick] if pick < len(rules) else Rule.RUN_OF_NETWORK
            campaigns.append(self._campaign(number, rule, campaigns))
        return tuple(campaigns)

    def _campaign(self, number: int, rule: Rule, earlier: list[Campaign]) -> Campaign:
        topic, targets = self._topic_and_targets(rule)
        advertiser = f"shop{number}.example"
        if earlier and self.dice.random() < self.drawn["shared_advertisers"]:
            sibling = earlier[int(self.dice.integers(len(earlier)))]
            advertiser, topic = sibling.advertiser, sibling.topic if rule in _TOPIC_FREE else topic
        place, moment = self._place_and_moment(rule)
        creatives = 1 + int(self.dice.random() < self.drawn["creatives"] - 1)
        bidder = int(self.dice.integers(len(self.knowledge)))
        sites = self.dice.random(self.sites) < (0.4 if self.dice.random() < self.drawn["local_sites"] * 0.5 else 1.0)
        if rule is Rule.RUN_OF_NETWORK and self.dice.random() < HOUSE_SHARE:
            house = int(self.dice.integers(self.sites))
            advertiser, sites = f"site{house}.example", np.arange(self.sites) == house
        return Campaign(
            number=number, rule=rule, advertiser=advertiser, topic=topic, targets=targets, place=place, moment=moment,
            creatives=tuple(f"{advertiser}/c{number}-{i}" for i in range(creatives)),
            bidder=bidder, sees=self.knowledge[bidder],
            sites=sites,
            places_named=self._named(place, PLACES), moments_named=self._named(moment, MOMENTS),
            declared_cat=self._declared(topic), habits=self._habits(rule),
        )  # fmt: skip

    def _habits(self, rule: Rule) -> Habits:
        dice, drawn = self.dice, self.drawn
        is_targeted = rule is not Rule.RUN_OF_NETWORK
        is_windowed = dice.random() < drawn["windowed"]
        start = float(dice.uniform(0, 0.7)) if is_windowed else 0.0
        usual = 0.0 if is_targeted else drawn["boost"] * drawn["untargeted_strength"]
        is_capped = dice.random() < drawn["capped"]
        return Habits(
            base=float(dice.normal(usual, drawn["base_spread"])),
            boost=max(0.5, drawn["boost"] + float(dice.normal(0, 0.7))) if is_targeted else 0.0,
            is_strict=rule is Rule.RETARGETING or bool(dice.random() < drawn["strict"]),
            visits_to_qualify=max(1, round(drawn["visits_to_qualify"] + float(dice.normal(0, 0.5)))),
            window_days=float(dice.choice([0.5, 7.0, 30.0, 365.0], p=[0.05, 0.15, 0.3, 0.5])),
            cap=max(1, round(drawn["cap"] * dice.uniform(0.5, 2))) if is_capped else UNCAPPED,
            runs=(start, min(1.0, start + float(dice.uniform(0.2, 1.0)))) if is_windowed else (0.0, 1.0),
            price_level=float(dice.normal(0, drawn["price_spread"])),
            price_premium=float(drawn["price_premium"] * dice.uniform(0.5, 1.5)) if is_targeted else 0.0,
        )

    def _topic_and_targets(self, rule: Rule) -> tuple[str, frozenset[str]]:
        """The ad's own topic, and the topics that its rule looks for."""
        dice = self.dice
        wanted = str(dice.choice(self.interests)) if dice.random() < 0.85 else str(dice.choice(self.topics))
        if rule is Rule.INTEREST:
            return wanted, frozenset({wanted})
        if rule is Rule.PARENT_SEGMENT:
            return self._parent_segment(wanted)
        if rule is Rule.PAGE_CONTEXT:
            topic = str(dice.choice(self.interests if dice.random() < 0.5 else self.topics))
            return topic, frozenset({topic})
        topic = str(dice.choice(self.interests if dice.random() < self.drawn["topic_match"] else self.topics))
        if rule is Rule.LOOK_ALIKE:
            size = min(len(self.interests), int(dice.integers(1, 5)))
            used = dice.choice(self.interests, size=size, replace=False).tolist()
            others = dice.choice(self.topics, size=int(dice.integers(0, 3))).tolist()
            return str(dice.choice(self.topics)), frozenset([*used, *others])
        return topic, frozenset()

    def _parent_segment(self, wanted: str) -> tuple[str, frozenset[str]]:
        """A segment above ``wanted``; the ad is about the segment, a sibling, or a used topic below it."""
        above = self.taxonomy.ancestors(wanted)
        parent = above[int(self.dice.integers(len(above)))] if above else wanted
        inside = [topic for topic in self.topics if self.taxonomy.is_within(topic, parent)]
        siblings = [topic for topic in self.taxonomy.children(parent) if topic != wanted] or [parent]
        choices = [parent, str(self.dice.choice(siblings)), str(self.dice.choice(inside or [parent]))]
        topic = choices[int(self.dice.choice(3, p=[0.4, 0.35, 0.25]))]
        return topic, frozenset({parent, *inside})

    def _place_and_moment(self, rule: Rule) -> tuple[str | None, str | None]:
        if rule is not Rule.PLACE_TIME:
            return None, None
        form = self.dice.random()
        place = self.home if self.dice.random() < 0.8 else str(self.dice.choice(PLACES))
        moment = str(self.dice.choice(MOMENTS))
        return (place if form < 0.75 else None), (moment if form > 0.5 else None)

    def _named(self, meant: str | None, names: tuple[str, ...]) -> tuple[str, ...]:
        """What the ad's text names: mostly what is meant; sometimes a decoy, often the person's own place."""
        if meant is not None:
            return (meant,) if self.dice.random() < self.drawn["text_names"] else ()
        if self.dice.random() >= self.drawn["decoy_names"]:
            return ()
        return (self.home if names is PLACES and self.dice.random() < 0.6 else str(self.dice.choice(names)),)

    def _declared(self, topic: str) -> tuple[str, ...]:
        """The ad's topics as we know them: declared by the bid, or read from its text with a reader's errors."""
        dice, drawn = self.dice, self.drawn
        if dice.random() < drawn["ad_declared"]:
            return (topic,)
        if dice.random() < drawn["ad_unread"]:
            return ()
        if dice.random() < drawn["ad_wrong"]:
            return (str(dice.choice(self.topics)),)
        above = self.taxonomy.ancestors(topic)
        read = above[0] if above and dice.random() < drawn["page_coarse"] else topic
        return (read, str(dice.choice(self.topics))) if dice.random() < SECOND_TOPIC_SHARE else (read,)
