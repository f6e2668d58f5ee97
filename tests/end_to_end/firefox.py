"""A small WebDriver BiDi client: enough to install the extension in a real Firefox, open pages and read them."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import websocket

START_SECONDS: Final = 40
# Keeps Firefox from looking for the outside world, allows the extension's own pages to be opened, and fixes its UUID.
QUIET_PREFERENCES: Final[Mapping[str, object]] = {
    "app.update.enabled": False,
    "browser.safebrowsing.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.cookie.cookieBehavior": 0,
    "toolkit.telemetry.enabled": False,
    "xpinstall.signatures.required": False,
}
REMOTE_CONTROL: Final = ("--remote-debugging-port", "0", "--remote-allow-system-access")
ADDON_ID: Final = "whyad@whyad.example"
ADDON_UUID: Final = "0f2a7c1e-5a1b-4d5e-9d6b-1f7f3c9a2b11"


class Firefox:
    """One browser session. ``call`` sends any BiDi command and returns its result."""

    def __init__(self, address: str) -> None:
        """Connect and begin a session."""
        self._socket = websocket.create_connection(f"{address}/session", suppress_origin=True, timeout=60)
        self._numbers = itertools.count(1)
        self.call("session.new", capabilities={})
        self.context = self.call("browsingContext.getTree")["contexts"][0]["context"]

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Send one command and wait for its answer, passing over events."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == number:
                if answer.get("type") == "error":
                    raise RuntimeError(f"{method}: {answer['message']}")
                return answer["result"]

    def install(self, folder: Path) -> str:
        """Install an unpacked extension for this session and return its id."""
        return str(self.call("webExtension.install", extensionData={"type": "path", "path": str(folder)})["extension"])

    def open(self, url: str) -> None:
        """Go to an address and wait until it has loaded."""
        self.call("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """The value of an expression in the open page; promises are awaited. Values travel as JSON."""
        wrapped = f"(async () => JSON.stringify(await ({expression})))()"
        answer = self.call("script.evaluate", expression=wrapped, target={"context": self.context}, awaitPromise=True)
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"].get("value", "null"))

    def wait_for(self, expression: str, *, seconds: float = 20) -> Any:
        """Evaluate until the answer is truthy."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            value = self.evaluate(expression)
            if value:
                return value
            time.sleep(0.2)
        raise TimeoutError(f"never became true: {expression}")

    def picture(self, file: Path) -> None:
        """A screenshot of the open page."""
        import base64

        file.write_bytes(base64.b64decode(self.call("browsingContext.captureScreenshot", context=self.context)["data"]))

    def close(self) -> None:
        """End the session."""
        self._socket.close()


def firefox_path() -> str | None:
    """Where Firefox is: ``WHYAD_FIREFOX``, else on the PATH."""
    return os.environ.get("WHYAD_FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")


@contextmanager
def open_firefox(profile: Path) -> Iterator[Firefox]:
    """Start a headless Firefox on a fresh profile and connect to it."""
    path = firefox_path()
    if path is None:
        raise FileNotFoundError("Firefox was not found")
    profile.mkdir(parents=True, exist_ok=True)
    preferences = {**QUIET_PREFERENCES, "extensions.webextensions.uuids": json.dumps({ADDON_ID: ADDON_UUID})}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()]
    (profile / "user.js").write_text("".join(lines))
    command = [path, "--headless", "--no-remote", "--profile", str(profile), *REMOTE_CONTROL]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    try:
        browser = Firefox(_address(process))
        yield browser
        browser.close()
    finally:
        process.terminate()
        process.wait(timeout=20)
        if process.stderr:
            process.stderr.close()


def _address(process: subprocess.Popen[str]) -> str:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.stderr:
        found = re.search(r"WebDriver BiDi listening on (ws://\S+)", process.stderr.readline())
        if found:
            return found.group(1)
    raise TimeoutError("Firefox did not offer a BiDi connection")
