"""Erases what is older than the person wants kept: in small portions, so that capture never waits long."""

from __future__ import annotations

import logging
import sqlite3
import threading
from datetime import timedelta
from typing import Final

from extension_api.portions import Portions
from extension_api.service import Service
from extension_api.store.expiry import erase_expired
from extension_api.store.migrate import prune_backups
from extension_api.store.person import read_settings

LOG: Final = logging.getLogger("whyad")
INTERVAL_SECONDS: Final = 3_600.0
PAUSE_PER_SECOND: Final = 2.0  # nobody waits for this, so most of the time the disk is free for others


def start_retention(service: Service) -> None:
    """Erase now and then every hour, in a thread of its own."""
    threading.Thread(target=_run, args=(service,), name="whyad-retention", daemon=True).start()


def erase_what_expired(service: Service) -> int:
    """Erase everything older than the retention setting and return the number of visits and ads that went."""
    prune_backups(service.data_dir.backups, now=service.now)
    keep = timedelta(days=read_settings(service.reader()).retention_days)
    before, rows, gone = service.now - keep, 0, 0
    portions = Portions(service.writer, pause_per_second=PAUSE_PER_SECOND)
    while (erased := portions.do(lambda db, size: erase_expired(db, before, limit=size))).rows:
        rows, gone = rows + erased.rows, gone + erased.visits_and_ads
    if rows:
        service.erasures.sweep_soon()
    return gone


def _run(service: Service) -> None:
    pause = threading.Event()
    while True:
        try:
            if gone := erase_what_expired(service):
                LOG.info("erased %s visits and ads that were older than the retention setting", gone)
        except (sqlite3.Error, TimeoutError) as error:
            LOG.warning("could not erase old visits (%s); trying again in an hour", type(error).__name__)
        pause.wait(INTERVAL_SECONDS)
