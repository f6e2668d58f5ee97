"""The town's pages say what pages of the real web say, in the places where readers of pages look."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, select_autoescape

ADTOWN = Path(__file__).parents[2] / "adtown"
PAGES = Environment(loader=FileSystemLoader(ADTOWN / "templates"), autoescape=select_autoescape())
TOPIC = json.loads((ADTOWN / "content" / "topics" / "677.json").read_text(encoding="utf-8"))
SLOTS = {name: f'<div id="slot-{name}"></div>' for name in ("top", "side", "inline", "bottom", "chumbox")}
SITE = {"name": "Some Paper", "slug": "somepaper"}


def render(template: str, **values: Any) -> str:
    """One template with what every page needs."""
    return PAGES.get_template(template).render(url="http://x.localhost/", language="en", head="", pixels="", **values)


def linked_data(page: str) -> dict[str, Any]:
    """The page's schema.org object."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found[1])  # type: ignore[no-any-return]  # the town's own object


@pytest.mark.parametrize("theme", [0, 1, 2])
def test_article_holds_its_text_and_every_ad_position(theme: int) -> None:
    """Whatever the look, nothing of the article and no ad position is lost."""
    article = TOPIC["articles"][0]

    page = render("article.html", site=SITE | {"theme": theme}, article=article, related=[], nav=[], slots=SLOTS)

    assert all(text in page for text in (article["title"], *article["headings"], *article["paragraphs"]))
    assert all(markup in page for markup in SLOTS.values())


def test_product_page_declares_the_product() -> None:
    """A shop tells search engines, and whoever else reads it, what is sold at which price."""
    product = TOPIC["shop"]["products"][0]

    offer = linked_data(render("product.html", shop=TOPIC["shop"], product=product))

    assert (offer["@type"], offer["name"]) == ("Product", product["name"])
    assert (offer["offers"]["price"], offer["offers"]["priceCurrency"]) == (f"{product['price']:.2f}", "EUR")


def test_checkout_asks_for_what_must_never_be_captured() -> None:
    """The form is there to be left alone: name, address, card and password."""
    page = render("checkout.html", shop=TOPIC["shop"], total=10.0)

    assert all(f'name="{field}"' in page for field in ("name", "email", "street", "card", "cvc", "password"))


def test_creative_leads_to_its_click_address_and_escapes_its_words() -> None:
    """An ad is one link, and its words are words."""
    page = render("creative.html", headline="Cups <b>&</b> more", line="x", advertiser="Y", click_url="/click?a=1&b=2")

    assert 'href="/click?a=1&amp;b=2"' in page
    assert "Cups &lt;b&gt;" in page
