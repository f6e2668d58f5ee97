"""An ad is read from what it says, what its bid declares and where it leads."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from explainer.claims import DisclosedReason, Disclosure
from explainer.page_topics import PageText, TopicScore, read_topics
from explainer.records import AdImpression, Bid, DeliveryHop, LoggedAd
from explainer.registrable_domain import registrable_domain
from explainer.shown_ad import (
    CreativeIds,
    cards_by_impression,
    moments_at,
    moments_named,
    product_name,
    read_ad,
    shows_product,
    stated_reasons,
)
from explainer.taxonomy import Taxonomy
from explainer.trait_sources import SiteSoFar
from tests.builders import NOON, a_visit, an_impression


def topics_of_text(text: str) -> tuple[TopicScore, ...]:
    """As the reader of visits does it."""
    return read_topics(PageText(text))


def read(shown: AdImpression, *, site: SiteSoFar | None = None, place: str | None = None) -> LoggedAd:
    """The ad as it enters the log."""
    site = site or SiteSoFar()
    return read_ad(shown, Taxonomy.load(), ad_id="tents.example/1", text_topics=topics_of_text, site=site, place=place)


def test_declared_topics_come_before_read_ones():
    """What the bid says of its ad is taken over our reading of a slogan."""
    shown = an_impression(text="Tents, now lighter", bid=Bid("alpha", 2.0, cat=("533", "IAB17-44")))

    assert read(shown).cat == ("533",)


def test_text_is_read_where_nothing_is_declared():
    """Three words about tents are enough."""
    assert read(an_impression(text="Three-season tents, now lighter")).cat[0] == "677"


def test_advertisers_own_pages_speak_for_a_silent_ad():
    """A picture without words is about what its shop is about."""
    assert read(an_impression(text=""), site=SiteSoFar(2, {"677": 1.6})).cat == ("677",)


def test_one_creative_has_one_id_everywhere():
    """The same ad is recognised on another page and below another host of its advertiser."""
    first = an_impression("i1", adomain=("www.tents.example",), crid="cr-1")
    second = an_impression("i2", adomain=("tents.example",), crid="cr-1", page_domain="other.example")

    creatives = CreativeIds()

    assert creatives.id_of(first) == creatives.id_of(second) == "tents.example/cr-1"


def test_ad_without_a_creative_id_is_known_by_its_text():
    """A site's own label does not make another ad of it, other words do."""
    creatives = CreativeIds()
    texts = ("Tents for three seasons Find out more", "Ad Tents for three seasons Find out", "Boots that breathe")
    ids = [creatives.id_of(an_impression(crid=None, text=text)) for text in texts]

    assert ids[0] == ids[1] != ids[2]


def test_told_place_counts_only_if_the_text_names_it():
    """An ad for Leipzig is about Leipzig; an ad seen in Leipzig is not."""
    assert read(an_impression(text="Theatre in Leipzig tonight"), place="Leipzig").places == ("Leipzig",)
    assert read(an_impression(text="Theatre tonight"), place="Leipzig").places == ()
    assert read(an_impression(text="Essential oils"), place="Essen").places == ()


@pytest.mark.parametrize(
    ("text", "moments"),
    [
        ("Dinner tonight?", ("evening", "night")),
        ("Your Saturday pancakes", ("weekend",)),
        ("Fr\u00fchst\u00fcck am Wochenende", ("morning", "weekend")),
        ("Lighter tents", ()),
    ],
)
def test_moments_are_named_by_the_text(text: str, moments: tuple[str, ...]):
    """Tonight is this evening, and Saturday is the weekend."""
    assert moments_named(text) == moments


def test_evening_is_local():
    """Seven in the evening in Leipzig is not seven in the evening in London."""
    friday = datetime(2026, 11, 6, 16, 30, tzinfo=UTC)

    assert moments_at(friday, UTC) == ("afternoon",)
    assert moments_at(friday, timezone(timedelta(hours=8))) == ("night", "weekend")


def test_companies_of_the_delivery_are_the_ads_vendors():
    """A company counts once, however often it was asked."""
    hops = (
        DeliveryHop("a.example", "Alpha", "bidder"),
        DeliveryHop("cdn.a.example", "Alpha", "frame"),
        DeliveryHop("b.example", "Beta", "request"),
    )

    assert read(an_impression(delivery=hops)).vendors == ("Alpha", "Beta")


def test_declared_parameters_become_stated_reasons():
    """Each parameter of the declaration is one reason, in its own words."""
    shown = an_impression(bid=Bid("alpha", 2.0, dsa_paid="Tents Ltd", dsa_params=(1, 3)))

    assert [(reason.kind, reason.source) for reason in stated_reasons(shown)] == [
        ("profiling", "dsa"),
        ("precise_place", "dsa"),
    ]
    assert stated_reasons(shown)[0].detail == "paid by Tents Ltd"


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.tents.example", "tents.example"),
        ("a.b.localhost", "b.localhost"),
        ("localhost", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
        ("me.github.io", "me.github.io"),
        ("news.bbc.co.uk", "bbc.co.uk"),
    ],
)
def test_registrable_domain_is_what_somebody_registered(host: str, domain: str):
    """Hosts of one owner are one site; addresses and bare names stay as they are."""
    assert registrable_domain(host) == domain


def test_reasons_on_a_platforms_card_stand_before_the_bids_declaration():
    """What the person read on the platform's own card is stated by the platform, once each."""
    reasons = (DisclosedReason("place_time_device", "Your location"), DisclosedReason("other", "The time of day"))
    card = Disclosure("d1", NOON, "v1", "google", impression_id="i1", reasons=reasons)
    shown = an_impression(bid=Bid("alpha", 2.0, dsa_params=(2,)))

    cards = cards_by_impression([card, card, Disclosure("d2", NOON, "v1", "x")])

    assert [(reason.kind, reason.source) for reason in stated_reasons(shown, cards["i1"])] == [
        ("place_time_device", "google"),
        ("other", "google"),
        ("contextual", "dsa"),
    ]


def test_a_product_is_called_by_its_pages_title_without_the_shops_name():
    """What the person looked at is known by name, and pages that sell nothing have none."""
    page = a_visit(url="https://tents.example/product/7", title="Ridge Tent for Two | Tents & More")

    assert product_name(page) == "ridge tent for two"
    assert product_name(a_visit(title="Ridge Tent for Two | Tents & More")) is None


def test_an_ad_shows_a_product_if_it_says_its_whole_name():
    """Half a name is another product's."""
    assert shows_product("Still thinking? Ridge Tent for Two, now 199 euros", "ridge tent for two")
    assert not shows_product("Ridge Tent for Four, now 299 euros", "ridge tent for two")


def test_an_advertiser_may_carry_its_place_in_its_name():
    """The city's ticket shop names the city even where the slogan does not."""
    shown = an_impression(adomain=("leipzigtickets.example",), text="A good seat is still free")

    assert read(shown, place="Leipzig").places == ("Leipzig",)
    assert read(shown, place="Dresden").places == ()


def test_an_address_that_is_none_sells_nothing():
    """Half a bracket in an address is a page without a product, not an error."""
    assert product_name(a_visit(url="http://[half", title="Ridge Tent for Two")) is None
