"""The town over HTTP: who answers at which host, what is counted, what is written down."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from werkzeug.test import Client

from adtown.layout import Kind, Role, Town
from adtown.rehearsal import NOON
from adtown.server import open_town
from tests.adtown.conftest import PORT, Reader, a_bid_request, a_site, an_article

START = f"http://town.localhost:{PORT}/"


def facts_of(page: str) -> dict:
    """What a page tells its auction."""
    return json.loads(re.search(r'id="page-facts">(.*?)</script>', page)[1])


def addresses_in(page: str, part: str) -> list[str]:
    """Addresses on a page whose path begins with ``part``."""
    return [
        url.replace("&amp;", "&")
        for url in re.findall(r'src="(http[^"]+)"', page)
        if urlsplit(url).path.startswith(part)
    ]


def test_start_page_lists_every_site_and_shop(town: Town, reader: Reader) -> None:
    """Somebody who walks the town alone finds all of it from one page."""
    page = reader.get(START).text

    assert all(place.url(PORT) in page for place in (*town.sites, *town.shops))


def test_unknown_host_is_nobody(reader: Reader) -> None:
    """A host that the town does not have answers 404."""
    assert reader.get(f"http://elsewhere.localhost:{PORT}/").status_code == 404


def test_every_front_page_and_article_opens(town: Town, reader: Reader) -> None:
    """No link on a publisher's site is dead."""
    urls = [url for site in town.sites for url in (site.url(PORT), *(article.url(PORT) for article in site.articles))]

    assert {reader.get(url).status_code for url in urls} == {200}


def test_page_tells_its_auction_topic_place_and_bidders(town: Town, reader: Reader) -> None:
    """Bidders learn from the publisher what the page is about and which city the reader is in."""
    article = an_article(town, town.persona.strong_topics[0])

    facts = facts_of(reader.get(article.url(PORT)).text)

    assert facts["topics"] == [article.topic]
    assert facts["city"] == town.home_place
    assert {bidder["code"] for bidder in facts["bidders"]} == set(town.site(article.domain).bidders)
    assert len(facts["slots"]) == 3


def test_pixels_carry_the_first_party_id_only_where_the_data_company_is(town: Town, reader: Reader) -> None:
    """The company without cookies hands its id on in addresses, on the sites that have it."""
    data = town.company_for(Role.DATA).code
    for site in town.sites:
        pixels = addresses_in(reader.get(site.url(PORT)).text, "/p.gif")
        assert {bool(parse_qs(urlsplit(url).query).get("f")) for url in pixels} == {data in site.pixels}


def test_bid_cookie_is_accepted_in_pages_of_others(town: Town, reader: Reader) -> None:
    """Without SameSite=None and Secure no browser would send it back."""
    article = an_article(town, None)
    response = reader.post(
        f"http://rtb.velquist.localhost:{PORT}/openrtb2",
        a_bid_request(article, 1),
        headers={"Origin": "http://a.localhost"},
    )

    cookie = response.headers["Set-Cookie"]
    assert all(part in cookie for part in ("SameSite=None", "Secure", "Domain=velquist.localhost"))
    assert response.headers["Access-Control-Allow-Origin"] == "http://a.localhost"
    assert response.headers["Access-Control-Allow-Credentials"] == "true"


def test_bid_is_openrtb_and_its_creative_leads_to_the_advertiser(town: Town, reader: Reader) -> None:
    """A bid names its advertiser, and a click on the creative arrives there."""
    article = an_article(town, None)
    answer = reader.post(f"http://rtb.brontel.localhost:{PORT}/openrtb2", a_bid_request(article, 1)).json
    (bid,) = answer["seatbid"][0]["bid"]

    creative = reader.get(addresses_in(bid["adm"], "/show")[0]).text

    click = re.search(r'href="([^"]+)"', creative)[1].replace("&amp;", "&")
    assert bid["impid"] == "imp-1"
    assert bid["price"] > 0
    assert f"//{bid['adomain'][0]}:{PORT}/" in parse_qs(urlsplit(click).query)["dest"][0]
    assert reader.get(click).headers["Location"] == parse_qs(urlsplit(click).query)["dest"][0]


def test_only_what_is_delivered_is_logged_and_only_once(town: Town, reader: Reader) -> None:
    """A bid that never shows leaves no line; a creative fetched twice leaves one."""
    article = an_article(town, None)
    bid = reader.post(f"http://rtb.brontel.localhost:{PORT}/openrtb2", a_bid_request(article, 1)).json["seatbid"][0][
        "bid"
    ][0]
    before = reader.decisions()

    for _ in range(2):
        reader.get(addresses_in(bid["adm"], "/show")[0])

    (line,) = reader.decisions()
    assert before == []
    assert (line["page"], line["adomain"], line["crid"]) == (article.url(PORT), bid["adomain"][0], bid["crid"])


