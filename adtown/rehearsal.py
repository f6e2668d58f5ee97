"""Walks a town without a browser: the same companies decide, only the network between them is missing.

Shows in a fraction of a second what mix of ads a walk would meet; ``house_rules`` says whether that mix is fair.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from adtown.decision_log import DecisionLog
from adtown.layout import UNTARGETED, Article, Role, Shop, Site, Town
from adtown.market import Market, Offer, SlotRequest
from adtown.memory import Sighting, Visitor
from adtown.slots import CHUMBOX_UNITS, Slot, SlotKind, of_kind, slots_of

LARGEST_SHARE: Final = 1 / 3
LEAST_KINDS: Final = 4
MOST_DECLARING: Final = 0.2
NOON: Final = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)  # a Tuesday, neither morning nor evening


@dataclass(frozen=True, slots=True)
class Stop:
    """A page of a walk, looked up in the town: an article, a site's front page, or a page of a shop."""

    place: Site | Shop
    url: str
    article: Article | None = None
    sku: str | None = None


def look_up(town: Town, url: str) -> Stop:
    """What stands at an address of the town."""
    parts = urlsplit(url)
    domain = parts.hostname or ""
    site, shop = town.site(domain), town.shop(domain)
    if site is not None:
        article = next((article for article in site.articles if article.path == parts.path), None)
        return Stop(site, url, article=article)
    if shop is None:
        raise LookupError(f"expected a site or shop of town {town.seed}, got {domain}")
    asked = dict(parse_qsl(parts.query)).get("add") or parts.path.removeprefix("/product/")
    return Stop(shop, url, sku=next((item.sku for item in shop.text.products if item.sku == asked), None))


