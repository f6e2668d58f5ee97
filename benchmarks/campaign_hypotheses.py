"""What campaign could an ad be of? Campaigns from the simulator's own generator, as far as they look like the ad.

The generator draws what a campaign wants, who buys for it, how it bids, when it runs and on which sites independently
of each other. So these are drawn apart here too and joined anew, and few drawn campaigns make many hypotheses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from benchmarks.watched_people import WatchedPerson
from explainer.records import LoggedImpression
from explainer.simulation import Rule
from explainer.simulation.auction import Scene, slots_of
from explainer.simulation.campaigns import HOME_DECOY_SHARE, CampaignDraw
from explainer.simulation.market import MOMENTS, PLACES, BoolArray, Campaign, Channel, FloatArray, Habits
from explainer.taxonomy import Taxonomy

DRAWN_AT_ONCE: Final = 100  # campaigns of one draw share which rules there are and who tells whom
DRAWS: Final = 40
AUDIENCES: Final = 160  # of one rule that are tried for one ad
LOOK_ALIKES: Final = 400  # they look for several things at once, so there are many more
BUYERS_EACH: Final = 4  # tried for each thing that may be wanted
SLOTS_PER_PAGE: Final = 5  # the simulator's most
# Rules for which the ad's topic says what they look for; for the others it says only how common such ads are.
BOUND_TO_TOPIC: Final = frozenset({Rule.INTEREST, Rule.PARENT_SEGMENT, Rule.PAGE_CONTEXT})
OTHER_TOPIC: Final = 0.01  # weight of a campaign about another topic, so that none is ever impossible
ABOUT_SEGMENT, ABOUT_SIBLING, ABOUT_INSIDE = 0.3, 0.3, 0.4  # as drawn in simulation/campaigns.py


@dataclass(frozen=True, slots=True)
class Hypotheses:
    """Of one rule: audiences times ways to bid.

    Attributes:
        audiences: What is wanted and by whom it is bought, on all sites and at all times.
        log_prior: Of each audience, with what the ad itself looks like.
        match: Shape (audiences, visits): how well the rule fits.
        may_bid: Shape (audiences, visits): whether it might buy there if all places were sold through its channel.
        habits: Of all drawn campaigns of the rule, one as likely as the other.
    """

    audiences: tuple[Campaign, ...]
    log_prior: float
    match: FloatArray
    may_bid: BoolArray
    habits: tuple[Habits, ...]


class HypothesisDraw:
    """Campaigns that there could be in one person's market."""

    def __init__(self, person: WatchedPerson, taxonomy: Taxonomy, dice: np.random.Generator) -> None:
        """Draw them; they are looked at when an ad is asked about."""
        self._scene, self._taxonomy, self._dice = person.scene, taxonomy, dice
        self._pool = draw_pool(dice, person.scene, taxonomy)
        self._sites = {site.domain: number for number, site in enumerate(person.scene.market.sites)}
        self._joined: dict[tuple[Rule, int, int, str], tuple[Campaign, FloatArray, BoolArray]] = {}

    def of(self, rows: Sequence[LoggedImpression], channel: Channel) -> Iterator[Hypotheses]:
        """Campaigns of each rule that look like the ad of these rows."""
        first = replace(rows[0], ad=next((row.ad for row in rows if row.ad.cat), rows[0].ad))
        companies = {vendor for row in rows for vendor in row.ad.vendors}
        for rule, pool in self._pool.items():
            weight = np.array([self._looks(campaign, first, channel) for campaign in pool])
            buyers = [n for n, campaign in enumerate(pool) if self._may_buy(campaign, first, channel, companies)]
            if buyers and weight.any():
                found = self._join(rule, weight / weight.sum(), buyers, first.ad.adomain[0])
                yield Hypotheses(
                    tuple(campaign for campaign, _, _ in found),
                    float(np.log(weight.sum()) + np.log(len(buyers)) - np.log(len(pool))),
                    np.array([match for _, match, _ in found]), np.array([may_bid for _, _, may_bid in found]),
                    tuple(campaign.habits for campaign in pool),
                )  # fmt: skip

    def _looks(self, campaign: Campaign, row: LoggedImpression, channel: Channel) -> float:
        """How likely an ad of this campaign has the topic and the words that were seen."""
        if (campaign.channel is Channel.AUCTION) != (channel is Channel.AUCTION):
            return 0.0  # what a bid declares is better known than what a text says
        return self._topic_chance(campaign, next(iter(row.ad.cat), None)) * self._words_chance(campaign, row)

    def _words_chance(self, campaign: Campaign, row: LoggedImpression) -> float:
        if campaign.rule is Rule.PLACE_TIME:
            named = tuple(name for name in campaign.places_named if name == row.context.place)
            return float(named == row.ad.places and campaign.moments_named == row.ad.moments)
        drawn, chance = self._scene.market.drawn, 1.0
        if row.context.place is not None:
            own = drawn["decoy_places"] * (HOME_DECOY_SHARE + (1 - HOME_DECOY_SHARE) / len(PLACES))
            chance *= own if row.ad.places else 1 - own
        return chance * (drawn["decoy_moments"] / len(MOMENTS) if row.ad.moments else 1 - drawn["decoy_moments"])

    def _topic_chance(self, campaign: Campaign, topic: str | None) -> float:
        read_as = float(next(iter(campaign.declared_cat), None) == topic)
        if campaign.rule is Rule.PARENT_SEGMENT and topic is not None:
            return OTHER_TOPIC * read_as + self._segment_chance(campaign, topic)
        return read_as if campaign.rule in BOUND_TO_TOPIC else read_as + OTHER_TOPIC

    def _segment_chance(self, campaign: Campaign, topic: str) -> float:
        """Siblings are many, so that few drawn campaigns have the very topic: better to work the chance out."""
        within = self._taxonomy.is_within
        segment = next(top for top in campaign.targets if all(within(other, top) for other in campaign.targets))
        siblings = self._taxonomy.children(segment)
        inside = campaign.targets - {segment}
        return (
            ABOUT_SEGMENT * (topic == segment)
            + (ABOUT_SIBLING / len(siblings) if topic in siblings else 0.0)
            + (ABOUT_INSIDE / len(inside) if topic in inside else 0.0)
        )

    def _may_buy(self, campaign: Campaign, row: LoggedImpression, channel: Channel, companies: set[str]) -> bool:
        """Whether its buyer and its channel are those that were seen."""
        trackers = self._scene.market.trackers
        seen = companies & set(trackers) if channel is not Channel.DIRECT else set()
        return (
            campaign.channel is channel
            and campaign.advertiser.startswith("site") == (row.ad.adomain[0] in self._sites)
            and (not seen or trackers[campaign.bidder] in seen)
        )

    def _join(
        self, rule: Rule, weight: FloatArray, buyers: Sequence[int], advertiser: str
    ) -> list[tuple[Campaign, FloatArray, BoolArray]]:
        """What is wanted, by weight, each with a few who may buy it; each pair is worked out once."""
        most = (LOOK_ALIKES if rule is Rule.LOOK_ALIKE else AUDIENCES) // BUYERS_EACH
        own = advertiser if rule in {Rule.RETARGETING, Rule.RUN_OF_NETWORK} else ""
        wanted = self._dice.choice(len(weight), size=most, p=weight).tolist()
        # The same few buyers for each thing wanted, so that the next ad about the same topic finds them worked out.
        keys = [(rule, n, buyers[(n + turn) % len(buyers)], own) for n in wanted for turn in range(BUYERS_EACH)]
        missing = [key for key in dict.fromkeys(keys) if key not in self._joined]
        if missing:
            campaigns = [self._joined_campaign(rule, n, buyer, advertiser) for _, n, buyer, _ in missing]
            where = at_every_page(self._scene, campaigns, campaigns[0].channel, self._dice)
            self._joined.update(zip(missing, zip(campaigns, *where, strict=True), strict=True))
        return [self._joined[key] for key in keys]

    def _joined_campaign(self, rule: Rule, wanted: int, buyer: int, advertiser: str) -> Campaign:
        wants, buys = self._pool[rule][wanted], self._pool[rule][buyer]
        sites = np.ones(len(self._sites), dtype=bool)
        if advertiser in self._sites:  # a site's ads for itself stand on its own pages or on others'
            is_own = np.arange(len(self._sites)) == self._sites[advertiser]
            sites = is_own if buys.sites.sum() == 1 else ~is_own
        return replace(
            buys, advertiser=advertiser, topic=wants.topic, targets=wants.targets, place=wants.place,
            moment=wants.moment, sites=sites, habits=replace(buys.habits, runs=(0.0, 1.0), is_strict=False),
        )  # fmt: skip


