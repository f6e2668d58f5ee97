"""What the shown ads and the pages around them are: read once per ad, and again where a later visit tells more.

A site is judged by all its visits, so an ad is the same at every showing. Forgetting a visit changes the person, never
the ad.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from explainer.claims import Disclosure
from explainer.records import AdImpression, LoggedAd, LoggedPage, StatedReason, Visit
from explainer.registrable_domain import registrable_domain
from explainer.shown_ad import CreativeIds, advertiser_of, cards_by_impression, read_ad, stated_reasons
from explainer.trait_sources import SiteSoFar
from explainer.viewed_products import ViewedProducts
from explainer.visit_reader import VisitReader

LEAST_SHARE_OF_PAGE_SITE: Final = 0.5  # a page that says nothing is about what most of its site is about
LEAST_PAGES_OF_PAGE_SITE: Final = 2


@dataclass(frozen=True, slots=True)
class ShownAds:
    """What the ads and their pages are, where the person was as bidders were told, and what was stated; all by id."""

    pages: Mapping[str, LoggedPage]
    ads: Mapping[str, LoggedAd]
    places: Mapping[str, str | None]
    stated: Mapping[str, tuple[StatedReason, ...]]


def moment_key(moment: Visit | AdImpression) -> tuple[datetime, bool, str]:
    """Where a visit or an ad stands in time. A visit comes before an ad of the same instant; ties go by id."""
    return (moment.time, isinstance(moment, AdImpression), moment.id)


def places_told(oldest_first: Sequence[AdImpression], at_first: str | None) -> dict[str, str | None]:
    """Where the person was, as bidders were told, by impression id.

    Only some ads say what their bidders were told; the others were shown where the last one before them was, since a
    place that one company was given is no secret from the next.
    """
    told = [shown.bid.told_place if shown.bid else None for shown in oldest_first]
    place = next((name for name in told if name), at_first)
    places: dict[str, str | None] = {}
    for shown, name in zip(oldest_first, told, strict=True):
        place = name or place
        places[shown.id] = place
    return places


class AdReader:
    """Reads ads as they come in, and reads those again whose page, site or place became known later."""

    def __init__(self, reader: VisitReader, place: str | None) -> None:
        """Know no ad yet; ``place`` is where the person says they are."""
        self._reader, self._place = reader, place
        self._sites: dict[str, _Site] = {}
        self._visits: dict[str, Visit] = {}
        self._oldest_first: list[AdImpression] = []
        self._pages: dict[str, LoggedPage] = {}
        self._ads: dict[str, LoggedAd] = {}
        self._places: dict[str, str | None] = {}
        self._stated: dict[str, tuple[StatedReason, ...]] = {}
        self._cards: dict[str, tuple[Disclosure, ...]] = {}
        self._waiting_for_site: dict[str, set[str]] = {}
        self._viewed, self._ads_for = ViewedProducts(), dict[str, set[str]]()
        self._creatives, self._ids = CreativeIds(), dict[str, str]()

    def shown(self) -> ShownAds:
        """All ads as they are now."""
        return ShownAds(self._pages.copy(), self._ads.copy(), self._places.copy(), self._stated.copy())

    def add(
        self, visits: Iterable[Visit], impressions: Iterable[AdImpression], disclosures: Iterable[Disclosure] = ()
    ) -> None:
        """Take in what is new, in any order."""
        new_visits, new_ads = tuple(visits), sorted(impressions, key=moment_key)
        stale = self._name_creatives(new_ads)
        for visit in new_visits:
            site = registrable_domain(visit.domain)
            self._visits[visit.id] = visit
            self._sites.setdefault(site, _Site()).add(visit, self._reader)
            stale |= self._waiting_for_site.get(site, set())
            stale |= self._ads_for.get(site, set()) if self._viewed.observe(visit) else set()
        for shown_id, cards in cards_by_impression(disclosures).items():
            self._cards[shown_id] = (*self._cards.get(shown_id, ()), *cards)
            stale.add(shown_id)
        arrived = {visit.id for visit in new_visits}
        places = places_told(self._oldest_first, self._place)
        for shown in self._oldest_first:
            is_told_anew = self._places.get(shown.id) != places[shown.id]
            if shown.id in stale or shown.visit_id in arrived or is_told_anew:
                self._read(shown, places[shown.id])
        self._places = places

    def _name_creatives(self, new_ads: Sequence[AdImpression]) -> set[str]:
        """Put ads where they belong and name their creatives oldest first. Returns the ads with another name."""
        is_late = bool(new_ads and self._oldest_first) and moment_key(new_ads[0]) < moment_key(self._oldest_first[-1])
        for shown in new_ads:
            insort(self._oldest_first, shown, key=moment_key)
        if is_late:
            self._creatives = CreativeIds()
        asked = self._oldest_first if is_late else new_ads
        named = {shown.id: self._creatives.id_of(shown) for shown in asked}
        renamed = {shown_id for shown_id, name in named.items() if self._ids.get(shown_id) != name}
        self._ids.update(named)
        return renamed

    def _read(self, shown: AdImpression, place: str | None) -> None:
        page, advertiser = self._page_of(shown), advertiser_of(shown)
        ad = read_ad(
            shown, self._reader.taxonomy, ad_id=self._ids[shown.id], text_topics=self._reader.text_topics,
            site=self._site(advertiser), place=place, products=self._viewed.of(advertiser),
        )  # fmt: skip
        self._ads_for.setdefault(advertiser, set()).add(shown.id)
        self._stated[shown.id] = stated_reasons(shown, self._cards.get(shown.id, ()))
        if self._rests_on_site(shown):
            self._waiting_for_site.setdefault(advertiser, set()).add(shown.id)
        # What did not change stays the same object, by which it is recognised.
        if self._pages.get(shown.id) != page:
            self._pages[shown.id] = page
        if self._ads.get(shown.id) != ad:
            self._ads[shown.id] = ad

    def _page_of(self, shown: AdImpression) -> LoggedPage:
        visit, site = self._visits.get(shown.visit_id), registrable_domain(shown.page_domain)
        topics = tuple(score.topic for score in self._reader.topics(visit)) if visit else ()
        if not topics:
            self._waiting_for_site.setdefault(site, set()).add(shown.id)
            agreed = self._site(site).agreed_topic(
                least_pages=LEAST_PAGES_OF_PAGE_SITE, least_share=LEAST_SHARE_OF_PAGE_SITE
            )
            topics = (agreed[0],) if agreed else ()
        return LoggedPage(site, topics)

    def _rests_on_site(self, shown: AdImpression) -> bool:
        """Whether neither bid nor text says what the ad is about, so that the advertiser's own pages have to."""
        declared = shown.bid.cat if shown.bid else ()
        is_declared = any(self._reader.taxonomy.knows(topic) for topic in declared)
        return not is_declared and not self._reader.text_topics(shown.text)

    def _site(self, domain: str) -> SiteSoFar:
        return self._sites[domain].so_far if domain in self._sites else SiteSoFar()


class _Site:
    """The visits to one site, oldest first, and what they say together."""

    __slots__ = ("_visits", "so_far")

    def __init__(self) -> None:
        self._visits: list[Visit] = []
        self.so_far = SiteSoFar()

    def add(self, visit: Visit, reader: VisitReader) -> None:
        insort(self._visits, visit, key=moment_key)
        if self._visits[-1] is visit:
            self.so_far = self.so_far.with_page(reader.topics(visit))
            return
        self.so_far = SiteSoFar()  # sums depend on their order in the last digit, so a late visit means adding anew
        for known in self._visits:
            self.so_far = self.so_far.with_page(reader.topics(known))
