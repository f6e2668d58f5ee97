"""Reads what pages and ads say, once per text."""

from __future__ import annotations

from datetime import UTC, tzinfo

from explainer.page_topics import PageText, TopicScore, read_topics
from explainer.records import PersonLog, Visit
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
        return self._read(_page(visit))

    def query_topics(self, visit: Visit) -> tuple[TopicScore, ...]:
        """Topics of the words that were searched for."""
        return self.text_topics(visit.search_query) if visit.search_query else ()

    def text_topics(self, text: str) -> tuple[TopicScore, ...]:
        """Topics of a short text such as an ad's."""
        return self._read(PageText(text)) if text else ()

    def keep_only(self, log: PersonLog) -> None:
        """Drop every remembered text that is not in a log, such as those of erased visits."""
        kept: dict[PageText, tuple[TopicScore, ...]] = {}
        queries = (visit.search_query for visit in log.visits if visit.search_query)
        texts = (PageText(text) for text in (*queries, *(shown.text for shown in log.impressions)))
        for page in (*map(_page, log.visits), *texts):
            if page in self._topics:
                kept[page] = self._topics[page]
        self._topics = kept

    def _read(self, page: PageText) -> tuple[TopicScore, ...]:
        found = self._topics.get(page)
        if found is None:
            found = self._topics[page] = read_topics(page)
        return found


def _page(visit: Visit) -> PageText:
    return PageText(visit.title, visit.headings, visit.description, language=visit.language)
