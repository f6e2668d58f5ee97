"""What has to be remembered from one visit to the next: what each site was about, and products seen within a day."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from explainer.page_topics import TopicScore
from explainer.records import Visit
from explainer.registrable_domain import registrable_domain
from explainer.trait_sources.commercial_pages import Stage, purchase_stage
from explainer.trait_sources.source import SiteSoFar, SourceContext

COMPARING_WITHIN: Final = timedelta(days=1)


class BrowsingMemory:
    """Grows with the visits, oldest first. A visit is read with what was remembered before it."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._pages: dict[str, int] = {}
        self._topics: dict[str, dict[str, float]] = {}
        self._products: deque[tuple[datetime, str]] = deque()

    def site(self, domain: str) -> SiteSoFar:
        """What the pages of a site said so far."""
        key = registrable_domain(domain)
        return SiteSoFar(self._pages.get(key, 0), MappingProxyType(self._topics.get(key, {})))

    def context_for(
        self, visit: Visit, topics: tuple[TopicScore, ...], query_topics: tuple[TopicScore, ...]
    ) -> SourceContext:
        """What a source may know when it reads this visit."""
        while self._products and visit.time - self._products[0][0] > COMPARING_WITHIN:
            self._products.popleft()
        compared = frozenset(topic for _, topic in self._products)
        return SourceContext(topics=topics, query_topics=query_topics, site=self.site(visit.domain), compared=compared)

    def remember(self, visit: Visit, topics: tuple[TopicScore, ...]) -> None:
        """Add a visit once its evidence has been found."""
        if not topics:
            return
        key = registrable_domain(visit.domain)
        self._pages[key] = self._pages.get(key, 0) + 1
        site = self._topics.setdefault(key, {})
        for score in topics:
            site[score.topic] = site.get(score.topic, 0.0) + score.probability
        if purchase_stage(visit) is Stage.PRODUCT:
            self._products.append((visit.time, topics[0].topic))
