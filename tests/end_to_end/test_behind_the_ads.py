"""Who is behind an ad and who told whom, in a real auction by Prebid with real redirects between companies."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from adtown.demo import Tour
from adtown.layout import Role
from adtown.walk import take_step
from tests.browser_extension.conftest import READ_OUTBOX
from tests.end_to_end.conftest import everything_kept, small_tour_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STEPS = 4
DRAIN_SECONDS = 20
INFERRED = {"interest", "purchase_intent", "retargeting"}
CONSENT = ("tcf", 3, [1, 2, 7])  # what the string in adtown/web/consent.js says


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    """A tour on which the first steps were taken, with everything sent."""
    with small_tour_in(tmp_path_factory.mktemp("tour")) as running:
        page = running.browser.context.new_page()
        for step in running.walk.warm_up[:STEPS]:
            take_step(page, step)
        panel = running.browser.open_page_of_extension("sidepanel.html")
        deadline = time.monotonic() + DRAIN_SECONDS
        while panel.evaluate(READ_OUTBOX) and time.monotonic() < deadline:
            time.sleep(0.3)
        yield running


def test_real_auction_tells_what_each_bidder_was_told_and_redirects_tell_who_told_whom(walked: Tour) -> None:
    """Each ad of a bidder names who sold it and what was said of the person; visible cookie syncs are all seen."""
    kept = everything_kept(walked.service.data_dir)
    sold = [event for event in kept if event["type"] == "impression" and event["bid"]]
    assert sold
    ad_server = walked.town.company_for(Role.AD_SERVER).domain
    for ad in sold:
        seller = next(hop["company"] for hop in ad["delivery"] if hop["how"] == "bidder")
        assert ad["claims"]["told"][0]["company"] == seller  # who delivered it comes first
        assert ad["claims"]["told"][0]["place"] == ad["bid"]["told_place"]
        assert ad["advertisers"][0]["source"] in {"link", "click_chain"}  # seen by the browser, so before the claim
        assert ad["adomain"] == [ad["advertisers"][0]["domain"]]
        assert ad["claims"]["sellers"] == [ad["page_domain"], ad_server]
        assert [(one["framework"], one["companies"], one["purposes"]) for one in ad["claims"]["consents"]] == [CONSENT]

    town = walked.town
    visible = {
        (town.company(sync.source).name, town.company(sync.target).name, "redirect")
        for sync in town.syncs
        if sync.is_visible
    }
    links = {(link["told_by"], link["told"], link["how"]) for link in kept if link["type"] == "company_link"}
    assert links & visible
    assert links <= visible  # nobody is said to have told anybody who did not


def test_panel_says_who_delivered_an_ad_and_what_its_page_told_them(walked: Tour) -> None:
    """The card of an ad that was sold by auction names the seller, who told it, and what it was told."""
    sold = [row for row in everything_kept(walked.service.data_dir) if row["type"] == "impression" and row["bid"]]
    [told, *_] = sold[-1]["claims"]["told"]
    panel = walked.browser.open_page_of_extension("sidepanel.html")
    panel.click("#view-today")
    card = panel.locator(f"article[aria-labelledby='ad-{sold[-1]['id']}']")
    card.locator(".card__toggle").click()
    card.locator(".behind").first.wait_for(state="attached")
    panel.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")

    behind, claims = (card.locator(".behind").nth(place).inner_text() for place in (0, 1))
    assert told["company"] in behind
    assert sold[-1]["adomain"][0] in behind
    assert "bid for this ad" in behind
    assert f"To \u2068{told['company']}\u2069" in claims
    assert told["place"] in claims
    assert f"The place for this ad went through \u2068{sold[-1]['page_domain']}\u2069 →" in claims
    assert "In all, 3 companies have your yes, it says." in claims
    assert "Yes to: keep things on your device; pick ads with little data; measure ads." in claims


def test_nothing_is_called_inferred_without_a_visit_behind_it(walked: Tour) -> None:
    """Every interest, purchase or visit that an ad is traced back to shows at least one page that was really opened."""
    ads = walked.service.get("/api/v1/impressions?limit=200")["impressions"]
    explained = [walked.service.get(f"/api/v1/impressions/{ad['id']}/explanation") for ad in ads]
    inferred = [one for ad in explained for one in ad["contributions"] if one["cause"]["kind"] in INFERRED]
    opened = {row["id"] for row in everything_kept(walked.service.data_dir) if row["type"] == "visit"}

    assert inferred
    assert all(one["evidence"] for one in inferred)
    assert {item["visit_id"] for one in inferred for item in one["evidence"]} <= opened


def test_forgetting_in_the_panel_says_what_it_did(walked: Tour) -> None:
    """Once its visits are forgotten, the trait is said to be gone or weaker, and so it is."""
    panel = walked.browser.open_page_of_extension("sidepanel.html")
    panel.click("#view-you")
    name = panel.locator(".trait__name").first.inner_text()
    panel.locator(".trait__head").first.click()
    panel.locator(".control:has-text('Forget the visits behind it')").click()
    panel.click(".confirmation .button--erase")
    told = panel.wait_for_selector(".notice").inner_text()

    assert f"“\u2068{name}\u2069” is gone." in told
    panel.locator(f".trait__name:text-is('{name}')").wait_for(state="detached")
