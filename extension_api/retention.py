"""Erases what is older than the person wants kept: in small portions, so that capture never waits long."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from datetime import datetime, timedelta
from typing import Final

from extension_api.service import Service
from extension_api.store.expiry import Expired, erase_expired
from extension_api.store.migrate import prune_backups
from extension_api.store.person import read_settings

LOG: Final = logging.getLogger("whyad")
INTERVAL_SECONDS: Final = 3_600.0
# A portion holds up the writes that arrive meanwhile, so its size follows how long the last one took.
PORTION_SECONDS: Final = 0.05
PORTION_MAX: Final = 500  # visits, or other events
PORTION_FIRST: Final = 20
# Most of the time the writer is free for capture, whatever is erased.
PAUSE_PER_SECOND: Final = 2.0


def start_retention(service: Service) -> None:
    """Erase now and then every hour, in a thread of its own."""
    threading.Thread(target=_run, args=(service,), name="whyad-retention", daemon=True).start()


def erase_what_expired(service: Service) -> int:
    """Erase everything older than the retention setting and return the number of visits and ads that went."""
    prune_backups(service.data_dir.backups, now=service.now)
    keep = timedelta(days=read_settings(service.reader()).retention_days)
    limit, rows, gone = service.now - keep, 0, 0
    size = PORTION_FIRST
    while True:
        erased, seconds = _erase_portion(service, limit, size)
        if not erased.rows:
            break
        rows, gone = rows + erased.rows, gone + erased.visits_and_ads
        size = next_size(size, seconds)
        threading.Event().wait(seconds * PAUSE_PER_SECOND)
    if rows:
        service.erasures.sweep_soon()
    return gone


def next_size(size: int, seconds: float) -> int:
    """How much the next portion may hold, given how long this one took."""
    if seconds > PORTION_SECONDS:
        return max(1, size // 2)
    return min(PORTION_MAX, size * 2) if seconds < PORTION_SECONDS / 2 else size


def _erase_portion(service: Service, limit: datetime, size: int) -> tuple[Expired, float]:
    """What went, and how long the writer was held up by it."""

    def erase(db: sqlite3.Connection) -> tuple[Expired, float]:
        began = time.perf_counter()
        return erase_expired(db, limit, limit=size), time.perf_counter() - began

    return service.writer.write(erase)


def _run(service: Service) -> None:
    pause = threading.Event()
    while True:
        try:
            if gone := erase_what_expired(service):
                LOG.info("erased %s visits and ads that were older than the retention setting", gone)
        except (sqlite3.Error, TimeoutError) as error:
            LOG.warning("could not erase old visits (%s); trying again in an hour", type(error).__name__)
        pause.wait(INTERVAL_SECONDS)