def test_shop_visit_brings_a_retargeting_ad_with_the_product(town: Town, reader: Reader) -> None:
    """Who looked at a product sees it again elsewhere, and the log says why."""
    campaign = next(c for c in town.campaigns if c.kind is Kind.RETARGETING and c.advertiser in town.persona.shops)
    shop = town.shop(campaign.advertiser)
    product = shop.text.products[1]
    endpoint = f"http://rtb.{campaign.buyer}.localhost:{PORT}/openrtb2"
    page = reader.get(shop.url(PORT, f"/product/{product.sku}")).text
    reader.get(next(url for url in addresses_in(page, "/p.gif") if campaign.buyer in url))

    bids = [
        bid
        for view in range(2, 40)
        for seat in reader.post(endpoint, a_bid_request(an_article(town, None), view)).json["seatbid"]
        for bid in seat["bid"]
    ]

    assert f"{campaign.id}-{product.sku}" in {bid["crid"] for bid in bids}


def test_body_that_is_no_bid_request_is_refused_in_words(reader: Reader) -> None:
    """A bidder says what it expected."""
    response = reader.post(f"http://rtb.brontel.localhost:{PORT}/openrtb2", {"id": "1"})

    assert response.status_code == 400
    assert "OpenRTB" in response.text


def test_few_bids_declare_a_reason(town: Town) -> None:
    """At most a fifth of the campaigns say anything under the Digital Services Act."""
    assert sum(campaign.declares_dsa for campaign in town.campaigns) / len(town.campaigns) <= 0.25


@pytest.mark.parametrize("is_friendly", [True, False])
def test_ad_server_slot_is_friendly_or_a_frame(town: Town, reader: Reader, *, is_friendly: bool) -> None:
    """Direct ads are written into the page on some sites and framed on others; both are logged when they arrive."""
    page = reader.get(a_site(town, has_friendly_slot=is_friendly).url(PORT)).text
    slot = reader.get(addresses_in(page, "/tag.js" if is_friendly else "/frame")[0]).text
    if is_friendly:
        assert reader.decisions() == []
        reader.get(re.search(r"http://tags[^\"\\]+/seen/\w+\.gif", slot)[0])

    assert [line["seller"] for line in reader.decisions()] == ["slotwick"]


def test_chumbox_shows_several_paid_links(town: Town, reader: Reader) -> None:
    """Each unit of the box is an ad of its own with a picture, logged when the picture is fetched."""
    site = a_site(town, has_chumbox=True)
    page = reader.get(site.articles[0].url(PORT)).text
    box = reader.get(addresses_in(page, "/box.js")[0]).text
    pictures = re.findall(r"http://img[^\"\\]+\.svg", box)

    for picture in pictures:
        reader.get(picture)

    assert 2 <= len(reader.decisions()) == len(pictures) <= 4


def test_visible_sync_goes_from_pixel_to_partner(town: Town, reader: Reader) -> None:
    """The browser is sent from one company to the next with the first one's id."""
    sync = next(sync for sync in town.syncs if sync.is_visible)

    onward = reader.get(f"http://px.{sync.source}.localhost:{PORT}/p.gif?v=1&t=677").headers["Location"]

    assert urlsplit(onward).hostname == f"px.{sync.target}.localhost"
    assert parse_qs(urlsplit(onward).query)["p"] == [sync.source]


def test_no_cookie_is_set_where_third_party_cookies_are_gone(town: Town) -> None:
    """The town can be walked as people do who block them."""
    reader = Client(open_town(town, PORT, third_party_cookies=False, now=lambda: NOON))

    response = reader.get("/p.gif?v=1", base_url=f"http://px.velquist.localhost:{PORT}")

    assert "Set-Cookie" not in response.headers


def test_cart_holds_what_was_put_in(town: Town, reader: Reader) -> None:
    """A product that was added is on the cart page, and the checkout names the sum."""
    shop = town.shop(town.persona.shops[0])
    product = shop.text.products[0]

    cart = reader.get(shop.url(PORT, f"/cart?add={product.sku}")).text

    assert product.name in cart
    assert f"{product.price:.2f}" in reader.get(shop.url(PORT, "/checkout")).text
