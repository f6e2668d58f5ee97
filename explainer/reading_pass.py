"""The one pass over time: what is known of the person so far, while visits are taken in and ads meet them.

A pass can be copied and each copy goes on by itself, so a later reading may start from an earlier moment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from explainer.records import AdImpression, CauseKind, Evidence, LoggedContext, LoggedImpression, Visit
from explainer.shown_ad import advertiser_of, moments_at
from explainer.shown_ads import ShownAds
from explainer.site_visits import RunningSiteVisits
from explainer.trait_profile import Companies, RunningProfile, days_between
from explainer.trait_sources import COMPARING_WITHIN, BrowsingMemory, SourceContext, find_evidence
from explainer.viewed_products import ViewedProducts
from explainer.visit_reader import VisitReader

THE_PERSON: Final = "me"  # one machine, one person


@dataclass(frozen=True, slots=True)
class ProductPage:
    """A product page that later ones are compared with, and what was known when it was read."""

    visit: Visit
    context: SourceContext


def compared_with(page: ProductPage, before: Sequence[ProductPage]) -> frozenset[str]:
    """The topics of the product pages within a day before a page; ``before`` oldest first."""
    topics: set[str] = set()
    for other in reversed(before):
        if page.visit.time - other.visit.time > COMPARING_WITHIN:
            break
        topics.add(other.context.topics[0].topic)
    return frozenset(topics)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a pass looks up: facts of the log that do not change while the pass goes on.

    Attributes:
        visits: All visits by id.
        companies: Who was on each visit, by visit id; empty where nobody ever looked for trackers.
        servers: Companies that serve ads without choosing people; see ``knowers.plain_ad_servers``.
        tellers: By company, those that passed their id of the person on to it; see ``knowers.told_by``.
        shown: What the ads, their pages and their places are, and what was stated about them.
    """

    visits: Mapping[str, Visit]
    companies: Mapping[str, frozenset[str]]
    servers: frozenset[str]
    tellers: Mapping[str, frozenset[str]]
    shown: ShownAds
    observed_since: datetime
    reader: VisitReader

    def companies_on(self, visit_id: str) -> Companies:
        """Who saw a visit. Without a single contact in the whole log nobody looked, and "none" would be a lie."""
        return self.companies.get(visit_id, frozenset()) - self.servers if self.companies else None


class Pass:
    """What is known after some moments. Ask it oldest first.

    Attributes:
        evidence: What all visits said, oldest first; ``of_topic`` and ``of_site`` hold the same by what it is about.
        products: The product pages among the visits.
        logged: The ads as they met the person.
        moments: How many visits and ads were taken in.
    """

    def __init__(self, silenced: frozenset[str]) -> None:
        """Know nothing yet; ``silenced`` topics never become traits."""
        self._memory = BrowsingMemory()
        self._profile = RunningProfile(silenced)
        self._sites = RunningSiteVisits()
        self._viewed = ViewedProducts()
        self.evidence: list[Evidence] = []
        self.of_topic: dict[str, list[Evidence]] = {}
        self.of_site: dict[str, list[Evidence]] = {}
        self.products: list[ProductPage] = []
        self.logged: list[LoggedImpression] = []
        self.moments = 0

    def copy(self) -> Pass:
        """The same knowledge, which goes on by itself."""
        twin = Pass(frozenset())
        twin._memory, twin._profile, twin._sites = self._memory.copy(), self._profile.copy(), self._sites.copy()
        twin._viewed = self._viewed.copy()
        twin.evidence, twin.products, twin.logged = self.evidence.copy(), self.products.copy(), self.logged.copy()
        twin.of_topic = {topic: items.copy() for topic, items in self.of_topic.items()}
        twin.of_site = {site: items.copy() for site, items in self.of_site.items()}
        twin.moments = self.moments
        return twin

    def go_on(self, moment: Visit | AdImpression, known: Circumstances) -> None:
        """Take in a visit, or let an ad meet the person."""
        self.moments += 1
        if isinstance(moment, Visit):
            self._take(moment, known)
        else:
            self.logged.append(self._meet(moment, known))

    def _take(self, visit: Visit, known: Circumstances) -> None:
        topics = known.reader.topics(visit)
        context = self._memory.context_for(visit, topics, known.reader.query_topics(visit))
        companies = known.companies_on(visit.id)
        for evidence in find_evidence(visit, context):
            self.evidence.append(evidence)
            is_of_site = evidence.kind is CauseKind.RETARGETING
            (self._sites if is_of_site else self._profile).observe(evidence, companies)
            (self.of_site if is_of_site else self.of_topic).setdefault(evidence.topic, []).append(evidence)
        if self._memory.remember(visit, topics):
            self.products.append(ProductPage(visit, context))
        self._viewed.observe(visit)

    def _meet(self, shown: AdImpression, known: Circumstances) -> LoggedImpression:
        visit, sites, own = known.visits.get(shown.visit_id), self._sites, shown.visit_id
        return LoggedImpression(
            impression_id=shown.id, person_id=THE_PERSON, time=shown.time,
            page=known.shown.pages[shown.id], ad=known.shown.ads[shown.id],
            traits=self._profile.traits_at(shown.time, without_visit=own),
            context=LoggedContext(
                place=known.shown.places[shown.id], language=(visit.language or None) if visit else None,
                moments=moments_at(shown.time, known.reader.zone),
            ),
            visited_advertisers=sites.days_since(shown.time, without_visit=own),
            advertiser_vendors=(
                sites.vendors(shown.time, without_visit=own) if known.companies else MappingProxyType({})
            ),
            viewed_products=self._viewed.of(advertiser_of(shown)),
            observed_days=days_between(known.observed_since, shown.time),
            stated=known.shown.stated[shown.id],
        )  # fmt: skip
