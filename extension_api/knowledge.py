"""What is known at one state of the store: the person's log as the library reads it, and what its campaigns do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

import explainer
from explainer import AdImpression, Corrections, PersonLog, Trait, Visit
from extension_api.store.person import Settings

# A profile is asked for "now"; capture clocks of browsers may run a little ahead of ours.
CLOCK_TOLERANCE = timedelta(minutes=5)


@dataclass(frozen=True)
class Knowledge:
    """One state of the store, read. ``version`` and ``epoch`` say which; see ``understanding``."""

    version: int
    epoch: int
    settings: Settings
    reading: explainer.PersonReading
    memory: explainer.CampaignMemory

    @cached_property
    def impressions(self) -> dict[str, AdImpression]:
        """All ads by id."""
        return {impression.id: impression for impression in self.reading.log.impressions}

    @cached_property
    def visits(self) -> dict[str, Visit]:
        """All visits by id."""
        return {visit.id: visit for visit in self.reading.log.visits}

    @cached_property
    def companies(self) -> dict[str, tuple[str, ...]]:
        """Tracking companies by the visit on which they were."""
        found: dict[str, set[str]] = {}
        for contact in self.reading.log.contacts:
            found.setdefault(contact.visit_id, set()).add(contact.company)
        return {visit_id: tuple(sorted(companies)) for visit_id, companies in found.items()}

    @cached_property
    def campaign_sizes(self) -> Counter[str]:
        """How many impressions of each campaign there are."""
        return Counter(logged.ad.ad_id for logged in self.reading.logged)

    @cached_property
    def uncorrected(self) -> explainer.PersonReading:
        """The reading as if nothing were corrected, so that a corrected trait can still be listed and taken back."""
        log = replace(self.reading.log, corrections=Corrections(), impressions=())
        return explainer.read_person(log, self.reading.reader)

    def traits(self, now: datetime) -> tuple[Trait, ...]:
        """All inferred traits, corrected ones included, strongest first."""
        return self.uncorrected.profile_at(now + CLOCK_TOLERANCE).traits

    def visits_behind(self, topic: str, now: datetime) -> frozenset[str]:
        """Visits without which the person would not have this trait.

        Without some visits others may speak for a trait that did not before, such as when most of a site's pages are
        gone; so it is looked for again until it is not found.
        """
        reading, behind = self.uncorrected, frozenset[str]()
        for _ in range(len(self.visits)):
            found = [trait for trait in reading.profile_at(now + CLOCK_TOLERANCE).traits if trait.topic == topic]
            if not found:
                break
            behind |= {item.visit_id for trait in found for item in trait.evidence}
            reading = self.uncorrected.without_visits(behind)
        return behind

    def campaign_size_of(self, impression_id: str) -> int:
        """How many impressions the campaign of an ad has had."""
        return self.campaign_sizes[self.reading.logged_by_id[impression_id].ad.ad_id]


def read_knowledge(
    version: int, epoch: int, log: PersonLog, settings: Settings, reader: explainer.VisitReader
) -> Knowledge:
    """Let the library read a log."""
    reading = explainer.read_person(log, reader)
    return Knowledge(version, epoch, settings, reading, explainer.remember_campaigns(reading.logged))
