"""Erases what is older than the person wants kept: in small portions, so that capture never waits long."""

from __future__ import annotations

import logging
import sqlite3
import threading
from datetime import timedelta
from typing import Final

from extension_api.service import Service
from extension_api.store.erasure import erase_before
from extension_api.store.person import read_settings

LOG: Final = logging.getLogger("whyad")
INTERVAL_SECONDS: Final = 3_600.0
PAUSE_SECONDS: Final = 0.2  # between portions, for the writes that wait


def start_retention(service: Service) -> None:
    """Erase now and then every hour, in a thread of its own."""
    threading.Thread(target=_run, args=(service,), name="whyad-retention", daemon=True).start()


def erase_expired(service: Service) -> int:
    """Erase everything older than the retention setting and return the number of visits and ads that went."""
    keep = timedelta(days=read_settings(service.reader()).retention_days)
    limit, gone = service.now - keep, 0
    while True:
        erased = service.writer.write(lambda db: erase_before(db, limit), erases=True)
        if not erased.visits + erased.impressions:
            break
        gone += erased.visits + erased.impressions
        threading.Event().wait(PAUSE_SECONDS)
    if gone:
        service.erasures.sweep_soon()
    return gone


def _run(service: Service) -> None:
    pause = threading.Event()
    while True:
        try:
            if gone := erase_expired(service):
                LOG.info("erased %s visits and ads that were older than the retention setting", gone)
        except (sqlite3.Error, TimeoutError) as error:
            LOG.warning("could not erase old visits (%s); trying again in an hour", type(error).__name__)
        pause.wait(INTERVAL_SECONDS)
