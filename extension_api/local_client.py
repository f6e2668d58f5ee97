"""Speaks to the running service from the command line, as the owner of its data directory."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any, Final

from extension_api.config import LOOPBACK
from extension_api.data_dir import DataDir
from extension_api.errors import ServiceUnreachableError

TIMEOUT_SECONDS: Final = 10.0
START_HINT: Final = "start it with `whyad serve`"


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

    def get(self, path: str) -> Any:
        """Read one resource."""
        return self._send(urllib.request.Request(f"{self.url}{path}", headers=self._headers()))  # noqa: S310 - loopback only

    def post(self, path: str) -> Any:
        """Ask for something to be made."""
        return self._send(urllib.request.Request(f"{self.url}{path}", method="POST", headers=self._headers()))  # noqa: S310 - loopback only

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._data_dir.admin_token.read_text(encoding='ascii').strip()}"}

    def _send(self, request: urllib.request.Request) -> Any:
        try:
            with self._opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise ServiceUnreachableError(
                self.url,
                problem=f"it answered with status {error.code}",
                hint="is --port the one that `whyad serve` was given?",
            ) from error
        except (urllib.error.URLError, OSError, ValueError) as error:
            raise ServiceUnreachableError(self.url, problem="nothing answers there", hint=START_HINT) from error
