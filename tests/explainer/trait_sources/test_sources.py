"""Each source says what it should, and one visit never says the same thing twice."""

from __future__ import annotations

import pytest

from explainer.page_topics import TopicScore
from explainer.records import CauseKind, Evidence, Visit
from explainer.trait_sources import TRAIT_SOURCES, BrowsingMemory, SiteSoFar, SourceContext, find_evidence
from explainer.trait_sources.commercial_pages import Stage, purchase_stage
from tests.builders import a_visit

CAMPING = (TopicScore("677", 0.8, ("tent", "stove")),)


def topics_of(evidence: tuple[Evidence, ...]) -> dict[str, Evidence]:
    """Evidence by topic, without the visited sites."""
    return {item.topic: item for item in evidence if item.kind is not CauseKind.RETARGETING}


def test_sources_stand_in_one_visible_tuple():
    """Whoever asks what Whyad infers from finds the whole list in one place."""
    assert [source.name for source in TRAIT_SOURCES] == [
        "page_words", "site_topic", "search_query", "purchase_intent", "advertiser_visit",
    ]  # fmt: skip


def test_page_words_weigh_as_much_as_the_topic_is_probable():
    """A page that is probably about camping is probably an interest in camping."""
    camping = topics_of(find_evidence(a_visit(), SourceContext(topics=CAMPING)))["677"]

    assert camping.weight == pytest.approx(0.8)
    assert (camping.kind, camping.source, camping.words) == (CauseKind.INTEREST, "page_words", ("tent", "stove"))


def test_unlikely_topics_of_a_page_are_no_evidence():
    """A passing mention makes nobody an enthusiast."""
    context = SourceContext(topics=(TopicScore("677", 0.7), TopicScore("216", 0.1)))

    assert set(topics_of(find_evidence(a_visit(), context))) == {"677"}


def test_site_speaks_softly_where_the_page_is_silent():
    """A picture gallery on a camping site is still a visit to a camping site."""
    site = SiteSoFar(pages=3, topics={"677": 2.4})

    camping = topics_of(find_evidence(a_visit(), SourceContext(site=site)))["677"]

    assert (camping.source, camping.weight) == ("site_topic", pytest.approx(0.4))


def test_site_is_silent_where_its_pages_disagree():
    """A newspaper is not about anything."""
    site = SiteSoFar(pages=4, topics={"677": 0.9, "533": 0.9, "386": 0.9, "80": 0.9})

    assert not topics_of(find_evidence(a_visit(), SourceContext(site=site)))


def test_search_speaks_louder_than_a_page():
    """Nobody types a question they have no interest in."""
    visit = a_visit(search_query="quiet campsites by a lake")

    camping = topics_of(find_evidence(visit, SourceContext(query_topics=CAMPING)))["677"]

    assert (camping.source, camping.kind) == ("search_query", CauseKind.INTEREST)
    assert camping.weight == pytest.approx(1.2)


def test_search_with_a_buying_word_is_an_intent():
    """Cheap tents are looked for by people who will buy one."""
    visit = a_visit(search_query="cheap tents")

    camping = topics_of(find_evidence(visit, SourceContext(query_topics=CAMPING)))["677"]

    assert camping.kind is CauseKind.PURCHASE_INTENT


@pytest.mark.parametrize(
    ("fields", "stage"),
    [
        ({"url": "https://shop.example/cart"}, Stage.CART),
        ({"url": "https://shop.example/de/warenkorb?x=1"}, Stage.CART),
        ({"url": "https://shop.example/checkout/address"}, Stage.CHECKOUT),
        ({"url": "https://shop.example/products/kea-2"}, Stage.PRODUCT),
        ({"url": "https://shop.example/kea-2", "schema_types": ("Product", "Offer")}, Stage.PRODUCT),
        ({"url": "https://shop.example/kea-2", "schema_types": ("http://schema.org/AggregateOffer",)}, Stage.PRODUCT),
        ({"url": "https://news.example/cartoons/today"}, Stage.NONE),
        ({"url": "https://news.example/a", "schema_types": ("NewsArticle",)}, Stage.NONE),
    ],
)
def test_steps_to_a_purchase_are_seen_in_address_and_markup(fields: dict[str, object], stage: Stage):
    """A cart is a cart in English and in German, and cartoons are none."""
    assert purchase_stage(a_visit(**fields)) is stage


