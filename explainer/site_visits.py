"""Which sites a person has visited, how long ago, and who saw it: the ground of retargeting, kept while time passes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Final

from explainer.records import Evidence
from explainer.trait_profile import Companies

SECONDS_PER_DAY: Final = 86_400.0


@dataclass(slots=True)
class _Site:
    visits: list[Evidence] = field(default_factory=list)
    seen_by: Counter[str] = field(default_factory=Counter)
    vendors: tuple[str, ...] = ()

    def last_visit(self, without_visit: str | None) -> datetime | None:
        # Only the newest visits can be the page that is being looked at, so this ends after a step or two.
        return next((visit.time for visit in reversed(self.visits) if visit.visit_id != without_visit), None)

    def vendors_without(self, companies: frozenset[str]) -> tuple[str, ...]:
        return tuple(name for name in self.vendors if self.seen_by[name] > (name in companies))


class RunningSiteVisits:
    """Visits per registrable domain, oldest first."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._sites: dict[str, _Site] = {}
        self._last_seen: dict[str, float] = {}  # seconds, since every ad asks for all sites
        self._of_visit: dict[str, tuple[str, Companies]] = {}

    def observe(self, evidence: Evidence, companies: Companies) -> None:
        """Add a visit to the site that the evidence names, and who saw it (None: not known)."""
        site = self._sites.setdefault(evidence.topic, _Site())
        site.visits.append(evidence)
        self._last_seen[evidence.topic] = evidence.time.timestamp()
        site.seen_by.update(companies or ())
        site.vendors = tuple(sorted(site.seen_by))
        self._of_visit[evidence.visit_id] = (evidence.topic, companies)

    def days_since(self, time: datetime, *, without_visit: str | None = None) -> Mapping[str, float]:
        """Days since the last visit to each site, without the page that is being looked at."""
        now = time.timestamp()
        days = {domain: (now - seen) / SECONDS_PER_DAY for domain, seen in self._last_seen.items()}
        own, _ = self._of_visit.get(without_visit or "", ("", None))
        if own in days:
            before = self._sites[own].last_visit(without_visit)
            del days[own]
            if before is not None:
                days[own] = (now - before.timestamp()) / SECONDS_PER_DAY
        return MappingProxyType(days)

    def vendors(self, *, without_visit: str | None = None) -> Mapping[str, tuple[str, ...]]:
        """Per site the companies that saw the person there."""
        vendors = {domain: site.vendors for domain, site in self._sites.items()}
        own, companies = self._of_visit.get(without_visit or "", ("", None))
        if own in vendors:
            vendors[own] = self._sites[own].vendors_without(companies or frozenset())
            if self._sites[own].last_visit(without_visit) is None:
                del vendors[own]
        return MappingProxyType(vendors)
