"""What was inferred about the person, from which visits, and how they correct it."""

from __future__ import annotations

from typing import Literal

from explainer import CauseKind
from extension_api.payloads.explanations import EvidenceItem
from extension_api.payloads.fields import Count, Message, UtcTime

Correction = Literal["none", "not_me", "muted"]


class TraitItem(Message):
    """One inferred trait. ``strength`` fades with time; ``level`` says it in a word."""

    id: str
    label: str
    path: list[str]
    kind: CauseKind
    strength: float
    level: Literal["weak", "medium", "strong"]
    visits: Count
    last_seen: UtcTime
    sensitive: bool
    correction: Correction


class TraitsResponse(Message):
    """All traits, strongest first."""

    traits: list[TraitItem]
    observed_since: UtcTime


class TraitPatchRequest(Message):
    """``not_me``: it is wrong; ``muted``: do not use it; ``none``: take that back. Nothing is erased."""

    correction: Correction


class TraitPatchResponse(TraitItem):
    """The trait as it is listed from now on, and that nothing was erased by this."""

    note: str


class TraitEvidenceItem(EvidenceItem):
    """One visit behind a trait, what it added, and which companies were there."""

    weight: float
    companies: list[str]


class ProvenanceResponse(Message):
    """A trait and every visit behind it."""

    trait: TraitItem
    evidence: list[TraitEvidenceItem]
