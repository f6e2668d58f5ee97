"""The service about itself: state, settings, who may come in."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from extension_api.payloads.fields import Id, Line, Message, UtcTime
from extension_api.scopes import Scope

PairingCode = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z -]{8,32}$")]
HexNumber = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{1,768}$")]  # below 2^3072, as the exchange's prime
HexDigest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Nonce = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{22,64}$")]  # 128 random bits or more


def nothing_if_blank(value: object) -> object:
    """An empty field of a form means that nothing was said."""
    return None if isinstance(value, str) and not value.strip() else value


class CheckItem(Message):
    """One thing that must work."""

    name: str
    ok: bool
    detail: str


class HealthResponse(Message):
    """Whether the service works. Counts are told to paired callers only."""

    status: Literal["ok", "degraded"]
    checks: list[CheckItem]


class InfoResponse(Message):
    """Who answers here, and since when it has been watching."""

    name: str
    version: str
    api: str
    store_label: str | None
    observed_since: UtcTime
    model_id: str
    taxonomy: str


class ModelItem(Message):
    """A model that can answer. ``trees_sha256`` is over the file of its trees; ``learns`` says from what."""

    id: str
    is_current: bool
    trees_sha256: str
    taxonomy: str
    kinds: list[str]
    members: int
    columns: int
    learns: str


class ModelsResponse(Message):
    """The models at hand. There is one: the shipped one."""

    models: list[ModelItem]


class SettingsMessage(Message):
    """What the person set. ``place`` is a city or region they say they are in."""

    retention_days: Annotated[int, Field(ge=1, le=3_650)]
    show_sensitive: bool
    use_stated_evidence: bool
    place: Annotated[Line | None, BeforeValidator(nothing_if_blank)]


class PairingCodeResponse(Message):
    """A one-time code for a browser or a dashboard."""

    code: str
    expires: UtcTime


class PairingAttemptRequest(Message):
    """The browser's number of SRP-6a (RFC 5054), in hexadecimal digits."""

    public_number: HexNumber


class PairingAttemptResponse(Message):
    """The service's number and salt, with which the browser can prove that it knows the code."""

    attempt_id: Id
    salt: str
    public_number: HexNumber


class PairingRequest(Message):
    """The browser's proof that it knows the code, and what to call it. The code itself is not sent."""

    attempt_id: Id
    proof: HexDigest
    name: Annotated[Line, StringConstraints(min_length=1)]


class PairingResponse(Message):
    """The service's proof in return. Both sides now have the same secret, which was not sent either."""

    profile_id: Id
    proof: HexDigest


class TicketRequest(Message):
    """Who wants to ask something, and a random text that the service has to answer to."""

    holder_id: Id
    nonce: Nonce


class TicketResponse(Message):
    """A ticket for one request, and the proof that this is the service that the holder knows."""

    ticket: str
    proof: HexDigest


class TokenRequest(Message):
    """What to call a script, and what it may do."""

    name: Annotated[Line, StringConstraints(min_length=1)]
    scopes: Annotated[frozenset[Scope], Field(min_length=1)]


class TokenResponse(Message):
    """The token of a script. It is shown once; only its hash is kept."""

    id: Id
    token: str


class TokenItem(Message):
    """A script that has a token."""

    id: Id
    name: str
    scopes: list[Scope]
    made_at: UtcTime


class TokensResponse(Message):
    """All scripts that have a token."""

    tokens: list[TokenItem]


class PairingItem(Message):
    """A paired browser profile."""

    profile_id: Id
    name: str
    paired_at: UtcTime


class PairingsResponse(Message):
    """All paired browser profiles."""

    pairings: list[PairingItem]


class DashboardLoginResponse(Message):
    """An address that signs one browser in, once."""

    url: str
    expires: UtcTime


class DashboardSessionRequest(Message):
    """A one-time code, typed or taken from the address."""

    code: PairingCode


class DashboardSessionResponse(Message):
    """The key that dashboard pages send as a header. The cookie alone opens nothing."""

    key: str
    expires: UtcTime


class ProblemDetail(Message):
    """One field that cannot be used: a JSON Pointer into the request and what was expected there."""

    pointer: str
    detail: str
    code: str


ProblemCode = Literal[
    "refused", "unpaired", "not_held", "wrong_code", "locked", "busy", "damaged", "no_model", "disk_full", "fault"
]


class ProblemResponse(Message):
    """An error after RFC 9457. ``instance`` is the route, never the address with its ids.

    ``code`` says what it is to programs, so that each can say it in the person's language; ``detail`` is English.
    """

    type: str = "about:blank"
    code: ProblemCode
    title: str
    status: int
    detail: str
    instance: str | None = Field(default=None, exclude_if=lambda instance: instance is None)
    errors: list[ProblemDetail] = Field(default=[])
