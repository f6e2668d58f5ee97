"""The person's situation at each ad: one pass over everything captured, oldest first.

Visits become evidence, evidence becomes traits that fade, and every ad meets the traits of its moment. The pass costs
visits plus ads, never their product. Nothing is remembered between passes but what the words of a page say, so a
reading without some visits is the reading of a person who never made them.

The page on which an ad stands is the ad's context. It becomes part of the person only for the ads that come later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from explainer.knowers import companies_by_visit, find_knowers, find_reach, plain_ad_servers, told_by, with_tellers
from explainer.records import (
    AdImpression,
    Cause,
    CauseKind,
    Evidence,
    Knower,
    LoggedAd,
    LoggedContext,
    LoggedImpression,
    LoggedPage,
    PersonLog,
    Reach,
    TraitProfile,
    Visit,
)  # fmt: skip
from explainer.registrable_domain import registrable_domain
from explainer.shown_ad import CreativeIds, advertiser_of, cards_by_impression, moments_at, read_ad, stated_reasons
from explainer.site_visits import RunningSiteVisits
from explainer.trait_profile import Companies, RunningProfile, build_profile, days_between
from explainer.trait_sources import BrowsingMemory, find_evidence
from explainer.visit_reader import VisitReader

__all__ = ["PersonReading", "ShownAds", "VisitReader", "read_person"]

THE_PERSON: Final = "me"  # one machine, one person
PAGE_SOURCE: Final = "page_words"
LEAST_SHARE_OF_PAGE_SITE: Final = 0.5  # a page that says nothing is about what most of its site is about
LEAST_PAGES_OF_PAGE_SITE: Final = 2

_OF_TOPICS: Final = frozenset({CauseKind.INTEREST, CauseKind.PURCHASE_INTENT})
_OF_ADVERTISERS: Final = frozenset({CauseKind.RETARGETING, CauseKind.ADVERTISER_LIST})


@dataclass(frozen=True, slots=True)
class ShownAds:
    """What the ads and their pages are, by impression id. Forgetting a visit changes the person, never the ad."""

    pages: Mapping[str, LoggedPage]
    ads: Mapping[str, LoggedAd]


@dataclass(frozen=True, slots=True)
class PersonReading:
    """One person's log, read: every ad with the traits of its moment, and the evidence behind them, oldest first."""

    log: PersonLog
    logged: tuple[LoggedImpression, ...]
    evidence: tuple[Evidence, ...]
    shown: ShownAds
    reader: VisitReader
    logged_by_id: Mapping[str, LoggedImpression] = field(init=False)
    _index: _Index = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index what is looked up by id."""
        object.__setattr__(self, "logged_by_id", MappingProxyType({row.impression_id: row for row in self.logged}))
        object.__setattr__(self, "_index", _Index.of(self.log, self.evidence))

    def profile_at(self, time: datetime) -> TraitProfile:
        """The person's traits at a time, with the visits behind each."""
        silenced = self.log.corrections.silenced
        since = self.log.observed_since
        return build_profile(self.evidence, as_of=time, observed_since=since, silenced=silenced)

    def evidence_for(self, cause: Cause, impression_id: str) -> tuple[Evidence, ...]:
        """The visits behind a cause before the ad, newest first; for the page's topic, the page's own visit."""
        impression = self._index.impressions[impression_id]
        if cause.kind is CauseKind.PAGE_CONTEXT:
            return self._page_evidence(cause, impression)
        if cause.kind in _OF_TOPICS:
            items = self._index.of_topic.get(cause.id, ())
        elif cause.kind in _OF_ADVERTISERS:
            items = self._index.of_site.get(registrable_domain(cause.id), ())
        else:
            return ()
        return tuple(
            item for item in reversed(items) if item.time <= impression.time and item.visit_id != impression.visit_id
        )

    def knowers_of(self, cause: Cause, impression_id: str) -> tuple[Knower, ...]:
        """The companies that could have known the cause when the ad was shown."""
        index = self._index
        delivery = index.impressions[impression_id].delivery
        return find_knowers(self.evidence_for(cause, impression_id), index.companies, delivery, index.tellers)

    def reach_of(self, cause: Cause, impression_id: str) -> Reach:
        """Whether a company in the ad's delivery could have carried the cause to it."""
        impression = self._index.impressions[impression_id]
        evidence = self.evidence_for(cause, impression_id)
        delivery = with_tellers(impression.delivery, self._index.tellers)
        return find_reach(cause.kind, evidence, self._index.companies, delivery, impression.page_domain)

    def without_site(self, domain: str) -> PersonReading:
        """The reading of a person who never visited a site. The ads stay as they are."""
        site = registrable_domain(domain)
        return self.without_visits(visit.id for visit in self.log.visits if registrable_domain(visit.domain) == site)

    def without_visits(self, visit_ids: Iterable[str]) -> PersonReading:
        """The reading of a person who never made some visits. The ads stay as they are."""
        gone = frozenset(visit_ids)
        visits = tuple(visit for visit in self.log.visits if visit.id not in gone)
        contacts = tuple(contact for contact in self.log.contacts if contact.visit_id not in gone)
        links = tuple(link for link in self.log.links if link.visit_id not in gone)
        log = replace(self.log, visits=visits, contacts=contacts, links=links)
        return _Pass(log, self.reader, self.shown).reading()

    def _page_evidence(self, cause: Cause, impression: AdImpression) -> tuple[Evidence, ...]:
        visit = self._index.visits.get(impression.visit_id)
        scores = self.reader.topics(visit) if visit else ()
        score = next((score for score in scores if score.topic == cause.id), None)
        if visit is None or score is None:
            return ()
        return (
            Evidence(
                visit_id=visit.id, time=visit.time, domain=visit.domain, topic=score.topic, kind=cause.kind,
                source=PAGE_SOURCE, weight=score.probability, words=score.words,
            ),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Index:
    """What a reading looks up: evidence by topic and by site (oldest first), and records by id."""

    impressions: Mapping[str, AdImpression]
    visits: Mapping[str, Visit]
    companies: Mapping[str, frozenset[str]]
    of_topic: Mapping[str, list[Evidence]]
    of_site: Mapping[str, list[Evidence]]
    tellers: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, log: PersonLog, evidence: Iterable[Evidence]) -> _Index:
        of_topic: dict[str, list[Evidence]] = {}
        of_site: dict[str, list[Evidence]] = {}
        for item in evidence:
            (of_site if item.kind is CauseKind.RETARGETING else of_topic).setdefault(item.topic, []).append(item)
        impressions = {impression.id: impression for impression in log.impressions}
        visits = {visit.id: visit for visit in log.visits}
        return cls(impressions, visits, companies_by_visit(log.contacts), of_topic, of_site, told_by(log.links))


