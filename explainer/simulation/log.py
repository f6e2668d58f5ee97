"""One simulated person: what Whyad could have seen (an impression log), and the truth, kept apart from it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np

from explainer.records import (
    CampaignKind,
    Cause,
    CauseKind,
    LoggedAd,
    LoggedContext,
    LoggedImpression,
    LoggedPage,
    LoggedTrait,
)
from explainer.simulation.auction import Deal, Scene, draw_scene, hold, market_shares, slots_of
from explainer.simulation.drawing import draw_market
from explainer.simulation.market import Campaign, Channel, Market, Rule
from explainer.simulation.people import TraitBook, draw_walk
from explainer.simulation.priors import TRAINING, Priors
from explainer.taxonomy import Taxonomy

FIRST_DAY: Final = datetime(2026, 1, 5, tzinfo=UTC)
DRAWS_PER_IMPRESSION: Final = 2
MOST_IMPRESSIONS: Final = 250
EXCHANGE: Final = "exchange.example"
AD_SERVER: Final = "adserver.example"
EXCHANGE_SEEN: Final = 0.3  # of auctioned ads
SERVER_SEEN: Final = 0.9  # of ads that a site sold itself


@dataclass(frozen=True, slots=True)
class DrawnAd:
    """An ad drawn from the market's overall frequencies: what anybody might have been shown instead."""

    ad: LoggedAd
    kind: CampaignKind


@dataclass(frozen=True, slots=True)
class Truth:
    """What the auction knows about one impression and Whyad must find out.

    Attributes:
        causes: Everything that the rule used and that held for this person here; empty for an untargeted showing.
        contributions: True Shapley contribution of each of them, in log odds: the rule is additive in its causes.
        draws: Ads drawn from the market for the same person, page and time.
    """

    impression_id: str
    rule: Rule
    campaign: int
    causes: tuple[Cause, ...]
    contributions: tuple[float, ...]
    draws: tuple[DrawnAd, ...]

    @property
    def is_targeted(self) -> bool:
        """Whether anything about the person, the page or the moment was used."""
        return bool(self.causes)


@dataclass(frozen=True, slots=True)
class SimulatedPerson:
    """One person's log, oldest first, with the truth of each impression in the same order."""

    person_id: str
    logged: tuple[LoggedImpression, ...]
    truths: tuple[Truth, ...]


def simulate(
    people: int, *, seed: int, priors: Priors = TRAINING, taxonomy: Taxonomy | None = None
) -> Iterator[SimulatedPerson]:
    """Yield people, each in a market of their own. The same seed gives the same people, however many are asked for."""
    topics = taxonomy or Taxonomy.load()
    for number in range(people):
        yield simulate_person(np.random.default_rng([seed, number]), f"s{seed}-p{number}", priors, topics)


def simulate_person(dice: np.random.Generator, person_id: str, priors: Priors, taxonomy: Taxonomy) -> SimulatedPerson:
    """Draw a market, let one person walk through it and write down what can be seen."""
    market = draw_market(dice, priors, taxonomy)
    walk = draw_walk(dice, market, taxonomy)
    scene = draw_scene(dice, market, walk, FIRST_DAY + timedelta(days=float(dice.uniform(0, 7))))
    deals = hold(dice, market, slots_of(dice, scene))[:MOST_IMPRESSIONS]
    writer = LogWriter(dice, scene, person_id)
    written = [writer.write(number, deal) for number, deal in enumerate(deals)]
    return SimulatedPerson(person_id, tuple(row for row, _ in written), tuple(truth for _, truth in written))


