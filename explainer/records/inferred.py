"""What is inferred from visits: evidence, traits, who could have known, and what was stated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from explainer.errors import InvalidRecordError
from explainer.records.vocabulary import CauseKind


@dataclass(frozen=True, slots=True)
class Evidence:
    """One visit that speaks for a trait: made by a trait source, shown by the panel as it is.

    ``weight`` is what the visit adds to the trait's strength before decay (0 to 1 for reading a page, more for acts
    such as a search or a cart). ``words`` are the words or facts that mattered.
    """

    visit_id: str
    time: datetime
    domain: str
    topic: str
    kind: CauseKind
    source: str
    weight: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trait:
    """Something inferred about the person from at least one visit. ``strength`` is the decayed sum of its evidence."""

    topic: str
    kind: CauseKind
    strength: float
    visits: int
    last_seen: datetime
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        """Refuse what breaks the record's own rule."""
        if not self.evidence:
            raise InvalidRecordError(record="Trait", field="evidence", expected="at least one visit", got="none")


@dataclass(frozen=True, slots=True)
class TraitProfile:
    """The traits of one person at one time, strongest first, and since when anything could be known."""

    as_of: datetime
    observed_since: datetime
    traits: tuple[Trait, ...] = ()


@dataclass(frozen=True, slots=True)
class Knower:
    """A company that could have known a cause: ``how`` it was there, on which visits and sites.

    ``told_by`` is the company that was there in its stead and was seen passing its id of the person on to it.
    """

    company: str
    how: str
    visit_ids: tuple[str, ...]
    sites: tuple[str, ...]
    in_delivery: bool
    told_by: str | None = None


@dataclass(frozen=True, slots=True)
class StatedReason:
    """What a platform or a bid said itself. ``agrees`` is None where it cannot be compared with the model."""

    kind: str
    source: str
    detail: str
    agrees: bool | None = None
