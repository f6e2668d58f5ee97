"""One person of a market: the pages they visit over time, and what our reader and the trackers make of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from explainer.records import CauseKind, LoggedTrait
from explainer.simulation.market import FAVOURED_PRODUCT, PRODUCTS_OF_SHOP, BoolArray, FloatArray, Market
from explainer.taxonomy import Taxonomy

# What one act adds to a trait before it fades: reading a page, looking at a product, putting it in a cart or searching.
WEIGHT_OF_READING: Final = (0.4, 1.0)
WEIGHT_OF_BUYING: Final = (0.8, 2.0)
SHOP_VISITS_READ_AS_INTENT: Final = 0.6
MOST_SHOPPING: Final = 0.6  # of the pages of a shopping span that begin or go on with a spree
_TRAIT_KINDS: Final = (CauseKind.INTEREST, CauseKind.PURCHASE_INTENT)
PRODUCT_PAGES: Final = 0.7  # of the pages seen in a shop
REREAD_SHARE: Final = 0.15  # a page that shows a second topic beside its own


@dataclass(frozen=True, slots=True)
class Reading:
    """What our reader believes that one visit says."""

    topic: str
    kind: CauseKind
    weight: float


@dataclass(frozen=True, slots=True)
class Walk:
    """All visits of one person, oldest first; arrays have one entry per visit.

    Attributes:
        days: Days since the first visit.
        topic: True topic of the page, None where it has none.
        page_cat: The topics that we read from the page.
        site: Number of the publisher's site, -1 at shops.
        shop: Number of the shop, -1 elsewhere.
        product: Number of the product looked at there, -1 for the shop's other pages and elsewhere.
        seen_by: Shape (visits, trackers).
        readings: What our reader credits to traits.
    """

    days: FloatArray
    topic: tuple[str | None, ...]
    page_cat: tuple[tuple[str, ...], ...]
    site: npt.NDArray[np.int64]
    shop: npt.NDArray[np.int64]
    product: npt.NDArray[np.int64]
    seen_by: BoolArray
    readings: tuple[tuple[Reading, ...], ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """Our reader with its errors: some topics are always misread, some pages stay unread."""

    dice: np.random.Generator
    drawn: dict[str, float]
    taxonomy: Taxonomy
    topics: tuple[str, ...]
    misread: dict[str, tuple[str, ...]]

    @classmethod
    def draw(cls, dice: np.random.Generator, market: Market, taxonomy: Taxonomy) -> Reader:
        """A reader for one market; ``misread`` holds the topics it gets wrong whenever it meets them."""
        misread: dict[str, tuple[str, ...]] = {}
        for topic in market.topics:
            if dice.random() < market.drawn["topic_misread"]:
                above = taxonomy.ancestors(topic)
                mistakes = [
                    above[:1] or (topic,),
                    (),
                    (str(dice.choice(market.topics)),),
                    (topic, str(dice.choice(market.topics))),
                ]
                misread[topic] = mistakes[int(dice.choice(4, p=[0.5, 0.2, 0.1, 0.2]))]
        return cls(dice, market.drawn, taxonomy, market.topics, misread)

    def read(self, topic: str | None) -> tuple[str, ...]:
        """The topics read from a page about ``topic``, likeliest first; () where the reader abstains."""
        dice, drawn = self.dice, self.drawn
        if topic is None or dice.random() < drawn["page_unread"]:
            return (str(dice.choice(self.topics)),) if topic is None and dice.random() < drawn["page_wrong"] else ()
        found = self.misread.get(topic, (topic,))
        if dice.random() < drawn["page_wrong"]:
            found = (str(dice.choice(self.topics)),)
        elif dice.random() < drawn["page_coarse"] and self.taxonomy.ancestors(topic):
            found = self.taxonomy.ancestors(topic)[:1]
        if dice.random() < REREAD_SHARE:
            found = (*found, str(dice.choice(self.topics)))
        return tuple(dict.fromkeys(found))


def draw_walk(dice: np.random.Generator, market: Market, taxonomy: Taxonomy) -> Walk:
    """Let one person walk through the market."""
    drawn = market.drawn
    count = round(drawn["visits"])
    gaps = np.exp(dice.normal(0, drawn["gap_spread"], count))
    days = np.cumsum(gaps) / gaps.sum() * drawn["watched_days"]
    reader = Reader.draw(dice, market, taxonomy)
    topic, shop = _what_is_visited(dice, market, count)
    site = _where(dice, market, topic, shop)
    page_cat = tuple(reader.read(name) for name in topic)
    seen_by = np.stack(
        [(market.shops[b] if b >= 0 else market.sites[a]).trackers for a, b in zip(site, shop, strict=True)]
    )
    seen_by &= dice.random(seen_by.shape) < 0.97  # a request that was blocked or came too late
    readings = tuple(
        tuple(_readings(dice, cat, at_shop=number >= 0)) for cat, number in zip(page_cat, shop, strict=True)
    )
    product = np.minimum(dice.geometric(FAVOURED_PRODUCT, count), PRODUCTS_OF_SHOP) - 1
    product[(shop < 0) | (dice.random(count) >= PRODUCT_PAGES)] = -1
    return Walk(days, topic, page_cat, site, shop, product, seen_by, readings)


def _what_is_visited(
    dice: np.random.Generator, market: Market, count: int
) -> tuple[tuple[str | None, ...], npt.NDArray[np.int64]]:
    """The topic and the shop of every visit: neutral pages first, then interests that come and go, shops in between."""
    drawn, interests = market.drawn, market.interests
    is_late = dice.random(len(interests)) < drawn["late_interests"]
    begins = np.where(is_late, dice.uniform(0, 0.8, len(interests)), 0.0) * (1 - drawn["warm_up"]) + drawn["warm_up"]
    ends = np.where(dice.random(len(interests)) < 0.3, begins + dice.uniform(0.1, 0.6, len(interests)), 2.0)
    weights = dice.lognormal(0, 0.8, len(interests))
    shopping = _Shopping.draw(dice, market)
    topics: list[str | None] = []
    shops = np.full(count, -1)
    for number, share in enumerate(np.linspace(0, 1, count)):
        awake = weights * ((begins <= share) & (share <= ends))
        shops[number] = shopping.next_shop(dice, share, last=shops[number - 1] if number else -1)
        if shops[number] >= 0:
            topics.append(market.shops[shops[number]].topics[0])
        elif not awake.any() or dice.random() < drawn["neutral"]:
            is_topical = dice.random() < drawn["neutral_topical"]
            topics.append(str(dice.choice(market.topics)) if is_topical else None)
        else:
            topics.append(interests[int(dice.choice(len(interests), p=awake / awake.sum()))])
    return tuple(topics), shops


@dataclass(frozen=True, slots=True)
class _Shopping:
    """When a person goes to shops, and to which: in sprees, within a span of the time watched.

    ``opens`` is when each shop is first thought of, as a share of the time watched; ``liked`` is how much.
    """

    drawn: dict[str, float]
    starts: float
    opens: FloatArray
    ends: float
    liked: FloatArray

    @classmethod
    def draw(cls, dice: np.random.Generator, market: Market) -> _Shopping:
        """The habits of one person."""
        drawn, interests = market.drawn, set(market.interests)
        span = min(1.0, drawn["shopping_span"])
        # Sprees and a short span leave about as many shop pages in all.
        starts = min(MOST_SHOPPING, drawn["shop_visits"] / span) * (1 - drawn["spree"])
        opening = dice.uniform(0, span, len(market.shops))
        sells_liked = np.array([not interests.isdisjoint(shop.topics) for shop in market.shops])
        liked = dice.lognormal(0, 1.0, len(market.shops)) * np.exp(drawn["shop_affinity"] * sells_liked)
        watched = 1 - drawn["warm_up"]
        opens, ends = drawn["warm_up"] + watched * opening, drawn["warm_up"] + watched * drawn["shopping_span"]
        return cls(drawn, starts, opens, ends, liked)

    def next_shop(self, dice: np.random.Generator, share: float, *, last: int) -> int:
        """The shop of the next page, -1 for a page elsewhere; ``last`` is that of the page before."""
        goes_on = last >= 0 and dice.random() < self.drawn["spree"]
        weights = self.liked * (self.opens <= share)
        may_shop = self.drawn["warm_up"] <= share <= self.ends and weights.any()
        if not may_shop or not (goes_on or dice.random() < self.starts):
            return -1
        if goes_on and dice.random() < self.drawn["same_shop"]:
            return last
        return int(dice.choice(len(weights), p=weights / weights.sum()))


def _where(
    dice: np.random.Generator, market: Market, topics: tuple[str | None, ...], shops: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """A publisher's site for every page: one that writes about the topic, or a general one."""
    general = [number for number, site in enumerate(market.sites) if not site.topics]
    fitting = {
        topic: [number for number, site in enumerate(market.sites) if topic in site.topics] for topic in market.topics
    }
    sites = np.full(len(topics), -1)
    for number, topic in enumerate(topics):
        if shops[number] < 0:
            own = fitting.get(topic, []) if topic is not None else []
            choices = own if own and dice.random() < 0.75 else general
            sites[number] = choices[int(dice.integers(len(choices)))]
    return sites


