"""What to call a cause: as a label on its own, and inside a sentence. Sensitive topics are masked unless shown."""

from __future__ import annotations

from typing import Final

from explainer.records import Cause, CauseKind
from explainer.taxonomy import Taxonomy
from explainer.wording import english

TOPIC_KINDS: Final = frozenset({CauseKind.INTEREST, CauseKind.PURCHASE_INTENT, CauseKind.PAGE_CONTEXT})

# Words of taxonomy names that keep their capital inside a sentence.
_PROPER: Final = frozenset(
    {"Africa", "America", "American", "Asia", "Australia", "Australian", "Buddhism", "Christianity", "Europe",
     "Hinduism", "Islam", "Judaism", "North", "Oceania", "Olympic", "Sikhism", "South"}
)  # fmt: skip


def is_sensitive(cause: Cause, taxonomy: Taxonomy) -> bool:
    """Whether the cause is a topic that says something about health, faith, politics and the like."""
    return cause.kind in TOPIC_KINDS and taxonomy.knows(cause.id) and taxonomy.topic(cause.id).is_sensitive


def cause_label(cause: Cause, taxonomy: Taxonomy, *, show_sensitive: bool = False) -> str:
    """Name a cause on its own: ``Camping``, ``tents.example``, ``Leipzig``, or ``A sensitive topic``."""
    if is_sensitive(cause, taxonomy) and not show_sensitive:
        return capitalised(english.SENSITIVE_TOPIC)
    if cause.kind in TOPIC_KINDS:
        return taxonomy.label(cause.id) if taxonomy.knows(cause.id) else cause.id
    if cause.kind in {CauseKind.PLACE_TIME_DEVICE, CauseKind.DEMOGRAPHIC}:
        return capitalised(cause.id.partition(":")[2] or cause.id)
    return cause.id


def topic_in_sentence(cause: Cause, taxonomy: Taxonomy, *, show_sensitive: bool = False) -> str:
    """Name the topic of a cause in running text: ``video games``, and ``American football`` with its capital."""
    label = cause_label(cause, taxonomy, show_sensitive=show_sensitive)
    if cause.kind not in TOPIC_KINDS:
        return label
    words = label.replace("&", "and").split(" ")
    return " ".join(word if word in _PROPER or word[1:] != word[1:].lower() else word.lower() for word in words)


def cause_in_sentence(cause: Cause, taxonomy: Taxonomy, *, show_sensitive: bool = False) -> str:
    """Name the whole cause in running text: ``your interest in camping``, ``your place (Leipzig)``."""
    if cause.kind is CauseKind.PLACE_TIME_DEVICE:
        return circumstance(cause)
    return english.CAUSES[cause.kind].format(label=topic_in_sentence(cause, taxonomy, show_sensitive=show_sensitive))


def circumstance(cause: Cause) -> str:
    """Name a place, moment or device in running text."""
    prefix, _, name = cause.id.partition(":")
    return english.CIRCUMSTANCES.get(prefix, english.ANY_CIRCUMSTANCE).format(name=name)


def capitalised(text: str) -> str:
    """The text with its first letter large and the others untouched."""
    return text[:1].upper() + text[1:]
