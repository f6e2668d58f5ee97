"""Who could have known a cause, and when we may say that nobody in the delivery could."""

from __future__ import annotations

from explainer.claims import CompanyLink
from explainer.knowers import companies_by_visit, find_knowers, find_reach, told_by, with_tellers
from explainer.records import CauseKind, DeliveryHop, Evidence, Reach, TrackerContact
from tests.builders import NOON

BIDDER = DeliveryHop("alpha.example", "Alpha", "bidder")
AD_SERVER = DeliveryHop("ads.news.example", "News House", "ad_server")


def visit_to(domain: str, visit_id: str) -> Evidence:
    """Evidence that a site was visited."""
    return Evidence(visit_id, NOON, domain, "677", CauseKind.INTEREST, "page_words", 1.0)


def contacts(*pairs: tuple[str, str]) -> dict[str, frozenset[str]]:
    """Companies by visit from (visit, company) pairs."""
    return dict(companies_by_visit(TrackerContact(visit, company, f"{company}.example") for visit, company in pairs))


EVIDENCE = (visit_to("trails.example", "v1"), visit_to("huts.example", "v2"))


def test_company_in_the_delivery_comes_first_with_its_role():
    """Who saw the visits and sold the ad is named before who only saw more."""
    seen = contacts(("v1", "Alpha"), ("v1", "Beta"), ("v2", "Beta"))

    alpha, beta = find_knowers(EVIDENCE, seen, (BIDDER,))

    assert (alpha.company, alpha.how, alpha.in_delivery, alpha.sites) == ("Alpha", "bidder", True, ("trails.example",))
    assert (beta.company, beta.how, beta.in_delivery, beta.visit_ids) == ("Beta", "request", False, ("v1", "v2"))


def test_company_that_was_told_is_named_with_who_told_it():
    """Alpha sold the ad and was on no visit, but Beta was, and passed its id of the person on to Alpha."""
    tellers = told_by([CompanyLink("v9", "Beta", "Alpha", "redirect")])

    alpha, beta = find_knowers(EVIDENCE, contacts(("v1", "Beta")), (BIDDER,), tellers)

    assert (alpha.company, alpha.how, alpha.told_by, alpha.visit_ids) == ("Alpha", "cookie_sync", "Beta", ("v1",))
    assert (beta.company, beta.told_by) == ("Beta", None)


def test_link_between_companies_makes_a_cause_reachable():
    """The newspaper's ad server was on no visit; a company that was there told it who the person is."""
    tellers = told_by([CompanyLink("v9", "Beta", "News House", "shared_id")])
    seen = contacts(("v1", "Beta"))

    told = with_tellers((AD_SERVER,), tellers)
    assert find_reach(CauseKind.INTEREST, EVIDENCE, seen, told, "news.example") is Reach.REACHABLE
    assert find_reach(CauseKind.INTEREST, EVIDENCE, seen, (AD_SERVER,), "news.example") is Reach.UNREACHABLE


def test_a_hashed_address_is_no_cookie_sync():
    """A site that hands an e-mail's hash to a company links the site's customers, not two companies' profiles."""
    assert told_by([CompanyLink("v9", "trails.example", "Alpha", "hashed_email")]) == {}


def reach(seen: dict[str, frozenset[str]], *delivery: DeliveryHop, page: str = "news.example") -> Reach:
    """Reach of an interest from the two visits."""
    return find_reach(CauseKind.INTEREST, EVIDENCE, seen, delivery, page)


def test_cause_is_reachable_where_a_company_was_on_both_ends():
    """Alpha saw the hike and sold the ad."""
    assert reach(contacts(("v1", "Alpha")), BIDDER) is Reach.REACHABLE


def test_server_side_exchange_cannot_be_ruled_out():
    """A bidder that was on no visit may still have been told."""
    assert reach(contacts(("v1", "Beta")), BIDDER) is Reach.UNKNOWN


def test_plain_ad_server_that_is_on_no_visit_cannot_have_known():
    """The newspaper's own ad server never met the person elsewhere."""
    assert reach(contacts(("v1", "Beta")), AD_SERVER) is Reach.UNREACHABLE


def test_ad_server_of_a_visited_site_may_have_known():
    """A site knows its own visitors without any tracker."""
    assert reach(contacts(("v1", "Beta")), AD_SERVER, page="trails.example") is Reach.UNKNOWN


def test_ad_server_that_tracks_elsewhere_may_trade():
    """A company that is on other pages may have met others there."""
    assert reach(contacts(("v9", "News House"), ("v1", "Beta")), AD_SERVER) is Reach.UNKNOWN


def test_nothing_is_said_where_nothing_is_known():
    """Without contacts or without a delivery chain the answer is: unknown."""
    assert reach({}, AD_SERVER) is Reach.UNKNOWN
    assert reach(contacts(("v1", "Beta"))) is Reach.UNKNOWN


def test_page_and_moment_need_nobody():
    """Everybody who serves an ad sees the page and the clock."""
    for kind in (CauseKind.PAGE_CONTEXT, CauseKind.PLACE_TIME_DEVICE):
        assert find_reach(kind, (), {}, (), "news.example") is Reach.REACHABLE
