"""What can be known of a campaign at all? An observer who knows the market and its rules, but not this campaign.

It draws campaigns from the simulator's own generator, weighs each by how likely it makes what was seen of the ad and
where it was shown and where not (Bayes' rule), and answers with what these campaigns would have followed here.

It sees the pages, the shops and the companies on them as they were, knows the market's numbers, the chance that one
company told another, how each place was sold, and what all other campaigns would have paid. We know none of that. So it
flatters itself, never Whyad; but it may name only what a log shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from benchmarks.campaign_hypotheses import Hypotheses, HypothesisDraw
from benchmarks.watched_people import WatchedPerson, rivals_open
from benchmarks.when_and_where import Places, alternatives
from explainer.records import Cause, CauseKind, Verdict
from explainer.simulation.auction import Deal
from explainer.simulation.log import true_causes
from explainer.simulation.market import (
    FAVOURED_PRODUCT,
    PRODUCTS_OF_SHOP,
    BoolArray,
    Campaign,
    FloatArray,
    Habits,
)
from explainer.taxonomy import Taxonomy
from explainer.verdict import TRAITS, VERDICT_OF_CAUSE

LEAST_WEIGHT: Final = 1e-6  # of an audience that still counts
LEAST_LOG: Final = -30.0  # of the chance of one showing
WAYS_TO_BID: Final = 60  # tried for each audience


@dataclass(frozen=True, slots=True)
class Posterior:
    """What the observer believes about one impression.

    Attributes:
        right: How probable it is for each nameable cause to be a true one.
        about: How probable each verdict that names something is.
        everyone: How probable it is that nothing was used.
    """

    right: dict[Cause, float]
    about: dict[Verdict, float]
    everyone: float

    @property
    def top(self) -> Cause | None:
        """The cause that is most probably a true one."""
        return max(self.right, key=lambda cause: self.right[cause], default=None)

    def verdict(self, silence: float) -> Verdict | None:
        """The likeliest verdict; None where the rule of ``explainer.verdict.judge`` keeps silent."""
        likeliest = max(self.about, key=lambda verdict: self.about[verdict], default=None)
        is_silent = likeliest is None or self.everyone >= silence * self.about[likeliest]
        return None if is_silent else likeliest


@dataclass(frozen=True, slots=True)
class Weighed:
    """Audiences that an ad's campaign may have had, how probable each is, and whether it fits at each visit."""

    audiences: tuple[Campaign, ...]
    share: FloatArray
    fits: BoolArray


