"""Runs the local service as its own process and speaks to it as any program of the person could."""

from __future__ import annotations

import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Self

START_SECONDS: Final = 30.0
CODE: Final = re.compile(r"\b\d{4}-\d{4}\b")


class DemoError(Exception):
    """Something the demo needs is missing or did not start; the text says what to do."""


def free_port() -> int:
    """A port of the loopback that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def whyad_command() -> str:
    """The ``whyad`` command of this environment."""
    beside_python = Path(sys.executable).with_name("whyad")
    found = str(beside_python) if beside_python.exists() else shutil.which("whyad")
    if found is None:
        raise DemoError(
            "the `whyad` command is not installed in this environment: run `make run`, or pip install the project"
        )
    return found


class LocalService:
    """``whyad serve`` on a data directory of its own, as a context manager; ``stop`` and ``start`` may alternate."""

    def __init__(self, data_dir: Path, *, port: int, label: str, output: Path) -> None:
        """Prepare without starting. ``output`` receives what the service prints."""
        self.data_dir, self.port, self.label, self.output = data_dir, port, label, output
        self.url = f"http://127.0.0.1:{port}"
        self._process: subprocess.Popen[bytes] | None = None
        self._token: str | None = None

    def __enter__(self) -> Self:
        """Start and wait until it answers."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop in an orderly way."""
        self.stop(signal.SIGTERM)

    def start(self) -> None:
        """Start the process and wait for ``/health``.

        Raises:
            DemoError: It ended or stayed silent; the last lines it printed are in the text.
        """
        command = [
            whyad_command(),
            "serve",
            "--port",
            str(self.port),
            "--data-dir",
            str(self.data_dir),
            "--store-label",
            self.label,
        ]
        with self.output.open("ab") as output:
            self._process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            if self.is_up():
                return
            time.sleep(0.05)
        raise DemoError(f"the service did not start; it said: {self.output.read_text(errors='replace')[-800:]}")

    def stop(self, how: signal.Signals) -> None:
        """Send a signal and wait for the end."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait(timeout=20)

    def is_up(self) -> bool:
        """Whether ``/health`` answers."""
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def pairing_code(self) -> str:
        """A fresh one-time code, as ``whyad pair`` shows it to a person."""
        command = [whyad_command(), "pair", "--data-dir", str(self.data_dir), "--port", str(self.port)]
        shown = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
        code = CODE.search(shown.stdout)
        if code is None:
            raise DemoError(f"`whyad pair` showed no code: {shown.stdout}{shown.stderr}")
        return code.group()

    def get(self, path: str) -> Any:
        """Read one resource of the API."""
        return self._request("GET", path, None)

    def put(self, path: str, body: Mapping[str, Any]) -> Any:
        """Replace one resource of the API."""
        return self._request("PUT", path, body)

    def _request(self, method: str, path: str, body: Mapping[str, Any] | None) -> Any:
        if self._token is None:
            self._token = self._script_token()
        return self._send(method, path, body, {"Authorization": f"Bearer {self._token}"})

    def _script_token(self) -> str:
        """A token for this program, as ``whyad token`` shows it to a person."""
        command = [whyad_command(), "token", "--scope", "control", "--name", "the demo's own script",
                   "--data-dir", str(self.data_dir), "--port", str(self.port)]  # fmt: skip
        shown = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
        if shown.returncode != 0:
            raise DemoError(f"`whyad token` made no token: {shown.stdout}{shown.stderr}")
        return shown.stdout.strip()

    def _send(self, method: str, path: str, body: Mapping[str, Any] | None, headers: Mapping[str, str]) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}{path}", data=data, method=method, headers=dict(headers))
        if data is not None:
            request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)
