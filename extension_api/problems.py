"""Every error as ``application/problem+json`` after RFC 9457. Nothing sent is repeated, nothing private is logged."""

from __future__ import annotations

import json
import logging
import sqlite3
import traceback
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from flask import Flask, Response, request
from pydantic import TypeAdapter
from pydantic_core import ErrorDetails
from werkzeug.exceptions import HTTPException

from explainer import FeatureMismatchError, ModelFileError, WhyadError
from extension_api.bodies import TOO_LARGE, UnusableFieldsError
from extension_api.errors import ConflictError, NotHeldError, RefusedError
from extension_api.payloads.service import ProblemCode, ProblemDetail, ProblemResponse
from extension_api.service import current_service
from extension_api.store.soundness import is_damage

LOG: Final = logging.getLogger("whyad")
CONTENT_TYPE: Final = "application/problem+json"
RETRY_SECONDS: Final = "2"
ERRORS_MAX: Final = 50  # a batch of 500 broken events needs no list of 5,000 lines

# What was expected, by pydantic's code of the error; our own words, so that no text of the request slips in.
EXPECTED: Final[Mapping[str, str]] = {
    "missing": "this field is required",
    "extra_forbidden": "this field is not known",
    "timezone_aware": "expected a time with a zone, such as 2026-11-02T09:10:00Z",
    "datetime_type": "expected a time as text, such as 2026-11-02T09:10:00Z",
    "datetime_from_date_parsing": "expected a time such as 2026-11-02T09:10:00Z",
    "datetime_parsing": "expected a time such as 2026-11-02T09:10:00Z",
    "finite_number": "expected a finite number",
    "string_type": "expected text",
    "string_too_long": "expected at most {max_length} characters",
    "string_too_short": "expected at least {min_length} characters",
    "string_pattern_mismatch": "expected text of the form that the API's documentation gives",
    "too_long": "expected at most {max_length} items",
    "too_short": "expected at least {min_length} items",
    "greater_than_equal": "expected {ge} or more",
    "less_than_equal": "expected {le} or less",
    "greater_than": "expected more than {gt}",
    "float_type": "expected a number",
    "float_parsing": "expected a number",
    "int_type": "expected a whole number",
    "int_parsing": "expected a whole number",
    "int_from_float": "expected a whole number",
    "dict_type": "expected an object",
    "tuple_type": "expected a list",
    "value_error": "expected another value; the API's documentation says which",
    "literal_error": "expected {expected}",
    "enum": "expected {expected}",
    "list_type": "expected a list",
    "model_type": "expected an object",
    "model_attributes_type": "expected an object",
    "bool_parsing": "expected true or false",
    "union_tag_not_found": "expected a field `type` that says what this is",
    "union_tag_invalid": "expected `type` to be {expected_tags}",
}
CODE_OF_STATUS: Final[Mapping[int, str]] = {401: "unpaired", 404: "not_held", 429: "busy", 500: "fault"}
_CODES: Final[TypeAdapter[ProblemCode]] = TypeAdapter(ProblemCode)
CONFLICT: Final = "conflict"
UNEXPECTED: Final = "expected something else here"


def register_problem_handlers(app: Flask) -> None:
    """Answer every error in one shape."""
    app.register_error_handler(HTTPException, _http_problem)
    app.register_error_handler(RefusedError, _refused_problem)
    app.register_error_handler(NotHeldError, lambda error: problem(404, f"{str(error).capitalize()}."))
    app.register_error_handler(sqlite3.DatabaseError, _store_problem)
    app.register_error_handler(ModelFileError, _model_problem)
    app.register_error_handler(FeatureMismatchError, _model_problem)
    app.register_error_handler(TimeoutError, lambda _: _come_back("The store did not answer in time."))
    app.register_error_handler(Exception, _unforeseen_problem)


