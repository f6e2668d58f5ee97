"""The ad market at work: pixels come in, bids go out, and what is really delivered is written down with its reason."""

from __future__ import annotations

import hashlib
import math
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from statistics import NormalDist

from adtown.buying import Cause, Situation, fit, moments_of
from adtown.decision_log import DecisionLog
from adtown.layout import Campaign, Kind, Role, Town
from adtown.memory import Memories, Sighting, Visitor
from adtown.texts import Line, Product

NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class SlotRequest:
    """One ad slot on offer, as a publisher describes it to a buyer.

    ``view`` numbers the page views of the whole town; ``excluded`` names advertisers that the page already shows.
    """

    view: int
    slot: str
    page: str
    page_domain: str
    page_topics: frozenset[str]
    city: str | None
    visitor: Visitor
    width: int = 300
    height: int = 250
    excluded: frozenset[str] = frozenset()
    only_house: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """An ad that a buyer would show, at a price, with the reason for it."""

    id: str
    campaign: Campaign
    request: SlotRequest
    cause: Cause
    price: float
    creative: Line
    crid: str
    advertiser: str
    landing_path: str


@dataclass(slots=True)
class Market:
    """All companies of a town with what they know; one instance per running town."""

    town: Town
    log: DecisionLog
    third_party_cookies: bool = True
    memories: Memories = field(init=False)
    _pending: dict[str, Offer] = field(init=False, default_factory=dict)
    _lock: threading.RLock = field(init=False, default_factory=threading.RLock)
    _views: int = field(init=False, default=0)
    _offers: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        """Everybody starts without memories."""
        self.memories = Memories(self.town)

    def open_page(self) -> int:
        """Number the next page view."""
        with self._lock:
            self._views += 1
            return self._views

    def see(self, company: str, sighting: Sighting) -> None:
        """A pixel of a company was called."""
        with self._lock:
            self.memories.of[company].sightings.append(self._as_known(company, sighting))

    def match_ids(self, target: str, source: str, source_uid: str, target_uid: str) -> None:
        """A visible sync came through the browser."""
        with self._lock:
            self.memories.of[target].match_partner(source, source_uid, target_uid)

    def offers(self, buyer: str, requests: Iterable[SlotRequest], now: datetime) -> list[Offer]:
        """At most one offer per slot of the same page, never the same campaign twice."""
        found: list[Offer] = []
        with self._lock:
            for request in requests:
                taken = {offer.campaign.id for offer in found}
                advertisers = frozenset(offer.advertiser for offer in found)
                wanted = replace(request, excluded=request.excluded | advertisers)
                best = self._best(buyer, wanted, taken, now)
                if best is not None:
                    self._pending[best.id] = best
                    found.append(best)
        return found

    def pending(self, offer_id: str) -> Offer | None:
        """An offer that was made, delivered or not."""
        return self._pending.get(offer_id)

    def deliver(self, offer: Offer, now: datetime) -> None:
        """Write the delivery of an offer down, once."""
        with self._lock:
            if not self.log.write(offer.id, decision_line(offer, now)):
                return
            visitor = self._visitor(offer.request.visitor)
            self.memories.of[offer.campaign.buyer].count_showing(visitor, offer.campaign.id, offer.request.view)

    def _best(self, buyer: str, request: SlotRequest, taken: set[str], now: datetime) -> Offer | None:
        situation = self._situation(buyer, request, now)
        open_campaigns = [c for c in self.town.campaigns_of(buyer) if c.id not in taken and self._may_buy(c, request)]
        priced = []
        for campaign in open_campaigns:
            cause = fit(campaign, situation)
            if cause is not None:
                priced.append((campaign.price * campaign.boost * self._noise(campaign, request), campaign, cause))
            elif not campaign.is_strict:
                priced.append((campaign.price * self._noise(campaign, request), campaign, Cause(Kind.RUN_OF_NETWORK)))
        if not priced:
            return None
        price, campaign, cause = max(priced, key=lambda entry: entry[0])
        return self._offer(campaign, request, cause, price)

    def _situation(self, buyer: str, request: SlotRequest, now: datetime) -> Situation:
        history = self.memories.history(buyer, self._visitor(request.visitor), request.view)
        return Situation(history, request.page_topics, request.city, moments_of(now))

    def _may_buy(self, campaign: Campaign, request: SlotRequest) -> bool:
        """Frequency cap, spacing between showings, and the page's wish not to repeat an advertiser."""
        if request.only_house and campaign.kind is not Kind.HOUSE:
            return False
        if (campaign.advertiser or request.page_domain) in request.excluded:
            return False
        if campaign.advertiser == request.page_domain:
            return False  # a promotion of the very site it would stand on
        memory, key = (
            self.memories.of[campaign.buyer],
            (self._visitor(request.visitor).key, campaign.id),
        )
        since = request.view - memory.last_view.get(key, -1000)
        return memory.shown[key] < campaign.cap and since > campaign.spacing

    def _noise(self, campaign: Campaign, request: SlotRequest) -> float:
        """A factor on the price that is the same whenever the same slot is auctioned in the same town."""
        label = f"{self.town.seed}|{campaign.id}|{request.view}|{request.slot}"
        drawn = int.from_bytes(hashlib.blake2b(label.encode(), digest_size=7).digest()) / 2**56
        return math.exp(self.town.habits.noise * NORMAL.inv_cdf(min(max(drawn, 1e-9), 1 - 1e-9)))

    def _offer(self, campaign: Campaign, request: SlotRequest, cause: Cause, price: float) -> Offer:
        self._offers += 1
        shown = self.memories.of[campaign.buyer].shown[self._visitor(request.visitor).key, campaign.id]
        number = shown % len(campaign.creatives)
        creative, crid, path = campaign.creatives[number], f"{campaign.id}-{number + 1}", campaign.landing_path
        if cause.kind is Kind.RETARGETING:
            creative, crid, path = self._dynamic_creative(campaign, request, crid)
        secret = f"{self.town.seed}|{self._offers}|{request.view}|{request.slot}|{campaign.id}"
        offer_id = hashlib.blake2b(secret.encode(), digest_size=9).hexdigest()
        advertiser = campaign.advertiser or request.page_domain
        return Offer(offer_id, campaign, request, cause, round(max(price, 0.05), 2), creative, crid, advertiser, path)

    def _dynamic_creative(self, campaign: Campaign, request: SlotRequest, crid: str) -> tuple[Line, str, str]:
        """The product that this visitor looked at last in the shop."""
        history = self.memories.history(campaign.buyer, self._visitor(request.visitor), request.view)
        shop = self.town.shop(campaign.advertiser or "")
        sku = history.shops.get(campaign.advertiser or "")
        product = next((item for item in shop.text.products if item.sku == sku), None) if shop else None
        if product is None:
            return campaign.creatives[0], crid, campaign.landing_path
        return product_line(product), f"{campaign.id}-{product.sku}", f"/product/{product.sku}"

    def _visitor(self, visitor: Visitor) -> Visitor:
        """Without third-party cookies nobody has an id of their own."""
        return visitor if self.third_party_cookies else Visitor(None, visitor.fp)

    def _as_known(self, company: str, sighting: Sighting) -> Sighting:
        """A company that lives by cookies keeps nothing it could link once they are gone."""
        if self.third_party_cookies or self.town.company(company).role is Role.DATA:
            return sighting
        return replace(sighting, visitor=Visitor())


def product_line(product: Product) -> Line:
    """A product as an ad of its own."""
    return Line(product.name, f"{product.description.split('. ')[0].rstrip('.')}. {product.price:.0f} euros")


def decision_line(offer: Offer, now: datetime) -> dict[str, object]:
    """One line of the decision log; ``text`` is the ad's headline."""
    request = offer.request
    return {
        "time": now.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "page": request.page,
        "page_domain": request.page_domain,
        "slot": request.slot,
        "seller": offer.campaign.buyer,
        "adomain": offer.advertiser,
        "crid": offer.crid,
        "campaign_id": offer.campaign.id,
        "text": offer.creative.headline,
        "price": offer.price,
        "cause": offer.cause.to_json(),
    }
