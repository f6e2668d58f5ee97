"""Programs as a person runs them, each its own process on a free port of the loopback, and a client of theirs."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, Self

WAIT_SECONDS: Final = 120.0
WHYAD: Final = str(Path(sys.executable).with_name("whyad"))
# People's Python keeps compiled bytecode; a start that compiles everything anew is nobody's start.
ENVIRONMENT: Final = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Client:
    """Asks over one kept connection, as browsers do."""

    def __init__(self, port: int, token: str = "") -> None:
        """Connect at the first question."""
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=WAIT_SECONDS)
        self._headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, bytes]:
        """Status and content."""
        self._connection.request(method, path, None if body is None else json.dumps(body), self._headers)
        answer = self._connection.getresponse()
        return answer.status, answer.read()

    def post(self, path: str, body: bytes) -> None:
        """Send a body that is written already, and take the answer."""
        self._connection.request("POST", path, body, self._headers)
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.status >= http.HTTPStatus.BAD_REQUEST:
            raise SystemExit(f"{path} answered {answer.status}: {content[:200]!r}")

    def read(self, path: str) -> Any:
        """The JSON of a page that must be there."""
        status, content = self.ask("GET", path)
        if status != http.HTTPStatus.OK:
            raise SystemExit(f"{path} answered {status}: {content[:200]!r}")
        return json.loads(content)

    def timed(self, method: str, path: str, body: Any = None) -> float:
        """Milliseconds until the whole answer is here."""
        began = time.perf_counter()
        status, content = self.ask(method, path, body)
        taken = 1e3 * (time.perf_counter() - began)
        if status >= http.HTTPStatus.BAD_REQUEST:
            raise SystemExit(f"{path} answered {status}: {content[:200]!r}")
        return taken

    def wait_until_warm(self) -> None:
        """The service explains the newest ads ahead of being asked for; wait until it has."""
        while self.read("/api/v1/diet").get("waiting", 0):
            time.sleep(0.5)

    def close(self) -> None:
        """Let the connection go."""
        self._connection.close()


class Program:
    """A process that listens, ended at the end."""

    def __init__(self, command: Sequence[str], port: int, *, ready_at: str, log: Path) -> None:
        """Start and wait for the first answer. ``seconds`` says how long that took."""
        began = time.perf_counter()
        self.port = port
        with log.open("ab") as sink:
            self.process = subprocess.Popen([*command], stdout=sink, stderr=sink, env=ENVIRONMENT)
        while not self._answers(ready_at):
            if self.process.poll() is not None or time.perf_counter() - began > WAIT_SECONDS:
                self.end()
                raise SystemExit(f"{command[0]} did not start:\n{log.read_text('utf-8')[-2000:]}")
            time.sleep(0.002)
        self.seconds = time.perf_counter() - began

    def __enter__(self) -> Self:
        """It runs."""
        return self

    def __exit__(self, *_: object) -> None:
        """Do not leave it running."""
        self.end()

    def end(self) -> None:
        """Stop it as Ctrl-C would."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=WAIT_SECONDS)

    def _answers(self, path: str) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path)
            return connection.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
        except OSError:
            return False
        finally:
            connection.close()

    def memory_mib(self) -> float:
        """What it holds in memory now."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024

    def cpu_seconds(self) -> float:
        """What it has used of the processor so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Service(Program):
    """``whyad serve`` on a data directory, and a token for everything."""

    def __init__(self, data_dir: Path) -> None:
        """Start it."""
        port = free_port()
        command = [WHYAD, "serve", "--port", str(port), "--data-dir", str(data_dir)]
        super().__init__(command, port, ready_at="/health", log=data_dir.with_suffix(".log"))
        self._data_dir = data_dir

    def token(self) -> str:
        """A token to send, read and change with; it outlives the process."""
        scopes = [part for scope in ("capture", "read", "control") for part in ("--scope", scope)]
        command = [WHYAD, "token", *scopes, "--data-dir", str(self._data_dir)]
        made = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=False)
        token = made.stdout.strip().splitlines()[-1] if made.returncode == 0 else ""
        if not token:
            raise SystemExit(made.stderr)
        return token

    def client(self) -> Client:
        """A client that may send, read and change."""
        return Client(self.port, self.token())
