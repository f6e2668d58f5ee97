"""Whatever was added in whatever order, what the service has in mind is what it would read from the store afresh."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from extension_api import memory
from extension_api.service import Service
from extension_api.store import recent
from extension_api.understanding import Understanding
from tests.extension_api.conftest import Browser
from tests.extension_api.history import CAMPING, NEWS, a_contact_event, a_visit_event, an_ad_event

SITES = ("trails.example", "tents.example", "news.example")


def a_long_history(visits: int) -> list[dict]:
    """Pages one minute apart, each with a company on it and an ad."""
    events: list[dict] = []
    for n in range(visits):
        site, title = SITES[n % 3], (CAMPING, "", NEWS)[n % 3]
        events += [
            a_visit_event(f"v{n:03}", n - 90, domain=site, title=title),
            a_contact_event(f"k{n}", f"v{n:03}", n - 89.9),
            an_ad_event(f"a{n:03}", n - 89.8, visit_id=f"v{n:03}", advertiser="tents.example", crid=f"cr-{n % 4}"),
        ]
    return events


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A memory for twenty pages, so that a few events outgrow it."""
    for name, value in {"MOST_VISITS": 20, "MOST_IMPRESSIONS": 20, "OLDER_BEFORE": 6, "OLDER_AFTER": 4}.items():
        monkeypatch.setattr(memory, name, value)
    return


def test_what_was_added_is_read_as_if_from_the_beginning(paired: Browser, service: Service):
    """Batches in a mixed order, contacts before their visits: the reading is that of the whole store."""
    events = a_long_history(30)
    random.Random(5).shuffle(events)
    for start in range(0, len(events), 7):
        paired.post("/api/v1/events", {"events": events[start : start + 7]})
        grown = service.understanding.knowledge().reading
    afresh = Understanding(service.database).knowledge().reading

    assert grown.logged == afresh.logged
    assert grown.evidence == afresh.evidence
    assert grown.known.companies == afresh.known.companies


def test_one_more_page_does_not_read_the_store_again(
    paired: Browser, service: Service, monkeypatch: pytest.MonkeyPatch
):
    """A new visit costs itself and what came shortly before."""
    paired.post("/api/v1/events", {"events": a_long_history(30)})
    service.understanding.knowledge()
    monkeypatch.setattr(memory, "read_recent", None)
    paired.post("/api/v1/events", {"events": [a_visit_event("new", 40)]})

    assert "new" in service.understanding.knowledge().visits


@pytest.mark.usefixtures("small")
def test_only_the_newest_stretch_is_in_mind(paired: Browser, service: Service):
    """However long the log is, so much of it is read; the diet says from when on it counts."""
    for start in range(0, 60, 6):
        paired.post("/api/v1/events", {"events": a_long_history(60)[3 * start : 3 * start + 18]})
        assert len(service.understanding.knowledge().visits) <= 31
    known = service.understanding.knowledge()

    assert "v059" in known.visits
    assert "v000" not in known.visits
    assert paired.get("/api/v1/diet").json["since"] > paired.get("/api/v1/traits").json["observed_since"]


@pytest.mark.usefixtures("small")
def test_an_older_ad_is_explained_from_what_lay_around_it(paired: Browser, service: Service):
    """Its visits are from its own time, and its neighbours need no second look at the store."""
    paired.post("/api/v1/events", {"events": a_long_history(60)})
    why = paired.get("/api/v1/impressions/a010/explanation").json
    visits = {item["visit_id"] for cause in why["contributions"] for item in cause["evidence"]}

    assert visits
    assert max(visits) <= "v010"
    assert service.understanding.knowledge_about("a009") is service.understanding.knowledge_about("a010")
    assert paired.get("/api/v1/impressions/never/explanation").status_code == 404


@pytest.mark.usefixtures("small")
def test_a_page_of_older_ads_ends_before_it_takes_long_and_goes_on_from_there(
    paired: Browser, monkeypatch: pytest.MonkeyPatch
):
    """Whoever leafs back for years waits for no page; every ad is on exactly one of them."""
    monkeypatch.setattr("extension_api.routes.impressions.OLDER_SECONDS", 0.0)
    paired.post("/api/v1/events", {"events": a_long_history(60)})
    pages, cursor = [], ""
    while cursor is not None:
        page = paired.get(f"/api/v1/impressions?limit=40{cursor and '&cursor='}{cursor}").json
        pages, cursor = [*pages, [ad["id"] for ad in page["impressions"]]], page["next_cursor"]

    assert [ad for page in pages for ad in page] == [f"a{number:03}" for number in reversed(range(60))]
    assert {len(page) for page in pages[1:-1]} == {10}


@pytest.mark.usefixtures("small")
def test_what_is_forgotten_is_gone_from_the_surroundings_too(paired: Browser):
    """Erasing reaches what the service has in mind of older times."""
    paired.post("/api/v1/events", {"events": a_long_history(60)})
    paired.get("/api/v1/impressions/a010/explanation")
    paired.ask("DELETE", "/api/v1/visits", json={"ids": ["v006", "v009"]})
    why = paired.get("/api/v1/impressions/a010/explanation").json
    visits = {item["visit_id"] for cause in why["contributions"] for item in cause["evidence"]}

    assert not visits & {"v006", "v009"}


@pytest.mark.usefixtures("small")
def test_forgetting_a_trait_reaches_visits_that_are_no_longer_in_mind(
    paired: Browser, service: Service, monkeypatch: pytest.MonkeyPatch
):
    """Camping pages of long ago go with those of today."""
    monkeypatch.setattr("extension_api.understanding.MOST_VISITS", 20)
    paired.post("/api/v1/events", {"events": a_long_history(60)})
    paired.ask("DELETE", f"/api/v1/traits/{paired.get('/api/v1/traits').json['traits'][0]['id']}")
    titles = {row["title"] for row in service.reader().execute("SELECT title FROM visits")}

    assert CAMPING not in titles


def test_texts_of_erased_pages_are_not_kept(paired: Browser, service: Service):
    """The topics of a page are remembered by its words, and the words go with the page."""
    paired.post("/api/v1/events", {"events": a_long_history(6)})
    service.understanding.knowledge()
    paired.ask("DELETE", "/api/v1/sites/trails.example")
    service.understanding.knowledge()

    assert CAMPING not in {page.title for page in service.understanding.reader._topics}


def test_a_bookmark_follows_every_kind_of_event(paired: Browser, service: Service):
    """Nothing is read twice, and nothing is left out."""
    db = service.reader()
    _, begun = recent.read_recent(db, most_visits=10, most_impressions=10)
    paired.post("/api/v1/events", {"events": a_long_history(2)})
    added, then = recent.read_added(db, begun, most=10) or pytest.fail("more than ten")

    assert [len(added.visits), len(added.contacts), len(added.impressions)] == [2, 2, 2]
    assert recent.read_added(db, then, most=10)[0] == type(added)()
    assert recent.read_added(db, begun, most=1) is None
