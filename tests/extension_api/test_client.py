"""The typed client: a method for every route, checked against the routes and used against a running service."""

from __future__ import annotations

import http.server
import inspect
import threading
from collections.abc import Iterator
from typing import get_type_hints

import pytest

from explainer import ImpressionLine
from extension_api.client import Client
from extension_api.endpoints import Route
from extension_api.errors import ProblemError, ServiceUnreachableError
from extension_api.openapi import HTML_ROUTES
from extension_api.payloads.events import EventsRequest
from extension_api.payloads.forgetting import VisitsDeleteRequest
from extension_api.payloads.what_if import CounterfactualRequest, WithoutSite
from extension_api.routes import ALL
from tests.extension_api.history import a_camper
from tests.extension_api.running_service import RunningService, free_port

# Parts of conversations that only a browser has, and the description itself.
NOT_FOR_SCRIPTS = {
    "post_pairing_attempt", "post_pairing", "post_ticket", "post_dashboard_login", "post_dashboard_session",
    "delete_dashboard_session", "get_openapi",
}  # fmt: skip
ROUTES = {
    route.function.__name__: route
    for endpoints in ALL
    for route in endpoints.routes
    if not HTML_ROUTES.match(route.path) and route.function.__name__ not in NOT_FOR_SCRIPTS
}


@pytest.mark.parametrize("name", ROUTES)
def test_every_route_has_its_method_with_the_same_types(name: str):
    """A route that is added, or a message that changes, is noticed."""
    route: Route = ROUTES[name]
    hints = get_type_hints(getattr(Client, name))
    optional = set(inspect.signature(getattr(Client, name)).parameters) - {"self", "id", "name", "domain", "body"}

    assert hints.get("body") is route.body
    assert hints["return"] is (route.answer or (bytes if name == "get_export" else type(None)))
    assert optional == set(route.query.model_fields if route.query else ())


def test_client_has_no_method_without_a_route():
    """What is not served cannot be asked for."""
    public = {name for name, member in inspect.getmembers(Client, inspect.isfunction) if not name.startswith("_")}

    assert public == set(ROUTES)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A client of a running service, whose person read about camping and was shown tents."""
    with RunningService(tmp_path_factory.mktemp("client") / "store") as service:
        client = Client.with_token(service.token, f"http://{service.address}")
        client.post_events(EventsRequest.model_validate_json(as_json({"events": a_camper()})))
        yield client


def as_json(body: object) -> str:
    """As it travels."""
    import json

    return json.dumps(body)


def test_reading_and_asking(client: Client):
    """A script reads what the panel reads, in types."""
    ads = client.get_impressions(limit=2)
    why = client.get_explanation(ads.impressions[0].id)
    without = CounterfactualRequest(without=[WithoutSite(kind="site", domain="trails.example")])

    assert [ad.id for ad in ads.impressions] == ["a2", "a1"]
    assert client.get_impressions(cursor=ads.next_cursor).impressions[0].id == "a0"
    assert client.post_counterfactuals("a2", without).before.lift == why.lift
    assert client.get_tracker("Alpha Ads").visits == 6
    assert client.get_export().startswith(b"PK")
    assert client.get_models().models[0].id == why.model_id


def test_a_line_of_an_impression_log_is_explained(client: Client):
    """The line travels in the library's own shape."""
    line = {"impression_id": "i1", "person_id": "p", "time": "2026-11-02T09:12:00Z", "page": {"domain": "news.example"},
            "ad": {"ad_id": "a12", "cat": ["677"]}}  # fmt: skip

    assert client.post_explain(ImpressionLine.model_validate_json(as_json(line))).impression_id == "i1"


def test_problems_are_errors_with_pointers(client: Client):
    """What the service says about a request reaches the program that made it."""
    with pytest.raises(ProblemError) as missing:
        client.get_explanation("no/such ad")
    with pytest.raises(ProblemError) as unusable:
        client.get_impressions(limit=0)

    assert (missing.value.status, unusable.value.status) == (404, 422)
    assert unusable.value.pointers == ("/limit",)


def test_forgetting_gives_a_receipt(client: Client):
    """A script that may erase hears what is gone."""
    receipt = client.delete_visits(VisitsDeleteRequest(ids=["c0"]))

    assert receipt.erased.visits == 1
    assert client.get_receipts(limit=1).receipts[0].id == receipt.id


def test_silence_and_strangers_are_told_apart():
    """Nothing on the port, and another program on it, are both said plainly."""
    with pytest.raises(ServiceUnreachableError, match="nothing answers"):
        Client.with_token("t", f"http://127.0.0.1:{free_port()}").get_traits()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler) as stranger:
        threading.Thread(target=stranger.serve_forever, daemon=True).start()
        with pytest.raises(ServiceUnreachableError, match="not Whyad"):
            Client.with_token("t", f"http://127.0.0.1:{stranger.server_port}").get_traits()
        stranger.shutdown()
