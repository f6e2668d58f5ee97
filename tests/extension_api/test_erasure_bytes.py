"""Erased is gone (acceptance criterion 10): from every byte of every file, with controls that must fail."""

from __future__ import annotations

import hashlib
import random
import sqlite3
import subprocess
import sys
import time
import urllib.parse
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from extension_api.service import Service
from extension_api.store import database as of_the_database
from extension_api.store.database import Database
from extension_api.store.sweep import Sweeper
from tests.extension_api.conftest import Browser
from tests.extension_api.history import a_contact_event, a_visit_event, an_ad_event, at

CANARY = "zänärie-klinik"
SITE = f"{CANARY}.example"
COMPANY = "Canary Trackers Ltd"
COMPANY_DOMAIN = "canary-trackers.example"


def forms(text: str) -> dict[str, bytes]:
    """Everything a program may have turned a text into on its way to the disk."""
    raw = text.encode()
    return {
        "plain": raw,
        "in other letters": text.upper().encode(),
        "utf-16": text.encode("utf-16-le"),
        "percent-encoded": urllib.parse.quote(text).encode(),
        "json-escaped": text.encode("ascii", "backslashreplace"),
        "punycode": text.split(".", maxsplit=1)[0].encode("idna"),
        **{name: hashlib.new(name, raw).hexdigest().encode() for name in ("sha256", "sha1", "md5")},
        **{f"{name} bytes": hashlib.new(name, raw).digest() for name in ("sha256", "sha1", "md5")},
    }


def traces(folder: Path, *texts: str) -> list[str]:
    """Which form of the texts lies in which file."""
    content = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    wanted = {f"{text}, {form}": needle for text in texts for form, needle in forms(text).items()}
    return [f"{name} in {path}" for path, data in content.items() for name, needle in wanted.items() if needle in data]


def a_long_history(rows: int = 1_200, *, seed: int = 5) -> Iterator[dict[str, Any]]:
    """Ordinary browsing with canaries in between, in an order that makes SQLite split and merge pages."""
    dice = random.Random(seed)
    for number in range(rows):
        is_canary = dice.random() < 0.06
        site = SITE if is_canary else f"site-{dice.randrange(90)}.example"
        visit = f"v-{uuid.UUID(int=dice.getrandbits(128))}"
        minutes = -dice.randrange(1, 100_000)
        title = f"{CANARY} appointment {number}" if is_canary else "w" * dice.randrange(200)
        yield a_visit_event(visit, minutes, domain=site, title=title) | {
            "url": f"https://{site}/{urllib.parse.quote(CANARY) if is_canary else 'page'}/{number}",
            "search_query": CANARY if is_canary else None,
        }
        for company in (COMPANY, "Alpha Ads"):
            contact = a_contact_event(f"k-{uuid.UUID(int=dice.getrandbits(128))}", visit, minutes)
            domain = COMPANY_DOMAIN if company == COMPANY else "alpha.example"
            yield contact | {"company": company, "domain": domain, "rule": f"||{domain}^"}
        if dice.random() < 0.3:
            page = {"page_url": f"https://{site}/{number}", "page_domain": site}
            finders = [{"finder": "network_rule", "detail": f"||{COMPANY_DOMAIN}^"}]
            delivery = [{"domain": COMPANY_DOMAIN, "company": COMPANY, "how": "bidder"}]
            text = f"Visit {CANARY}" if is_canary else "An ad"
            ad = f"a-{uuid.UUID(int=dice.getrandbits(128))}"
            yield an_ad_event(ad, minutes, visit_id=visit, **page, text=text, finders=finders, delivery=delivery)


@pytest.fixture
def full(paired: Browser, service: Service) -> Browser:
    """A paired browser with a long history; beside the database, a backup and a damaged one that was kept."""
    events = list(a_long_history())
    for start in range(0, len(events), 400):
        answer = paired.post("/api/v1/events", {"events": events[start : start + 400]}).json
        assert answer["rejected"] == answer["conflict"] == 0
    kept = service.data_dir.backups / "damaged-20261102"
    kept.mkdir(mode=0o700, parents=True)
    for copy in (kept / "whyad.sqlite3", service.data_dir.backups / "version-1.sqlite3"):
        copy.write_bytes(service.data_dir.database.read_bytes())
    return paired


def forget(browser: Browser, path: str, body: object = None) -> dict[str, Any]:
    """Forget something and return the receipt."""
    answer = browser.ask("DELETE", f"/api/v1/{path}", json=body)
    assert answer.status_code == 200, answer.json
    return answer.json


@pytest.mark.parametrize(
    "path", [f"sites/{urllib.parse.quote(SITE)}", "everything", "hours"], ids=["site", "everything", "hours"]
)
def test_no_byte_of_a_forgotten_site_is_left(full: Browser, service: Service, path: str):
    """After forgetting, no file holds the site, its pages, its titles, its searches or any hash of them."""
    assert traces(service.config.data_dir, CANARY, SITE)
    began = time.monotonic()
    receipt = forget(full, path, {"since": at(-200_000), "until": at(1)} if path == "hours" else None)

    assert traces(service.config.data_dir, CANARY, SITE) == []
    assert receipt["completed_at"] is not None
    assert receipt["erased"]["visits"] > 50
    assert time.monotonic() - began < 60