def draw_pool(dice: np.random.Generator, scene: Scene, taxonomy: Taxonomy) -> dict[Rule, list[Campaign]]:
    """Campaigns from the market's own generator, by rule; who tells whom, and which rules there are, drawn anew."""
    market, pool = scene.market, {rule: list[Campaign]() for rule in Rule}
    drawn = {**market.drawn, "campaigns": float(DRAWN_AT_ONCE)}
    bidders = max(campaign.bidder for campaign in market.campaigns) + 1
    for _ in range(DRAWS):
        told = dice.random((bidders, len(market.trackers))) < drawn["sync"]
        knowledge = np.eye(len(market.trackers), dtype=bool)[:bidders] | told
        for campaign in CampaignDraw(
            dice, drawn, taxonomy, market.topics, market.interests, market.home, knowledge, market.sites
        ).draw():
            pool[campaign.rule].append(campaign)
    return pool


def at_every_page(
    scene: Scene, campaigns: Sequence[Campaign], channel: Channel, dice: np.random.Generator
) -> tuple[FloatArray, BoolArray]:
    """How well each rule fits at every visit, and where each might buy if all places were sold that way.

    Both have shape (campaigns, visits); the campaigns are not strict.
    """
    sold = {"direct_places": 2.0 if channel is Channel.DIRECT else -1.0}
    sold["native_places"] = 2.0 if channel is Channel.NATIVE else -1.0
    drawn = {**scene.market.drawn, **sold, "ads_per_page": 1e3}
    slots = slots_of(dice, replace(scene, market=replace(scene.market, drawn=drawn, campaigns=tuple(campaigns))))
    visits = slots.visit[::SLOTS_PER_PAGE]
    match, may_bid = np.zeros((2, len(campaigns), len(scene.walk.days)))
    match[:, visits], may_bid[:, visits] = slots.match[::SLOTS_PER_PAGE].T, slots.may_bid[::SLOTS_PER_PAGE].T
    return match, may_bid.astype(bool)
