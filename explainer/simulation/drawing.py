"""Draws a market from the priors: topics, sites, trackers, campaigns, and the shops behind them."""

from __future__ import annotations

from dataclasses import fields
from typing import Final

import numpy as np

from explainer.simulation.campaigns import CampaignDraw
from explainer.simulation.market import PLACES, BoolArray, Campaign, FloatArray, Market, Rule, Site
from explainer.simulation.priors import Priors, Range
from explainer.taxonomy import Taxonomy

# Ordinary tier-1 topics of the IAB Content Taxonomy that have subtopics; nothing sensitive is simulated.
SUBJECTS: Final = (
    "1", "42", "52", "123", "132", "150", "JLBCU7", "201", "210", "239", "274", "391", "422", "432", "441", "464",
    "473", "483", "552", "596", "653", "680",
)  # fmt: skip
MOST_SUBTOPICS: Final = 4
FOLLOWED_BY_PIXEL: Final = 0.9  # of retargeting campaigns: the shop carries its bidder's pixel


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
    campaigns = CampaignDraw(dice, drawn, taxonomy, topics, interests, home, knowledge, sites).draw()
    names = dict.fromkeys(campaign.advertiser for campaign in campaigns)
    sold = {name: tuple(dict.fromkeys(c.topic for c in campaigns if c.advertiser == name)) for name in names}
    no_bidder = np.zeros(bidders, dtype=bool)
    shops = tuple(
        Site(name, topics_sold, _shop_trackers(dice, name, campaigns, coverage), no_bidder, is_shop=True)
        for name, topics_sold in sold.items()
    )
    return Market(drawn, topics, interests, home, trackers, sites, shops, campaigns)


def _shop_trackers(
    dice: np.random.Generator, shop: str, campaigns: tuple[Campaign, ...], coverage: FloatArray
) -> BoolArray:
    """Whom a shop lets watch: anybody by chance, and whoever is to follow its visitors by the shop's own order."""
    trackers = dice.random(len(coverage)) < coverage
    for campaign in campaigns:
        if campaign.advertiser == shop and campaign.rule is Rule.RETARGETING and dice.random() < FOLLOWED_BY_PIXEL:
            trackers[campaign.bidder] = True
    return np.asarray(trackers)


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
        has_native = bool(dice.random() < drawn["native_sites"])
        trackers = dice.random(len(coverage)) < coverage
        trackers[bidders - 1] |= has_native  # the box of paid links is its network's own request
        sites.append(Site(f"site{number}.example", own, trackers, reached, has_native))
    return tuple(sites)
