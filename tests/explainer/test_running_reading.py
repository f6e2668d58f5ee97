"""A reading that grows event by event is the reading of the whole log, whatever the order of arrival."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer import running_reading
from explainer.claims import CompanyLink, DisclosedReason, Disclosure
from explainer.records import Bid, Corrections, DeliveryHop, NewEvents, PersonLog, TrackerContact
from explainer.running_reading import RunningReading
from explainer.situation import PersonReading, read_person
from explainer.taxonomy import Taxonomy
from explainer.visit_reader import VisitReader
from tests.builders import NOON, a_visit, an_impression

READER = VisitReader(Taxonomy.load())
TITLES = ("", "Three-season tents compared", "Camping stoves and sleeping bags", "Central bank leaves interest rate")
SITES = ("trails.example", "tents.example", "news.example")
ADS = (
    "", "Lighter tents for every season", "Ad: lighter tents for every season", "Savings accounts with more interest",
    "Theatre in Leipzig tonight",
)  # fmt: skip
MINUTES = st.one_of(st.integers(0, 30), st.integers(0, 3_000), st.integers(0, 80_000))
NAMES = st.sampled_from(("Alpha", "Beta", "Server"))

VISITS = st.builds(
    lambda number, minutes, site, title, is_product: a_visit(
        f"v{number}", minutes=minutes, domain=site, title=title,
        url=f"https://{site}/{'product/' if is_product else ''}{number}", language="de" if number % 3 else "en",
    ),
    st.integers(0, 40), MINUTES, st.sampled_from(SITES), st.sampled_from(TITLES), st.booleans(),
)  # fmt: skip
CONTACTS = st.builds(
    lambda number, company: TrackerContact(f"v{number}", company, "x.example"), st.integers(0, 40), NAMES
)
IMPRESSIONS = st.builds(
    lambda number, minutes, visit, site, advertiser, text, company, how, place: an_impression(
        f"i{number}", minutes=minutes, visit_id=f"v{visit}", page_domain=site, adomain=(advertiser,), crid=None,
        text=text, delivery=(DeliveryHop("x.example", company, how),), bid=Bid("alpha", 1.0, told_place=place),
    ),
    st.integers(0, 30), MINUTES, st.integers(0, 40), st.sampled_from(SITES), st.sampled_from(SITES),
    st.sampled_from(ADS), NAMES, st.sampled_from(("bidder", "ad_server")), st.sampled_from((None, None, "Leipzig")),
)  # fmt: skip
LINKS = st.builds(CompanyLink, st.just("v1"), NAMES, NAMES, st.sampled_from(("redirect", "site_id")))
CARDS = st.builds(
    lambda number: Disclosure("d1", NOON, "v1", "google", "", f"i{number}", (DisclosedReason("interest", "Camping"),)),
    st.integers(0, 30),
)  # fmt: skip
ARRIVALS = st.lists(
    st.builds(
        NewEvents, st.lists(VISITS, max_size=4).map(tuple), st.lists(CONTACTS, max_size=4).map(tuple),
        st.lists(IMPRESSIONS, max_size=3).map(tuple), st.lists(LINKS, max_size=2).map(tuple),
        st.lists(CARDS, max_size=1).map(tuple),
    ),
    min_size=1, max_size=12,
)  # fmt: skip


def once_each(arrivals: list[NewEvents]) -> list[NewEvents]:
    """The same arrivals with each id the first time only, as the store keeps them."""
    seen: set[str] = set()

    def fresh(events: tuple) -> tuple:
        kept = tuple({event.id: event for event in reversed(events) if event.id not in seen}.values())
        seen.update(event.id for event in kept)
        return kept

    return [replace(new, visits=fresh(new.visits), impressions=fresh(new.impressions)) for new in arrivals]


def assert_same(grown: PersonReading, whole: PersonReading) -> None:
    """To the last digit."""
    assert grown.logged == whole.logged
    assert grown.evidence == whole.evidence
    assert grown.known.shown == whole.known.shown
    assert grown.known.tellers == whole.known.tellers
    assert [page.context for page in grown.products] == [page.context for page in whole.products]
    later = NOON + timedelta(days=60)
    assert grown.profile_at(later) == whole.profile_at(later)


@pytest.fixture(autouse=True, scope="module")
def _short_strides() -> Iterator[None]:
    """Keep passes so close together that a few events go back to one of them."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"APART": 2, "NEAR": 6, "FAR_APART": 6, "FARTHEST": 12}.items():
            patch.setattr(running_reading, name, value)
        yield


@settings(max_examples=80, deadline=None)
@given(ARRIVALS)
def test_growing_gives_the_very_reading_of_the_whole_log(arrivals: list[NewEvents]):
    """Late events, late contacts, sites and places that became known later: nothing of it leaves a trace."""
    begun = PersonLog((), (), (), NOON, Corrections(muted=frozenset({"88"})))
    running = RunningReading(begun, READER)
    for new in once_each(arrivals):
        grown = running.extend(new)

    assert_same(grown, read_person(grown.log, READER))


@settings(max_examples=50, deadline=None)
@given(ARRIVALS, st.sampled_from(SITES))
def test_row_without_a_site_is_that_of_the_reading_without_it(arrivals: list[NewEvents], site: str):
    """The quick way to a counterfactual gives what reading everything again would give."""
    running = RunningReading(PersonLog((), (), (), NOON), READER)
    for new in once_each(arrivals):
        reading = running.extend(new)
    without = reading.without_site(site)

    for impression in reading.log.impressions:
        assert reading.row_without_site(site, impression.id) == without.logged_by_id[impression.id]


def test_what_comes_in_order_is_not_read_again(monkeypatch: pytest.MonkeyPatch):
    """A page costs the moments since the last kept pass, however long the log is."""
    running = RunningReading(PersonLog(tuple(a_visit(f"v{n}", minutes=n) for n in range(200)), (), (), NOON), READER)
    steps: list[str] = []
    monkeypatch.setattr(
        running_reading.Pass, "go_on", lambda self, moment, _: (steps.append(moment.id), setattr(self, "moments", 1))
    )
    running.extend(NewEvents(visits=(a_visit("new", minutes=201),)))

    assert steps[-1] == "new"
    assert len(steps) <= 8
