"""The person's situation at each ad: one pass over everything captured, oldest first.

Visits become evidence, evidence becomes traits that fade, and every ad meets the traits of its moment. The pass costs
visits plus ads, never their product. Nothing is remembered between passes but what the words of a page say, so a
reading without some visits is the reading of a person who never made them.

The page on which an ad stands is the ad's context. It becomes part of the person only for the ads that come later.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from explainer.knowers import companies_by_visit, find_knowers, find_reach, plain_ad_servers, told_by, with_tellers
from explainer.reading_pass import Circumstances, Pass, ProductPage, compared_with
from explainer.records import (
    AdImpression,
    Cause,
    CauseKind,
    Evidence,
    Knower,
    LoggedImpression,
    PersonLog,
    Reach,
    TrackerContact,
    TraitProfile,
    Visit,
)  # fmt: skip
from explainer.registrable_domain import registrable_domain
from explainer.shown_ad import advertiser_of
from explainer.shown_ads import AdReader, ShownAds, moment_key
from explainer.site_visits import WithoutKey
from explainer.trait_profile import RunningProfile, build_profile, strongest_first
from explainer.trait_sources import find_evidence
from explainer.visit_reader import VisitReader

__all__ = ["PersonReading", "ShownAds", "VisitReader", "read_person"]

# Stands for "somebody looked for trackers and found none", which no contacts at all would not say.
NOBODY_SEEN: Final = TrackerContact(visit_id="", company="", domain="")
PAGE_SOURCE: Final = "page_words"
MOST_VISITS_OF_KNOWERS: Final = 20  # newest; who was on none of them for so long is no answer to "who could have known"

_OF_TOPICS: Final = frozenset({CauseKind.INTEREST, CauseKind.PURCHASE_INTENT})
_OF_ADVERTISERS: Final = frozenset({CauseKind.RETARGETING, CauseKind.ADVERTISER_LIST})


@dataclass(frozen=True, slots=True)
class PersonReading:
    """One person's log, read: every ad with the traits of its moment, and the evidence behind them, oldest first.

    ``products`` are the product pages among the visits; ``known`` is what the pass over the log looked up. ``of_topic``
    and ``of_site`` hold the evidence by what it is about.
    """

    log: PersonLog
    logged: tuple[LoggedImpression, ...]
    evidence: tuple[Evidence, ...]
    products: tuple[ProductPage, ...]
    known: Circumstances = field(repr=False)
    of_topic: Mapping[str, Sequence[Evidence]] = field(repr=False)
    of_site: Mapping[str, Sequence[Evidence]] = field(repr=False)
    logged_by_id: Mapping[str, LoggedImpression] = field(init=False)
    _impressions: Mapping[str, AdImpression] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index what is looked up by id."""
        object.__setattr__(self, "logged_by_id", MappingProxyType({row.impression_id: row for row in self.logged}))
        object.__setattr__(self, "_impressions", {impression.id: impression for impression in self.log.impressions})

    @classmethod
    def after(
        cls, going: Pass, log: PersonLog, known: Circumstances, logged: Iterable[LoggedImpression]
    ) -> PersonReading:
        """The reading at the end of a pass over a log."""
        return cls(
            log=log, logged=tuple(logged), evidence=tuple(going.evidence), products=tuple(going.products), known=known,
            of_topic=going.of_topic, of_site=going.of_site,
        )  # fmt: skip

    @property
    def reader(self) -> VisitReader:
        """Knows what the pages say."""
        return self.known.reader

    def profile_at(self, time: datetime, *, as_corrected: bool = True) -> TraitProfile:
        """The person's traits at a time, with the visits behind each. Not ``as_corrected``: those called wrong, too."""
        silenced = self.log.corrections.silenced if as_corrected else frozenset()
        since = self.log.observed_since
        return build_profile(self.evidence, as_of=time, observed_since=since, silenced=silenced)

    def evidence_for(self, cause: Cause, impression_id: str) -> tuple[Evidence, ...]:
        """The visits behind a cause before the ad, newest first; for the page's topic, the page's own visit."""
        impression = self._impressions[impression_id]
        if cause.kind is CauseKind.PAGE_CONTEXT:
            return self._page_evidence(cause, impression)
        if cause.kind in _OF_TOPICS:
            items = self.of_topic.get(cause.id, ())
        elif cause.kind in _OF_ADVERTISERS:
            items = self.of_site.get(registrable_domain(cause.id), ())
        else:
            return ()
        return tuple(
            item for item in reversed(items) if item.time <= impression.time and item.visit_id != impression.visit_id
        )

    def knowers_of(self, cause: Cause, impression_id: str) -> tuple[Knower, ...]:
        """The companies that could have known the cause when the ad was shown."""
        delivery = self._impressions[impression_id].delivery
        newest = self.evidence_for(cause, impression_id)[:MOST_VISITS_OF_KNOWERS]
        return find_knowers(newest, self.known.companies, delivery, self.known.tellers)

    def reach_of(self, cause: Cause, impression_id: str) -> Reach:
        """Whether a company in the ad's delivery could have carried the cause to it."""
        impression = self._impressions[impression_id]
        evidence = self.evidence_for(cause, impression_id)
        delivery = with_tellers(impression.delivery, self.known.tellers)
        return find_reach(cause.kind, evidence, self.known.companies, delivery, impression.page_domain)

    def without_site(self, domain: str) -> PersonReading:
        """The reading of a person who never visited a site. The ads stay as they are."""
        site = registrable_domain(domain)
        return self.without_visits(visit.id for visit in self.log.visits if registrable_domain(visit.domain) == site)

    def without_visits(self, visit_ids: Iterable[str]) -> PersonReading:
        """The reading of a person who never made some visits. The ads stay as they are."""
        return self.without(visit_ids=visit_ids)

    def without(
        self, *, visit_ids: Iterable[str] = (), sites: Iterable[str] = (), companies: Iterable[str] = (),
        since: datetime | None = None, until: datetime | None = None,
    ) -> PersonReading:  # fmt: skip
        """The reading of a person without some visits, sites, companies, or anything from a time until another."""
        listed, hosts, nobody = frozenset(visit_ids), {registrable_domain(site) for site in sites}, frozenset(companies)

        def is_gone(visit: Visit) -> bool:
            is_between = since is not None and since <= visit.time and (until is None or visit.time < until)
            return visit.id in listed or is_between or (bool(hosts) and registrable_domain(visit.domain) in hosts)

        gone = listed | {visit.id for visit in self.log.visits if is_gone(visit)}
        contacts = tuple(
            item for item in self.log.contacts if item.visit_id not in gone and item.company not in nobody
        )  # fmt: skip
        links = tuple(
            link for link in self.log.links if link.visit_id not in gone and not nobody & {link.told_by, link.told}
        )  # fmt: skip
        log = replace(
            self.log, visits=tuple(visit for visit in self.log.visits if visit.id not in gone), links=links,
            contacts=contacts or (NOBODY_SEEN,) * bool(self.log.contacts),
        )  # fmt: skip
        return _read(log, self.reader, self.known.shown)

    def row_without_site(self, domain: str, impression_id: str) -> LoggedImpression:
        """One row of ``without_site``, for the price of the topics that the site's pages were about."""
        row, site = self.logged_by_id[impression_id], registrable_domain(domain)
        gone = frozenset(item.visit_id for item in self.of_site.get(site, ()))
        instead = self._said_instead(gone)
        touched = {item.topic for item in self.evidence if item.visit_id in gone} | {topic for _, topic in instead}
        profile = RunningProfile(self.log.corrections.silenced)
        for topic in touched:
            before = (item for item in self.of_topic.get(topic, ()) if item.time <= row.time)
            found = [instead.get((item.visit_id, topic), item) for item in before if item.visit_id not in gone]
            profile.observe_all(found, [self.known.companies_on(item.visit_id) for item in found])
        impression = self._impressions[impression_id]
        own_visit = impression.visit_id
        kept = (trait for trait in row.traits if trait.id not in touched)
        traits = (*kept, *profile.traits_at(row.time, without_visit=own_visit))
        return replace(
            row, traits=tuple(sorted(traits, key=strongest_first)),
            visited_advertisers=WithoutKey(row.visited_advertisers, site),
            advertiser_vendors=WithoutKey(row.advertiser_vendors, site),
            viewed_products=() if site == advertiser_of(impression) else row.viewed_products,
            context=replace(row.context, language=None) if own_visit in gone else row.context,
        )  # fmt: skip

    def _said_instead(self, gone: Collection[str]) -> Mapping[tuple[str, str], Evidence]:
        """What product pages would have said had some they are compared with not been seen, by visit and topic."""
        instead: dict[tuple[str, str], Evidence] = {}
        if not any(page.visit.id in gone for page in self.products):
            return instead
        kept = [page for page in self.products if page.visit.id not in gone]
        for place, page in enumerate(kept):
            compared = compared_with(page, kept[:place])
            if compared != page.context.compared:
                found = find_evidence(page.visit, replace(page.context, compared=compared))
                instead.update({(item.visit_id, item.topic): item for item in found})
        return instead

    def _page_evidence(self, cause: Cause, impression: AdImpression) -> tuple[Evidence, ...]:
        visit = self.known.visits.get(impression.visit_id)
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


def read_person(log: PersonLog, reader: VisitReader) -> PersonReading:
    """Read everything that is known about the person, in one pass over time."""
    ads = AdReader(reader, log.place)
    ads.add(log.visits, log.impressions, log.disclosures)
    return _read(log, reader, ads.shown())


def _read(log: PersonLog, reader: VisitReader, shown: ShownAds) -> PersonReading:
    known = Circumstances(
        visits={visit.id: visit for visit in log.visits}, companies=companies_by_visit(log.contacts),
        servers=plain_ad_servers(log.impressions), tellers=told_by(log.links), shown=shown,
        observed_since=log.observed_since, reader=reader,
    )  # fmt: skip
    going = Pass(log.corrections.silenced)
    moments: list[Visit | AdImpression] = [*log.visits, *log.impressions]
    for moment in sorted(moments, key=moment_key):
        going.go_on(moment, known)
    return PersonReading.after(going, log, known, going.logged)
