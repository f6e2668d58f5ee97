"""The auction: for every ad slot the campaigns that may bid, their chances in closed form, and who won.

Utility of campaign ``c`` in slot ``x``: ``base_c + boost_c * match_c(x)``; a strict campaign stays away where its rule
does not match. The chance to win is the softmax of utility / heat over the campaigns that may bid. So the log lift of
an ad splits exactly among the causes of its own rule; what competition adds is the same for all causes (DESIGN 2.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import numpy.typing as npt

from explainer.simulation.market import UNCAPPED, BoolArray, Campaign, Channel, FloatArray, Market, Rule
from explainer.simulation.people import Walk

# Match rates of the market's other people, whom no log shows: how often a rule fits anybody in the street.
MATCH_RATE_OF_OTHERS = {
    Rule.INTEREST: 0.04, Rule.PARENT_SEGMENT: 0.1, Rule.LOOK_ALIKE: 0.06, Rule.RETARGETING: 0.01,
    Rule.PAGE_CONTEXT: 0.02,
    Rule.PLACE_TIME: 0.08, Rule.RUN_OF_NETWORK: 1.0,
}  # fmt: skip
MOMENT_BY_HOUR = ((5, "night"), (11, "morning"), (14, "midday"), (17, "afternoon"), (22, "evening"), (24, "night"))
SATURDAY = 5
LAGGING_SHARE = 0.5
LEAST_ALIKE = 1 / 3  # of its criteria that a look-alike campaign wants to see met
RETARGETED_WITHOUT_TRACKER = 0.1  # a shop that tells a bidder on its own server


@dataclass(frozen=True, slots=True)
class Scene:
    """A person walking through a market: ``times`` and ``moments`` of each visit.

    ``lag`` is 1 where a page's own pixel comes after its auction, so that bidders learn of a page one page later.
    """

    market: Market
    walk: Walk
    times: tuple[datetime, ...]
    moments: tuple[tuple[str, ...], ...]
    lag: int


@dataclass(frozen=True, slots=True)
class Slots:
    """Every place for an ad: number of the visit, how it is sold, and how well each campaign's rule matches there."""

    visit: npt.NDArray[np.int64]
    channel: tuple[Channel, ...]
    match: FloatArray
    may_bid: BoolArray


@dataclass(frozen=True, slots=True)
class Deal:
    """One ad that was shown: the slot's visit, the campaign, and how well its rule matched (0 to 1)."""

    visit: int
    campaign: Campaign
    match: float


def moments_of(hour: float, weekday: int) -> tuple[str, ...]:
    """The part of the day, and whether it is the weekend."""
    part = next(name for until, name in MOMENT_BY_HOUR if hour < until)
    return (part, "weekend") if weekday >= SATURDAY else (part,)


def draw_scene(dice: np.random.Generator, market: Market, walk: Walk, begins: datetime) -> Scene:
    """Put a walk on the calendar."""
    times = tuple(begins + timedelta(days=float(day)) for day in walk.days)
    moments = tuple(moments_of(time.hour, time.weekday()) for time in times)
    return Scene(market, walk, times, moments, lag=int(dice.random() < LAGGING_SHARE))


def slots_of(dice: np.random.Generator, scene: Scene) -> Slots:
    """Draw the slots of a walk and see who may bid there."""
    market, walk = scene.market, scene.walk
    counts = dice.poisson(market.drawn["ads_per_page"], len(walk.days)) * (walk.site >= 0)
    visit = np.repeat(np.arange(len(walk.days)), np.minimum(counts, 5))
    match = np.stack([_match(dice, campaign, scene)[visit] for campaign in market.campaigns], axis=1)
    position = visit / max(1, len(walk.days) - 1)
    site = walk.site[visit]
    channel = tuple(_channel_of(dice, market, int(number)) for number in site)
    may_bid = np.stack([_may_bid(campaign, market, site, channel, position) for campaign in market.campaigns], axis=1)
    strict = np.array([campaign.habits.is_strict for campaign in market.campaigns])
    return Slots(visit, channel, match, may_bid & ~(strict & (match <= 0)))


def _channel_of(dice: np.random.Generator, market: Market, site: int) -> Channel:
    """How one place of a site is sold."""
    chance = dice.random()
    if chance < market.drawn["direct_places"]:
        return Channel.DIRECT
    has_box = market.sites[site].has_native and dice.random() < market.drawn["native_places"]
    return Channel.NATIVE if has_box else Channel.AUCTION


def _may_bid(
    campaign: Campaign, market: Market, site: npt.NDArray[np.int64], channel: tuple[Channel, ...], position: FloatArray
) -> BoolArray:
    """Where a campaign may buy: its own channel, sites it reaches, its run; what fills gaps may fill any."""
    sold = np.array([name is campaign.channel or campaign.fills_gaps for name in channel], dtype=bool)
    in_auction = campaign.channel is Channel.AUCTION
    reached = np.array([not in_auction or place.bidders[campaign.bidder] for place in market.sites]) & campaign.sites
    starts, ends = campaign.habits.runs
    inside: BoolArray = sold & reached[site] & (position >= starts) & (position <= ends)
    return inside


