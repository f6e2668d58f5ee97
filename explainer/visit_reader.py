"""Reads what pages and ads say, once per text."""

from __future__ import annotations

from datetime import UTC, tzinfo

from explainer.page_topics import PageText, TopicScore, read_topics
from explainer.records import Visit
from explainer.taxonomy import Taxonomy


class VisitReader:
    """The topics of texts, remembered for as long as the reader lives; nothing else about a person is kept here.

    ``zone`` is the person's time zone: evenings and weekends are local.
    """

    def __init__(self, taxonomy: Taxonomy, *, zone: tzinfo = UTC) -> None:
        """Remember nothing yet."""
        self.taxonomy = taxonomy
        self.zone = zone
        self._topics: dict[PageText, tuple[TopicScore, ...]] = {}

    def topics(self, visit: Visit) -> tuple[TopicScore, ...]:
        """Topics of a visited page, likeliest first."""
        return self._read(PageText(visit.title, visit.headings, visit.description, language=visit.language))

    def query_topics(self, visit: Visit) -> tuple[TopicScore, ...]:
        """Topics of the words that were searched for."""
        return self.text_topics(visit.search_query) if visit.search_query else ()

    def text_topics(self, text: str) -> tuple[TopicScore, ...]:
        """Topics of a short text such as an ad's."""
        return self._read(PageText(text)) if text else ()

    def forget(self) -> None:
        """Drop every remembered text, for when visits are erased."""
        self._topics.clear()

    def _read(self, page: PageText) -> tuple[TopicScore, ...]:
        if page not in self._topics:
            self._topics[page] = read_topics(page)
        return self._topics[page]