def _readings(dice: np.random.Generator, cat: tuple[str, ...], *, at_shop: bool) -> Iterator[Reading]:
    for place, topic in enumerate(cat):
        yield Reading(topic, CauseKind.INTEREST, float(dice.uniform(*WEIGHT_OF_READING)) / (1 + place))
    if at_shop and cat and dice.random() < SHOP_VISITS_READ_AS_INTENT:
        yield Reading(cat[0], CauseKind.PURCHASE_INTENT, float(dice.uniform(*WEIGHT_OF_BUYING)))


class TraitBook:
    """The traits of a person as they build up and fade; a bookkeeping object, filled visit by visit.

    One topic is one trait: a purchase intent while acts of buying outweigh reading, an interest otherwise.
    """

    def __init__(self, market: Market) -> None:
        """Start without traits."""
        self._half_life = market.drawn["half_life_days"]
        self._threshold = market.drawn["strength_threshold"]
        self._trackers = market.trackers
        self._strength: dict[tuple[str, CauseKind], float] = {}
        self._last: dict[str, float] = {}
        self._visits: Counter[str] = Counter()
        self._seen: dict[str, npt.NDArray[np.int64]] = {}

    def add(self, day: float, readings: tuple[Reading, ...], seen_by: BoolArray) -> None:
        """Credit one visit."""
        for topic in dict.fromkeys(reading.topic for reading in readings):
            fading = math.exp2(-(day - self._last.get(topic, day)) / self._half_life)
            for kind in _TRAIT_KINDS:
                said = sum(reading.weight for reading in readings if (reading.topic, reading.kind) == (topic, kind))
                self._strength[topic, kind] = self._strength.get((topic, kind), 0.0) * fading + said
            self._last[topic] = day
            self._visits[topic] += 1
            self._seen[topic] = self._seen.get(topic, np.zeros(len(self._trackers), dtype=np.int64)) + seen_by

    def traits(self, day: float) -> tuple[LoggedTrait, ...]:
        """The traits above the threshold, strongest first."""
        found = []
        for topic, last in self._last.items():
            fading = math.exp2(-(day - last) / self._half_life)
            interest, intent = (self._strength[topic, kind] * fading for kind in _TRAIT_KINDS)
            if interest + intent >= self._threshold:
                seen = {name: int(n) for name, n in zip(self._trackers, self._seen[topic], strict=True) if n}
                kind = CauseKind.PURCHASE_INTENT if intent > interest else CauseKind.INTEREST
                found.append(LoggedTrait(topic, kind, interest + intent, self._visits[topic], day - last, seen))
        return tuple(sorted(found, key=lambda trait: (-trait.strength, trait.id)))
