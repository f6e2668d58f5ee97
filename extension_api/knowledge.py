"""What is known at one state of the store: a stretch of the person's log as read, and what its campaigns do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

import explainer
from explainer import AdImpression, LoggedImpression, Trait, Visit
from extension_api.store.person import Settings

# A profile is asked for "now"; capture clocks of browsers may run a little ahead of ours.
CLOCK_TOLERANCE = timedelta(minutes=5)


@dataclass(frozen=True)
class Knowledge:
    """One state of the store, read. ``version`` and ``epoch`` say which; see ``understanding``.

    ``since`` is the time from when on its ads are all that are held. ``is_older`` marks the surroundings of an ad from
    before the newest stretch.
    """

    version: int
    epoch: int
    settings: Settings
    reading: explainer.PersonReading
    memory: explainer.CampaignMemory
    since: datetime
    is_older: bool = False

    @classmethod
    def after(  # noqa: PLR0913 - the parts of the record, and where it comes from
        cls, before: Knowledge | None, version: int, epoch: int, settings: Settings, reading: explainer.PersonReading,
        *, since: datetime | None = None, is_older: bool = False,
    ) -> Knowledge:  # fmt: skip
        """What is known with this reading. Where no ad changed, what is remembered of campaigns is as ``before``."""
        same = before is not None and _are_same(before.reading.logged, reading.logged)
        remembered = before.memory if before else None
        memory = remembered if remembered and same else explainer.remember_campaigns(reading.logged, before=remembered)
        return cls(version, epoch, settings, reading, memory, since or reading.log.observed_since, is_older)

    @property
    def until(self) -> datetime:
        """The time of the last ad."""
        return self.reading.log.impressions[-1].time

    @cached_property
    def impressions(self) -> dict[str, AdImpression]:
        """All ads by id, oldest first."""
        return {impression.id: impression for impression in self.reading.log.impressions}

    @property
    def visits(self) -> Mapping[str, Visit]:
        """All visits by id."""
        return self.reading.known.visits

    def companies_on(self, visit_id: str) -> tuple[str, ...]:
        """Tracking companies that were on a visit."""
        return tuple(sorted(self.reading.known.companies.get(visit_id, ())))

    @cached_property
    def campaign_sizes(self) -> Counter[str]:
        """How many impressions of each campaign there are."""
        return Counter(logged.ad.ad_id for logged in self.reading.logged)

    def traits(self, now: datetime) -> tuple[Trait, ...]:
        """All inferred traits, corrected ones included so that they can be taken back, strongest first."""
        return self.reading.profile_at(now + CLOCK_TOLERANCE, as_corrected=False).traits

    def visits_behind(self, topic: str, now: datetime) -> frozenset[str]:
        """Visits without which the person would not have this trait.

        Without some visits others may speak for a trait that did not before, such as when most of a site's pages are
        gone; so it is looked for again until it is not found.
        """
        reading, behind = self.reading, frozenset[str]()
        for _ in range(len(self.visits)):
            profile = reading.profile_at(now + CLOCK_TOLERANCE, as_corrected=False)
            found = [trait for trait in profile.traits if trait.topic == topic]
            if not found:
                break
            behind |= {item.visit_id for trait in found for item in trait.evidence}
            reading = self.reading.without_visits(behind)
        return behind

    def campaign_size_of(self, impression_id: str) -> int:
        """How many impressions the campaign of an ad has had."""
        return self.campaign_sizes[self.reading.logged_by_id[impression_id].ad.ad_id]


def _are_same(rows: Sequence[LoggedImpression], others: Sequence[LoggedImpression]) -> bool:
    """Whether these are the very same rows; a reading keeps what did not change."""
    return len(rows) == len(others) and all(row is other for row, other in zip(rows, others, strict=True))
