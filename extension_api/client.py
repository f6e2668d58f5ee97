"""A typed client of the service: one method per route, named as in its OpenAPI document, messages in and out.

>>> client = Client.with_token("…")  # from `whyad token --scope read`
>>> [ad.sentence for ad in client.get_impressions(limit=3).impressions]  # doctest: +SKIP
"""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any, Final, Self, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from explainer import ImpressionLine
from extension_api.config import DEFAULT_PORT, LOOPBACK
from extension_api.errors import ProblemError, ServiceUnreachableError
from extension_api.payloads import archive, events, explanations, forgetting, service, trackers, traits, what_if
from extension_api.payloads.fields import Message

T = TypeVar("T", bound=BaseModel)
# Method, path and body as JSON or None; returns the bytes of the answer.
Send = Callable[[str, str, bytes | None], bytes]

DEFAULT_URL: Final = f"http://{LOOPBACK}:{DEFAULT_PORT}"
PREFIX: Final = "/api/v1"
TIMEOUT_SECONDS: Final = 30.0
START_HINT: Final = "start it with `whyad serve`"
_PROBLEM: Final = TypeAdapter(service.ProblemResponse)


class Client:
    """Every route of the API. An error of the service is a ``ProblemError``, silence a ``ServiceUnreachableError``."""

    def __init__(self, send: Send) -> None:
        """Speak through ``send``, which adds who is speaking."""
        self._send = send

    @classmethod
    def with_token(cls, token: str, url: str = DEFAULT_URL) -> Self:
        """As a script that holds a token."""
        return cls(lambda method, path, body: call(url, method, path, body, {"Authorization": f"Bearer {token}"}))

    # --- what was seen ----------------------------------------------------------------------------------------------

    def post_events(self, body: events.EventsRequest) -> events.EventsResponse:
        """Send what was captured."""
        return self._ask(events.EventsResponse, "POST", f"{PREFIX}/events", body)

    def get_impressions(
        self, *, limit: int | None = None, cursor: str | None = None, verdict: str | None = None,
        ids: Sequence[str] | None = None,
    ) -> explanations.ImpressionsResponse:  # fmt: skip
        """List ads, newest first."""
        query = _query(limit=limit, cursor=cursor, verdict=verdict, ids=None if ids is None else ",".join(ids))
        return self._get(explanations.ImpressionsResponse, f"{PREFIX}/impressions{query}")

    def get_explanation(self, id: str) -> explanations.ExplanationResponse:
        """Why one ad was shown."""
        return self._get(explanations.ExplanationResponse, f"{PREFIX}/impressions/{_part(id)}/explanation")

    def get_alternatives(self, id: str) -> what_if.AlternativesResponse:
        """The smallest change of the answer, and the ads that would gain the place."""
        return self._get(what_if.AlternativesResponse, f"{PREFIX}/impressions/{_part(id)}/alternatives")

    def post_counterfactuals(self, id: str, body: what_if.CounterfactualRequest) -> what_if.CounterfactualResponse:
        """And without that?"""
        path = f"{PREFIX}/impressions/{_part(id)}/counterfactuals"
        return self._ask(what_if.CounterfactualResponse, "POST", path, body)

    def post_feedback(self, id: str, body: explanations.FeedbackRequest) -> explanations.FeedbackResponse:
        """Keep an opinion about one cause of an ad."""
        return self._ask(explanations.FeedbackResponse, "POST", f"{PREFIX}/impressions/{_part(id)}/feedback", body)

    def post_explain(self, body: ImpressionLine) -> what_if.LoggedExplanationResponse:
        """Explain a line of an impression log, without storing it."""
        return self._ask(what_if.LoggedExplanationResponse, "POST", f"{PREFIX}/explain", body)

    def get_diet(self) -> explanations.DietResponse:
        """Count the verdicts of all ads."""
        return self._get(explanations.DietResponse, f"{PREFIX}/diet")

    def get_trackers(self, *, limit: int | None = None, cursor: str | None = None) -> trackers.TrackersResponse:
        """List tracking companies, those met most often first."""
        return self._get(trackers.TrackersResponse, f"{PREFIX}/trackers{_query(limit=limit, cursor=cursor)}")

    def get_tracker(self, name: str) -> trackers.TrackerResponse:
        """Tell all about one company."""
        return self._get(trackers.TrackerResponse, f"{PREFIX}/trackers/{_part(name)}")

    def get_traits(self) -> traits.TraitsResponse:
        """List what was inferred."""
        return self._get(traits.TraitsResponse, f"{PREFIX}/traits")

    def get_provenance(self, id: str) -> traits.ProvenanceResponse:
        """List the visits behind a trait."""
        return self._get(traits.ProvenanceResponse, f"{PREFIX}/traits/{_part(id)}/provenance")

    def patch_trait(self, id: str, body: traits.TraitPatchRequest) -> traits.TraitPatchResponse:
        """Correct a trait; nothing is erased."""
        return self._ask(traits.TraitPatchResponse, "PATCH", f"{PREFIX}/traits/{_part(id)}", body)

    # --- forgetting -------------------------------------------------------------------------------------------------

    def delete_visits(self, body: forgetting.VisitsDeleteRequest) -> forgetting.DeletionResponse:
        """Forget visits."""
        return self._forget("visits", body)

    def delete_hours(self, body: forgetting.HoursDeleteRequest) -> forgetting.DeletionResponse:
        """Forget a stretch of time."""
        return self._forget("hours", body)

    def delete_site(self, domain: str) -> forgetting.DeletionResponse:
        """Forget a site."""
        return self._forget(f"sites/{_part(domain)}")

    def delete_trait(self, id: str) -> forgetting.DeletionResponse:
        """Forget the visits behind a trait."""
        return self._forget(f"traits/{_part(id)}")

    def delete_company(self, name: str) -> forgetting.DeletionResponse:
        """Forget that a tracking company was there."""
        return self._forget(f"companies/{_part(name)}")

    def delete_everything(self) -> forgetting.DeletionResponse:
        """Forget everything."""
        return self._forget("everything")

    def get_receipts(self, *, limit: int | None = None, cursor: str | None = None) -> forgetting.ReceiptsResponse:
        """List the receipts."""
        return self._get(forgetting.ReceiptsResponse, f"{PREFIX}/receipts{_query(limit=limit, cursor=cursor)}")

    # --- export and import ------------------------------------------------------------------------------------------

    def get_export(self) -> bytes:
        """Everything, as the bytes of a ZIP."""
        return self._send("GET", f"{PREFIX}/export", None)

    def post_import(self, body: archive.ImportRequest) -> archive.ImportResponse:
        """Begin an import."""
        return self._ask(archive.ImportResponse, "POST", f"{PREFIX}/imports", body)

    def post_import_rows(self, id: str, body: archive.ImportRowsRequest) -> archive.ImportResponse:
        """Send a batch of an import's rows."""
        return self._ask(archive.ImportResponse, "POST", f"{PREFIX}/imports/{_part(id)}/rows", body)

    def get_import(self, id: str) -> archive.ImportResponse:
        """How far an import is."""
        return self._get(archive.ImportResponse, f"{PREFIX}/imports/{_part(id)}")

    # --- the service itself -----------------------------------------------------------------------------------------

    def get_settings(self) -> service.SettingsMessage:
        """The settings."""
        return self._get(service.SettingsMessage, f"{PREFIX}/settings")

    def put_settings(self, body: service.SettingsMessage) -> service.SettingsMessage:
        """Replace the settings."""
        return self._ask(service.SettingsMessage, "PUT", f"{PREFIX}/settings", body)

    def get_info(self) -> service.InfoResponse:
        """Who answers there."""
        return self._get(service.InfoResponse, f"{PREFIX}/info")

    def get_health(self) -> service.HealthResponse:
        """Whether it works."""
        return self._get(service.HealthResponse, "/health")

    def get_models(self) -> service.ModelsResponse:
        """What answers the questions."""
        return self._get(service.ModelsResponse, f"{PREFIX}/models")

    # --- who may come in --------------------------------------------------------------------------------------------

    def post_pairing_code(self) -> service.PairingCodeResponse:
        """A code for a browser or a dashboard."""
        return self._ask(service.PairingCodeResponse, "POST", f"{PREFIX}/pairing-codes")

    def get_pairings(self) -> service.PairingsResponse:
        """The paired browsers."""
        return self._get(service.PairingsResponse, f"{PREFIX}/pairings")

    def delete_pairing(self, id: str) -> None:
        """Take a browser's access away."""
        self._send("DELETE", f"{PREFIX}/pairings/{_part(id)}", None)

    def post_token(self, body: service.TokenRequest) -> service.TokenResponse:
        """A token for a script."""
        return self._ask(service.TokenResponse, "POST", f"{PREFIX}/tokens", body)

    def get_tokens(self) -> service.TokensResponse:
        """The scripts that have one."""
        return self._get(service.TokensResponse, f"{PREFIX}/tokens")

    def delete_token(self, id: str) -> None:
        """Take a script's token back."""
        self._send("DELETE", f"{PREFIX}/tokens/{_part(id)}", None)

    def _forget(self, what: str, body: Message | None = None) -> forgetting.DeletionResponse:
        return self._ask(forgetting.DeletionResponse, "DELETE", f"{PREFIX}/{what}", body)

    def _get(self, answer: type[T], path: str) -> T:
        return self._ask(answer, "GET", path)

    def _ask(self, answer: type[T], method: str, path: str, body: BaseModel | None = None) -> T:
        # A message was checked when it was made; pydantic warns of times that a validator of our own has read.
        sent = None if body is None else body.model_dump_json(warnings=False).encode()
        return answer.model_validate_json(self._send(method, path, sent))