def problem(
    status: int, detail: str, errors: tuple[ProblemDetail, ...] = (), *, code: str | None = None
) -> Response:  # fmt: skip
    """One error as an answer; its code follows from the status unless told."""
    title = HTTPStatus(status).phrase.replace("Entity", "Content")
    instance = request.url_rule.rule.replace("<", "{").replace(">", "}") if request.url_rule else None
    known = _CODES.validate_python(code or CODE_OF_STATUS.get(status, "refused"))
    body = ProblemResponse(
        code=known, title=title, status=status, detail=detail, instance=instance, errors=list(errors)
    )  # fmt: skip
    response = Response(body.model_dump_json(), status, content_type=CONTENT_TYPE)
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="whyad"'
    return response


def pointer(location: tuple[int | str, ...], sent: Any) -> str:
    """The JSON Pointer of a field. Names of union members, which pydantic puts into the location, are left out."""
    parts, here = [], sent
    for position, part in enumerate(location):
        is_last = position == len(location) - 1
        if isinstance(here, dict) and part not in here and not is_last:
            continue
        parts.append(str(part).replace("~", "~0").replace("/", "~1"))
        here = _step(here, part)
    return "".join(f"/{part}" for part in parts)


def _step(here: Any, part: int | str) -> Any:
    if isinstance(here, dict):
        return here.get(part)
    if isinstance(here, list) and isinstance(part, int) and part < len(here):
        return here[part]
    return None


def _field_problem(error: ErrorDetails, sent: Any) -> ProblemDetail:
    code = error["type"]
    detail = EXPECTED.get(code, UNEXPECTED).format_map({key: str(value) for key, value in error.get("ctx", {}).items()})
    return ProblemDetail(pointer=pointer(error["loc"], sent), detail=detail, code=code)


def _http_problem(error: HTTPException) -> Response:
    status = error.code or 500
    response = problem(status, SENTENCES.get(status, "The request cannot be answered."))
    for name, value in error.get_headers():
        if name.lower() in {"allow", "retry-after"}:
            response.headers[name] = value
    return response


SENTENCES: Final[Mapping[int, str]] = {
    400: "The request cannot be read.",
    404: "There is nothing at this address.",
    405: "This address does not answer that method.",
    413: TOO_LARGE,
}


def _refused_problem(error: RefusedError) -> Response:
    if isinstance(error, ConflictError):
        return problem(409, error.detail, (ProblemDetail(pointer=error.pointer, detail=error.detail, code=CONFLICT),))
    if not isinstance(error, UnusableFieldsError):
        response = problem(error.status, error.detail, code=error.code)
        if error.retry_after_seconds is not None:
            response.headers["Retry-After"] = str(error.retry_after_seconds)
        return response
    sent = json.loads(error.sent) if isinstance(error.sent, bytes) else error.sent
    return problem(422, error.detail, tuple(_field_problem(item, sent) for item in error.errors[:ERRORS_MAX]))


def _store_problem(error: sqlite3.DatabaseError) -> Response:
    if is_damage(error):
        current_service().note_damage()
        detail = "The database is damaged. Restart Whyad: it saves what can be read and says what it saved."
        return problem(503, detail, code="damaged")
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL or "full" in str(error):
        detail = "The disk is full. Nothing of this request was stored; it can be sent again."
        return problem(507, detail, code="disk_full")
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
        return _come_back("The store did not answer in time.")
    if "locked" in str(error):
        return _come_back("Another program holds the database.")
    return _unforeseen_problem(error)


def _model_problem(_: WhyadError) -> Response:
    detail = "The model that explains ads cannot be used. `whyad doctor` says what to do; nothing is lost."
    return problem(503, detail, code="no_model")


def _come_back(detail: str) -> Response:
    response = problem(503, f"{detail} Nothing of this request was stored; try again in a moment.", code="busy")
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


def _unforeseen_problem(error: Exception) -> Response:
    # Where it happened and the kind of error; its text might quote what somebody browsed.
    frame = traceback.extract_tb(error.__traceback__)[-1]
    LOG.error("%s in %s, line %s (%s)", type(error).__name__, frame.name, frame.lineno, request.endpoint)
    return problem(500, "Something went wrong inside Whyad. The log says where, without what you browsed.")
