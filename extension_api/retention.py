"""Erases what is older than the person wants kept: in small portions, so that capture never waits long."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from extension_api.data_dir import DataDir
from extension_api.erasures import Erasures
from extension_api.portions import Portions
from extension_api.store.database import Database
from extension_api.store.expiry import erase_expired
from extension_api.store.migrate import prune_backups
from extension_api.store.person import read_settings
from extension_api.writer import Writer

LOG: Final = logging.getLogger("whyad")
INTERVAL_SECONDS: Final = 3_600.0
PAUSE_PER_SECOND: Final = 2.0  # nobody waits for this, so most of the time the disk is free for others


class Retention:
    """Looks for what expired now and every hour, in a thread of its own."""

    def __init__(
        self, database: Database, writer: Writer, erasures: Erasures, *, data_dir: DataDir,
        clock: Callable[[], datetime],
    ) -> None:  # fmt: skip
        """Start nothing yet. ``erasures`` overwrites what the rows leave behind."""
        self._database, self._erasures, self._data_dir, self._clock = database, erasures, data_dir, clock
        self._portions = Portions(writer, pause_per_second=PAUSE_PER_SECOND)
        self.failure: str | None = None

    def start(self) -> None:
        """Erase now and then every hour."""
        threading.Thread(target=self._run, name="whyad-retention", daemon=True).start()

    def erase_what_expired(self) -> int:
        """Erase everything older than the retention setting and return the number of visits and ads that went."""
        prune_backups(self._data_dir.backups, now=self._clock())
        before = self._clock() - timedelta(days=read_settings(self._database.reader()).retention_days)
        rows = gone = 0
        while (erased := self._portions.do(lambda db, size: erase_expired(db, before, limit=size))).rows:
            rows, gone = rows + erased.rows, gone + erased.visits_and_ads
        if rows:
            self._erasures.sweep_soon()
        return gone

    def try_to_erase(self) -> None:
        """Erase what expired; if that fails, ``failure`` says so until it works again."""
        try:
            if gone := self.erase_what_expired():
                LOG.info("erased %s visits and ads that were older than the retention setting", gone)
        except Exception as error:  # noqa: BLE001 - whatever it is: told in /health, and tried again in an hour
            self.failure = f"erasing what is too old: {type(error).__name__}; trying again in an hour"
            LOG.warning("could not erase what is too old (%s); trying again in an hour", type(error).__name__)
        else:
            self.failure = None

    def _run(self) -> None:
        pause = threading.Event()
        while True:
            self.try_to_erase()
            pause.wait(INTERVAL_SECONDS)
