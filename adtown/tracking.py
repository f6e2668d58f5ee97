"""Pixels of all companies, and the syncs between them that go through the browser."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from flask import Flask, Response, redirect, request
from markupsafe import Markup, escape
from werkzeug.wrappers import Response as AnyResponse

from adtown.layout import Shop, Site
from adtown.memory import Sighting
from adtown.running_town import RunningTown, joined, new_app

PIXEL: Final = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")  # one transparent point


def create_tracking_app(running: RunningTown) -> Flask:
    """``/p.gif`` counts a page view, ``/match`` ties a partner's id to the own one."""
    app = new_app("adtown.tracking")

    @app.get("/p.gif")
    def count() -> AnyResponse:
        company, asked = running.company_at(request.host), request.args
        visitor = running.visitor(request, company, asked.get("f"))
        view = asked.get("v", type=int)
        if view is not None:
            running.market.see(company.code, Sighting(view, visitor, asked.get("t"), asked.get("s"), asked.get("k")))
        targets = [sync.target for sync in running.town.syncs if sync.is_visible and sync.source == company.code]
        answer = match_address(running, targets, company.code, visitor.uid) if visitor.uid and targets else None
        return running.remember(as_response(answer), company, visitor)

    @app.get("/match")
    def match() -> AnyResponse:
        company, asked = running.company_at(request.host), request.args
        visitor = running.visitor(request, company, None)
        partner, theirs = asked.get("p", ""), asked.get("i", "")
        if visitor.uid and partner and theirs:
            running.market.match_ids(company.code, partner, theirs, visitor.uid)
        more = [code for code in asked.get("more", "").split(",") if code]
        answer = match_address(running, more, partner, theirs) if more else None
        return running.remember(as_response(answer), company, visitor)

    return app


def match_address(running: RunningTown, targets: list[str], partner: str, uid: str | None) -> str:
    """Where the browser is sent to hand a partner's id to the first target, which passes it on to the others."""
    query = urlencode({"p": partner, "i": uid or "", "more": ",".join(targets[1:])})
    return running.town.company(targets[0]).url("px", running.port, f"/match?{query}")


def as_response(onward: str | None) -> Response:
    """The pixel itself, or a redirect to a partner."""
    if onward is None:
        return Response(PIXEL, mimetype="image/gif")
    answer = redirect(onward)
    return Response(status=answer.status_code, headers={"Location": onward})


@dataclass(frozen=True, slots=True)
class PageView:
    """What a page tells the companies on it about this view; ``sku`` only where a product is looked at."""

    number: int
    page: str
    topic: str | None
    fp: str | None
    sku: str | None = None


def pixels_of(running: RunningTown, place: Site | Shop, seen: PageView) -> Markup:
    """The pixels at the foot of a page, one for each company on it."""
    shop = place.domain if isinstance(place, Shop) else None
    told = {"v": seen.number, "t": seen.topic, "f": seen.fp, "l": seen.page, "s": shop, "k": seen.sku}
    query = urlencode({name: value for name, value in told.items() if value is not None})
    addresses = [running.town.company(code).url("px", running.port, f"/p.gif?{query}") for code in sorted(place.pixels)]
    return joined(
        f'<img src="{escape(address)}" width="1" height="1" alt="" style="position:absolute">' for address in addresses
    )
