"""A small web on one loopback port: the corpus under its own names, and every other host as its pages expect it.

Chromium sends all host names here (``--host-resolver-rules``), so the addresses are the real ones and the filter lists'
rules match them. Plain and encrypted connections come to the same port; the first byte tells them apart.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import socket
import ssl
import struct
import subprocess
import zlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from benchmarks.ad_pages.corpus import FOLDER

TLS_HANDSHAKE: Final = 0x16  # the first byte of an encrypted connection
IMAGE: Final = re.compile(r"\.(gif|png|jpe?g|webp|svg|ico)$")
# A picture's size: in an ad server's address (`tent-300x250.png`), in the query of a site's own (`?w=300&h=250`).
SIZE: Final = re.compile(r"(\d{2,4})x(\d{2,4})(?!.*\d{2,4}x\d)|w=(\d+)&h=(\d+)")
# Hosts that serve the same script as another.
ALIASES: Final = {"www.googletagservices.com": "securepubads.g.doubleclick.net"}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Web

    def do_GET(self) -> None:
        """A page of the corpus, a company's script, a creative, an embedded page, or a picture of that size."""
        host, path = self.headers.get("Host", "").split(":")[0], urlsplit(self.path).path
        page = self.server.pages.get(host + path)
        if page is not None:
            self._answer("text/html; charset=utf-8", page.read_bytes(), runs_scripts=page not in self.server.still)
        elif IMAGE.search(path):
            found = SIZE.search(self.path)
            width, height = [int(side) for side in found.groups() if side] if found else (1, 1)
            self._answer("image/png", png(width, height))
        elif self.headers.get("Sec-Fetch-Dest") == "script":
            self._answer("text/javascript; charset=utf-8", vendor_script(host))
        elif self.headers.get("Sec-Fetch-Dest") in {"style", "video", "audio", "font"}:
            self._answer("text/css", b"")
        else:
            self._answer("text/html; charset=utf-8", embedded(host, self.path))

    def do_POST(self) -> None:
        """Beacons and bids get what a visit would."""
        self.do_GET()

    def _answer(self, content_type: str, body: bytes, *, runs_scripts: bool = True) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(length)
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        if not runs_scripts:
            self.send_header("Content-Security-Policy", "script-src 'none'")
        self.send_header("Access-Control-Allow-Origin", self.headers.get("Origin", "*"))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: the figures are the output."""


class _Web(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def __init__(self, pages: Mapping[str, Path], still: Collection[Path], certificate: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages, self.still = pages, still
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._tls.load_cert_chain(certificate)

    def finish_request(self, request: Any, client_address: Any) -> None:
        """In the connection's own thread: take off the encryption where there is one."""
        request.settimeout(20)
        with contextlib.suppress(OSError):  # the browser hung up; it does so often
            first = request.recv(1, socket.MSG_PEEK)
            if first and first[0] == TLS_HANDSHAKE:
                request = self._tls.wrap_socket(request, server_side=True, do_handshake_on_connect=False)
        with request, contextlib.suppress(OSError):
            super().finish_request(request, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that broke is the browser's business."""


@contextmanager
def serve_web(pages: Mapping[str, Path], folder: Path, *, still: Collection[Path] = ()) -> Iterator[int]:
    """Serve while the block runs; gives the port. ``folder`` takes the certificate, made anew each time.

    The pages ``still`` are shown without their scripts.
    """
    web = _Web(pages, still, make_certificate(folder))
    thread = Thread(target=web.serve_forever, daemon=True)
    thread.start()
    try:
        yield web.server_port
    finally:
        web.shutdown()
        thread.join()
        web.server_close()


def make_certificate(folder: Path) -> Path:
    """Key and certificate in one file, signed by nobody."""
    openssl = shutil.which("openssl")
    if openssl is None:
        raise RuntimeError("openssl is not installed")
    file = folder / "certificate.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=corpus", "-keyout", str(file), "-out", str(folder / "only-certificate.pem")],
        check=True, capture_output=True,
    )  # fmt: skip
    file.write_text(file.read_text() + (folder / "only-certificate.pem").read_text())
    return file


@cache
def vendor_script(host: str) -> bytes:
    """The stand-in for this host's script; an empty one where there is none."""
    file = FOLDER / "vendors" / f"{ALIASES.get(host, host)}.js"
    return file.read_bytes() if file.is_file() else b""


def embedded(host: str, address: str) -> bytes:
    """A creative where the address names one (``c=tents``), else the embedded page of this host, else any."""
    named = parse_qs(urlsplit(address).query).get("c", [""])[0]
    wanted = [f"creatives/{named}.html", f"frames/{host}.html", "frames/default.html"]
    return next(FOLDER / file for file in wanted if (FOLDER / file).is_file()).read_bytes()


@cache
def png(width: int, height: int) -> bytes:
    """A plain picture of this size."""
    row = b"\0" + b"\xb8\xc4\xbe" * width
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(row * height, 1)),
        (b"IEND", b""),
    ]
    chunks = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
