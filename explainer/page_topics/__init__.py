"""What a page is about: topics of the taxonomy, read from a few words, with the words that mattered."""

from explainer.page_topics.classifier import read_topics, topic_probabilities
from explainer.page_topics.page_text import PageText, TopicScore
from explainer.page_topics.sensitive_pages import is_sensitive_page

__all__ = ["PageText", "TopicScore", "is_sensitive_page", "read_topics", "topic_probabilities"]
