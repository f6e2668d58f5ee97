"""The publishers' ad server: direct and house ads, written into the page or in a frame of its own; and the chumbox."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from flask import Flask, Response, abort, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from adtown.creatives import click_url, creative_facts, landing_page
from adtown.layout import Company
from adtown.market import Offer, SlotRequest
from adtown.memory import Visitor
from adtown.running_town import RunningTown, new_app
from adtown.slots import CHUMBOX_UNITS
from adtown.tracking import PIXEL

# Writes a frame into the page while it is being parsed and the creative into the frame: both belong to the page itself.
FRIENDLY_TAG: Final = """(function () {{
  var id = "sw-" + {id};
  document.write('<iframe id="' + id + '" width="{width}" height="{height}" scrolling="no" style="border:0"></iframe>');
  var page = document.getElementById(id).contentDocument;
  page.open();
  page.write({html});
  page.close();
}})();
"""
CHUMBOX_TAG: Final = "document.getElementById({id}).innerHTML = {html};\n"
THUMB: Final = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 150 100" width="150" height="100">
<rect width="150" height="100" fill="hsl({hue} 45% 82%)"/><circle cx="{x}" cy="62" r="34" fill="hsl({hue} 50% 45%)"/>
<circle cx="118" cy="24" r="12" fill="hsl({other} 80% 60%)"/></svg>"""


def slot_request(visitor: Visitor) -> SlotRequest:
    """One slot as a publisher's tag describes it in its address."""
    asked = request.args
    page = asked.get("l", "")
    view = asked.get("v", type=int)
    if view is None or not urlsplit(page).hostname:
        abort(400)
    return SlotRequest(
        view=view, slot=asked.get("slot", ""), page=page, page_domain=urlsplit(page).hostname or "",
        page_topics=frozenset(asked.getlist("t")), city=asked.get("c"), visitor=visitor,
        width=asked.get("w", 300, type=int), height=asked.get("h", 250, type=int),
    )  # fmt: skip


def create_ad_server_app(running: RunningTown) -> Flask:
    """``/tag.js`` writes into the page, ``/frame`` and ``/house`` are frames, ``/seen`` says that an ad arrived."""
    app = new_app("adtown.ad_server")

    def choose(*, only_house: bool) -> tuple[Offer | None, Company, Visitor]:
        company = running.company_at(request.host)
        visitor = running.visitor(request, company, request.args.get("f"))
        wanted = replace(slot_request(visitor), only_house=only_house)
        return next(iter(running.market.offers(company.code, [wanted], running.now())), None), company, visitor

    def in_frame(*, only_house: bool) -> AnyResponse:
        offer, company, visitor = choose(only_house=only_house)
        if offer is None:
            return Response(status=204)  # the frame stays empty
        running.market.deliver(offer, running.now())
        return running.remember(
            Response(render_template("creative.html", **creative_facts(running, offer))), company, visitor
        )

    @app.get("/frame")
    def frame() -> AnyResponse:
        return in_frame(only_house=False)

    @app.get("/house")
    def house() -> AnyResponse:
        return in_frame(only_house=True)

    @app.get("/tag.js")
    def tag() -> AnyResponse:
        offer, company, visitor = choose(only_house=False)
        script = "" if offer is None else friendly_script(running, company, offer)
        return running.remember(Response(script, mimetype="text/javascript"), company, visitor)

    add_shared_routes(app, running)
    return app


def friendly_script(running: RunningTown, company: Company, offer: Offer) -> str:
    """A script that writes the creative into a frame of the page's own."""
    seen = company.url("tags", running.port, f"/seen/{offer.id}.gif")
    pixel = f'<img src="{seen}" width="1" height="1" alt="" style="position:absolute;left:0;top:0">'
    html = render_template("creative.html", **creative_facts(running, offer)).replace("</body>", f"{pixel}</body>")
    size = offer.request
    return FRIENDLY_TAG.format(id=in_script(offer.id), width=size.width, height=size.height, html=in_script(html))


def create_native_app(running: RunningTown) -> Flask:
    """``/box.js`` fills a box of several paid links, ``/img`` are their pictures."""
    app = new_app("adtown.native")

    @app.get("/box.js")
    def box() -> AnyResponse:
        company = running.company_at(request.host)
        visitor = running.visitor(request, company, request.args.get("f"))
        wanted = slot_request(visitor)
        places = [replace(wanted, slot=f"{wanted.slot}-{number}") for number in range(CHUMBOX_UNITS)]
        offers = running.market.offers(company.code, places, running.now())
        items = [native_item(running, company, offer) for offer in offers]
        html = render_template("chumbox.html", items=items, vendor=company.name)
        script = CHUMBOX_TAG.format(id=in_script(request.args.get("box", "")), html=in_script(html))
        return running.remember(Response(script, mimetype="text/javascript"), company, visitor)

    @app.get("/img/<offer_id>.svg")
    def image(offer_id: str) -> AnyResponse:
        offer = running.market.pending(offer_id) or abort(404)
        running.market.deliver(offer, running.now())
        hue = len(offer.creative.headline) * 37 % 360
        return Response(THUMB.format(hue=hue, other=(hue + 120) % 360, x=40 + hue % 60), mimetype="image/svg+xml")

    add_shared_routes(app, running)
    return app


def native_item(running: RunningTown, company: Company, offer: Offer) -> dict[str, str]:
    """One unit of the box."""
    facts = creative_facts(running, offer)
    picture = company.url("img", running.port, f"/img/{offer.id}.svg")
    return {**facts, "url": click_url(running, offer), "image": picture}


def add_shared_routes(app: Flask, running: RunningTown) -> None:
    """Delivery pixel and click redirector, the same for both."""

    @app.get("/seen/<offer_id>.gif")
    def seen(offer_id: str) -> AnyResponse:
        offer = running.market.pending(offer_id) or abort(404)
        running.market.deliver(offer, running.now())
        return Response(PIXEL, mimetype="image/gif", headers={"Cache-Control": "no-store"})

    @app.get("/c")
    def click() -> AnyResponse:
        offer = running.market.pending(request.args.get("b", "")) or abort(404)
        return redirect(landing_page(running, offer))


def in_script(text: str) -> str:
    """Text as a JavaScript string that may stand inside a page."""
    return json.dumps(text).replace("</", "<\\/")