def product(id: str, minutes: float) -> Visit:
    """A product page of an outdoor shop."""
    return a_visit(id, minutes=minutes, url=f"https://shop.example/products/{id}", domain="shop.example")


def test_nearer_steps_weigh_more():
    """Reading, looking at a product, filling a cart, paying: in this order."""
    urls = (
        "https://shop.example/guide",
        "https://shop.example/products/x",
        "https://shop.example/cart",
        "https://shop.example/checkout",
    )

    weights = [topics_of(find_evidence(a_visit(url=url), SourceContext(topics=CAMPING)))["677"].weight for url in urls]

    assert weights == sorted(set(weights))


def test_second_product_of_a_topic_within_a_day_is_a_comparison():
    """Two tents in one evening mean that a tent is being chosen."""
    memory = BrowsingMemory()
    memory.remember(product("kea", 0), CAMPING)

    soon = memory.context_for(product("moa", 30), CAMPING, ())
    late = memory.context_for(product("moa", 60 * 30), CAMPING, ())

    assert topics_of(find_evidence(product("moa", 30), soon))["677"].words[0] == "compared products"
    assert topics_of(find_evidence(product("moa", 60 * 30), late))["677"].words[0] == "product page"


def test_silent_cart_is_about_what_the_shop_is_about():
    """A cart seldom says what lies in it."""
    memory = BrowsingMemory()
    memory.remember(product("kea", 0), CAMPING)
    cart = a_visit("cart", minutes=5, url="https://shop.example/cart", domain="shop.example")

    camping = topics_of(find_evidence(cart, memory.context_for(cart, (), ())))["677"]

    assert (camping.kind, camping.words[0]) == (CauseKind.PURCHASE_INTENT, "cart")


@pytest.mark.parametrize("words", [("checkout",), ("Cart",), ("warenkorb", "kasse")])
def test_words_of_the_till_are_no_interest(words: tuple[str, ...]):
    """Who pays at a checkout is not thereby interested in darts, where a checkout ends the game."""
    memory = BrowsingMemory()
    memory.remember(product("kea", 0), CAMPING)
    till = a_visit("till", minutes=5, url="https://shop.example/checkout", domain="shop.example")
    darts = (TopicScore("493", 0.9, words),)

    found = topics_of(find_evidence(till, memory.context_for(till, darts, ())))
    memory.remember(till, darts)

    assert set(found) >= {"677"}
    assert "493" not in found
    assert "493" not in memory.site("shop.example").topics


def test_cart_that_names_its_goods_is_about_them():
    """A word besides those of the till says what lies in it."""
    cart = a_visit("cart", url="https://shop.example/cart", domain="shop.example")

    context = BrowsingMemory().context_for(cart, (TopicScore("677", 0.9, ("cart", "tent")),), ())

    assert topics_of(find_evidence(cart, context))["677"].kind is CauseKind.PURCHASE_INTENT


def test_one_visit_is_shown_once_per_topic_with_all_its_words():
    """Title words and a product page are two observations of one visit, not two visits."""
    visit = product("kea", 0)

    evidence = [item for item in find_evidence(visit, SourceContext(topics=CAMPING)) if item.topic == "677"]

    assert len(evidence) == 1
    assert evidence[0].kind is CauseKind.PURCHASE_INTENT
    assert evidence[0].words == ("product page", "tent", "stove")


def test_every_visit_counts_as_a_visit_to_its_site():
    """Which sites advertise is not known in advance."""
    evidence = find_evidence(a_visit(domain="www.tents.example"), SourceContext())

    assert [(item.topic, item.kind) for item in evidence] == [("tents.example", CauseKind.RETARGETING)]
