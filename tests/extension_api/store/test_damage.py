"""Whatever the disk does, the service ends in a state that it states: whole, repaired with a report, or refused."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from explainer import TrackerContact
from extension_api import repair
from extension_api.app import create_app
from extension_api.config import ServiceConfig
from extension_api.data_dir import DataDir
from extension_api.errors import DataDirError, NewerSchemaError
from extension_api.repair import REPORT_NAME, open_database
from extension_api.service import EXTENSION_NAME
from extension_api.store.impressions import insert_impression
from extension_api.store.migrate import steps
from extension_api.store.raw_pages import read_raw_rows
from extension_api.store.salvage import salvage, table_of
from extension_api.store.visits import insert_contact, insert_visit
from tests.builders import NOON, a_visit, an_impression
from tests.extension_api.store.held import everything_held
from tests.extension_api.store.test_migrate import golden

VISITS = 300
OFFSETS = 100
NOBODY = 65_534
READABLE_SHARE = 0.5  # of the rows, whatever single bit is broken


@dataclass
class Store:
    """A data directory with a history in it that was closed well."""

    data_dir: DataDir

    @property
    def path(self) -> Path:
        """The database file."""
        return self.data_dir.database

    def ids(self) -> set[str]:
        """Open as the service does and return the visits that are held; every row has to be readable."""
        self.data_dir.lock()
        try:
            database = open_database(self.data_dir, now=NOON)
            try:
                return {visit.id for visit in everything_held(database.reader()).visits}
            finally:
                database.close()
        finally:
            self.data_dir.unlock()

    def report(self) -> str:
        """What was told about a repair; empty if there was none."""
        file = self.data_dir.path / REPORT_NAME
        return file.read_text("utf-8") if file.exists() else ""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with a few hundred visits, contacts and ads."""
    data_dir = DataDir(tmp_path_factory.mktemp("whole") / "store")
    data_dir.prepare()
    data_dir.lock()
    database = open_database(data_dir, now=NOON)
    database.writer.execute("BEGIN")
    for n in range(VISITS):
        insert_visit(database.writer, a_visit(f"v{n}", minutes=n, title=f"Page {n} " * 5))
        insert_contact(database.writer, f"c{n}", NOON, TrackerContact(f"v{n}", "Alpha Ads", "alpha.example", ""))
        insert_impression(database.writer, an_impression(f"a{n}", visit_id=f"v{n}"))
    database.writer.execute("COMMIT")
    database.close()
    data_dir.unlock()
    return data_dir.path


@pytest.fixture
def store(whole: Path, tmp_path: Path) -> Store:
    """A copy that may be broken."""
    shutil.copytree(whole, tmp_path / "store")
    return Store(DataDir(tmp_path / "store"))


ALL = {f"v{n}" for n in range(VISITS)}


def test_a_whole_file_is_not_repaired(store: Store):
    """The control: nothing is told where nothing is wrong."""
    assert store.ids() == ALL
    assert store.report() == ""


@pytest.mark.slow
def test_a_flipped_bit_anywhere_is_never_a_silent_loss(store: Store):
    """A hundred files with one wrong bit each: all rows are there, or the person is told, or the file is refused."""
    original, dice = store.path.read_bytes(), random.Random(7)
    states = {"whole": 0, "repaired": 0, "refused": 0}
    for _ in range(OFFSETS):
        state = state_after(store, flipped(original, dice.randrange(len(original) * 8)))
        states[state] += 1
    print(states)

    assert states["whole"] + states["repaired"] + states["refused"] == OFFSETS
    assert states["repaired"] > 0


def flipped(content: bytes, bit: int) -> bytes:
    """The content with one bit changed."""
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def state_after(store: Store, content: bytes) -> str:
    """Put this content in place of the database, start, and name the state it ends in."""
    shutil.rmtree(store.data_dir.backups, ignore_errors=True)
    (store.data_dir.path / REPORT_NAME).unlink(missing_ok=True)
    store.path.write_bytes(content)
    try:
        found = store.ids()
    except (NewerSchemaError, DataDirError):
        assert store.path.read_bytes() == content
        return "refused"
    if not store.report():
        assert found == ALL
        return "whole"
    (kept,) = store.data_dir.backups.glob("damaged-*")
    assert (kept / store.path.name).read_bytes() == content
    assert len(found - ALL) <= 1  # the broken bit may be in an id
    assert f"Saved: {len(found)} visits" in store.report()
    if len(found) < VISITS:
        assert f"Lost: {VISITS - len(found)} visits" in store.report() or "cannot be told" in store.report()
    return "repaired"


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.9, 0.999])
def test_a_truncated_file_is_repaired_and_told(store: Store, share: float):
    """A file that ends too early keeps what it has, and the report says that something is missing."""
    size = store.path.stat().st_size
    os.truncate(store.path, int(size * share))

    found = store.ids()

    assert found < ALL or share == 0.999
    assert f"Saved: {len(found)} visits" in store.report()
    assert store.ids() == found


def test_something_else_in_its_place_is_kept_and_told(store: Store):
    """A file that is no database is not thrown away."""
    store.path.write_bytes(b"this is a letter to my aunt" * 1_000)

    assert store.ids() == set()
    assert "Saved: 0 visits" in store.report()
    (kept,) = store.data_dir.backups.glob("damaged-*")
    assert (kept / store.path.name).read_bytes().startswith(b"this is a letter")


