"""A town that is up: its market, its port, and how its companies recognise a browser."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from flask import Flask, Request, Response
from markupsafe import Markup

from adtown.layout import Company, Role, Shop, Site, Town, address
from adtown.market import Market
from adtown.memory import Visitor

FOLDER: Final = Path(__file__).parent
COOKIE: Final = "uid"
COOKIE_SECONDS: Final = 30 * 24 * 3600
CATTAX: Final = 9  # IAB Content Taxonomy 3.1 in OpenRTB's list of taxonomies


@dataclass(frozen=True, slots=True)
class RunningTown:
    """What every web application of the town is given. ``now`` tells the time, aware."""

    town: Town
    market: Market
    port: int
    now: Callable[[], datetime]

    def url(self, host: str, path: str = "/") -> str:
        """An address of this running town."""
        return address(host, self.port, path)

    def company_at(self, host: str) -> Company:
        """The company behind one of its hosts."""
        domain = ".".join(host.split(":", maxsplit=1)[0].split(".")[-2:])
        return next(company for company in self.town.companies if company.domain == domain)

    def first_party_id(self, request: Request, place: Site | Shop) -> str | None:
        """The id that a page hands on: made from address and browser by the data company, where it is present."""
        if self.town.company_for(Role.DATA).code not in place.pixels:
            return None
        seen = f"{self.town.seed}|{request.remote_addr}|{request.user_agent.string}"
        return hashlib.blake2b(seen.encode(), digest_size=8).hexdigest()

    def visitor(self, request: Request, company: Company, fp: str | None) -> Visitor:
        """Who calls, as one company recognises them; a browser without a cookie gets a new id."""
        if company.role is Role.DATA or not self.market.third_party_cookies:
            return Visitor(None, fp or None)
        return Visitor(request.cookies.get(COOKIE) or secrets.token_hex(8), fp or None)

    def remember(self, response: Response, company: Company, visitor: Visitor) -> Response:
        """Set the company's cookie, as browsers accept it in pages of others."""
        if visitor.uid is not None:
            response.set_cookie(
                COOKIE, visitor.uid, COOKIE_SECONDS, domain=company.domain, secure=True, samesite="None"
            )
        response.headers["Cache-Control"] = "no-store"
        return response


def clock() -> datetime:
    """The present time on the clock of this machine, by which evenings and weekends are told."""
    return datetime.now(tz=UTC).astimezone()


def new_app(name: str) -> Flask:
    """A web application with the town's templates and styles."""
    return Flask(
        name, template_folder=str(FOLDER / "templates"), static_folder=str(FOLDER / "static"), static_url_path="/static"
    )


def joined(parts: Iterable[str]) -> Markup:
    """Ready-made markup, one piece a line."""
    return Markup("\n").join(Markup(part) for part in parts)  # noqa: S704 - made of our own words only