def test_no_byte_of_a_forgotten_company_is_left(full: Browser, service: Service):
    """A tracking company's name and host are gone; the visits and the ads it delivered are still there."""
    before = full.get("/api/v1/impressions?limit=200").json["impressions"]
    receipt = forget(full, f"companies/{urllib.parse.quote(COMPANY)}")
    after = full.get("/api/v1/impressions?limit=200").json["impressions"]

    assert traces(service.config.data_dir, COMPANY, COMPANY_DOMAIN) == []
    assert (receipt["erased"]["tracker_contacts"], receipt["erased"]["visits"]) == (1_200, 0)
    assert receipt["erased"]["deliveries"] > 200
    assert [ad["id"] for ad in after] == [ad["id"] for ad in before]


def test_receipt_itself_says_nothing(full: Browser):
    """A receipt holds counts; whoever finds it learns no name."""
    forget(full, f"sites/{urllib.parse.quote(SITE)}")
    forget(full, f"companies/{urllib.parse.quote(COMPANY)}")
    receipts = full.get("/api/v1/receipts").json["receipts"]

    assert {receipt["what"] for receipt in receipts} == {"company", "site"}
    assert not any(name in str(receipts) for name in (CANARY, SITE, COMPANY))


OTHER_PROGRAM = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN")
print(db.execute("SELECT count(*) FROM visits").fetchone()[0], flush=True)
sys.stdin.read()
"""


def test_another_program_that_reads_is_named_and_waited_for(full: Browser, service: Service):
    """While another program reads the database the receipt names it; when it closes, the last byte goes."""
    command = [sys.executable, "-c", OTHER_PROGRAM, str(service.data_dir.database)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline()
        waiting = forget(full, f"sites/{urllib.parse.quote(SITE)}")
    assert service.erasures.finish(seconds=30)
    done = full.get("/api/v1/receipts").json["receipts"][0]

    assert waiting["completed_at"] is None
    if sys.platform == "linux":
        assert f"(process {other.pid})" in waiting["waiting_for"][0]
    assert done["id"] == waiting["id"]
    assert done["completed_at"] is not None
    assert traces(service.config.data_dir, CANARY, SITE) == []


def test_a_reader_of_ours_holds_an_erasure_up_for_its_own_time_only(
    full: Browser, service: Service, monkeypatch: pytest.MonkeyPatch
):
    """A look that was left open keeps the bytes while it lives (the control), and not a moment longer."""
    open_look = service.database.reader()
    open_look.execute("BEGIN").execute("SELECT count(*) FROM visits").fetchone()
    waiting = in_a_thread(lambda: forget(full, f"sites/{urllib.parse.quote(SITE)}"))
    kept = traces(service.config.data_dir, CANARY, SITE)
    monkeypatch.setattr(of_the_database, "READER_SECONDS", 0.0)

    assert waiting["completed_at"] is None
    assert kept
    assert in_a_thread(lambda: service.erasures.finish(seconds=30))
    assert traces(service.config.data_dir, CANARY, SITE) == []


def in_a_thread(work: Callable[[], Any]) -> Any:
    """The result of some work that is done in a thread of its own, as each request is."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(work).result()


def test_control_plain_delete_leaves_bytes(tmp_path: Path):
    """What any program would do by default leaves the canary in the file: so the test above can fail."""
    path = tmp_path / "plain.sqlite3"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE visits (id INTEGER PRIMARY KEY, url TEXT)")
        urls = [(f"https://{SITE if n % 9 == 0 else 'other.example'}/{n}",) for n in range(3_000)]
        db.executemany("INSERT INTO visits (url) VALUES (?)", urls)
    db.execute("PRAGMA secure_delete = OFF")
    with db:
        db.execute("DELETE FROM visits WHERE url LIKE ?", (f"https://{SITE}/%",))
    db.close()

    assert traces(tmp_path, SITE)


def test_control_secure_delete_alone_leaves_bytes(tmp_path: Path):
    """Even overwritten rows have copies in rebalanced pages. Only the sweep removes those, and it harms nothing."""
    left, swept = 0, 0
    for seed in range(6):
        database = Database(tmp_path / f"{seed}.sqlite3", backups=tmp_path / "backups")
        db, dice = database.writer, random.Random(seed)
        for _ in range(20):
            rows = [
                (dice.getrandbits(60), f"{SITE if dice.random() < 0.06 else dice.randrange(90)}") for _ in range(150)
            ]
            db.execute("BEGIN")
            db.executemany("INSERT INTO contacts VALUES (NULL, ?, 0, 'v', ?, '', '')", rows)
            db.execute("COMMIT")
        db.execute("DELETE FROM contacts WHERE company = ?", (SITE,))
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        left += database.path.read_bytes().count(SITE.encode())
        sweep_whole(database.sweeper, db)
        swept += database.path.read_bytes().count(SITE.encode())
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        database.close()

    assert left > 0
    assert swept == 0


def sweep_whole(sweeper: Sweeper, connection: sqlite3.Connection) -> None:
    """All portions of a file."""
    page: int | None = 1
    while page is not None:
        found = sweeper.sweep(connection, page)
        assert found is not None
        page = found.next_page
