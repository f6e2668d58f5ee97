"""What has to be remembered from one visit to the next: what each site was about, and products seen within a day."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from typing import Final

from explainer.page_topics import TopicScore
from explainer.records import Visit
from explainer.registrable_domain import registrable_domain
from explainer.trait_sources.commercial_pages import WORDS_OF_THE_TILL, Stage, is_till, purchase_stage
from explainer.trait_sources.source import SiteSoFar, SourceContext

COMPARING_WITHIN: Final = timedelta(days=1)
_NEVER_SEEN: Final = SiteSoFar()


class BrowsingMemory:
    """Grows with the visits, oldest first. A visit is read with what was remembered before it."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._sites: dict[str, SiteSoFar] = {}
        self._products: deque[tuple[datetime, str]] = deque()

    def copy(self) -> BrowsingMemory:
        """Another memory of the same visits, which grows on its own."""
        twin = BrowsingMemory()
        twin._sites, twin._products = self._sites.copy(), self._products.copy()
        return twin

    def site(self, domain: str) -> SiteSoFar:
        """What the pages of a site said so far."""
        return self._sites.get(registrable_domain(domain), _NEVER_SEEN)

    def context_for(
        self, visit: Visit, topics: tuple[TopicScore, ...], query_topics: tuple[TopicScore, ...]
    ) -> SourceContext:
        """What a source may know when it reads this visit."""
        while self._products and visit.time - self._products[0][0] > COMPARING_WITHIN:
            self._products.popleft()
        compared = frozenset(topic for _, topic in self._products)
        said = _said_of_goods(topics) if is_till(visit) else topics
        return SourceContext(topics=said, query_topics=query_topics, site=self.site(visit.domain), compared=compared)

    def remember(self, visit: Visit, topics: tuple[TopicScore, ...]) -> bool:
        """Add a visit once its evidence has been found. True if later products will be compared with it."""
        if not topics or is_till(visit):
            return False
        self._sites[registrable_domain(visit.domain)] = self.site(visit.domain).with_page(topics)
        is_product = purchase_stage(visit) is Stage.PRODUCT
        if is_product:
            self._products.append((visit.time, topics[0].topic))
        return is_product


def _said_of_goods(topics: tuple[TopicScore, ...]) -> tuple[TopicScore, ...]:
    """Topics for which anything speaks besides the words that stand at every till."""
    return tuple(score for score in topics if not WORDS_OF_THE_TILL.issuperset(word.lower() for word in score.words))