class Rehearsal:
    """Plays stops against a market, as a browser would."""

    def __init__(self, town: Town, *, now: datetime = NOON, third_party_cookies: bool = True) -> None:
        """A market in which nobody is known yet."""
        self.town, self.now = town, now
        self.market = Market(town, DecisionLog(), third_party_cookies=third_party_cookies)

    def play(self, urls: Iterable[str]) -> Sequence[Mapping[str, Any]]:
        """Visit pages in order and return the decision lines of what was delivered there."""
        before = len(self.market.log.lines)
        for stop in (look_up(self.town, url) for url in urls):
            view = self.market.open_page()
            self._pixels(stop, view)
            if isinstance(stop.place, Site):
                self._show_ads(stop, stop.place, view)
        return self.market.log.lines[before:]

    def _visitor(self, company: str, place: Site | Shop) -> Visitor:
        """A browser that keeps cookies; the first-party id is only passed on where the data company is present."""
        data = self.town.company_for(Role.DATA).code
        has_cookie = self.town.company(company).role is not Role.DATA
        return Visitor(f"{company}-1" if has_cookie else None, "fp-1" if data in place.pixels else None)

    def _pixels(self, stop: Stop, view: int) -> None:
        shop = stop.place if isinstance(stop.place, Shop) else None
        topic = shop.topic if shop else stop.article.topic if stop.article else None
        for code in sorted(stop.place.pixels):
            visitor = self._visitor(code, stop.place)
            self.market.see(code, Sighting(view, visitor, topic, shop.domain if shop else None, stop.sku))
        for sync in self.town.syncs:
            if sync.is_visible and sync.source in stop.place.pixels:
                self.market.match_ids(sync.target, sync.source, f"{sync.source}-1", f"{sync.target}-1")

    def _show_ads(self, stop: Stop, site: Site, view: int) -> None:
        slots = slots_of(site, is_front_page=stop.article is None)
        shown: set[str] = set()
        offers = [
            offer for slot in of_kind(slots, SlotKind.AD_SERVER) for offer in self._ask_ad_server(slot, stop, view)
        ]
        offers += [offer for slot in of_kind(slots, SlotKind.CHUMBOX) for offer in self._ask_native(slot, stop, view)]
        offers += self._auction(of_kind(slots, SlotKind.AUCTION, SlotKind.REFRESHING_AUCTION), stop, site, view, shown)
        for offer in offers:
            self.market.deliver(offer, self.now)
        for offer in self._auction(of_kind(slots, SlotKind.LAZY_AUCTION), stop, site, view, shown):
            self.market.deliver(offer, self.now)

    def _ask_ad_server(self, slot: Slot, stop: Stop, view: int, *, only_house: bool = False) -> list[Offer]:
        code = self.town.company_for(Role.AD_SERVER).code
        request = replace(self._request(slot, slot.name, stop, view, code), only_house=only_house)
        return self.market.offers(code, [request], self.now)

    def _ask_native(self, slot: Slot, stop: Stop, view: int) -> list[Offer]:
        code = self.town.company_for(Role.NATIVE).code
        places = [self._request(slot, f"{slot.name}-{number}", stop, view, code) for number in range(CHUMBOX_UNITS)]
        return self.market.offers(code, places, self.now)

    def _auction(self, slots: Sequence[Slot], stop: Stop, site: Site, view: int, shown: set[str]) -> list[Offer]:
        """The dearest bid of each slot whose advertiser the auctions did not show on this page yet; else a house ad."""
        bids: list[Offer] = []
        for code in site.bidders:
            places = [self._request(slot, slot.code(site), stop, view, code) for slot in slots]
            asked = [replace(place, excluded=frozenset(shown)) for place in places]
            bids += self.market.offers(code, asked, self.now)
        won: list[Offer] = []
        for slot in slots:
            fresh = [bid for bid in bids if bid.request.slot == slot.code(site) and bid.advertiser not in shown]
            best = max(fresh, key=lambda bid: bid.price, default=None)
            won += [best] if best else self._ask_ad_server(slot, stop, view, only_house=True)
            shown |= {best.advertiser} if best else set()
        return won

    def _request(self, slot: Slot, name: str, stop: Stop, view: int, buyer: str) -> SlotRequest:
        topic = stop.article.topic if stop.article else None
        return SlotRequest(
            view=view,
            slot=name,
            page=stop.url,
            page_domain=stop.place.domain,
            page_topics=frozenset({topic} if topic else ()),
            city=self.town.home_place,
            visitor=self._visitor(buyer, stop.place),
            width=slot.width,
            height=slot.height,
        )


def shares(lines: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """The share of each kind of cause in decision lines."""
    counts = Counter(line["cause"]["kind"] for line in lines)
    return {kind: count / len(lines) for kind, count in counts.most_common()}


def broken_house_rules(town: Town, lines: Sequence[Mapping[str, Any]], *, margin: float = 0.0) -> list[str]:
    """What makes a set of delivered ads unfit for grading, in words; empty if nothing does.

    ``margin`` asks for that much more than the rules, since a real walk differs a little from its rehearsal.
    """
    mix = shares(lines)
    untargeted = [line for line in lines if line["cause"]["kind"] in UNTARGETED]
    topic_of = {campaign.id: campaign.topic for campaign in town.campaigns}
    strong = sum(topic_of[line["campaign_id"]] in town.persona.strong_topics for line in untargeted) / max(
        1, len(untargeted)
    )
    declaring = {campaign.id for campaign in town.campaigns if campaign.declares_dsa}
    rules = {
        f"one kind has {max(mix.values()):.0%} of the ads": max(mix.values()) > LARGEST_SHARE - margin,
        f"only {len(mix)} kinds": len(mix) < LEAST_KINDS,
        f"only {strong:.0%} of the untargeted ads are about a strong interest": strong < 0.5 + margin,
        "too many ads declare a reason": sum(line["campaign_id"] in declaring for line in lines) / len(lines)
        > MOST_DECLARING - margin,
        "too many visible syncs": sum(sync.is_visible for sync in town.syncs) * 2 > len(town.syncs),
    }
    return [words for words, is_broken in rules.items() if is_broken]