def _match(dice: np.random.Generator, campaign: Campaign, scene: Scene) -> FloatArray:
    """How well the rule of a campaign fits at every visit, from 0 to 1."""
    market, walk, window = scene.market, scene.walk, campaign.habits.window_days
    if campaign.rule is Rule.RUN_OF_NETWORK:
        return np.ones(len(walk.days))
    if campaign.rule is Rule.PAGE_CONTEXT:
        return np.array([topic in campaign.targets for topic in walk.topic], dtype=float)
    if campaign.rule is Rule.PLACE_TIME:
        at_place = campaign.place is None or campaign.place == market.home
        fits = [at_place and (campaign.moment is None or campaign.moment in now) for now in scene.moments]
        return np.array(fits, dtype=float)
    known = (walk.seen_by & campaign.sees).any(axis=1)
    if campaign.rule is Rule.RETARGETING:
        names = [shop.domain for shop in market.shops]
        at_shop = walk.shop == names.index(campaign.advertiser)
        known = known | (dice.random() < RETARGETED_WITHOUT_TRACKER)
        return (_recent(at_shop & known, walk.days, window, scene.lag) > 0).astype(float)
    seen = [_recent(_about(walk, topic) & known, walk.days, window, scene.lag) for topic in campaign.targets]
    counts = np.stack(seen)  # one row per topic
    enough = campaign.habits.visits_to_qualify
    if campaign.rule is Rule.LOOK_ALIKE:
        met = (counts >= enough).mean(axis=0)
        return np.where(met >= LEAST_ALIKE, met if campaign.habits.is_graded else 1.0, 0.0)
    return np.asarray(counts.sum(axis=0) >= enough, dtype=np.float64)


def _about(walk: Walk, topic: str) -> BoolArray:
    return np.array([found == topic for found in walk.topic])


def _recent(happened: BoolArray, days: FloatArray, window: float, lag: int) -> npt.NDArray[np.int64]:
    """How often it happened within the window before each visit (``lag`` 1: not counting the visit itself)."""
    total = np.concatenate([[0], np.cumsum(happened)])
    since = np.searchsorted(days, days - window)
    upto = np.arange(len(days)) + 1 - lag
    return np.asarray(total[upto] - total[np.minimum(since, upto)], dtype=np.int64)


def hold(dice: np.random.Generator, market: Market, slots: Slots) -> list[Deal]:
    """Sell slot after slot; a slot without a bidder goes to what fills gaps, or unsold."""
    sale = _Sale(market)
    deals = []
    for number, visit in enumerate(slots.visit):
        pick = sale.winner(dice, int(visit), slots.channel[number], slots.match[number], slots.may_bid[number])
        if pick is not None:
            deals.append(Deal(int(visit), market.campaigns[pick], float(slots.match[number, pick])))
    return deals


class _Sale:
    """What was sold so far: caps, spacing, and the page that shows one ad of a campaign once."""

    def __init__(self, market: Market) -> None:
        campaigns, self._heat = market.campaigns, market.drawn["heat"]
        self._base = np.array([campaign.habits.base for campaign in campaigns])
        self._boost = np.array([campaign.habits.boost for campaign in campaigns])
        self._cap = np.array([campaign.habits.cap for campaign in campaigns])
        self._spacing = np.array([campaign.habits.spacing for campaign in campaigns])
        self._fills_gaps = np.array([campaign.fills_gaps for campaign in campaigns])
        self._shown = np.zeros(len(campaigns), dtype=np.int64)
        self._last = np.full(len(campaigns), -UNCAPPED)

    def winner(
        self, dice: np.random.Generator, visit: int, channel: Channel, match: FloatArray, may_bid: BoolArray
    ) -> int | None:
        """The campaign that gets a slot, by its chance; None if nobody may have it."""
        open_to = may_bid & (self._shown < self._cap) & (visit - self._last > self._spacing)
        proper = open_to if channel is Channel.DIRECT else open_to & ~self._fills_gaps
        bidding = proper if proper.any() else open_to
        if not bidding.any():
            return None
        utility = np.where(bidding, (self._base + self._boost * match) / self._heat, -np.inf)
        chance = np.exp(utility - utility.max())
        pick = int(dice.choice(len(chance), p=chance / chance.sum()))
        if self._last[pick] == visit:
            return None  # the page shows one ad of a campaign once
        self._shown[pick] += 1
        self._last[pick] = visit
        return pick


def market_shares(market: Market) -> FloatArray:
    """How often each campaign's ads are seen by anybody: its chance averaged over people of whom nothing is known."""
    rate = np.array([MATCH_RATE_OF_OTHERS[campaign.rule] for campaign in market.campaigns])
    base = np.array([campaign.habits.base for campaign in market.campaigns])
    boost = np.array([campaign.habits.boost for campaign in market.campaigns])
    strict = np.array([campaign.habits.is_strict for campaign in market.campaigns])
    heat = market.drawn["heat"]
    weight = rate * np.exp((base + boost) / heat) + (1 - rate) * ~strict * np.exp(base / heat)
    for channel, places in _places_by_channel(market).items():
        sold_there = np.array([campaign.channel is channel for campaign in market.campaigns])
        weight[sold_there] *= places / max(float(weight[sold_there].sum()), 1e-300)
    return np.asarray(weight / weight.sum(), dtype=np.float64)


def _places_by_channel(market: Market) -> dict[Channel, float]:
    """The share of all ad places that is sold through each channel."""
    direct = market.drawn["direct_places"]
    boxes = sum(site.has_native for site in market.sites) / len(market.sites)
    native = (1 - direct) * boxes * market.drawn["native_places"]
    return {Channel.DIRECT: direct, Channel.NATIVE: native, Channel.AUCTION: 1 - direct - native}
