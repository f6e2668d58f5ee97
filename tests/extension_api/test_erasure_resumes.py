"""A wish to forget outlives the process that heard it: killed on the way, the next start erases the rest."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extension_api.app import open_service
from extension_api.config import ServiceConfig
from extension_api.store.receipts import pending_receipts, read_receipts
from tests.extension_api.store import forgetting_program as program
from tests.extension_api.test_erasure_bytes import traces

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")]
# What is counted, how many there are at first, and what must be in no file afterwards.
SUBJECTS = {
    "site": ("SELECT count(*) FROM visits", program.VISITS, program.SITE),
    "company": ("SELECT count(*) FROM contacts", program.VISITS, program.COMPANY_DOMAIN),
    "everything": ("SELECT count(*) FROM visits", program.VISITS, program.SITE),
}
WAIT_SECONDS = 30.0


def kill_on_the_way(folder: Path, what: str) -> int:
    """Kill a process that forgets, once some rows are gone; how many of the counted ones are left."""
    count, at_first, _ = SUBJECTS[what]
    command = [sys.executable, "-m", "tests.extension_api.store.forgetting_program", str(folder), what]
    with subprocess.Popen(command) as child:
        left, end = at_first, time.monotonic() + WAIT_SECONDS
        while left in (0, at_first) and time.monotonic() < end:
            left = count_in(folder, count) if what != "everything" else left_when_emptied(folder)
            time.sleep(0.005)
        child.kill()
    return left


def count_in(folder: Path, count: str) -> int:
    """Look from outside; 0 while there is no store yet."""
    try:
        with sqlite3.connect(f"file:{folder}/whyad.sqlite3?mode=ro", uri=True) as db:
            return int(db.execute(count).fetchone()[0])
    except sqlite3.Error:
        return 0


def left_when_emptied(folder: Path) -> int:
    """-1 once the tables are empty and the file is still to be written anew; else 0."""
    return -count_in(folder, "SELECT count(*) FROM unfinished_erasures WHERE subject = 'null'")


def start_again(folder: Path) -> None:
    """The next run, until it owes nothing."""
    service = open_service(ServiceConfig(folder))
    service.erasures.start()
    end = time.monotonic() + WAIT_SECONDS
    while pending_receipts(service.reader()) and time.monotonic() < end:
        time.sleep(0.02)
    service.close()


@pytest.mark.parametrize("what", SUBJECTS)
def test_killed_on_the_way_the_next_start_erases_the_rest(tmp_path: Path, what: str):
    """Half forgotten is nothing: after the next start every row and every byte is gone, and the receipt counts all."""
    left = kill_on_the_way(tmp_path / "store", what)
    start_again(tmp_path / "store")

    assert left not in (0, program.VISITS)  # it was killed on the way indeed
    assert traces(tmp_path, SUBJECTS[what][2]) == []
    with sqlite3.connect(tmp_path / "store" / "whyad.sqlite3") as db:
        db.row_factory = sqlite3.Row
        (receipt,) = read_receipts(db, limit=2)
        assert db.execute("SELECT count(*) FROM unfinished_erasures").fetchone()[0] == 0
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert receipt.completed_at is not None
    assert receipt.erased.tracker_contacts == program.VISITS // (2 if what == "site" else 1)


def test_without_the_note_the_rest_would_stay(tmp_path: Path):
    """The control: where the wish is not written down, a killed erasure leaves the rest of the site."""
    kill_on_the_way(tmp_path / "store", "site")
    with sqlite3.connect(tmp_path / "store" / "whyad.sqlite3") as db:
        db.execute("DELETE FROM unfinished_erasures")
    start_again(tmp_path / "store")

    assert traces(tmp_path, program.SITE)