class IdealObserver:
    """Watches one person; one instance per person."""

    def __init__(self, person: WatchedPerson, taxonomy: Taxonomy, dice: np.random.Generator) -> None:
        """Draw the campaigns that there could be."""
        self._person, self._dice, self._draw = person, dice, HypothesisDraw(person, taxonomy, dice)
        self._visit = np.array([deal.visit for deal in person.deals])
        self._channel = [person.slots.channel[slot] for slot in person.slot]
        self._bids, self._viewed = _bids_of_all(person), _last_viewed(person)
        self._known: dict[tuple[str, int], Weighed] = {}

    def answer(self, number: int, seen: int) -> Posterior:
        """What the observer believes about one impression, having seen the first ``seen`` impressions of the log."""
        key = self._person.logged[number].ad.ad_id, seen
        if key not in self._known:
            self._known[key] = self._weighed(*key)
        found = self._known[key]
        return self._believed(number, found.audiences, found.share * found.fits[:, self._visit[number]])

    def _weighed(self, ad_id: str, seen: int) -> Weighed:
        person = self._person
        shown = [n for n in range(seen) if person.logged[n].ad.ad_id == ad_id]
        rows, own = [person.logged[n] for n in shown], person.deals[shown[0]].campaign
        found = tuple(self._draw.of(rows, own.channel))
        weights = [self._log_weights(each, shown, seen, own) for each in found]
        weight = np.concatenate(weights) if weights else np.zeros(0)
        share = np.exp(weight - weight.max(initial=LEAST_LOG))
        fits = [each.match > 0 for each in found] or [np.zeros((0, len(person.scene.walk.days)), dtype=bool)]
        audiences = tuple(audience for each in found for audience in each.audiences)
        return Weighed(audiences, share / max(float(share.sum()), 1e-300), np.concatenate(fits))

    def _log_weights(self, found: Hypotheses, shown: Sequence[int], seen: int, own: Campaign) -> FloatArray:
        """Log of the weight of each audience of one rule: all ways to bid, to run and to choose sites together."""
        person, is_local = self._person, not found.audiences[0].advertiser.startswith("site")
        places = self._places(shown, seen, own, fills_gaps=found.audiences[0].fills_gaps)
        bidding = self._dice.choice(len(found.habits), size=min(WAYS_TO_BID, len(found.habits)), replace=False)
        bids = Bids([found.habits[n] for n in bidding.tolist()], places, person.scene.market.drawn)
        tried = alternatives(self._dice, person.scene, places, found.habits, is_local=is_local)
        match, may_bid = found.match[:, places.visit], found.may_bid[:, places.visit]
        chances = [(match == level, bids.log_likelihood(float(level))) for level in np.unique(match)]
        scores = []
        for log_chance, is_open in tried.masks:
            upto = _running_sum([(fits & may_bid & is_open, values) for fits, values in chances], tried.bounds)
            scores += [log_chance + span.log_chance + upto[span.end] - upto[span.start] for span in tried.spans]
        outside = LEAST_LOG * (~may_bid[:, places.is_shown]).sum(axis=1)
        mean = _log_mean(np.stack(scores, axis=1), of=len(bidding))
        ads = [person.logged[n].ad for n in shown]
        viewed = [self._viewed.get((int(self._visit[n]), ads[0].adomain[0])) for n in shown]
        products = [_log_products(audience, [ad.products for ad in ads], viewed) for audience in found.audiences]
        weight: FloatArray = found.log_prior - np.log(len(mean)) + mean + outside + np.array(products)
        return weight

    def _places(self, shown: Sequence[int], seen: int, own: Campaign, *, fills_gaps: bool) -> Places:
        """Where the ad might have been shown; other creatives of its campaign are passed over: nobody says whose."""
        deals = self._person.deals[:seen]
        rivals = self._bids[:seen].copy()
        rivals[:, own.number] = -np.inf
        others = np.logaddexp.reduce(rivals, axis=1)
        is_sold = np.array([channel is own.channel for channel in self._channel[:seen]])
        if fills_gaps:  # it is sold by sites, and buys elsewhere what nobody else wants
            is_sold |= np.isneginf(others)
        is_shown = np.isin(np.arange(seen), shown)
        asked = is_shown | (is_sold & np.array([deal.campaign.number != own.number for deal in deals]))
        prices = [row.ad.price for row in self._person.logged[:seen]]
        log_price = np.array([np.nan if price is None else np.log(price) for price in prices])
        return Places(self._visit[:seen][asked], is_shown[asked], others[asked], log_price[asked])

    def _believed(self, number: int, audiences: Sequence[Campaign], share: FloatArray) -> Posterior:
        """Add up what each audience would have followed here, as far as a log shows it."""
        row, scene, visit = self._person.logged[number], self._person.scene, int(self._visit[number])
        right: dict[Cause, float] = {}
        about: dict[Verdict, float] = {}
        held = {trait.id for trait in row.traits}
        for place in np.flatnonzero(share > LEAST_WEIGHT).tolist():
            deal, page, weight = Deal(visit, audiences[place], 1.0), scene.walk.topic[visit], float(share[place])
            causes, _ = true_causes(deal, row.traits, scene.market, scene.moments[visit], page)
            for name in {nameable(cause) for cause in causes if cause.kind not in TRAITS or cause.id in held}:
                right[name] = right.get(name, 0.0) + weight
            for verdict in {VERDICT_OF_CAUSE[cause.kind] for cause in causes}:
                about[verdict] = about.get(verdict, 0.0) + weight
        return Posterior(right, about, max(0.0, 1.0 - sum(about.values())))


