"""The shops, the landing pages of advertisers without one, and the town's start page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from flask import Flask, Response, abort, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from adtown.layout import Campaign, Shop
from adtown.running_town import RunningTown, new_app
from adtown.texts import Product
from adtown.tracking import PageView, pixels_of

CART: Final = "cart"
CART_SEPARATOR: Final = "."
ORDERED: Final = ("Thank you", "Your order is on its way, or would be if this were a real shop.")


def create_shop_app(running: RunningTown) -> Flask:
    """``/``, ``/product/<sku>``, ``/cart`` and ``/checkout`` of every shop; whose shop it is follows from the host."""
    app = new_app("adtown.shops")

    @app.get("/")
    def front_page() -> AnyResponse:
        shop = shop_at(running)
        return shop_page(
            running, shop, "shop_home.html", products=[product_card(shop, item, running) for item in shop.text.products]
        )

    @app.get("/product/<sku>")
    def product_page(sku: str) -> AnyResponse:
        shop = shop_at(running)
        product = next((item for item in shop.text.products if item.sku == sku), None) or abort(404)
        related = [
            {"title": item.name, "url": shop.url(running.port, f"/product/{item.sku}")}
            for item in shop.text.products
            if item != product
        ]
        return shop_page(
            running, shop, "product.html", sku=sku, product=product_card(shop, product, running), related=related
        )

    @app.route("/cart", methods=["GET", "POST"])
    def cart() -> AnyResponse:
        shop = shop_at(running)
        added = request.form.get("sku") or request.args.get("add")
        skus = [sku for sku in (*cart_of(), added) if sku]
        items = [product_card(shop, item, running) for item in shop.text.products if item.sku in skus]
        last = items[-1]["sku"] if items else None
        response = shop_page(running, shop, "cart.html", sku=last, items=items, total=total_of(shop, skus))
        response.set_cookie(CART, CART_SEPARATOR.join(dict.fromkeys(skus)))
        return response

    @app.get("/checkout")
    def checkout() -> AnyResponse:
        shop = shop_at(running)
        return shop_page(running, shop, "checkout.html", total=total_of(shop, cart_of()))

    @app.post("/order")
    def order() -> AnyResponse:
        headline, line = ORDERED
        return shop_page(running, shop_at(running), "landing.html", headline=headline, line=line)

    return app


def shop_at(running: RunningTown) -> Shop:
    """The shop whose host was asked."""
    return running.town.shop(request.host.split(":")[0]) or abort(404)


def cart_of() -> Sequence[str]:
    """What lies in the cart of this browser."""
    return [sku for sku in request.cookies.get(CART, "").split(CART_SEPARATOR) if sku]


def total_of(shop: Shop, skus: Sequence[str]) -> float:
    """The price of a cart, each product once."""
    return sum(item.price for item in shop.text.products if item.sku in skus)


def product_card(shop: Shop, item: Product, running: RunningTown) -> dict[str, Any]:
    """A product as the templates show it."""
    url = shop.url(running.port, f"/product/{item.sku}")
    return {"sku": item.sku, "name": item.name, "price": item.price, "description": item.description, "url": url}


def shop_page(running: RunningTown, shop: Shop, template: str, *, sku: str | None = None, **words: Any) -> Response:
    """One page view in a shop, seen by those whose pixel is there."""
    page, view = shop.url(running.port, request.path), running.market.open_page()
    pixels = pixels_of(running, shop, PageView(view, page, shop.topic, running.first_party_id(request, shop), sku))
    facts = {"name": shop.text.name, "slug": shop.text.slug}
    html = render_template(template, shop=facts, url=page, head="", pixels=pixels, cart_count=len(cart_of()), **words)
    return Response(html, headers={"Cache-Control": "no-store"})


def create_landing_app(running: RunningTown) -> Flask:
    """The page behind ads of advertisers that have no shop."""
    app = new_app("adtown.landing")

    @app.get("/")
    def landing() -> AnyResponse:
        campaign = advertised_at(running, request.host.split(":")[0]) or abort(404)
        slug = request.host.split(".")[0]
        line = campaign.creatives[0]
        shop = {"name": campaign.advertiser_name, "slug": slug}
        html = render_template(
            "landing.html",
            shop=shop,
            url=running.url(request.host.split(":")[0]),
            head="",
            pixels="",
            headline=line.headline,
            line=line.line,
        )
        return Response(html)

    return app


def advertised_at(running: RunningTown, domain: str) -> Campaign | None:
    """A campaign that leads to this domain."""
    return next((campaign for campaign in running.town.campaigns if campaign.advertiser == domain), None)


def create_start_app(running: RunningTown) -> Flask:
    """The directory of the town, for a person who walks it alone."""
    app = new_app("adtown.start")

    @app.get("/")
    def start() -> AnyResponse:
        town, port = running.town, running.port
        sites = [{"name": site.text.name, "url": site.url(port), "tagline": site.text.tagline} for site in town.sites]
        shops = [{"name": shop.text.name, "url": shop.url(port)} for shop in town.shops]
        return Response(render_template("start.html", sites=sites, shops=shops, seed=town.seed, head="", pixels=""))

    @app.get("/start")
    def old_address() -> AnyResponse:
        return redirect("/")

    return app