class LogWriter:
    """Writes deals down in the order of time, while traits build up."""

    def __init__(self, dice: np.random.Generator, scene: Scene, person_id: str) -> None:
        """Start before the first visit."""
        market = scene.market
        self._dice, self._market, self._walk = dice, market, scene.walk
        self._times, self._moments, self._person_id = scene.times, scene.moments, person_id
        self._book = TraitBook(market)
        self._next_visit = 0
        self._site_days: dict[str, float] = {}
        self._site_vendors: dict[str, tuple[str, ...]] = {}
        self._viewed: dict[str, list[str]] = {}
        self._place = market.home if dice.random() < market.drawn["place_told"] else None
        self._price_seen = dice.random(len(market.campaigns)) < market.drawn["price_seen"]
        self._shares = market_shares(market)

    def write(self, number: int, deal: Deal) -> tuple[LoggedImpression, Truth]:
        """One line of the log and its truth."""
        self._live_until(deal.visit)
        day = float(self._walk.days[deal.visit])
        traits = self._book.traits(day)
        impression_id = f"{self._person_id}-i{number}"
        row = LoggedImpression(
            impression_id=impression_id, person_id=self._person_id,
            time=self._times[deal.visit] + timedelta(milliseconds=number),
            page=LoggedPage(self._domain(deal.visit), self._walk.page_cat[deal.visit]),
            ad=self._ad(deal.campaign, price=self._price(deal)), traits=traits,
            context=LoggedContext(place=self._place, moments=self._moments[deal.visit]),
            visited_advertisers={name: day - last for name, last in self._site_days.items()},
            advertiser_vendors=dict(self._site_vendors),
            viewed_products=tuple(dict.fromkeys(self._viewed.get(deal.campaign.advertiser, ()))), observed_days=day,
        )  # fmt: skip
        causes, sizes = true_causes(deal, traits, self._market, self._moments[deal.visit], self._walk.topic[deal.visit])
        return row, Truth(impression_id, deal.campaign.rule, deal.campaign.number, causes, sizes, self._draws())

    def _live_until(self, visit: int) -> None:
        """Credit all visits before the page that the ad stands on; that page is the ad's context, not yet a trait."""
        while self._next_visit < visit:
            number = self._next_visit
            day, seen_by = float(self._walk.days[number]), self._walk.seen_by[number]
            self._book.add(day, self._walk.readings[number], seen_by)
            domain = self._domain(number)
            self._site_days[domain] = day
            if self._walk.product[number] >= 0:
                self._viewed.setdefault(domain, []).append(f"product{self._walk.product[number]}")
            names = {name for name, seen in zip(self._market.trackers, seen_by, strict=True) if seen}
            self._site_vendors[domain] = tuple(sorted(names | set(self._site_vendors.get(domain, ()))))
            self._next_visit += 1

    def _domain(self, visit: int) -> str:
        shop, site = int(self._walk.shop[visit]), int(self._walk.site[visit])
        return self._market.shops[shop].domain if shop >= 0 else self._market.sites[site].domain

    def _price(self, deal: Deal) -> float | None:
        campaign = deal.campaign
        if campaign.channel is not Channel.AUCTION or not self._price_seen[campaign.number]:
            return None
        level = campaign.habits.price_level + campaign.habits.price_premium * deal.match
        return float(math.exp(level + self._dice.normal(0, self._market.drawn["price_noise"])))

    def _ad(self, campaign: Campaign, *, price: float | None) -> LoggedAd:
        creative = campaign.creatives[int(self._dice.integers(len(campaign.creatives)))]
        product = self._product_shown(campaign)
        if product and campaign.is_dynamic and campaign.number % 2:
            creative = f"{creative}-{product}"  # some give each product an id of its own, some do not
        return LoggedAd(
            ad_id=creative, adomain=(campaign.advertiser,), cat=campaign.declared_cat, vendors=self._vendors(campaign),
            price=price, products=(product,) if product else (),
            places=tuple(name for name in campaign.places_named if name == self._place),
            moments=campaign.moments_named,
        )  # fmt: skip

    def _product_shown(self, campaign: Campaign) -> str | None:
        viewed = self._viewed.get(campaign.advertiser, ())
        if campaign.is_dynamic and viewed:
            return viewed[-1]
        return None if campaign.product is None else f"product{campaign.product}"

    def _vendors(self, campaign: Campaign) -> tuple[str, ...]:
        """The companies seen in an ad's delivery."""
        if campaign.channel is Channel.DIRECT:
            return (AD_SERVER,) if self._dice.random() < SERVER_SEEN else ()
        in_auction = campaign.channel is Channel.AUCTION
        found = [EXCHANGE] if in_auction and self._dice.random() < EXCHANGE_SEEN else []
        found += [AD_SERVER] if in_auction and self._dice.random() < self._market.drawn["server_in_chain"] else []
        if self._dice.random() < self._market.drawn["delivery_seen"]:
            found.append(self._market.trackers[campaign.bidder])
        return tuple(found)

    def _draws(self) -> tuple[DrawnAd, ...]:
        picks = self._dice.choice(len(self._shares), size=DRAWS_PER_IMPRESSION, p=self._shares)
        drawn = [self._market.campaigns[pick] for pick in picks]
        return tuple(DrawnAd(self._ad(campaign, price=None), campaign.kind) for campaign in drawn)


def true_causes(
    deal: Deal, traits: tuple[LoggedTrait, ...], market: Market, moments: tuple[str, ...], page: str | None
) -> tuple[tuple[Cause, ...], tuple[float, ...]]:
    """The causes that the rule used and that held, and the contribution of each in log odds."""
    campaign = deal.campaign
    if campaign.rule is Rule.RUN_OF_NETWORK or deal.match <= 0:
        return (), ()
    if campaign.rule is Rule.RETARGETING:
        causes = [Cause(CauseKind.RETARGETING, campaign.advertiser)]
    elif campaign.rule is Rule.PAGE_CONTEXT:
        causes = [Cause(CauseKind.PAGE_CONTEXT, page or campaign.topic)]
    elif campaign.rule is Rule.PLACE_TIME:
        named = [f"place:{campaign.place}"] * (campaign.place is not None)
        named += [f"moment:{campaign.moment}"] * (campaign.moment is not None and campaign.moment in moments)
        causes = [Cause(CauseKind.PLACE_TIME_DEVICE, name) for name in named]
    else:
        held = {Cause(trait.kind, trait.id) for trait in traits if trait.id in campaign.targets}
        causes = sorted(
            held or {Cause(CauseKind.INTEREST, topic) for topic in campaign.targets}, key=lambda cause: cause.id
        )
    gain = campaign.habits.boost * deal.match / market.drawn["heat"]
    return tuple(causes), tuple(gain / len(causes) for _ in causes)
