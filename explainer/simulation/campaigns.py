"""Draws the campaigns of a market: what they sell, whom they want, how they bid, and through which channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from explainer.simulation.market import (
    FAVOURED_PRODUCT,
    MOMENTS,
    PLACES,
    PRODUCTS_OF_SHOP,
    UNCAPPED,
    BoolArray,
    Campaign,
    Channel,
    Habits,
    Rule,
    Site,
)  # fmt: skip
from explainer.taxonomy import Taxonomy

# Weights of a Dirichlet draw. Rules that rarely match get more campaigns, so that every kind is seen about as often.
CAMPAIGNS_PER_RULE: Final = {
    "interest": 2.0,
    "parent_segment": 1.5,
    "look_alike": 2.5,
    "retargeting": 6.0,
    "page_context": 3.0,
    "place_time": 1.2,
}
SECOND_TOPIC_SHARE: Final = 0.2  # of texts of ads: a doubtful second topic beside the first
ON_ITSELF_SHARE: Final = 0.4  # of sites' ads for themselves: shown on their own pages, the others on their partners'
STRANGE_SIBLING_SHARE: Final = 0.3  # of campaigns that find none of their topic: of an advertiser of something else
ONE_FOLLOWER_SHARE: Final = 0.8  # of retargeting campaigns: a shop has one, with many creatives
HOME_DECOY_SHARE: Final = 0.2  # of texts that name a place without meaning it: an advertiser at home there
LOCAL_EVENT_SHARE: Final = 0.8  # of local campaigns: for something that has its hour
# What sites can sell themselves, since it needs no knowledge of the reader.
_SOLD_BY_SITES: Final = frozenset({Rule.PAGE_CONTEXT, Rule.PLACE_TIME, Rule.RUN_OF_NETWORK})
# Rules whose ad may be about anything, so that a shared advertiser's topic can be kept.
_TOPIC_FREE: Final = frozenset({Rule.RETARGETING, Rule.RUN_OF_NETWORK, Rule.PLACE_TIME})


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
    sites: tuple[Site, ...]

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
        sibling = self._sibling(rule, topic, earlier)
        if sibling is not None:
            advertiser, topic = sibling.advertiser, sibling.topic if rule in _TOPIC_FREE else topic
        channel, sites = self._channel(rule), self._sites()
        if rule is Rule.RUN_OF_NETWORK and self.dice.random() < self.drawn["promotions"]:
            channel = Channel.DIRECT
            advertiser, topic, sites = self._promotion()
        place, moment = self._place_and_moment(rule)
        creatives = 1 + int(self.dice.random() < self.drawn["creatives"] - 1)
        bidder = self._bidder(channel)
        return Campaign(
            number=number, rule=rule, advertiser=advertiser, topic=topic, targets=targets, place=place, moment=moment,
            creatives=tuple(f"{advertiser}/c{number}-{i}" for i in range(creatives)),
            channel=channel, product=self._product(advertiser), is_dynamic=self._is_dynamic(rule),
            bidder=bidder, sees=self.knowledge[bidder], sites=sites,
            places_named=self._place_named(place), moments_named=self._moment_named(moment, is_local=place is not None),
            declared_cat=self._declared(topic, is_bid=channel is Channel.AUCTION), habits=self._habits(rule),
        )  # fmt: skip

    def _sibling(self, rule: Rule, topic: str, earlier: list[Campaign]) -> Campaign | None:
        """Another campaign of the advertiser that this one belongs to; who sells a topic often has several."""
        if not earlier or self.dice.random() >= self.drawn["shared_advertisers"]:
            return None
        followed = {campaign.advertiser for campaign in earlier if campaign.rule is Rule.RETARGETING}
        if rule is Rule.RETARGETING and self.dice.random() < ONE_FOLLOWER_SHARE:
            earlier = [campaign for campaign in earlier if campaign.advertiser not in followed]
        alike = [campaign for campaign in earlier if campaign.topic == topic and not campaign.fills_gaps]
        if earlier and (alike or self.dice.random() < STRANGE_SIBLING_SHARE):
            choices = alike or earlier
            return choices[int(self.dice.integers(len(choices)))]
        return None

    def _channel(self, rule: Rule) -> Channel:
        """Sites sell by what the page is, seldom by who reads it; networks of paid links sell both."""
        follows_people = rule not in _SOLD_BY_SITES
        if self.dice.random() < self.drawn["direct_personal" if follows_people else "direct"]:
            return Channel.DIRECT
        return Channel.NATIVE if self.dice.random() < self.drawn["native"] else Channel.AUCTION

    def _bidder(self, channel: Channel) -> int:
        """The company that buys; the last one is the network of paid links, which may bid in auctions too."""
        count = len(self.knowledge)
        return count - 1 if channel is Channel.NATIVE else int(self.dice.integers(count))

    def _product(self, advertiser: str) -> int | None:
        is_shop = not advertiser.startswith("site")
        if is_shop and self.dice.random() < self.drawn["product_ads"]:
            return min(int(self.dice.geometric(FAVOURED_PRODUCT)), PRODUCTS_OF_SHOP) - 1
        return None

    def _is_dynamic(self, rule: Rule) -> bool:
        return rule is Rule.RETARGETING and bool(self.dice.random() < self.drawn["dynamic"])

    def _sites(self) -> BoolArray:
        share = 0.4 if self.dice.random() < self.drawn["local_sites"] * 0.5 else 1.0
        return np.asarray(self.dice.random(len(self.sites)) < share)

    def _promotion(self) -> tuple[str, str, BoolArray]:
        """A site that advertises itself on its own pages, or an article of its own on its partners'."""
        number = int(self.dice.integers(len(self.sites)))
        site, own = self.sites[number], np.arange(len(self.sites)) == number
        on_itself = self.dice.random() < ON_ITSELF_SHARE
        topics = self.interests if self.dice.random() < self.drawn["topic_match"] else site.topics or self.topics
        return site.domain, str(self.dice.choice(topics)), own if on_itself else ~own

    def _habits(self, rule: Rule) -> Habits:
        dice, drawn = self.dice, self.drawn
        is_targeted = rule is not Rule.RUN_OF_NETWORK
        is_windowed = dice.random() < drawn["windowed"]
        start = float(dice.uniform(0, 0.7)) if is_windowed else 0.0
        usual = 0.0 if is_targeted else drawn["boost"] * drawn["untargeted_strength"]
        base = float(dice.normal(usual, drawn["base_spread"]))
        cap, spacing = self._frequency(is_targeted=is_targeted)
        level = float(dice.normal(0, drawn["price_spread"])) + drawn["price_link"] * (base - usual) / drawn["boost"]
        return Habits(
            base=base,
            boost=max(0.5, drawn["boost"] + float(dice.normal(0, 0.7))) if is_targeted else 0.0,
            is_strict=rule is Rule.RETARGETING or bool(dice.random() < drawn["strict"]),
            visits_to_qualify=max(1, round(drawn["visits_to_qualify"] + float(dice.normal(0, 0.5)))),
            window_days=float(dice.choice([0.5, 7.0, 30.0, 365.0], p=[0.05, 0.15, 0.3, 0.5])),
            cap=cap, spacing=spacing,
            runs=(start, min(1.0, start + float(dice.uniform(0.2, 1.0)))) if is_windowed else (0.0, 1.0),
            price_level=level, is_graded=bool(dice.random() < drawn["graded_bids"]),
            price_premium=float(drawn["price_premium"] * dice.uniform(0.5, 1.5)) if is_targeted else 0.0,
        )  # fmt: skip

    def _frequency(self, *, is_targeted: bool) -> tuple[int, int]:
        """Most showings, and pages between two of them. Who buys everybody has habits of his own."""
        dice, drawn = self.dice, self.drawn
        is_capped = dice.random() < drawn["capped" if is_targeted else "untargeted_capped"]
        is_spaced = dice.random() < drawn["spaced" if is_targeted else "untargeted_spaced"]
        cap = max(1, round(drawn["cap"] * dice.uniform(0.5, 2))) if is_capped else UNCAPPED
        return cap, round(drawn["spacing"] * dice.uniform(0.5, 2)) if is_spaced else 0

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
            return topic, self._subject_of(topic) if dice.random() < self.drawn["subject_pages"] else frozenset({topic})
        topic = str(dice.choice(self.interests if dice.random() < self.drawn["topic_match"] else self.topics))
        if rule is Rule.LOOK_ALIKE:
            size = min(len(self.interests), int(dice.integers(1, 5)))
            used = dice.choice(self.interests, size=size, replace=False).tolist()
            others = dice.choice(self.topics, size=int(dice.integers(0, 3))).tolist()
            return topic, frozenset([*used, *others])
        return topic, frozenset()

    def _subject_of(self, topic: str) -> frozenset[str]:
        """The topic with all that lies beside and below it: an advertiser who wants every page about camping."""
        parent = next(iter(self.taxonomy.ancestors(topic)), topic)
        return frozenset({parent, *(other for other in self.topics if self.taxonomy.is_within(other, parent))})

    def _parent_segment(self, wanted: str) -> tuple[str, frozenset[str]]:
        """A segment above ``wanted``; the ad is about the segment, a sibling, or a used topic below it."""
        above = self.taxonomy.ancestors(wanted)
        parent = above[int(self.dice.integers(len(above)))] if above else wanted
        inside = [topic for topic in self.topics if self.taxonomy.is_within(topic, parent)]
        siblings = [topic for topic in self.taxonomy.children(parent) if topic != wanted] or [parent]
        choices = [parent, str(self.dice.choice(siblings)), str(self.dice.choice(inside or [parent]))]
        topic = choices[int(self.dice.choice(3, p=[0.3, 0.3, 0.4]))]
        return topic, frozenset({parent, *inside})

    def _place_and_moment(self, rule: Rule) -> tuple[str | None, str | None]:
        if rule is not Rule.PLACE_TIME:
            return None, None
        form = self.dice.random()
        place = self.home if self.dice.random() < 0.8 else str(self.dice.choice(PLACES))
        moment = str(self.dice.choice(MOMENTS))
        return (place if form < 0.75 else None), (moment if form > 0.5 else None)

    def _place_named(self, meant: str | None) -> tuple[str, ...]:
        """The place that the ad's text names: mostly the one meant; sometimes a decoy, seldom the person's own."""
        if meant is not None:
            return (meant,) if self.dice.random() < self.drawn["text_names"] else ()
        if self.dice.random() >= self.drawn["decoy_places"]:
            return ()
        return (self.home if self.dice.random() < HOME_DECOY_SHARE else str(self.dice.choice(PLACES)),)

    def _moment_named(self, meant: str | None, *, is_local: bool) -> tuple[str, ...]:
        """The same for moments, which many texts name that are shown around the clock, of local events above all."""
        if meant is not None:
            return (meant,) if self.dice.random() < self.drawn["moment_words"] else ()
        decoys = self.drawn["moment_words"] * LOCAL_EVENT_SHARE if is_local else self.drawn["decoy_moments"]
        return (str(self.dice.choice(MOMENTS)),) if self.dice.random() < decoys else ()

    def _declared(self, topic: str, *, is_bid: bool) -> tuple[str, ...]:
        """The ad's topics as we know them: declared by the bid, or read from its text with a reader's errors."""
        dice, drawn = self.dice, self.drawn
        if is_bid and dice.random() < drawn["ad_declared"]:
            return (topic,)
        if dice.random() < drawn["ad_unread"]:
            return ()
        if dice.random() < drawn["ad_wrong"]:
            return (str(dice.choice(self.topics)),)
        above = self.taxonomy.ancestors(topic)
        read = above[0] if above and dice.random() < drawn["page_coarse"] else topic
        return (read, str(dice.choice(self.topics))) if dice.random() < SECOND_TOPIC_SHARE else (read,)