def read_person(log: PersonLog, reader: VisitReader) -> PersonReading:
    """Read everything that is known about the person, in one pass over time."""
    return _Pass(log, reader, _shown_ads(log, reader)).reading()


def _shown_ads(log: PersonLog, reader: VisitReader) -> ShownAds:
    """Read the ads and their pages. Sites are judged by all their visits, so an ad is the same at every showing."""
    memory = BrowsingMemory()
    for visit in log.visits:
        memory.remember(visit, reader.topics(visit))
    visits = {visit.id: visit for visit in log.visits}
    places = _places_told(log)
    pages = {shown.id: _page_of(shown, visits.get(shown.visit_id), memory, reader) for shown in log.impressions}
    creatives = CreativeIds()
    ads = {
        shown.id: read_ad(
            shown, reader.taxonomy, ad_id=creatives.id_of(shown), text_topics=reader.text_topics,
            site=memory.site(advertiser_of(shown)), place=places[shown.id],
        )
        for shown in sorted(log.impressions, key=lambda shown: (shown.time, shown.id))
    }  # fmt: skip
    return ShownAds(MappingProxyType(pages), MappingProxyType(ads))


def _page_of(shown: AdImpression, visit: Visit | None, memory: BrowsingMemory, reader: VisitReader) -> LoggedPage:
    topics = tuple(score.topic for score in reader.topics(visit)) if visit else ()
    if not topics:
        site = memory.site(shown.page_domain)
        agreed = site.agreed_topic(least_pages=LEAST_PAGES_OF_PAGE_SITE, least_share=LEAST_SHARE_OF_PAGE_SITE)
        topics = (agreed[0],) if agreed else ()
    return LoggedPage(registrable_domain(shown.page_domain), topics)


