"""The auction: for every ad slot the campaigns that may bid, their chances in closed form, and who won.

Utility of campaign ``c`` in slot ``x``: ``base_c + boost_c * match_c(x)``; a strict campaign stays away where its rule
does not match. The chance to win is the softmax of utility / heat over the campaigns that may bid. So the log lift of an
ad splits exactly among the causes of its own rule; what competition adds is the same for all causes (DESIGN 2.1).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explainer.simulation.market import BoolArray, Campaign, FloatArray, Market, Rule
from explainer.simulation.people import Walk

# Match rates of the market's other people, whom no log shows: how often a rule fits anybody in the street.
MATCH_RATE_OF_OTHERS = {
    Rule.INTEREST: 0.04, Rule.PARENT_SEGMENT: 0.1, Rule.LOOK_ALIKE: 0.06, Rule.RETARGETING: 0.01, Rule.PAGE_CONTEXT: 0.02,
    Rule.PLACE_TIME: 0.08, Rule.RUN_OF_NETWORK: 1.0,
}  # fmt: skip
MOMENT_BY_HOUR = ((5, "night"), (11, "morning"), (14, "midday"), (17, "afternoon"), (22, "evening"), (24, "night"))
SATURDAY = 5
RETARGETED_WITHOUT_TRACKER = 0.1  # a shop that tells a bidder on its own server


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


def slots_of(dice: np.random.Generator, market: Market, walk: Walk, moments: list[tuple[str, ...]]) -> Slots:
    """Draw the slots of a walk and see who may bid there."""
    counts = dice.poisson(market.drawn["ads_per_page"], len(walk.days)) * (walk.site >= 0)
    visit = np.repeat(np.arange(len(walk.days)), np.minimum(counts, 5))
    lag = int(dice.random() < 0.5)  # whether a page's own pixel comes after its auction
    match = np.stack(
        [_match(dice, campaign, market, walk, moments, lag)[visit] for campaign in market.campaigns], axis=1
    )
    position = visit / max(1, len(walk.days) - 1)
    may_bid = np.stack([_may_bid(campaign, market, walk, visit, position) for campaign in market.campaigns], axis=1)
    strict = np.array([campaign.is_strict for campaign in market.campaigns])
    return Slots(visit, match, may_bid & ~(strict & (match <= 0)))


def _may_bid(
    campaign: Campaign, market: Market, walk: Walk, visit: npt.NDArray[np.int64], position: FloatArray
) -> BoolArray:
    reached = np.array([site.bidders[campaign.bidder] for site in market.sites]) & campaign.sites
    inside: BoolArray = reached[walk.site[visit]] & (position >= campaign.runs[0]) & (position <= campaign.runs[1])
    return inside


def _match(
    dice: np.random.Generator, campaign: Campaign, market: Market, walk: Walk, moments: list[tuple[str, ...]], lag: int
) -> FloatArray:
    """How well the rule of a campaign fits at every visit, from 0 to 1."""
    if campaign.rule is Rule.RUN_OF_NETWORK:
        return np.ones(len(walk.days))
    if campaign.rule is Rule.PAGE_CONTEXT:
        return np.array([topic in campaign.targets for topic in walk.topic], dtype=float)
    if campaign.rule is Rule.PLACE_TIME:
        at_place = campaign.place is None or campaign.place == market.home
        return np.array(
            [at_place and (campaign.moment is None or campaign.moment in now) for now in moments], dtype=float
        )
    known = (walk.seen_by & campaign.sees).any(axis=1)
    if campaign.rule is Rule.RETARGETING:
        names = [shop.domain for shop in market.shops]
        at_shop = walk.shop == names.index(campaign.advertiser)
        known = known | (dice.random() < RETARGETED_WITHOUT_TRACKER)
        return (_recent(at_shop & known, walk.days, campaign.window_days, lag) > 0).astype(float)
    counts = {
        topic: _recent(_about(walk, topic) & known, walk.days, campaign.window_days, lag) for topic in campaign.targets
    }
    if campaign.rule is Rule.LOOK_ALIKE:
        return _look_alike(campaign, counts)
    return (sum(counts.values()) >= campaign.visits_to_qualify).astype(float)


def _look_alike(campaign: Campaign, counts: dict[str, npt.NDArray[np.int64]]) -> FloatArray:
    """The share of the wanted criteria that the person meets, where it is at least a third of them."""
    met = sum((n >= campaign.visits_to_qualify).astype(float) for n in counts.values()) / len(counts)
    return np.where(met >= 1 / 3, met, 0.0)


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
    base = np.array([campaign.base for campaign in campaigns])
    boost = np.array([campaign.boost for campaign in campaigns])
    cap = np.array([campaign.cap for campaign in campaigns])
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
    base = np.array([campaign.base for campaign in market.campaigns])
    boost = np.array([campaign.boost for campaign in market.campaigns])
    strict = np.array([campaign.is_strict for campaign in market.campaigns])
    heat = market.drawn["heat"]
    weight = rate * np.exp((base + boost) / heat) + (1 - rate) * ~strict * np.exp(base / heat)
    return np.asarray(weight / weight.sum(), dtype=np.float64)
