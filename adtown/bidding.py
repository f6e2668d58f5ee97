"""The bidders on the web: bids for the pages' auctions, creatives, and the clicks on them."""

from __future__ import annotations

import json

from flask import Flask, Response, abort, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from adtown.creatives import creative_facts, landing_page
from adtown.openrtb import BidRequestError, bid_response, first_party_id, read_slots
from adtown.running_town import RunningTown, new_app


def create_bidding_app(running: RunningTown) -> Flask:
    """``/openrtb2`` answers auctions, ``/show`` is the creative, ``/c`` counts a click and leads on."""
    app = new_app("adtown.bidding")

    @app.post("/openrtb2")
    def bid() -> AnyResponse:
        company = running.company_at(request.host)
        body = json.loads(request.get_data(as_text=True) or "{}")
        visitor = running.visitor(request, company, first_party_id(body))
        try:
            asked = read_slots(body, visitor)
        except BidRequestError as error:
            return Response(str(error), status=400, mimetype="text/plain")
        offers = running.market.offers(company.code, asked, running.now())
        ids = {slot.slot: imp["id"] for slot, imp in zip(asked, body["imp"], strict=True)}
        answer = bid_response(body, company, [(ids[offer.request.slot], offer) for offer in offers], running.port)
        response = Response(json.dumps(answer), mimetype="application/json")
        return running.remember(with_cors(response), company, visitor)

    @app.route("/openrtb2", methods=["OPTIONS"])
    def preflight() -> AnyResponse:
        return with_cors(Response(status=204))

    @app.get("/show/<offer_id>")
    def show(offer_id: str) -> AnyResponse:
        offer = running.market.pending(offer_id) or abort(404)
        running.market.deliver(offer, running.now())
        return Response(
            render_template("creative.html", **creative_facts(running, offer)), headers={"Cache-Control": "no-store"}
        )

    @app.get("/c")
    def click() -> AnyResponse:
        offer = running.market.pending(request.args.get("b", "")) or abort(404)
        return redirect(landing_page(running, offer))

    return app


def with_cors(response: Response) -> Response:
    """Let the asking page read the answer; with its cookie, so no star is allowed."""
    origin = request.headers.get("Origin")
    if origin:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Credentials"] = "true"
        response.headers["Access-Control-Allow-Headers"] = "content-type"
        response.headers["Vary"] = "Origin"
    return response
