"""Which sites a person has visited, how long ago, and who saw it: the ground of retargeting, kept while time passes.

Every ad asks for all sites, and few of them matter to it. So an ad is given a view of the sites as they were at its
moment, which looks up only what it is asked for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Generic, TypeVar

from explainer.records import Evidence
from explainer.trait_profile import Companies

SECONDS_PER_DAY: Final = 86_400.0

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _SiteVisit:
    """One visit to a site; ``seen_by`` holds all companies that had seen the person there by then."""

    seconds: float
    visit_id: str
    companies: Companies
    seen_by: tuple[str, ...]


_History = tuple[_SiteVisit, ...]  # oldest first


class RunningSiteVisits:
    """Visits per registrable domain, oldest first."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._sites: dict[str, _History] = {}
        self._site_of: dict[str, str] = {}

    def copy(self) -> RunningSiteVisits:
        """Another record of the same visits, which goes on by itself."""
        twin = RunningSiteVisits()
        twin._sites, twin._site_of = self._sites.copy(), self._site_of.copy()
        return twin

    def observe(self, evidence: Evidence, companies: Companies) -> None:
        """Add a visit to the site that the evidence names, and who saw it (None: not known)."""
        before = self._sites.get(evidence.topic, ())
        seen_by = before[-1].seen_by if before else ()
        if companies and not companies.issubset(seen_by):
            seen_by = tuple(sorted(companies.union(seen_by)))
        visit = _SiteVisit(evidence.time.timestamp(), evidence.visit_id, companies, seen_by)
        self._sites[evidence.topic] = (*before, visit)
        self._site_of[evidence.visit_id] = evidence.topic

    def days_since(self, time: datetime, *, without_visit: str | None = None) -> Mapping[str, float]:
        """Days since the last visit to each site, without the page that is being looked at."""
        return _DaysSince(self._sites, time.timestamp(), without_visit)

    def vendors(self, time: datetime, *, without_visit: str | None = None) -> Mapping[str, tuple[str, ...]]:
        """Per site the companies that had seen the person there."""
        own_site = self._site_of.get(without_visit or "")
        return _SeenBy(self._sites, time.timestamp(), without_visit, own_site)


class _SitesAt(Mapping[str, T], Generic[T]):
    """Sites as they were at a moment. Visits that are added later lie after it, so they change nothing."""

    __slots__ = ("_now", "_own_visit", "_sites")

    def __init__(self, sites: Mapping[str, _History], now: float, own_visit: str | None) -> None:
        self._sites, self._now, self._own_visit = sites, now, own_visit

    def __iter__(self) -> Iterator[str]:
        return (site for site in self._sites if self._last(site) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, site: object) -> bool:
        return isinstance(site, str) and self._last(site) is not None

    def _last(self, site: str) -> _SiteVisit | None:
        history = self._sites.get(site, ())
        place = self._until_now(history)
        if place and history[place - 1].visit_id == self._own_visit:
            place -= 1
        return history[place - 1] if place else None

    def _until_now(self, history: _History) -> int:
        # Most histories end before the moment; only older moments have to be searched for.
        if not history or history[-1].seconds <= self._now:
            return len(history)
        return bisect_right(history, self._now, key=_seconds)

    def _found(self, site: str) -> _SiteVisit:
        last = self._last(site)
        if last is None:
            raise KeyError(site)
        return last


class _DaysSince(_SitesAt[float]):
    __slots__ = ()

    def __getitem__(self, site: str) -> float:
        return (self._now - self._found(site).seconds) / SECONDS_PER_DAY


class _SeenBy(_SitesAt[tuple[str, ...]]):
    __slots__ = ("_own_site",)

    def __init__(
        self, sites: Mapping[str, _History], now: float, own_visit: str | None, own_site: str | None
    ) -> None:
        super().__init__(sites, now, own_visit)
        self._own_site = own_site

    def __getitem__(self, site: str) -> tuple[str, ...]:
        last = self._found(site)
        if site != self._own_site:
            return last.seen_by
        history = self._sites[site]
        others = [visit for visit in history[: self._until_now(history)] if visit.visit_id != self._own_visit]
        return tuple(sorted(set().union(*(visit.companies or () for visit in others))))


class WithoutKey(Mapping[str, T], Generic[T]):
    """A mapping as if one of its keys were not there."""

    __slots__ = ("_key", "_whole")

    def __init__(self, whole: Mapping[str, T], key: str) -> None:
        """Look through to ``whole`` for all other keys."""
        self._whole, self._key = whole, key

    def __getitem__(self, key: str) -> T:
        """The value of another key."""
        if key == self._key:
            raise KeyError(key)
        return self._whole[key]

    def __iter__(self) -> Iterator[str]:
        """All other keys."""
        return (key for key in self._whole if key != self._key)

    def __len__(self) -> int:
        """How many others there are."""
        return len(self._whole) - (self._key in self._whole)


def _seconds(visit: _SiteVisit) -> float:
    return visit.seconds
