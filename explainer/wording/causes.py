"""What to call a cause: as a label on its own, and inside a sentence. Sensitive topics are masked unless shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from explainer.records import Cause, CauseKind
from explainer.taxonomy import Taxonomy
from explainer.wording.languages import Language, texts_in
from explainer.wording.texts import Texts

TOPIC_KINDS: Final = frozenset({CauseKind.INTEREST, CauseKind.PURCHASE_INTENT, CauseKind.PAGE_CONTEXT})


@dataclass(frozen=True, slots=True)
class Voice:
    """Who is spoken to: in which language, and whether sensitive topics may be named."""

    texts: Texts
    taxonomy: Taxonomy
    show_sensitive: bool

    def topic_name(self, id: str) -> str:
        """A topic's name in this language; an unknown topic is called by its id."""
        if not self.taxonomy.knows(id):
            return id
        return self.texts.topic_names.get(id) or self.taxonomy.label(id)

    def is_masked(self, cause: Cause) -> bool:
        """Whether the cause must not be named."""
        return is_sensitive(cause, self.taxonomy) and not self.show_sensitive

    def label(self, cause: Cause) -> str:
        """The cause on its own."""
        if self.is_masked(cause):
            return self.texts.sensitive_label
        if cause.kind in TOPIC_KINDS:
            return self.topic_name(cause.id)
        if cause.kind in {CauseKind.PLACE_TIME_DEVICE, CauseKind.DEMOGRAPHIC}:
            return capitalised(self._instant(cause.id.partition(":")[2] or cause.id))
        return cause.id

    def topic_in_sentence(self, cause: Cause) -> str:
        """The topic of a cause in running text: ``video games``, and ``American football`` with its capital."""
        if self.is_masked(cause):
            return self.texts.sensitive_topic
        label = self.label(cause)
        if cause.kind not in TOPIC_KINDS:
            return label
        words = label.replace("&", self.texts.joiner).split(" ")
        return " ".join(word if self._keeps_capital(word) else word.lower() for word in words)

    def cause_in_sentence(self, cause: Cause) -> str:
        """The whole cause in running text: ``your interest in camping``, ``your place (Leipzig)``."""
        if cause.kind is CauseKind.PLACE_TIME_DEVICE:
            return self.circumstance(cause)
        return self.texts.causes[cause.kind].format(label=self.topic_in_sentence(cause))

    def circumstance(self, cause: Cause) -> str:
        """A place, moment or device in running text."""
        prefix, _, name = cause.id.partition(":")
        template = self.texts.circumstances.get(prefix, self.texts.any_circumstance)
        return template.format(name=self._instant(name))

    def _instant(self, name: str) -> str:
        return self.texts.instants.get(name, name)

    def _keeps_capital(self, word: str) -> bool:
        capitals = self.texts.capitals
        return capitals is None or word in capitals or word[1:] != word[1:].lower()


def voice_of(taxonomy: Taxonomy, language: Language, *, show_sensitive: bool) -> Voice:
    """The voice for one person."""
    return Voice(texts_in(language), taxonomy, show_sensitive)


def sensitive_page(*, language: Language = Language.ENGLISH) -> str:
    """What stands for the title of a page that must not be named."""
    return texts_in(language).sensitive_page


def is_sensitive(cause: Cause, taxonomy: Taxonomy) -> bool:
    """Whether the cause is a topic that says something about health, faith, politics and the like."""
    return cause.kind in TOPIC_KINDS and taxonomy.knows(cause.id) and taxonomy.topic(cause.id).is_sensitive


def cause_label(
    cause: Cause, taxonomy: Taxonomy, *, show_sensitive: bool = False, language: Language = Language.ENGLISH
) -> str:
    """Name a cause on its own: ``Camping``, ``tents.example``, ``Leipzig``, or ``A sensitive topic``."""
    return voice_of(taxonomy, language, show_sensitive=show_sensitive).label(cause)


def topic_path(topic: str, taxonomy: Taxonomy, *, language: Language = Language.ENGLISH) -> tuple[str, ...]:
    """The names of a topic and of all above it, from the root."""
    voice = voice_of(taxonomy, language, show_sensitive=True)
    parent = taxonomy.topic(topic).parent if taxonomy.knows(topic) else None
    above = topic_path(parent, taxonomy, language=language) if parent else ()
    return (*above, voice.topic_name(topic))


def cause_in_sentence(
    cause: Cause, taxonomy: Taxonomy, *, show_sensitive: bool = False, language: Language = Language.ENGLISH
) -> str:
    """Name the whole cause in running text: ``your interest in camping``, ``your place (Leipzig)``."""
    return voice_of(taxonomy, language, show_sensitive=show_sensitive).cause_in_sentence(cause)


def capitalised(text: str) -> str:
    """The text with its first letter large and the others untouched."""
    return text[:1].upper() + text[1:]
