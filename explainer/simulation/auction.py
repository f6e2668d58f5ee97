"""The auction: for every ad slot the campaigns that may bid, their chances in closed form, and who won.

Utility of campaign ``c`` in slot ``x``: ``base_c + boost_c * match_c(x)``; a strict campaign stays away where its rule
does not match. The chance to win is the softmax of utility / heat over the campaigns that may bid. So the log lift of
an ad splits exactly among the causes of its own rule; what competition adds is the same for all causes (DESIGN 2.1).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import numpy.typing as npt

from explainer.simulation.market import BoolArray, Campaign, FloatArray, Market, Rule
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
    """Every place for an ad: number of the visit, its hour, and for each campaign how well its rule matches there."""

    visit: npt.NDArray[np.int64]
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
    may_bid = np.stack([_may_bid(campaign, market, site, position) for campaign in market.campaigns], axis=1)
    strict = np.array([campaign.habits.is_strict for campaign in market.campaigns])
    return Slots(visit, match, may_bid & ~(strict & (match <= 0)))


def _may_bid(campaign: Campaign, market: Market, site: npt.NDArray[np.int64], position: FloatArray) -> BoolArray:
    reached = np.array([place.bidders[campaign.bidder] for place in market.sites]) & campaign.sites
    starts, ends = campaign.habits.runs
    inside: BoolArray = reached[site] & (position >= starts) & (position <= ends)
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
        return np.where(met >= LEAST_ALIKE, met, 0.0)
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
    """Sell slot after slot; a slot without a bidder goes unsold."""
    campaigns = market.campaigns
    base = np.array([campaign.habits.base for campaign in campaigns])
    boost = np.array([campaign.habits.boost for campaign in campaigns])
    cap = np.array([campaign.habits.cap for campaign in campaigns])
    shown = np.zeros(len(campaigns), dtype=np.int64)
    on_page: Counter[tuple[int, int]] = Counter()
    deals = []
    for visit, match, may_bid in zip(slots.visit, slots.match, slots.may_bid, strict=True):
        open_to = may_bid & (shown < cap)
        if not open_to.any():
            continue
        utility = np.where(open_to, (base + boost * match) / market.drawn["heat"], -np.inf)
        chance = np.exp(utility - utility.max())
        pick = int(dice.choice(len(campaigns), p=chance / chance.sum()))
        if on_page[visit, pick]:
            continue  # the page shows one ad of a campaign once
        on_page[visit, pick] += 1
        shown[pick] += 1
        deals.append(Deal(int(visit), campaigns[pick], float(match[pick])))
    return deals


def market_shares(market: Market) -> FloatArray:
    """How often each campaign's ads are seen by anybody: its chance averaged over people of whom nothing is known."""
    rate = np.array([MATCH_RATE_OF_OTHERS[campaign.rule] for campaign in market.campaigns])
    base = np.array([campaign.habits.base for campaign in market.campaigns])
    boost = np.array([campaign.habits.boost for campaign in market.campaigns])
    strict = np.array([campaign.habits.is_strict for campaign in market.campaigns])
    heat = market.drawn["heat"]
    weight = rate * np.exp((base + boost) / heat) + (1 - rate) * ~strict * np.exp(base / heat)
    return np.asarray(weight / weight.sum(), dtype=np.float64)