def call(url: str, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> bytes:
    """One request over HTTP.

    Raises:
        ProblemError: The service answers with an error.
        ServiceUnreachableError: Nothing answers, or it is no Whyad service.
    """
    request = urllib.request.Request(  # noqa: S310 - the address of a service on this machine
        f"{url}{path}", data=body, method=method, headers={**headers, "Content-Type": "application/json"}
    )
    # A proxy of the environment must never see a request to the loopback.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
            content: bytes = answer.read()
            return content
    except urllib.error.HTTPError as error:
        raise _problem(error, url) from error
    except (urllib.error.URLError, OSError) as error:
        raise ServiceUnreachableError(url, problem="nothing answers there", hint=START_HINT) from error


def _problem(error: urllib.error.HTTPError, url: str) -> ProblemError | ServiceUnreachableError:
    try:
        problem = _PROBLEM.validate_json(error.read())
    except (ValidationError, OSError):
        words = f"something answers with {error.code} {HTTPStatus(error.code).phrase}, and it is not Whyad"
        return ServiceUnreachableError(url, problem=words, hint="is another program on this port?")
    return ProblemError(problem.status, problem.detail, tuple(item.pointer for item in problem.errors))


def _part(name: str) -> str:
    return urllib.parse.quote(name, safe="")


def _query(**parameters: Any) -> str:
    given = {name: value for name, value in parameters.items() if value is not None}
    return f"?{urllib.parse.urlencode(given)}" if given else ""
