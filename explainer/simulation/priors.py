"""How the simulated market may be: a wide range for everything, drawn anew for each market.

The model has to work in a market that nobody has seen. So nothing here is tuned to one: each range spans what could be
so, from two minutes of watching to two months, from careful bidders to reckless ones. ``OUTSIDE`` lies beyond the
training ranges on purpose and is only for grading.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

import numpy as np


@dataclass(frozen=True, slots=True)
class Range:
    """A number between ``low`` and ``high``: all equally likely, or all magnitudes equally likely (``is_log``)."""

    low: float
    high: float
    is_log: bool = False

    def draw(self, dice: np.random.Generator) -> float:
        """One value."""
        if self.is_log:
            return math.exp(dice.uniform(math.log(self.low), math.log(self.high)))
        return float(dice.uniform(self.low, self.high))

    def draw_count(self, dice: np.random.Generator) -> int:
        """One whole number."""
        return round(self.draw(dice))


@dataclass(frozen=True, slots=True)
class Priors:
    """Ranges of everything a market and its person are drawn from. Shares and probabilities lie between 0 and 1.

    Attributes:
        watched_days: Time between the first and the last visit; 0.0014 days are two minutes.
        gap_spread: Standard deviation of the log of the time between two pages; high means bursts.
        warm_up: Share of the visits that precede the first interest.
        neutral: Share of later visits that have nothing to do with the person's interests.
        neutral_topical: Share of those that are about some topic of the market; the others are about nothing.
        sync: Probability that a bidder learns what another tracker saw, invisibly.
        boost: Gain in log price scale when a rule matches.
        strict: Share of campaigns that never buy where their rule does not match.
        untargeted_strength: What untargeted campaigns bid, as a share of the boost of the targeted ones.
        heat: How far the auction strays from the highest utility; the temperature of the softmax.
        topic_match: Share of untargeted ads whose topic the person has as an interest.
        price_noise: Standard deviation of the log price from one impression of a campaign to the next.
        price_seen: Share of auctioned campaigns whose price the page can see; above 1 all.
        price_link: How far a dear campaign is one that bids high anyway.
        direct: Share of the campaigns that need no knowledge of the reader and are sold by the sites themselves.
        direct_personal: The same share of campaigns that do need it: a site knows its own readers.
        direct_places: Share of ad places that a site sells itself; ``native_places`` where a box of paid links stands.
        promotions: Share of untargeted campaigns that advertise a site of the market.
        server_in_chain: Share of auctioned ads in whose delivery the sites' ad server is seen too; below 0 none.
        subject_pages: Share of contextual campaigns that want all pages of a subject.
        dynamic: Share of retargeting campaigns that show the product last looked at.
        product_ads: Share of the other campaigns that show one product of the shop, always the same.
        shopping_span: Share of the time after the warm-up in which the person goes to shops; above 1 all of it.
        spree: Probability that one shop page is followed by another.
        same_shop: Probability that it is one of the same shop.
        shop_affinity: How many times likelier, in logs, a shop is visited that sells what the person likes.
        graded_bids: Share of look-alike campaigns that bid by how alike somebody is; the others bid all or nothing.
        strength_threshold: Strength below which the reader abstains from a trait.
    """

    watched_days: Range = Range(0.0012, 60.0, is_log=True)
    visits: Range = Range(25, 240, is_log=True)
    gap_spread: Range = Range(0.2, 2.5)
    interests: Range = Range(2, 10)
    warm_up: Range = Range(0.0, 0.4)
    neutral: Range = Range(0.1, 0.6)
    neutral_topical: Range = Range(0.0, 1.0)
    shop_visits: Range = Range(0.0, 0.35)
    shopping_span: Range = Range(0.1, 1.4)
    spree: Range = Range(0.0, 0.85)
    same_shop: Range = Range(0.3, 0.95)
    late_interests: Range = Range(0.0, 0.8)
    ads_per_page: Range = Range(0.5, 2.5)
    sites: Range = Range(8, 40)
    general_sites: Range = Range(0.1, 0.5)
    trackers: Range = Range(3, 9)
    coverage: Range = Range(0.2, 0.95)
    bidders: Range = Range(1, 6)
    sync: Range = Range(0.0, 0.6)
    campaigns: Range = Range(12, 80, is_log=True)
    absent_kinds: Range = Range(0.0, 0.4)
    untargeted: Range = Range(0.05, 0.5)
    boost: Range = Range(1.0, 6.0)
    strict: Range = Range(0.6, 1.0)
    untargeted_strength: Range = Range(0.0, 0.7)
    heat: Range = Range(0.2, 1.5)
    base_spread: Range = Range(0.1, 1.0)
    price_spread: Range = Range(0.05, 0.7)
    price_premium: Range = Range(0.0, 1.8)
    price_noise: Range = Range(0.05, 0.6)
    price_seen: Range = Range(0.2, 1.6)
    price_link: Range = Range(0.0, 1.0)
    direct: Range = Range(0.0, 0.7)
    direct_personal: Range = Range(0.0, 0.15)
    direct_places: Range = Range(0.0, 0.5)
    native: Range = Range(0.0, 0.4)
    native_sites: Range = Range(0.0, 0.6)
    native_places: Range = Range(0.1, 0.6)
    promotions: Range = Range(0.0, 0.7)
    server_in_chain: Range = Range(-1.0, 1.0)
    subject_pages: Range = Range(0.0, 0.8)
    shop_affinity: Range = Range(0.0, 5.0)
    topic_match: Range = Range(0.0, 0.8)
    visits_to_qualify: Range = Range(1, 4)
    capped: Range = Range(0.0, 0.8)
    untargeted_capped: Range = Range(0.0, 0.8)
    cap: Range = Range(1, 12, is_log=True)
    spaced: Range = Range(0.0, 0.6)
    untargeted_spaced: Range = Range(0.0, 0.8)
    spacing: Range = Range(1, 8, is_log=True)
    windowed: Range = Range(0.0, 0.4)
    local_sites: Range = Range(0.0, 0.4)
    shared_advertisers: Range = Range(0.3, 1.0)
    creatives: Range = Range(1, 2)
    page_unread: Range = Range(0.005, 0.35, is_log=True)
    page_coarse: Range = Range(0.0, 0.35)
    page_wrong: Range = Range(0.0, 0.15)
    topic_misread: Range = Range(0.0, 0.3)
    ad_declared: Range = Range(0.2, 1.0)
    ad_unread: Range = Range(0.0, 0.4)
    ad_wrong: Range = Range(0.0, 0.2)
    dynamic: Range = Range(0.2, 1.0)
    product_ads: Range = Range(0.0, 0.8)
    place_told: Range = Range(0.5, 1.0)
    text_names: Range = Range(0.6, 1.0)
    decoy_places: Range = Range(0.005, 0.15, is_log=True)
    graded_bids: Range = Range(0.0, 1.0)
    moment_words: Range = Range(0.3, 1.0)
    decoy_moments: Range = Range(0.01, 0.35, is_log=True)
    delivery_seen: Range = Range(0.4, 1.0)
    strength_threshold: Range = Range(0.2, 0.9)
    half_life_days: Range = Range(10.0, 30.0)


TRAINING: Final = Priors()

# What the shipped model was trained on; `make model` and the commands' defaults use them.
SHIPPED_SEED: Final = 20261124
SHIPPED_PEOPLE: Final = 2000

# Beyond the training ranges: shorter and busier logs, duller prices, noisier readers, blinder chains, more decoys.
OUTSIDE: Final = replace(
    TRAINING,
    watched_days=Range(0.0007, 0.002),
    visits=Range(40, 90),
    interests=Range(4, 7),
    price_seen=Range(0.4, 0.8),
    price_premium=Range(0.0, 0.5),
    topic_match=Range(0.6, 0.95),
    page_wrong=Range(0.15, 0.25),
    ad_wrong=Range(0.1, 0.25),
    sync=Range(0.4, 0.8),
    untargeted=Range(0.4, 0.6),
    visits_to_qualify=Range(1, 2),
    half_life_days=Range(21, 22),
)
