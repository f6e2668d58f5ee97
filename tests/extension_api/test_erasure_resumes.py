"""A wish to forget outlives the process that heard it: killed at any moment, the next start erases the rest."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extension_api.app import open_service
from extension_api.config import ServiceConfig
from extension_api.service import Service
from extension_api.store.receipts import find_receipt, pending_receipts
from extension_api.store.visits import insert_contact, insert_visit
from tests.builders import NOON, a_visit
from tests.extension_api.test_erasure_bytes import traces

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
CANARY = "canary-clinic.example"
COMPANY = "Canary Trackers Ltd"
VISITS = 1_500
KILLS = 8
SUBJECTS = {"site": CANARY, "company": COMPANY, "everything": datetime.now(UTC).isoformat()}


def a_service(folder: Path) -> Service:
    """The parts of a service, its own threads not started yet."""
    return open_service(ServiceConfig(folder))


def fill(service: Service) -> None:
    """Half of all visits are to the canary's site; a canary company is on each page."""
    from explainer import TrackerContact

    def store(db: sqlite3.Connection) -> None:
        for n in range(VISITS):
            site = CANARY if n % 2 else "other.example"
            insert_visit(db, a_visit(f"v{n}", minutes=-n, domain=site, url=f"https://{site}/{n}"))
            insert_contact(db, f"c{n}", NOON, TrackerContact(f"v{n}", COMPANY, "canary-tracker.example", ""))

    service.writer.write(store)


def forget_until_killed(folder: Path, what: str, outgoing: int) -> None:
    """Say that the wish is written down, then erase until the end comes."""
    service = a_service(folder)
    fill(service)
    os.write(outgoing, b"filled\n")
    service.erasures.forget(what, SUBJECTS[what], model_id=None)
    signal.pause()


def killed_while_forgetting(folder: Path, what: str, seconds: float) -> None:
    """A process that fills a store and is killed so long after it began to forget."""
    incoming, outgoing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(incoming)
        forget_until_killed(folder, what, outgoing)
    os.close(outgoing)
    with os.fdopen(incoming, "rb") as pipe:
        assert pipe.readline() == b"filled\n"
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
