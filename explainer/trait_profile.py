"""From evidence to traits: what can be inferred about a person at a moment, and from which visits.

A trait is a topic. Its strength is the sum of its evidence's weights, each halved with every half-life that has passed:
roughly "pages' worth of attention, as of now". Strengths add up plainly; whoever models with them takes logarithms. One
topic is one trait, however many sources spoke: it is a purchase intent while acts of buying outweigh mere reading, and
an interest otherwise. Below a threshold nothing is inferred.

``RunningProfile`` takes evidence in order of time and can be asked after every step. ``build_profile`` gives the traits
of one moment with all their evidence. Both give the same strengths.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from explainer.records import CauseKind, Evidence, LoggedTrait, Trait, TraitProfile

# Three weeks is how far back the browsers' own Topics API looked; intents to buy are over sooner, since people buy.
INTEREST_HALF_LIFE_DAYS: Final = 21.0
PURCHASE_INTENT_HALF_LIFE_DAYS: Final = 10.0
HALF_LIFE_DAYS: Final = MappingProxyType(
    {CauseKind.INTEREST: INTEREST_HALF_LIFE_DAYS, CauseKind.PURCHASE_INTENT: PURCHASE_INTENT_HALF_LIFE_DAYS}
)
LEAST_STRENGTH: Final = 0.7  # one page whose topic is clear is enough; a doubtful or half-faded one is not
DAY: Final = timedelta(days=1)

Companies = frozenset[str] | None


def faded(weight: float, kind: CauseKind, age: timedelta) -> float:
    """What is left of a weight after some time."""
    return _faded(weight, kind, age / DAY)


def _faded(weight: float, kind: CauseKind, days: float) -> float:
    return float(weight * 0.5 ** (days / HALF_LIFE_DAYS[kind]))


def days_between(earlier: datetime, later: datetime) -> float:
    """Days as a number, never below zero."""
    return max(0.0, (later - earlier) / DAY)


@dataclass(frozen=True, slots=True)
class _RunningTrait:
    """What all evidence of one topic adds up to so far. A new one replaces it, so that copies of a profile share it."""

    strengths: Mapping[CauseKind, float]
    visits: int
    last: Evidence
    before_last: Evidence | None = None
    vendors: Mapping[str, int] | None = None

    @classmethod
    def begun_by(cls, evidence: Evidence, companies: Companies) -> _RunningTrait:
        return cls({evidence.kind: evidence.weight}, 1, evidence, None, _counted(None, companies))

    def strengths_after(self, days: float) -> dict[CauseKind, float]:
        """What is left so many days after the last evidence."""
        return {kind: _faded(strength, kind, days) for kind, strength in self.strengths.items()}

    def and_then(self, evidence: Evidence, companies: Companies) -> _RunningTrait:
        strengths = self.strengths_after((evidence.time - self.last.time) / DAY)
        strengths[evidence.kind] = strengths.get(evidence.kind, 0.0) + evidence.weight
        return _RunningTrait(strengths, self.visits + 1, evidence, self.last, _counted(self.vendors, companies))


def _counted(vendors: Mapping[str, int] | None, companies: Companies) -> Mapping[str, int] | None:
    if not companies:
        return vendors if companies is None or vendors is not None else MappingProxyType({})
    counts = dict(vendors or {})
    for company in companies:
        counts[company] = counts.get(company, 0) + 1
    return MappingProxyType(counts)


class RunningProfile:
    """One person's traits while time passes. Each question costs the traits of the moment, not the visits before it."""

    def __init__(self, silenced: frozenset[str] = frozenset()) -> None:
        """Start with nothing; ``silenced`` topics never become traits."""
        self._silenced = silenced
        self._traits: dict[str, _RunningTrait] = {}
        self._of_visit: dict[str, tuple[tuple[Evidence, Companies], ...]] = {}

    def copy(self) -> RunningProfile:
        """Another profile after the same evidence, which goes on by itself."""
        twin = RunningProfile(self._silenced)
        twin._traits, twin._of_visit = self._traits.copy(), self._of_visit.copy()
        return twin

    def observe(self, evidence: Evidence, companies: Companies) -> None:
        """Add one piece of evidence, no older than the last one.

        Args:
            evidence: Of a topic; evidence of other kinds makes no trait and is passed over.
            companies: Who saw the visit, or None where that is not known.
        """
        if evidence.kind not in HALF_LIFE_DAYS or evidence.topic in self._silenced:
            return
        trait = self._traits.get(evidence.topic)
        self._traits[evidence.topic] = (
            trait.and_then(evidence, companies) if trait else _RunningTrait.begun_by(evidence, companies)
        )
        self._of_visit[evidence.visit_id] = (*self._of_visit.get(evidence.visit_id, ()), (evidence, companies))

    def observe_all(self, evidence: Sequence[Evidence], companies: Sequence[Companies]) -> None:
        """Add all evidence of a topic that was not observed yet, oldest first: the same as one by one, only quicker."""
        if not evidence or evidence[0].topic in self._silenced:
            return
        strengths: dict[CauseKind, float] = {}
        vendors: dict[str, int] | None = None
        last = evidence[0]
        for item, seen in zip(evidence, companies, strict=True):
            age = item.time - last.time
            strengths = {kind: faded(strength, kind, age) for kind, strength in strengths.items()}
            strengths[item.kind] = strengths.get(item.kind, 0.0) + item.weight
            last = item
            if seen is not None:
                vendors = vendors or {}
                for company in seen:
                    vendors[company] = vendors.get(company, 0) + 1
            self._of_visit[item.visit_id] = (*self._of_visit.get(item.visit_id, ()), (item, seen))
        before_last = evidence[-2] if len(evidence) > 1 else None
        proxy = None if vendors is None else MappingProxyType(vendors)
        self._traits[last.topic] = _RunningTrait(strengths, len(evidence), last, before_last, proxy)

    def traits_at(self, time: datetime, *, without_visit: str | None = None) -> tuple[LoggedTrait, ...]:
        """The traits of the moment, strongest first.

        Args:
            time: Not before the last evidence.
            without_visit: The visit whose page is being looked at. What it says is the page's context, not yet a trait.
        """
        own = {evidence.topic: (evidence, seen) for evidence, seen in self._of_visit.get(without_visit or "", ())}
        found = (_logged(topic, trait, time, own.get(topic)) for topic, trait in self._traits.items())
        return tuple(sorted((trait for trait in found if trait is not None), key=strongest_first))


