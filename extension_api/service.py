"""Everything that a request can reach, in one record that hangs on the Flask app."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from sqlite3 import Connection
from typing import Final, cast

from flask import Flask, current_app

from extension_api.config import ServiceConfig
from extension_api.data_dir import DataDir
from extension_api.erasures import Erasures
from extension_api.imports import Imports
from extension_api.one_time_codes import OneTimeCodes
from extension_api.rates import Rates
from extension_api.retention import Retention
from extension_api.store.database import Database
from extension_api.tickets import Tickets
from extension_api.understanding import Understanding
from extension_api.writer import Writer

EXTENSION_NAME: Final = "whyad"


@dataclass(frozen=True, slots=True)
class Service:
    """The parts of one running service."""

    config: ServiceConfig
    data_dir: DataDir
    database: Database
    writer: Writer
    understanding: Understanding
    erasures: Erasures
    retention: Retention
    imports: Imports
    codes: OneTimeCodes
    tickets: Tickets
    rates: Rates
    admin_token: str = field(repr=False)

    @property
    def now(self) -> datetime:
        """The time of this moment, in UTC."""
        return self.config.clock()

    def reader(self) -> Connection:
        """This thread's own read-only connection."""
        return self.database.reader()

    def note_damage(self) -> None:
        """The database is not as it was written: say so in ``/health``, and have it repaired at the next start."""
        self.data_dir.mark_damaged()

    @property
    def is_damaged(self) -> bool:
        """Whether the database was found damaged since the start."""
        return self.data_dir.is_damaged

    def close(self) -> None:
        """Finish what is being written, then let go of the data directory."""
        self.erasures.close()
        self.understanding.close()
        self.writer.close()
        self.database.close()
        self.data_dir.unlock()


def attach(app: Flask, service: Service) -> None:
    """Make the service reachable from the app's requests."""
    app.extensions[EXTENSION_NAME] = service


def current_service() -> Service:
    """The service of the app that answers the current request."""
    return cast("Service", current_app.extensions[EXTENSION_NAME])