def _places_told(log: PersonLog) -> Mapping[str, str | None]:
    """Where the person was, as bidders were told, by impression id.

    Only some ads say what their bidders were told; the others were shown where the last one before them was, since a
    place that one company was given is no secret from the next.
    """
    oldest_first = sorted(log.impressions, key=lambda shown: shown.time)
    told = [shown.bid.told_place if shown.bid else None for shown in oldest_first]
    place = next((name for name in told if name), log.place)
    places: dict[str, str | None] = {}
    for shown, name in zip(oldest_first, told, strict=True):
        place = name or place
        places[shown.id] = place
    return MappingProxyType(places)


class _Pass:
    """The one pass: what is known of the person so far, while time goes on."""

    def __init__(self, log: PersonLog, reader: VisitReader, shown: ShownAds) -> None:
        self._log, self._reader, self._shown = log, reader, shown
        self._visits = {visit.id: visit for visit in log.visits}
        self._companies = companies_by_visit(log.contacts)
        self._servers = plain_ad_servers(log.impressions)
        self._places = _places_told(log)
        self._cards = cards_by_impression(log.disclosures)
        self._memory = BrowsingMemory()
        self._profile = RunningProfile(log.corrections.silenced)
        self._sites = RunningSiteVisits()
        self._evidence: list[Evidence] = []

    def reading(self) -> PersonReading:
        logged: list[LoggedImpression] = []
        for moment in self._moments():
            if isinstance(moment, Visit):
                self._take(moment)
            else:
                logged.append(self._meet(moment))
        return PersonReading(self._log, tuple(logged), tuple(self._evidence), self._shown, self._reader)

    def _moments(self) -> Iterator[Visit | AdImpression]:
        # A visit comes before an ad of the same instant; ties are broken by id, so that a log has one reading only.
        moments: list[Visit | AdImpression] = [*self._log.visits, *self._log.impressions]
        yield from sorted(moments, key=lambda moment: (moment.time, isinstance(moment, AdImpression), moment.id))

    def _take(self, visit: Visit) -> None:
        topics = self._reader.topics(visit)
        context = self._memory.context_for(visit, topics, self._reader.query_topics(visit))
        for evidence in find_evidence(visit, context):
            self._evidence.append(evidence)
            is_of_site = evidence.kind is CauseKind.RETARGETING
            (self._sites if is_of_site else self._profile).observe(evidence, self._companies_on(visit.id))
        self._memory.remember(visit, topics)

    def _companies_on(self, visit_id: str) -> Companies:
        # Without a single contact in the whole log nobody looked for trackers, and "none" would be a lie.
        return self._companies.get(visit_id, frozenset()) - self._servers if self._companies else None

    def _meet(self, shown: AdImpression) -> LoggedImpression:
        visit = self._visits.get(shown.visit_id)
        known_vendors = self._sites.vendors(without_visit=shown.visit_id) if self._companies else MappingProxyType({})
        return LoggedImpression(
            impression_id=shown.id, person_id=THE_PERSON, time=shown.time,
            page=self._shown.pages[shown.id], ad=self._shown.ads[shown.id],
            traits=self._profile.traits_at(shown.time, without_visit=shown.visit_id),
            context=LoggedContext(
                place=self._places[shown.id], language=(visit.language or None) if visit else None,
                moments=moments_at(shown.time, self._reader.zone),
            ),
            visited_advertisers=self._sites.days_since(shown.time, without_visit=shown.visit_id),
            advertiser_vendors=known_vendors,
            observed_days=days_between(self._log.observed_since, shown.time),
            stated=stated_reasons(shown, self._cards.get(shown.id, ())),
        )  # fmt: skip
