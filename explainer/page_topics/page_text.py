"""What the classifier is given and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageText:
    """The few words of a page that say what it is about. An advertisement's text is a title without anything else."""

    title: str
    headings: tuple[str, ...] = ()
    description: str = ""
    first_words: str = ""
    site_name: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class TopicScore:
    """One topic of a page: how probable it is, and the page's own words that spoke for it, strongest first."""

    topic: str
    probability: float
    words: tuple[str, ...] = ()
