"""Turns the bytes and the query of a request into a checked message. Called by routes after access was granted."""

from __future__ import annotations

from typing import Final, TypeVar

from flask import request
from pydantic import BaseModel, ValidationError

from extension_api.errors import RefusedError

T = TypeVar("T", bound=BaseModel)
JSON_TYPE: Final = "application/json"
BODY_MAX_BYTES: Final = 1_048_576  # 1 MiB: a batch of 500 events with generous texts
TOO_LARGE: Final = "The body is larger than 1 MiB. Send smaller batches."


class MalformedJsonError(RefusedError):
    """The body is no JSON at all."""

    def __init__(self) -> None:
        """Say so without quoting the body."""
        super().__init__(400, "The body is not valid JSON.")


class UnusableFieldsError(RefusedError):
    """Fields of the request cannot be used; the validation error says which."""

    def __init__(self, cause: ValidationError, sent: bytes | dict[str, str]) -> None:
        """Keep pydantic's list and what was sent, from which pointers are made."""
        self.errors = cause.errors(include_url=False, include_input=False)
        self.sent = sent
        fields = "1 field" if len(self.errors) == 1 else f"{len(self.errors)} fields"
        super().__init__(422, f"{fields} of the request cannot be used.")


def check_body_kind(media_type: str | None) -> None:
    """Look at what the headers say of the body, before a byte of it is read. A request without a body passes.

    Raises:
        RefusedError: 415 for another content type than the route takes, 413 for more than 1 MiB of JSON.
    """
    expected = media_type or JSON_TYPE
    has_body = bool(request.content_length) or "Transfer-Encoding" in request.headers
    if has_body and request.mimetype != expected:
        raise RefusedError(415, f"Send the body as {expected}.")
    if expected == JSON_TYPE and (request.content_length or 0) > BODY_MAX_BYTES:
        raise RefusedError(413, TOO_LARGE)


def parse_body(model: type[T]) -> T:
    """The body as a message.

    Raises:
        RefusedError: 415 without a content type, 400 for malformed JSON, 422 for fields that do not fit.
    """
    if request.mimetype != JSON_TYPE:
        raise RefusedError(415, f"Send the body as {JSON_TYPE}.")
    body = request.get_data(cache=False)
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        if any(item["type"] == "json_invalid" for item in error.errors(include_input=False)):
            raise MalformedJsonError from error
        raise UnusableFieldsError(error, body) from error


def parse_query(model: type[T]) -> T:
    """The query of the address as a message.

    Raises:
        RefusedError: 422 for parameters that do not fit.
    """
    sent = request.args.to_dict()
    try:
        return model.model_validate(sent)
    except ValidationError as error:
        raise UnusableFieldsError(error, dict(sent)) from error
