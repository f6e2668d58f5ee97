"""A made-up browsing history of any length, written through the store's own functions.

The counts that triggers keep are made once at the end, as an upgrade makes them: a fifth of the time.

Sites have a topic each, interests last for weeks, campaigns come and go. One page makes eight events: the visit, five
contacts with tracking companies, two ads.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from explainer import AdImpression, Bid, DeliveryHop, FinderEvidence, Taxonomy, TrackerContact, Visit
from extension_api.data_dir import DataDir
from extension_api.store.checkpoints import FOLD
from extension_api.store.database import Database
from extension_api.store.impressions import insert_impression
from extension_api.store.person import Settings, begin_store, write_settings
from extension_api.store.visits import insert_contact, insert_visit

CONTACTS: Final = 5
ADS: Final = 2
EVENTS_PER_PAGE: Final = 1 + CONTACTS + ADS
SITES: Final = 800
COMPANIES: Final = 60
BIDDERS: Final = 15
CAMPAIGNS: Final = 120  # at a time
CAMPAIGN_DAYS: Final = 30
TOPICS: Final = 60
EVENTS_A_DAY: Final = 2_740  # ten million in ten years
PORTION: Final = 20_000  # events in one commit
TELL_EVERY_SECONDS: Final = 10.0
_COUNT: Final = (
    """INSERT INTO days (day, visits, contacts, impressions)
       SELECT day, sum(visits), sum(contacts), sum(impressions) FROM (
         SELECT time / 86400000000 AS day, count(*) AS visits, 0 AS contacts, 0 AS impressions FROM visits GROUP BY 1
         UNION ALL SELECT time / 86400000000, 0, count(*), 0 FROM contacts GROUP BY 1
         UNION ALL SELECT time / 86400000000, 0, 0, count(*) FROM impressions GROUP BY 1) GROUP BY day""",
    """INSERT INTO company_sites (company, site, contacts)
       SELECT contacts.company, visits.domain, count(*) FROM contacts JOIN visits ON visits.id = contacts.visit_id
       GROUP BY 1, 2""",
    """INSERT INTO companies (company, contacts, visits)
       SELECT company, count(*), count(DISTINCT visit_id) FROM contacts GROUP BY company""",
    """INSERT INTO company_domains (company, domain, contacts)
       SELECT company, domain, count(*) FROM contacts GROUP BY 1, 2""",
)


@dataclass(frozen=True, slots=True)
class Page:
    """One page with everything that hangs on it."""

    visit: Visit
    contacts: tuple[TrackerContact, ...]
    ads: tuple[AdImpression, ...]


class History:
    """Makes pages, oldest first; the same seed makes the same ones."""

    def __init__(self, *, events: int, days: float, seed: int, end: datetime | None = None) -> None:
        """Spread so many events evenly over the days before ``end`` (now, if not given)."""
        self._dice = random.Random(seed)
        taxonomy = Taxonomy.load()
        labels = sorted({taxonomy.label(topic.id) for topic in taxonomy.topics if not topic.is_sensitive})
        self._topics = self._dice.sample(labels, TOPICS)
        self._sites = [(f"site-{number}.example", self._dice.choice(self._topics)) for number in range(SITES)]
        self.pages = events // EVENTS_PER_PAGE
        self._begin = (end or datetime.now(UTC)) - timedelta(days=days)
        self._step = timedelta(days=days) / self.pages

    def __iter__(self) -> Iterator[Page]:
        """Every page."""
        return (self.page(number) for number in range(self.pages))

    def page(self, number: int) -> Page:
        """The page with this number."""
        dice, moment = self._dice, self._begin + number * self._step
        domain, topic = self._sites[min(int(dice.expovariate(8 / SITES)), SITES - 1)]
        visit = Visit(
            id=f"v-{number:09}", time=moment, url=f"https://{domain}/pages/{number}", domain=domain, language="en",
            title=f"{topic}: number {number} of our guides", headings=(f"All about {topic}", "What others read"),
            description=f"Everything on {topic} and a little on {dice.choice(self._topics)}",
        )  # fmt: skip
        contacts = tuple(
            TrackerContact(visit.id, f"Company {name}", f"t{name}.example", f"||t{name}.example^")
            for name in dice.sample(range(COMPANIES), CONTACTS)
        )
        return Page(visit, contacts, tuple(self._ad(visit, f"a-{number:09}-{place}", place) for place in range(ADS)))

    def _ad(self, visit: Visit, ad_id: str, place: int) -> AdImpression:
        since = (visit.time - datetime(2000, 1, 1, tzinfo=UTC)).days // CAMPAIGN_DAYS
        campaign = since * CAMPAIGNS + min(int(self._dice.expovariate(4 / CAMPAIGNS)), CAMPAIGNS - 1)
        of_campaign = random.Random(campaign)
        topic, bidder = of_campaign.choice(self._topics), of_campaign.randrange(BIDDERS)
        is_site = of_campaign.random() < 0.4  # others are never visited
        advertiser = self._sites[of_campaign.randrange(SITES)][0] if is_site else f"ad-{campaign}.example"
        return AdImpression(
            id=ad_id, time=visit.time + timedelta(seconds=1 + place), visit_id=visit.id, page_url=visit.url,
            page_domain=visit.domain, adomain=(advertiser,), crid=f"cr-{campaign}", text=f"{topic} offers of the month",
            width=300, height=250, frame="cross_origin", visible_seconds=2.0,
            finders=(FinderEvidence("network", "an ad frame"),),
            delivery=(DeliveryHop(f"t{bidder}.example", f"Company {bidder}", "bidder"),),
            bid=Bid(f"bidder{bidder}", 1.0 + of_campaign.random(), told_place=None),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """A data directory with a made-up history in it."""

    path: Path
    events: int
    days: float
    seed: int
    quick: bool

    @property
    def held(self) -> str:
        """How much, for the names of bars."""
        return f"{self.events:,} events"


def make(path: Path, *, events: int, seed: int, quick: bool) -> Made:
    """A store of so many events at a busy person's rate, up to now."""
    made = Made(path, events, events / EVENTS_A_DAY, seed, quick)
    print(f"\nMaking {made.held} over {made.days:,.0f} days", flush=True)
    seconds = fill(path, History(events=events, days=made.days, seed=seed), retention_days=3_650, tell=True)
    size = (path / "whyad.sqlite3").stat().st_size
    print(f"  {events / seconds:,.0f} events/s, {size / 2**30:.2f} GiB, {size / events:.0f} bytes an event", flush=True)
    return made


