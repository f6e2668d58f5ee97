"""Writes the API down as OpenAPI 3.1, from the declared routes and the models of their messages."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from extension_api.endpoints import Policy, Route
from extension_api.payloads.service import ProblemResponse

REFERENCE: Final = "#/components/schemas/{model}"
PROBLEM_TYPE: Final = "application/problem+json"
JSON_TYPE: Final = "application/json"
HTML_ROUTES: Final = re.compile(r"^/(?!api/|health)")
ID_SCHEMA: Final = {"type": "string", "minLength": 1}

SECURITY: Final[dict[Policy, list[dict[str, list[str]]]]] = {
    Policy.PUBLIC: [],
    Policy.PAGE: [],
    Policy.CAPTURE: [{"token": []}],
    Policy.READ: [{"token": []}, {"dashboard_cookie": [], "dashboard_key": []}],
    Policy.CONTROL: [{"token": []}, {"dashboard_cookie": [], "dashboard_key": []}],
    Policy.ADMIN: [{"token": []}],
}
SECURITY_SCHEMES: Final = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "A script's token (`whyad token`), a paired browser's ticket, or the data directory's token.",
    },
    "dashboard_cookie": {"type": "apiKey", "in": "cookie", "name": "whyad-dashboard"},
    "dashboard_key": {"type": "apiKey", "in": "header", "name": "X-Whyad-Dashboard"},
}
DESCRIPTION: Final = (
    "Why did I see this ad? Everything here stays on this machine. Errors are `application/problem+json` (RFC 9457); "
    "times are RFC 3339 in UTC; a batch of events may be sent again, since ids are made by the sender."
)


TAG_HEADER: Final = {"ETag": {"description": "A tag of this very answer.", "schema": {"type": "string"}}}
TAG_PARAMETER: Final = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The tag of the answer that the caller holds.",
    "schema": {"type": "string"},
}
# What each status means here; which of them a route can answer with follows from what it takes.
PROBLEMS: Final[dict[int, str]] = {
    400: "The body is not JSON",
    401: "A secret is missing or not known",
    403: "A page of another site asks, or the secret does not give this right",
    404: "It is not held here; it may have been forgotten",
    409: "Something else is held under this id; it was not changed",
    413: "The body is too large",
    415: "The body is of another type",
    421: "The request was meant for another host",
    422: "A field cannot be used; `errors` points at it",
    429: "Too many requests; `Retry-After` says when to come back",
    500: "Something went wrong inside Whyad",
    503: "Not at the moment; nothing was stored, `Retry-After` says when to come back",
    507: "The disk is full; nothing was stored",
}


def openapi_document(routes: Iterable[Route]) -> dict[str, Any]:
    """The whole document; pages of the dashboard are left out."""
    listed = [route for route in routes if not HTML_ROUTES.match(route.path)]
    paths: dict[str, dict[str, Any]] = {}
    for route in listed:
        paths.setdefault(_template(route.path), {})[route.method.lower()] = _operation(route)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Whyad", "version": version("whyad"), "description": DESCRIPTION},
        "paths": paths,
        "components": {
            "schemas": _schemas(listed), "responses": _problem_responses(), "securitySchemes": SECURITY_SCHEMES
        },
    }


def _problem_responses() -> dict[str, Any]:
    content = {PROBLEM_TYPE: {"schema": _reference(ProblemResponse)}}
    return {str(status): {"description": words, "content": content} for status, words in PROBLEMS.items()}


def _schemas(routes: list[Route]) -> dict[str, Any]:
    sent = {(route.body, "validation") for route in routes if route.body}
    answered = {(route.answer, "serialization") for route in routes if route.answer}
    models = sorted(
        sent | answered | {(ProblemResponse, "serialization")}, key=lambda pair: (pair[0].__name__, pair[1])
    )
    _, definitions = models_json_schema(models, ref_template=REFERENCE)  # type: ignore[arg-type]  # modes are literals above
    schemas: dict[str, Any] = definitions["$defs"]
    return schemas


def _operation(route: Route) -> dict[str, Any]:
    words = inspect.getdoc(route.function) or ""
    operation: dict[str, Any] = {
        "operationId": route.function.__name__,
        "tags": [route.tag],
        "summary": words.partition(".")[0],
        "description": f"{words}\n\n**May call it:** {route.policy.value}",
        "security": SECURITY[route.policy],
        "parameters": [
            *_path_parameters(route.path), *_query_parameters(route.query), *([TAG_PARAMETER] * route.is_tagged)
        ],
        "responses": _responses(route),
    }
    if route.body:
        operation["requestBody"] = {"required": True, "content": {JSON_TYPE: {"schema": _reference(route.body)}}}
    return operation


def _responses(route: Route) -> dict[str, Any]:
    problems = {str(status): {"$ref": f"#/components/responses/{status}"} for status in sorted(_problems_of(route))}
    if route.answer is None:
        is_done = route.method == "DELETE"
        done = {"204": {"description": "Done"}} if is_done else {"200": _document(route)}
        return {**done, **problems}
    answer: dict[str, Any] = {
        "description": "The answer", "content": {JSON_TYPE: {"schema": _reference(route.answer)}}
    }  # fmt: skip
    if not route.is_tagged:
        return {"200": answer, **problems}
    unchanged = {"description": "The same as the answer whose tag was sent", "headers": TAG_HEADER}
    return {"200": {**answer, "headers": TAG_HEADER}, "304": unchanged, **problems}


def _document(route: Route) -> dict[str, Any]:
    return {"description": "The document", "content": {route.produces: {}}}


def _problems_of(route: Route) -> set[int]:
    """The statuses of everything that can go wrong with a route."""
    found = {403, 421, 429, 500, 503, *route.refuses}
    if route.policy.scope is not None or route.method == "POST":  # an open POST exchanges one secret for another
        found.add(401)
    if route.body or route.query:
        found.add(422)
    if route.body:
        found |= {400, 413, 415}
    if "<" in route.path:
        found.add(404)
    if route.method != "GET":
        found.add(507)
    return found


def _path_parameters(path: str) -> list[dict[str, Any]]:
    names = re.findall(r"<(?:path:)?(\w+)>", path)
    return [{"name": name, "in": "path", "required": True, "schema": ID_SCHEMA} for name in names]


def _query_parameters(query: type[BaseModel] | None) -> list[dict[str, Any]]:
    if query is None:
        return []
    schema = query.model_json_schema()
    properties, definitions = schema.get("properties", {}), schema.get("$defs", {})
    return [
        {
            "name": name,
            "in": "query",
            "required": field.is_required(),
            "schema": _query_schema(properties[name], definitions),
            "explode": False,
        }
        for name, field in query.model_fields.items()
    ]


def _query_schema(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a query parameter: it is never null, only left out; what it refers to is written in place."""
    options = [option for option in schema.get("anyOf", [schema]) if option.get("type") != "null"]
    chosen = options[0]
    if "$ref" in chosen:
        chosen = definitions[chosen["$ref"].rpartition("/")[2]]
    return {key: value for key, value in chosen.items() if key not in {"title", "default", "description"}}


def _reference(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": REFERENCE.format(model=model.__name__)}


def _template(path: str) -> str:
    return re.sub(r"<(?:path:)?(\w+)>", r"{\1}", path)
