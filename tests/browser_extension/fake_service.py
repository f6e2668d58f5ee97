"""A service that takes everything and explains every ad in the words a test chooses: the contract's own examples."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from extension_api.tickets import conversation, service_proof

PAYLOADS = Path(__file__).parents[1] / "payloads"
SECRET = b"test"  # as `Recorder.pair_without_service` leaves it in the browser
NOT_FOUND = {"code": "not_held", "title": "Not Found", "detail": "no such thing"}


def example(name: str) -> Any:
    """A message of the contract."""
    return json.loads((PAYLOADS / f"{name}.json").read_text())


@dataclass
class FakeService:
    """What it was asked, what it says about every ad, and what it says at certain paths whatever is asked."""

    url: str = ""
    words: dict[str, Any] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    languages: set[str] = field(default_factory=set)
    ads: list[str] = field(default_factory=list)

    def summary(self, ad: str) -> dict[str, Any]:
        """One ad for a list."""
        return {**example("explanation_response")["impression"], **self.words, "id": ad}

    def ticket(self, question: dict[str, str]) -> dict[str, str]:
        """The proof that this is the service which the test's browser is paired with."""
        about = conversation(self.url, question["holder_id"], question["nonce"], "ticket")
        return {"ticket": "ticket", "proof": service_proof(hashlib.sha256(SECRET).digest(), about)}

    def answer(self, method: str, address: str, body: bytes) -> Any:
        """The answer to one request, None where there is none."""
        path, query = urlsplit(address).path.removeprefix("/api/v1"), parse_qs(urlsplit(address).query)
        self.asked.append((method, path))
        if path in self.said:
            return self.said[path]
        if path == "/tickets":
            return self.ticket(json.loads(body))
        if path == "/events":
            events = json.loads(body)["events"]
            ids = [event["id"] for event in events]
            self.ads += [event["id"] for event in events if event["type"] == "impression"]
            results = [{"id": one, "status": "accepted"} for one in ids]
            return {"results": results, "accepted": len(ids), "duplicate": 0, "rejected": 0}
        if path.endswith("/explanation"):
            return {**example("explanation_response"), "impression": self.summary(path.split("/")[2])}
        if path == "/impressions":
            ids = query["ids"][0].split(",") if "ids" in query else self.ads
            return {"impressions": [self.summary(one) for one in ids], "next_cursor": None}
        name = {"/info": "info_response", "/traits": "traits_response", "/settings": "settings_response"}.get(path)
        return example(name) if name else None


@contextmanager
def fake_service() -> Iterator[FakeService]:
    """The service on a free port while the block runs."""
    service = FakeService()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            service.languages.add(self.headers.get("Accept-Language", ""))
            found = service.answer(self.command, self.path, body)
            text = json.dumps(NOT_FOUND if found is None else found).encode()
            self.send_response(404 if found is None else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def __getattr__(self, name: str) -> Callable[[], None]:
            """Every method is answered alike."""
            if name.startswith("do_"):
                return self.answer
            raise AttributeError(name)

        def log_message(self, *_: object) -> None:
            """Say nothing: a test's output is for failures."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
