"""Every ad meets the person as they were at that moment, and erasing is as if it had never been."""

from __future__ import annotations

from datetime import timedelta

from explainer.records import Bid, Cause, CauseKind, Corrections, DeliveryHop, PersonLog, Reach, TrackerContact
from explainer.situation import VisitReader, read_person
from explainer.taxonomy import Taxonomy
from tests.builders import NOON, a_person_log, a_visit, an_impression

CAMPING = Cause(CauseKind.INTEREST, "677")
TENT_SHOP = Cause(CauseKind.RETARGETING, "tents.example")
ALPHA = DeliveryHop("alpha.example", "Alpha", "bidder")


def reader() -> VisitReader:
    """A reader that remembers nothing."""
    return VisitReader(Taxonomy.load())


def a_camper() -> PersonLog:
    """Two pages about tents and a visit to a shop, then an ad on a page about interest rates, then one more."""
    visits = (
        a_visit("v1", minutes=0, title="Three-season tents compared", headings=("Poles", "Pegs")),
        a_visit("v2", minutes=1, title="Camping stoves and sleeping bags"),
        a_visit("v3", minutes=2, domain="tents.example", title="Lightweight tents"),
        a_visit("v4", minutes=8, domain="news.example", title="Central bank leaves its interest rate unchanged"),
        a_visit("v5", minutes=20, domain="news.example", title="How to pitch a tent in the rain"),
    )
    shown = (
        an_impression("i1", minutes=9, visit_id="v4", text="Lighter tents", delivery=(ALPHA,)),
        an_impression("i2", minutes=21, visit_id="v5", text="Lighter tents", delivery=(ALPHA,)),
    )
    return a_person_log(*visits, impressions=shown, contacts=(TrackerContact("v1", "Alpha", "alpha.example"),))


def test_ad_meets_the_traits_of_its_moment():
    """Three visits about camping stand behind the ad, and the page around it is about something else."""
    first = read_person(a_camper(), reader()).logged_by_id["i1"]

    assert [(trait.id, trait.visits) for trait in first.traits] == [("677", 3)]
    assert first.page.cat[0] == "88"
    assert first.ad.cat[0] == "677"


def test_page_around_the_ad_is_context_and_not_yet_a_trait():
    """Reading about tents right now says what the page is about, not yet who reads it."""
    second = read_person(a_camper(), reader()).logged_by_id["i2"]

    assert next(trait for trait in second.traits if trait.id == "677").visits == 3
    assert second.page.cat[0] == "677"


def test_all_visited_sites_are_counted_not_only_the_shown_one():
    """Ads that were not shown had their chance too."""
    first = read_person(a_camper(), reader()).logged_by_id["i1"]

    assert set(first.visited_advertisers) == {"trails.example", "tents.example"}
    assert first.visited_advertisers["tents.example"] == timedelta(minutes=7) / timedelta(days=1)
    assert first.advertiser_vendors == {"trails.example": ("Alpha",), "tents.example": ()}


def test_vendors_are_unknown_where_nobody_looked():
    """An imported history without tracker contacts proves nothing."""
    log = a_camper()
    first = read_person(PersonLog(log.visits, (), log.impressions, NOON), reader()).logged_by_id["i1"]

    assert first.traits[0].vendors is None
    assert first.advertiser_vendors == {}


def test_evidence_behind_a_cause_is_what_came_before_the_ad():
    """The panel lists the visits that could have mattered, newest first."""
    reading = read_person(a_camper(), reader())

    assert [item.visit_id for item in reading.evidence_for(CAMPING, "i1")] == ["v3", "v2", "v1"]
    assert [item.visit_id for item in reading.evidence_for(TENT_SHOP, "i1")] == ["v3"]


def test_page_context_is_backed_by_the_page_itself():
    """The page's own words say why it matched."""
    evidence = read_person(a_camper(), reader()).evidence_for(Cause(CauseKind.PAGE_CONTEXT, "677"), "i2")

    assert [item.visit_id for item in evidence] == ["v5"]
    assert "tent" in " ".join(evidence[0].words)


def test_knower_and_reach_follow_from_the_visits_behind_the_cause():
    """Alpha saw one of the visits and delivered the ad."""
    reading = read_person(a_camper(), reader())

    assert [knower.company for knower in reading.knowers_of(CAMPING, "i1")] == ["Alpha"]
    assert reading.reach_of(CAMPING, "i1") is Reach.REACHABLE
    assert reading.reach_of(TENT_SHOP, "i1") is Reach.UNKNOWN


