"""A few small sites on one loopback port, told apart by their Host header: news, a paper, an ad server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote

PAGES = Path(__file__).parent / "pages"
# One pixel, transparent.
GIF = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Serve ``pages/<first part of the host>/<path>.html``; pictures are one pixel.

        Addresses in the pages end in ``.test:PORT``; they become those of the port and ending asked for.
        """
        (site, _, ending), path = self.headers["Host"].partition("."), self.path.split("?")[0]
        file = PAGES / site / f"{path.strip('/') or 'index'}.html"
        if path.endswith(".gif"):
            self._answer(200, "image/gif", GIF)
        elif file.is_file():
            text = file.read_text().replace("test:PORT", ending).replace("test%3APORT", quote(ending))
            self._answer(200, "text/html; charset=utf-8", text.encode())
        else:
            self._answer(404, "text/plain", b"no such page")

    def _answer(self, status: int, content_type: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: a test's output is for failures."""


@contextmanager
def serve_pages() -> Iterator[int]:
    """Serve the sites while the block runs; gives the port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