class Bids:
    """How likely each way to bid makes what happened at each place: arrays of shape (places, ways to bid)."""

    def __init__(self, habits: Sequence[Habits], places: Places, drawn: dict[str, float]) -> None:
        """Lay out the figures of all ways to bid."""
        self._places, self._drawn = places, drawn
        names = ("base", "boost", "is_strict", "price_level", "price_premium")
        self._figures = {name: np.array([float(getattr(own, name)) for own in habits]) for name in names}

    def log_likelihood(self, match: float) -> npt.NDArray[np.float32]:
        """Where it may buy and its rule fits that well: of being shown, at that price; or of not being shown."""
        figures, places = self._figures, self._places
        utility = (figures["base"] + figures["boost"] * match) / self._drawn["heat"]
        log_chance = utility - np.logaddexp(utility, places.others[:, None])
        if match <= 0:
            log_chance = np.where(figures["is_strict"] > 0, -np.inf, log_chance)
        gap = places.log_price[:, None] - figures["price_level"] - figures["price_premium"] * match
        price = np.nan_to_num(-(gap**2) / (2 * self._drawn["price_noise"] ** 2))
        log_missed = np.log1p(-np.minimum(np.exp(log_chance), 1 - 1e-9))
        won = np.maximum(log_chance, LEAST_LOG) + np.maximum(price, LEAST_LOG)
        return np.where(places.is_shown[:, None], won, log_missed).astype(np.float32)


def _running_sum(
    chances: Sequence[tuple[BoolArray, npt.NDArray[np.float32]]], bounds: Sequence[int]
) -> list[npt.NDArray[np.float32]]:
    """What all places up to each bound say together: shape (audiences, ways to bid) each."""
    (first, values), *_ = chances
    total = np.zeros((len(first), values.shape[1]), dtype=np.float32)
    found = []
    for start, end in zip((0, *bounds), bounds, strict=False):
        for mask, values in chances:
            total = total + mask[:, start:end].astype(np.float32) @ values[start:end]
        found.append(total)
    return found


def _log_mean(scores: npt.NDArray[np.float32], *, of: int) -> FloatArray:
    """Log of the sum of all likelihoods of each audience (first axis), as a mean over so many ways to bid."""
    flat = scores.reshape(len(scores), -1)
    top = flat.max(axis=1, keepdims=True)
    found: FloatArray = top[:, 0] + np.log(np.exp(flat - top).sum(axis=1, dtype=np.float64)) - np.log(of)
    return found


def _bids_of_all(person: WatchedPerson) -> FloatArray:
    """Log of what each campaign of the market bids for each place; minus infinity where it may not."""
    habits = [campaign.habits for campaign in person.scene.market.campaigns]
    base, boost = np.array([own.base for own in habits]), np.array([own.boost for own in habits])
    bids = (base + boost * person.slots.match[list(person.slot)]) / person.scene.market.drawn["heat"]
    return np.asarray(np.where(rivals_open(person), bids, -np.inf))


def _last_viewed(person: WatchedPerson) -> dict[tuple[int, str], str]:
    """The product last looked at in each shop before each visit with an ad."""
    shops, walk = person.scene.market.shops, person.scene.walk
    last: dict[str, str] = {}
    found: dict[tuple[int, str], str] = {}
    wanted = {deal.visit for deal in person.deals}
    for visit in range(len(walk.days)):
        if visit in wanted:
            found.update({(visit, shop): product for shop, product in last.items()})
        if walk.product[visit] >= 0:
            last[shops[walk.shop[visit]].domain] = f"product{walk.product[visit]}"
    return found


def _log_products(campaign: Campaign, seen: Sequence[tuple[str, ...]], viewed: Sequence[str | None]) -> float:
    """How likely the products are that it showed: the one looked at last, or always the same."""
    follows = [campaign.is_dynamic and last is not None for last in viewed]
    if any(follow and shown != (last,) for follow, shown, last in zip(follows, seen, viewed, strict=True)):
        return LEAST_LOG
    own = {shown for follow, shown in zip(follows, seen, strict=True) if not follow}
    return _log_own_product(own, is_shown=campaign.product is not None)


def _log_own_product(shown: set[tuple[str, ...]], *, is_shown: bool) -> float:
    """How likely a campaign that shows the same thing each time shows this."""
    if len(shown) != 1:
        return LEAST_LOG if shown else 0.0
    (products,) = shown
    if not products or not is_shown:
        return 0.0 if not products and not is_shown else LEAST_LOG
    number = int(products[0].removeprefix("product"))
    is_last = number == PRODUCTS_OF_SHOP - 1
    return float(number * np.log(1 - FAVOURED_PRODUCT) + (0.0 if is_last else np.log(FAVOURED_PRODUCT)))


def nameable(cause: Cause) -> Cause:
    """A cause as it is graded: one topic is one trait, and of page and moment the kind decides."""
    if cause.kind in TRAITS:
        return Cause(CauseKind.INTEREST, cause.id)
    return cause if cause.kind is CauseKind.RETARGETING else Cause(cause.kind, cause.kind.value)