def test_a_broken_beginning_costs_no_event(store: Store):
    """Without the file's first page SQLite reads nothing at all; the events lie on the others."""
    with store.path.open("r+b") as file:
        file.write(bytes(4096))

    assert store.ids() == ALL
    assert f"Saved: {VISITS} visits, {VISITS} contacts with tracking companies, {VISITS} ads" in store.report()


@pytest.mark.parametrize("version", range(1, len(steps()) + 1))
def test_bare_pages_hold_what_sqlite_reads(version: int, tmp_path: Path):
    """Every row of every table of events, long texts on chains of pages included, as SQLite itself would give it."""
    path = golden(version, tmp_path)
    db = sqlite3.connect(path)
    long = "long " * 3_000
    copy = "INSERT INTO visits SELECT 99, 'x', time, url, domain, ?, headings, '', '', '[]', NULL FROM visits LIMIT 1"
    db.execute(copy, (long,))
    db.commit()
    expected = {*db.execute("SELECT * FROM visits"), *db.execute("SELECT * FROM contacts")}
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()

    rows = list(read_raw_rows(path))

    assert {row for row in rows if table_of(row) in {"visits", "contacts"}} == expected


def test_a_broken_page_costs_only_its_rows(store: Store):
    """One page of zeros in the table of visits: the rest is saved, and the loss is counted."""
    with store.path.open("r+b") as file:
        file.seek(page_of(store.path, "visits") * 4096)
        file.write(bytes(4096))

    found = store.ids()

    assert VISITS * 0.8 < len(found) < VISITS
    assert f"Lost: {VISITS - len(found)} visits." in store.report()


def page_of(path: Path, table: str) -> int:
    """The number, from 0, of a page in the middle of a table."""
    content, found = path.read_bytes(), []
    for number in range(len(content) // 4096):
        page = content[number * 4096 : (number + 1) * 4096]
        if page[0] == 0x0D and b"Page 15" in page and table == "visits":
            found.append(number)
    return found[0]


def test_an_interrupted_repair_begins_again(store: Store, monkeypatch: pytest.MonkeyPatch):
    """The power goes in the middle of a repair: nothing of the damaged file is lost, and the next start finishes it."""
    os.truncate(store.path, store.path.stat().st_size * 9 // 10)
    content = store.path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(repair, "salvage", break_off)
        with pytest.raises(KeyboardInterrupt):
            store.ids()
    assert store.path.read_bytes() == content

    assert len(store.ids()) > VISITS * READABLE_SHARE
    assert len(list(store.data_dir.backups.glob("damaged-*"))) == 1


def break_off(*arguments: object) -> None:
    """Salvage, and then the power goes."""
    salvage(*arguments)
    raise KeyboardInterrupt


def test_damage_that_shows_later_is_told_and_repaired_at_the_next_start(store: Store):
    """A page that breaks while the service runs: the request says so, health says so, the next start repairs."""
    app = create_app(ServiceConfig(store.data_dir.path, port=7391))
    service = app.extensions[EXTENSION_NAME]
    headers = {"Host": "127.0.0.1:7391", "Authorization": f"Bearer {service.admin_token}"}
    client = app.test_client(use_cookies=False)
    service.database.writer.execute("UPDATE impressions SET delivery = '[{broken' WHERE id = 'a7'")

    assert client.get("/api/v1/impressions?ids=a7", headers=headers).status_code == 503
    assert client.get("/health", headers=headers).json["status"] == "degraded"
    service.close()

    assert store.ids() == ALL
    assert "Lost: 1 ads." in store.report()


@pytest.mark.slow
def test_a_locked_database_is_told(store: Store):
    """Another program holds it: one clear sentence after a few seconds, and no change."""
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    other.execute("CREATE TABLE mine (id INTEGER)")

    with pytest.raises(DataDirError, match="another program holds the database") as refused:
        store.ids()
    other.execute("ROLLBACK")
    other.close()

    assert "close it" in refused.value.hint
    assert store.ids() == ALL


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
def test_a_read_only_database_is_told(whole: Path):
    """It cannot be written: said in one sentence, nothing changed."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(DataDir(Path(shutil.copytree(whole, Path(folder) / "store"))))
        before = store.path.read_bytes()
        store.path.chmod(0o400)

        assert told_to_another_account(store, Path(folder)) == "the database cannot be opened for writing"
        assert store.path.read_bytes() == before


def told_to_another_account(store: Store, folder: Path) -> str:
    """Open in a process that is not root, whom rights do not stop; the problem that is told."""
    incoming, outgoing = os.pipe()
    if os.getuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
    child = os.fork()
    if child == 0:
        if os.getuid() == 0:
            os.setuid(NOBODY)
        try:
            store.ids()
        except BaseException as error:  # noqa: BLE001 - told to the parent, whatever it is
            os.write(outgoing, str(error).encode())
        os._exit(0)
    os.close(outgoing)
    os.waitpid(child, 0)
    with os.fdopen(incoming, "rb") as pipe:
        return pipe.read().decode().partition(": ")[2]
