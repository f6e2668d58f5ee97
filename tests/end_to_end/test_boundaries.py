"""What is never recorded, seen from the store's own bytes."""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from adtown.browser import open_browser, pair
from adtown.local_service import LocalService, free_port
from tests.end_to_end.conftest import CHROMIUM_EXTENSION, need

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LOOK_SECONDS = 3  # a page is noted within one, its ads within two
PAGE = b"""<!doctype html><html lang=en><title>A page on this machine</title><h1>Canary heading</h1>
<div id=div-gpt-ad-1 style="width:300px;height:250px">
<a href="http://shop.localhost/x"><img width=300 height=250 alt="An ad"></a></div>"""


class _OnePage(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


@pytest.fixture
def own_page() -> Iterator[str]:
    """A page on a loopback port that no demo named."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _OnePage)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://intranet.localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


def kept_of(own_page: str, folder: Path, **local: object) -> bytes:
    """Every byte of the store after a paired browser with this ``local.json`` has looked at the page."""
    need(CHROMIUM_EXTENSION.exists(), "the extension is not built: make extension")
    extension = shutil.copytree(CHROMIUM_EXTENSION, folder / "extension")
    with LocalService(folder / "store", port=free_port(), label="Test", output=folder / "service.log") as service:
        (extension / "local.json").write_text(json.dumps({"service_url": service.url, **local}))
        with open_browser(folder / "profile", extension, headless=True) as browser:
            pair(browser, service.pairing_code())
            browser.context.new_page().goto(own_page)
            time.sleep(LOOK_SECONDS)
    return b"".join(path.read_bytes() for path in (folder / "store").rglob("*") if path.is_file())


def test_loopback_pages_are_not_recorded_without_the_demo(tmp_path: Path, own_page: str) -> None:
    """One's own development server is nobody's business, not even Whyad's."""
    kept = kept_of(own_page, tmp_path)

    assert b"intranet.localhost" not in kept
    assert b"Canary heading" not in kept


def test_only_the_port_that_a_demo_names_is_recorded(tmp_path: Path, own_page: str) -> None:
    """The very same page is kept where a demo has named its port, so that the test above can fail."""
    port = int(own_page.rstrip("/").rpartition(":")[2])

    assert b"Canary heading" in kept_of(own_page, tmp_path / "named", record_loopback_port=port)
    assert b"Canary heading" not in kept_of(own_page, tmp_path / "another", record_loopback_port=port + 1)