def strongest_first(trait: LoggedTrait) -> tuple[float, str]:
    """The order in which traits are listed."""
    return -trait.strength, trait.id


def _logged(
    topic: str, trait: _RunningTrait, time: datetime, own: tuple[Evidence, Companies] | None
) -> LoggedTrait | None:
    days = (time - trait.last.time) / DAY
    strengths, visits, vendors = trait.strengths_after(days), trait.visits, trait.vendors
    if own is not None:
        evidence, companies = own
        visits -= 1
        if visits == 0:
            return None
        own_part = faded(evidence.weight, evidence.kind, time - evidence.time)
        strengths[evidence.kind] = max(0.0, strengths[evidence.kind] - own_part)
        if trait.last is evidence and trait.before_last:
            days = days_between(trait.before_last.time, time)
        vendors = _without(vendors, companies)
    strength = sum(strengths.values())
    if strength < LEAST_STRENGTH:
        return None
    return LoggedTrait(
        id=topic, kind=_kind_of(strengths), strength=strength, visits=visits, last_seen_days=max(0.0, days),
        vendors=vendors,
    )  # fmt: skip


def _without(vendors: Mapping[str, int] | None, companies: Companies) -> Mapping[str, int] | None:
    if vendors is None or not companies:
        return vendors
    left = {vendor: count - (vendor in companies) for vendor, count in vendors.items()}
    return MappingProxyType({vendor: count for vendor, count in left.items() if count})


def _kind_of(strengths: Mapping[CauseKind, float]) -> CauseKind:
    intent, interest = strengths.get(CauseKind.PURCHASE_INTENT, 0.0), strengths.get(CauseKind.INTEREST, 0.0)
    return CauseKind.PURCHASE_INTENT if intent > interest else CauseKind.INTEREST


def build_profile(
    evidence: Iterable[Evidence], *, as_of: datetime, observed_since: datetime, silenced: frozenset[str] = frozenset()
) -> TraitProfile:
    """The traits at one time with the evidence behind each, strongest first; evidence newest first."""
    by_topic: dict[str, list[Evidence]] = {}
    for item in evidence:
        if item.kind in HALF_LIFE_DAYS and item.topic not in silenced and item.time <= as_of:
            by_topic.setdefault(item.topic, []).append(item)
    traits = (_trait(topic, items, as_of) for topic, items in by_topic.items())
    strong = [trait for trait in traits if trait.strength >= LEAST_STRENGTH]
    return TraitProfile(as_of, observed_since, tuple(sorted(strong, key=lambda t: (-t.strength, t.topic))))


def _trait(topic: str, evidence: list[Evidence], as_of: datetime) -> Trait:
    strengths: dict[CauseKind, float] = {}
    for item in evidence:
        strengths[item.kind] = strengths.get(item.kind, 0.0) + faded(item.weight, item.kind, as_of - item.time)
    newest_first = tuple(sorted(evidence, key=lambda item: (item.time, item.visit_id), reverse=True))
    return Trait(
        topic=topic, kind=_kind_of(strengths), strength=sum(strengths.values()), visits=len(evidence),
        last_seen=newest_first[0].time, evidence=newest_first,
    )  # fmt: skip
