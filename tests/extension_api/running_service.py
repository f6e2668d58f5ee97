"""``whyad serve`` as its own process on a free port, spoken to over HTTP as any program would."""

from __future__ import annotations

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from tests.extension_api.pairing_browser import CodeHolder

START_SECONDS = 20.0
WHYAD = str(Path(sys.executable).with_name("whyad"))


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def whyad(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    command = [WHYAD, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


class RunningService:
    """The process and a paired client of it. A context manager; ``kill`` and ``start`` may alternate."""

    def __init__(self, data_dir: Path, *arguments: str, watched_by: Sequence[str] = ()) -> None:
        """Prepare without starting; ``arguments`` are for `whyad serve`, ``watched_by`` is a command before it."""
        self.arguments, self.watched_by = arguments, watched_by
        self.data_dir, self.port, self.token = data_dir, free_port(), ""
        self.address = f"127.0.0.1:{self.port}"
        self.output = data_dir.with_suffix(".log")
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Start, wait, make a token that may capture, read and control."""
        self.start()
        self.token = self.make_token("capture", "read", "control")
        return self

    def __exit__(self, *_: object) -> None:
        """Stop as Ctrl-C would."""
        self.end(signal.SIGTERM)

    def start(self) -> float:
        """Start and return the seconds until ``/health`` answered."""
        began = time.perf_counter()
        serve = [WHYAD, "serve", "--port", str(self.port), "--data-dir", str(self.data_dir)]
        command = [*self.watched_by, *serve, *self.arguments]
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(command, stdout=output, stderr=output)
        while time.perf_counter() - began < START_SECONDS and self.process.poll() is None:
            try:
                self.ask("GET", "/health")
                return time.perf_counter() - began
            except OSError:
                time.sleep(0.005)
        raise AssertionError(self.output.read_text("utf-8"))

    def end(self, how: signal.Signals) -> None:
        """Send a signal and wait for the end."""
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(timeout=20)

    def make_token(self, *scopes: str) -> str:
        """A token for a script, made as `whyad token` does."""
        owner = {"Authorization": f"Bearer {(self.data_dir / 'admin-token').read_text('ascii')}"}
        return str(self.ask("POST", "/api/v1/tokens", {"name": "a test", "scopes": scopes}, owner)[1]["token"])

    def pair(self) -> str:
        """Pair a browser, as the extension does, and return the secret that both sides have now."""
        holder = CodeHolder(self.code().replace("-", ""), url=f"http://{self.address}")
        _, begun = self.ask("POST", "/api/v1/pairing-attempts", {"public_number": f"{holder.public:x}"})
        proved = holder.prove(begun["salt"], begun["public_number"])
        body = {"attempt_id": begun["attempt_id"], "proof": proved["browser"], "name": "a browser"}
        assert self.ask("POST", "/api/v1/pairings", body)[0] == 200
        return proved["secret"]

    def code(self) -> str:
        """A code as ``whyad pair`` shows it."""
        shown = whyad("pair", "--data-dir", str(self.data_dir))
        found = re.search(r"\d{4}-\d{4}", shown.stdout)
        assert found, shown.stderr
        return found.group()

    def send_bytes(self, method: str, path: str, body: bytes) -> int:
        """The status of one request with these bytes as its body; a service that hangs up early counts as 413."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        try:
            connection.request(method, path, body, headers)
            return connection.getresponse().status
        except (BrokenPipeError, ConnectionResetError):
            return 413
        finally:
            connection.close()

    def ask(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> tuple[int, Any]:
        """Status and JSON of one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json", **(headers or {})}
        try:
            connection.request(method, path, None if body is None else json.dumps(body), sent)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        return answer.status, json.loads(content) if content else None
