"""What is never recorded, and who may not speak to the extension."""

from __future__ import annotations

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

pytestmark = pytest.mark.browser

PAGE = b"""<!doctype html><html lang=en><title>A page on this machine</title><h1>Canary heading</h1>
<div id=div-gpt-ad-1 style="width:300px;height:250px"><a href="http://shop.localhost/x"><img width=300 height=250 alt="An ad"></a></div>"""


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


def test_loopback_pages_are_not_recorded_without_the_demo(tmp_path: Path, own_page: str) -> None:
    """One's own development server is nobody's business, not even Whyad's."""
    need(CHROMIUM_EXTENSION.exists(), "the extension is not built: make extension")
    extension = shutil.copytree(CHROMIUM_EXTENSION, tmp_path / "extension")
    with LocalService(tmp_path / "store", port=free_port(), label="Test", output=tmp_path / "service.log") as service:
        (extension / "local.json").write_text(f'{{"service_url": "{service.url}"}}')
        with open_browser(tmp_path / "profile", extension, headless=True) as browser:
            pair(browser, service.pairing_code())
            browser.context.new_page().goto(own_page)
            time.sleep(3)

        assert service.get("/api/v1/impressions")["impressions"] == []
    assert b"intranet.localhost" not in b"".join(p.read_bytes() for p in (tmp_path / "store").rglob("*") if p.is_file())
