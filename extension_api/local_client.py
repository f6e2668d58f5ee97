"""Speaks to the running service from the command line, as the owner of its data directory."""

from __future__ import annotations

import hmac
import json
import secrets
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any, Final

from extension_api.client import Client, call
from extension_api.config import LOOPBACK
from extension_api.data_dir import DataDir
from extension_api.errors import ServiceUnreachableError
from extension_api.store.profiles import hash_secret
from extension_api.tickets import MARK, OWNER_ID, conversation, masked_secret, service_proof

TIMEOUT_SECONDS: Final = 10.0
NONCE_BYTES: Final = 16
START_HINT: Final = "start it with `whyad serve`"
PORT_HINT: Final = "is --port the one that `whyad serve` was given?"


class LocalClient:
    """The service that runs on one data directory."""

    def __init__(self, data_dir: DataDir, *, port: int | None = None) -> None:
        """Find the address: the port if one is given, else where the service said it listens.

        Raises:
            ServiceUnreachableError: No service runs on this data directory. Nothing was sent, the token least of all:
                another program may have taken the port meanwhile.
        """
        if not data_dir.path.exists() or not data_dir.is_in_use():
            raise ServiceUnreachableError(
                str(data_dir.path), problem="it is not running on this data directory", hint=START_HINT
            )
        self._data_dir = data_dir
        self.url = f"http://{LOOPBACK}:{port}" if port else data_dir.address.read_text(encoding="ascii").strip()
        # A proxy of the environment must never see a request to the loopback.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    @property
    def api(self) -> Client:
        """Every route, in types; before each request the service proves that it is this data directory's."""
        return Client(
            lambda method, path, body: call(
                self.url, method, path, body, {"Authorization": f"Bearer {self._shown_token()}"}
            )
        )

    def get(self, path: str) -> Any:
        """Read one resource."""
        return self._ask("GET", path, None)

    def post(self, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """Ask for something to be made."""
        return self._ask("POST", path, body)

    def delete(self, path: str) -> None:
        """Ask for something to be taken away."""
        self._ask("DELETE", path, None)

    def _ask(self, method: str, path: str, body: Mapping[str, Any] | None) -> Any:
        return self._send(method, path, body, {"Authorization": f"Bearer {self._shown_token()}"})

    def _shown_token(self) -> str:
        """The owner's token under a mask, once the other side has proved to be the service of this data directory.

        Raises:
            ServiceUnreachableError: It is another program, or the service of another directory.
        """
        token = self._data_dir.admin_token.read_text(encoding="ascii").strip()
        secret_hash, nonce = hash_secret(token), secrets.token_urlsafe(NONCE_BYTES)
        answer = self._send("POST", "/api/v1/tickets", {"holder_id": OWNER_ID, "nonce": nonce}, {})
        about = conversation(self.url, OWNER_ID, nonce, str(answer.get("ticket")))
        if not hmac.compare_digest(str(answer.get("proof")), service_proof(secret_hash, about)):
            raise ServiceUnreachableError(self.url, problem="another program answers there", hint=PORT_HINT)
        return f"{answer['ticket']}{MARK}{masked_secret(token, secret_hash, about)}"

    def _send(self, method: str, path: str, body: Mapping[str, Any] | None, headers: Mapping[str, str]) -> Any:
        request = urllib.request.Request(  # noqa: S310 - loopback only
            f"{self.url}{path}",
            data=None if body is None else json.dumps(body).encode(),
            method=method,
            headers={**headers, "Content-Type": "application/json"},
        )
        try:
            with self._opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
                content = answer.read()
                return json.loads(content) if content else None
        except urllib.error.HTTPError as error:
            raise ServiceUnreachableError(
                self.url, problem=_sentence(error) or f"it answered with status {error.code}", hint=PORT_HINT
            ) from error
        except (urllib.error.URLError, OSError, ValueError) as error:
            raise ServiceUnreachableError(self.url, problem="nothing answers there", hint=START_HINT) from error


def _sentence(error: urllib.error.HTTPError) -> str:
    """What the service says of itself in an error, if it is our service that speaks."""
    try:
        return str(json.load(error)["detail"])
    except (ValueError, KeyError, TypeError):
        return ""
