"""What one visit says about a person: a visible tuple of sources, each in a file of its own.

A new source is a file with a ``TraitSource``, a line in ``registry.TRAIT_SOURCES``, and its test.
"""

from explainer.trait_sources.browsing_memory import COMPARING_WITHIN, BrowsingMemory
from explainer.trait_sources.registry import TRAIT_SOURCES, find_evidence
from explainer.trait_sources.source import SiteSoFar, SourceContext, TraitSource

__all__ = [
    "COMPARING_WITHIN",
    "TRAIT_SOURCES",
    "BrowsingMemory",
    "SiteSoFar",
    "SourceContext",
    "TraitSource",
    "find_evidence",
]
