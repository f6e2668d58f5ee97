"""Reads what pages and ads say, once per text."""

from __future__ import annotations

from datetime import UTC, tzinfo

from explainer.page_topics import PageText, TopicScore, is_sensitive_page, read_topics
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
        self._is_sensitive: dict[PageText, bool] = {}

    def topics(self, visit: Visit) -> tuple[TopicScore, ...]:
        """Topics of a visited page, likeliest first."""
        return self._read(_page(visit))

    def query_topics(self, visit: Visit) -> tuple[TopicScore, ...]:
        """Topics of the words that were searched for."""
        return self.text_topics(visit.search_query) if visit.search_query else ()

    def text_topics(self, text: str) -> tuple[TopicScore, ...]:
        """Topics of a short text such as an ad's."""
        return self._read(PageText(text)) if text else ()

    def is_sensitive(self, visit: Visit) -> bool:
        """Whether a page, or what was searched for there, is about what the law protects most.

        Its topics may be harmless: a page of recipes for diabetics is about cooking. Read only for pages that are to be
        shown, since that takes about as long as reading the topics.
        """
        return any(self._read_sensitive(page) for page in (_page(visit), PageText(visit.search_query or "")))

    def keep_only(self, log: PersonLog) -> None:
        """Drop every remembered text that is not in a log, such as those of erased visits."""
        queries = (visit.search_query for visit in log.visits if visit.search_query)
        texts = (PageText(text) for text in (*queries, *(shown.text for shown in log.impressions)))
        pages = {*map(_page, log.visits), *texts}
        self._topics = {page: topics for page, topics in self._topics.items() if page in pages}
        self._is_sensitive = {page: answer for page, answer in self._is_sensitive.items() if page in pages}

    def _read(self, page: PageText) -> tuple[TopicScore, ...]:
        found = self._topics.get(page)
        if found is None:
            found = self._topics[page] = read_topics(page)
        return found

    def _read_sensitive(self, page: PageText) -> bool:
        if page not in self._is_sensitive:
            self._is_sensitive[page] = is_sensitive_page(page)
        return self._is_sensitive[page]


def _page(visit: Visit) -> PageText:
    return PageText(visit.title, visit.headings, visit.description, language=visit.language)
