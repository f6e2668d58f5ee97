"""How a route is declared: method, path, who may call it. Body, query and answer are read from the annotations.

settings = Endpoints("Settings")

@settings.put("/api/v1/settings", Policy.CONTROL)
def put_settings(body: SettingsMessage) -> SettingsMessage: ...
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any, Final, get_type_hints

from flask import Flask, Response, request
from pydantic import BaseModel

from extension_api.bodies import JSON_TYPE, parse_body, parse_query
from extension_api.scopes import Scope

Function = Callable[..., Any]
ROUTES: Final = "whyad_routes"
TAG_BYTES: Final = 16


class Policy(Enum):
    """Who may call a route. The value is the sentence of the API's documentation."""

    PUBLIC = "Anybody on this machine; says nothing about browsing."
    PAGE = "A page of the dashboard; holds no data, so a link from elsewhere may lead here."
    CAPTURE = "Whoever may send what was seen: a paired browser, or a script with the scope `capture`."
    READ = "Whoever may read: a paired browser, a signed-in dashboard, or a script with the scope `read`."
    CONTROL = "Whoever may change and erase: a paired browser, a signed-in dashboard, or a script with that scope."
    ADMIN = "The owner of the data directory, by the token that lies in it, or a script with the scope `admin`."

    @property
    def scope(self) -> Scope | None:
        """The right that a caller must have; None where everybody may call."""
        return None if self in {Policy.PUBLIC, Policy.PAGE} else Scope[self.name]


@dataclass(frozen=True, slots=True)
class Route:
    """One route as declared."""

    method: str
    path: str
    policy: Policy
    function: Function
    tag: str
    body: type[BaseModel] | None
    query: type[BaseModel] | None
    answer: type[BaseModel] | None
    media_type: str = JSON_TYPE
    produces: str = JSON_TYPE
    refuses: tuple[int, ...] = ()

    def view(self, **path: str) -> Response:
        """Read what was sent, call the function, write what it returns."""
        arguments: dict[str, Any] = dict(path)
        if self.query:
            arguments["query"] = parse_query(self.query)
        if self.body:
            arguments["body"] = parse_body(self.body)
        result = self.function(**arguments)
        response = result if isinstance(result, Response) else json_response(result)
        return tagged(response) if self.is_tagged else response

    @property
    def is_tagged(self) -> bool:
        """Whether answers carry an ``ETag``, so that who asks again is told in one line that nothing has changed."""
        return self.method == "GET" and self.answer is not None


class Endpoints:
    """The routes of one noun. A visible list, registered by ``create_app``."""

    def __init__(self, tag: str) -> None:
        """Start without routes. ``tag`` groups them in the documentation."""
        self.tag = tag
        self.routes: list[Route] = []
        self.get, self.post, self.put, self.patch, self.delete = (
            partial(self._declare, method) for method in ("GET", "POST", "PUT", "PATCH", "DELETE")
        )

    def _declare(  # noqa: PLR0913 - how a route is declared; what is optional is by keyword
        self, method: str, path: str, policy: Policy, *, answer: type[BaseModel] | None = None,
        media_type: str = JSON_TYPE, produces: str = JSON_TYPE, refuses: tuple[int, ...] = (),
    ) -> Callable[[Function], Function]:  # fmt: skip
        """Declare a route.

        Args:
            method: In capitals.
            path: With its variables in angle brackets.
            policy: Who may call it.
            answer: The message, where the function returns a whole response that holds one.
            media_type: Of the body that it takes.
            produces: The type of a whole response that holds no message.
            refuses: Statuses of refusals that do not follow from what it takes.
        """

        def register(function: Function) -> Function:
            hints = get_type_hints(function)
            returned = hints.get("return")
            model = returned if inspect.isclass(returned) and issubclass(returned, BaseModel) else answer
            self.routes.append(
                Route(
                    method, path, policy, function, self.tag, hints.get("body"), hints.get("query"), model,
                    media_type, produces, refuses,
                )
            )
            return function

        return register

    def register(self, app: Flask) -> None:
        """Add the routes to an app."""
        for route in self.routes:
            name = f"{route.function.__module__}.{route.function.__name__}"
            app.add_url_rule(route.path, name, route.view, methods=[route.method], provide_automatic_options=False)
            app.extensions.setdefault(ROUTES, {})[name] = route


def json_response(message: BaseModel, status: int = 200) -> Response:
    """A message as a JSON answer."""
    return Response(message.model_dump_json(), status, content_type="application/json")


def tagged(response: Response) -> Response:
    """The answer with a tag of its content, or 304 without content where the caller holds just this."""
    digest = hashlib.blake2b(response.get_data(), digest_size=TAG_BYTES)
    response.set_etag(digest.hexdigest())
    response.make_conditional(request)
    return response


def declared_routes(app: Flask) -> dict[str, Route]:
    """All routes of an app by endpoint name."""
    routes: dict[str, Route] = app.extensions.get(ROUTES, {})
    return routes
