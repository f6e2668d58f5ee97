"""What is nobody's business never reaches the outbox: a canary on every path by which it could."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from tests.browser_extension.conftest import Recorder

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CANARY = "canary7f3a"
# A word in the host decides for `clinic`, a word in the path for `login`, a field on the page for `members`.
AD = """<div id=div-gpt-ad-1 style="width:300px;height:250px">
<a href="http://click.test:{port}/c/{canary}?to={canary}&adurl=http%3A%2F%2Fshop.test%2F{canary}%3Fid%3D{canary}">
A kettle</a></div>
<iframe width=300 height=250 src="http://ads.test:{port}/frame/{canary}?who={canary}"></iframe>
<img src="http://pixel.test:{port}/{canary}.gif?r={canary}" width=1 height=1>"""
PAGE = "<!doctype html><html lang=en><title>{title}</title><h1>{title}</h1>{field}{ad}</html>"
FIELD = "<form><input type=password></form>"
# Every store of the extension's database, as text.
READ_EVERYTHING = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("whyad");
  opening.onerror = reject;
  opening.onsuccess = async () => {
    const names = [...opening.result.objectStoreNames];
    const reading = opening.result.transaction(names);
    const all = await Promise.all(names.map((name) => new Promise((done) => {
      const asked = reading.objectStore(name).getAll();
      asked.onsuccess = () => done([name, asked.result]);
    })));
    opening.result.close();
    resolve(JSON.stringify(all));
  };
})"""


class _Sites(BaseHTTPRequestHandler):
    """Pages that carry the canary in title, address, ad, frame and requests; only ``news`` may be recorded."""

    asked: ClassVar[set[str]] = set()

    def do_GET(self) -> None:
        host, port = self.headers["Host"].split(":")
        self.asked.add(host)
        is_quiet = host.startswith(("news.", "ads."))  # what an ad says in words may be kept
        field = FIELD if host.startswith("members.") else ""
        ad = AD.format(port=port, canary=CANARY) if "/frame/" not in self.path else ""
        title = "A quiet page" if is_quiet else f"Title {CANARY}"
        body = PAGE.format(title=title, field=field, ad=ad).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Referrer-Policy", "unsafe-url")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    """All sites on one port."""
    _Sites.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Sites)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("kind", "path"),
    [("clinic", CANARY), ("shop", f"login?next={CANARY}"), ("members", CANARY), ("forum", f"x/{CANARY}")],
)
def test_private_page_leaves_nothing_anywhere(recorder: Recorder, port: int, kind: str, path: str) -> None:
    """Neither its address, title, ads and frames nor its requests are kept, and the next page does not tell of it."""
    recorder.ask("options.set_sensitive", skip=True, rules=["forum.test/x"])
    page = recorder.visit(f"http://{kind}.test:{port}/{path}")
    page.wait_for_timeout(2500)
    assert CANARY not in recorder.own_page.evaluate(READ_EVERYTHING)
    assert recorder.events() == []

    page.evaluate("(address) => { location.href = address; }", f"http://news.test:{port}/")

    recorder.wait_for("visit", lambda visits: len(visits) == 1)
    assert CANARY not in str(recorder.events())


def test_recorded_page_keeps_nothing_of_what_addresses_carry(recorder: Recorder, port: int) -> None:
    """An ad's click address, its frame's address, a pixel and the page's own query stay out of what is sent."""
    page = recorder.visit(f"http://news.test:{port}/story?session={CANARY}#{CANARY}")
    ads = recorder.wait_for("impression", lambda ads: len(ads) >= 1)
    page.wait_for_timeout(1500)

    assert {"shop.test"} <= {domain for ad in ads for domain in ad["adomain"]}
    assert CANARY not in str(recorder.events())
    assert _Sites.asked == {"news.test", "ads.test", "pixel.test"}  # where an ad leads is read off, never asked for


def test_sensitive_pages_are_recorded_once_the_person_wants_it(recorder: Recorder, port: int) -> None:
    """The very same page is kept without the list, so that the tests above can fail."""
    recorder.ask("options.set_sensitive", skip=False, rules=[])
    recorder.visit(f"http://clinic.test:{port}/{CANARY}")

    recorder.wait_for("visit", lambda visits: len(visits) == 1)
    assert CANARY in str(recorder.events())


def test_rule_takes_effect_in_an_open_tab(recorder: Recorder, port: int) -> None:
    """A page that is open when its rule is made is left alone from that moment."""
    recorder.ask("options.set_sensitive", skip=False, rules=[])
    recorder.visit(f"http://clinic.test:{port}/a")
    recorder.wait_for("visit", lambda visits: len(visits) == 1)

    recorder.ask("options.set_sensitive", skip=True, rules=[])

    stores = dict(json.loads(recorder.own_page.evaluate(READ_EVERYTHING)))
    assert "clinic" not in json.dumps(stores["tabs"])
    assert {tab["state"] for tab in stores["tabs"]} >= {"sensitive_site"}