def test_reading_without_a_site_is_that_of_a_person_who_never_went_there():
    """Forgetting leaves no trace in the traits, and leaves the ads alone."""
    log = a_camper()
    without = read_person(log, reader()).without_site("www.trails.example")

    kept = tuple(visit for visit in log.visits if visit.domain != "trails.example")
    never = read_person(PersonLog(kept, (), log.impressions, log.observed_since), reader())

    assert [(t.id, t.strength) for t in without.logged[0].traits] == [
        (t.id, t.strength) for t in never.logged[0].traits
    ]
    assert without.logged[0].ad == read_person(log, reader()).logged[0].ad


def test_without_a_visit_its_evidence_is_gone():
    """A forgotten visit is behind nothing."""
    reading = read_person(a_camper(), reader()).without_visits({"v1"})

    assert "v1" not in {item.visit_id for item in reading.evidence}
    assert reading.logged_by_id["i1"].traits[0].visits == 2


def test_what_the_person_called_wrong_is_never_used():
    """Not me means not in any explanation."""
    log = a_camper()
    silenced = PersonLog(log.visits, log.contacts, log.impressions, NOON, Corrections(not_me=frozenset({"677"})))

    assert not read_person(silenced, reader()).logged_by_id["i1"].traits


def test_profile_of_a_moment_shows_the_same_traits_with_their_visits():
    """What explains the ad is what the dashboard shows."""
    reading = read_person(a_camper(), reader())

    profile = reading.profile_at(NOON + timedelta(minutes=9))
    camping = next(trait for trait in profile.traits if trait.topic == "677")

    assert camping.visits == 3
    assert profile.observed_since == NOON


def test_watching_time_starts_when_whyad_did():
    """What came before is unknown, so the days of watching are part of the situation."""
    first = read_person(a_camper(), reader()).logged_by_id["i1"]

    assert first.observed_days == timedelta(minutes=9) / timedelta(days=1)


def test_order_of_the_log_does_not_matter():
    """Events that arrive late are read where they belong."""
    log = a_camper()
    shuffled = PersonLog(log.visits[::-1], log.contacts, log.impressions[::-1], log.observed_since)

    assert read_person(shuffled, reader()).logged == read_person(log, reader()).logged


def test_place_that_one_bidder_was_told_holds_for_the_ads_around_it() -> None:
    """An ad server says nothing about places; the auction beside it did."""
    told = an_impression("i1", minutes=1, bid=Bid("alpha", 1.0, told_place="Leipzig"))
    untold = an_impression("i2", minutes=2, text="Theatre in Leipzig tonight")

    reading = read_person(a_person_log(impressions=(told, untold)), reader())

    assert reading.logged_by_id["i2"].context.place == "Leipzig"
    assert reading.logged_by_id["i2"].ad.places == ("Leipzig",)


def test_an_ad_server_on_every_page_is_not_taken_for_one_who_follows() -> None:
    """It is asked for an ad wherever one goes; only who bids chooses people."""
    visit = a_visit("v1", title="Ridge walks with a tent", headings=("Camping with a tent and a stove",))
    served = DeliveryHop("server.example", "Server", "ad_server")
    bought = an_impression(
        "i1", minutes=5, visit_id="v2", delivery=(DeliveryHop("a.example", "Alpha", "bidder"), served)
    )
    contacts = tuple(TrackerContact("v1", company, "x.example") for company in ("Alpha", "Server"))

    reading = read_person(a_person_log(visit, impressions=(bought,), contacts=contacts), VisitReader(Taxonomy.load()))

    assert {vendor for trait in reading.logged[0].traits for vendor in trait.vendors or ()} == {"Alpha"}


def test_an_ad_for_what_was_looked_at_is_recognised():
    """The shop shows the very tent that was looked at an hour before, and the log says so."""
    seen = a_visit(
        "v1", domain="tents.example", url="https://tents.example/product/7", title="Ridge Tent for Two | Tents & More"
    )
    shown = an_impression("i1", visit_id="v2", minutes=60, text="Ridge Tent for Two, now 199 euros")
    log = a_person_log(seen, a_visit("v2", minutes=60, domain="news.example"), impressions=(shown,))

    (row,) = read_person(log, VisitReader(Taxonomy.load())).logged

    assert row.ad.products == row.viewed_products == ("ridge tent for two",)
