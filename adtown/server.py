"""One process, one port, many hosts: every request goes to the application of the host that was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from flask import Flask
from waitress.server import create_server
from werkzeug.exceptions import NotFound

from adtown.ad_serving import create_ad_server_app, create_native_app
from adtown.bidding import create_bidding_app
from adtown.decision_log import DecisionLog
from adtown.layout import START_HOST, Role, Town
from adtown.market import Market
from adtown.publisher_pages import create_publisher_app
from adtown.running_town import RunningTown, clock
from adtown.shop_pages import advertised_at, create_landing_app, create_shop_app, create_start_app
from adtown.tracking import create_tracking_app

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

THREADS: Final = 12  # a page asks a dozen hosts at once
CONNECTIONS: Final = 2000  # browsers keep some open for every host they met, and the town has dozens of hosts
IDLE_SECONDS: Final = 30


class TownServer:
    """A WSGI application that looks at the host and passes the request on."""

    def __init__(self, running: RunningTown) -> None:
        """Open all applications of the town."""
        self._running = running
        self._start, self._publishers = create_start_app(running), create_publisher_app(running)
        self._shops, self._landings = create_shop_app(running), create_landing_app(running)
        self._tracking = create_tracking_app(running)
        self._serving: dict[Role, Flask] = {
            Role.BIDDER: create_bidding_app(running),
            Role.AD_SERVER: create_ad_server_app(running),
            Role.NATIVE: create_native_app(running),
        }

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        return self._app_for(str(environ.get("HTTP_HOST", "")).split(":")[0])(environ, start_response)

    def _app_for(self, host: str) -> WSGIApplication:
        town = self._running.town
        if host in {START_HOST, "localhost", "127.0.0.1"}:
            return self._start
        if town.site(host):
            return self._publishers
        if town.shop(host):
            return self._shops
        company = next((company for company in town.companies if host.endswith(f".{company.domain}")), None)
        if company is not None:
            return self._tracking if host.startswith("px.") else self._serving.get(company.role, NotFound())
        return self._landings if advertised_at(self._running, host) else NotFound(f"nobody lives at {host}")


def open_town(
    town: Town,
    port: int,
    *,
    log_dir: Path | None = None,
    third_party_cookies: bool = True,
    now: Callable[[], datetime] = clock,
) -> TownServer:
    """A town ready to answer requests, with an empty market."""
    market = Market(town, DecisionLog(log_dir), third_party_cookies=third_party_cookies)
    return TownServer(RunningTown(town, market, port, now))


def serve_town(app: TownServer, port: int) -> None:
    """Answer requests on loopback until the process ends."""
    server = create_server(
        app, host="127.0.0.1", port=port, threads=THREADS, ident="adtown",
        connection_limit=CONNECTIONS, channel_timeout=IDLE_SECONDS, asyncore_use_poll=True,
    )  # fmt: skip
    server.run()