def fill(data_dir: Path, history: History, *, retention_days: int, tell: bool) -> float:
    """Write a history into a new store and return the seconds it took."""
    folder = DataDir(data_dir)
    folder.prepare()
    database, began, told = Database(folder.database, backups=folder.backups), time.perf_counter(), time.perf_counter()
    db = database.writer
    db.execute("PRAGMA synchronous = OFF")  # it can be made again
    db.execute("PRAGMA cache_size = -200000")
    begin_store(db, datetime.now(UTC))
    write_settings(db, Settings(retention_days=retention_days))
    triggers = [(row["name"], row["sql"]) for row in db.execute("SELECT * FROM sqlite_master WHERE type = 'trigger'")]
    for name, _ in triggers:
        db.execute(f"DROP TRIGGER {name}")
    db.execute("BEGIN")
    for number, page in enumerate(history, start=1):
        _write(database, page)
        if number % (PORTION // EVENTS_PER_PAGE) == 0:
            db.execute("COMMIT")
            db.execute(FOLD)
            db.execute("BEGIN")
            if tell and time.perf_counter() - told > TELL_EVERY_SECONDS:
                told = time.perf_counter()
                print(f"    {number * EVENTS_PER_PAGE:>12,} events after {told - began:.0f} s", flush=True)
    for statement in (*_COUNT, *(made for _, made in triggers)):
        db.execute(statement)
    db.execute("COMMIT")
    database.close()
    return time.perf_counter() - began


def _write(database: Database, page: Page) -> None:
    db, visit = database.writer, page.visit
    insert_visit(db, visit)
    for number, contact in enumerate(page.contacts):
        insert_contact(db, f"{visit.id}-{number}", visit.time, contact)
    for shown in page.ads:
        insert_impression(db, shown)
