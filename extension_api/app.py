"""Makes the Flask app: store, checks before every route, routes, one shape of errors."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from flask import Flask

from extension_api.access import guard, require_policies
from extension_api.bodies import BODY_MAX_BYTES
from extension_api.config import BURST_SECONDS, ServiceConfig
from extension_api.data_dir import DataDir
from extension_api.erasures import Erasures
from extension_api.imports import Imports
from extension_api.one_time_codes import OneTimeCodes
from extension_api.problems import register_problem_handlers
from extension_api.rates import Rates
from extension_api.repair import open_database
from extension_api.retention import Retention
from extension_api.routes import ALL
from extension_api.service import Service, attach
from extension_api.store.person import begin_store
from extension_api.tickets import Tickets
from extension_api.understanding import Understanding
from extension_api.writer import Writer

TEMPLATES: Final = Path(__file__).with_name("dashboard") / "templates"


def create_app(config: ServiceConfig) -> Flask:
    """The app, with the data directory locked until ``Service.close``.

    Raises:
        DataDirError: The directory is open to other accounts.
        StoreInUseError: Another service uses it.
        NewerSchemaError: A newer version wrote the database.
        UndeclaredPolicyError: A route does not say who may call it.
    """
    app = Flask(__name__, static_folder=None, template_folder=str(TEMPLATES))
    app.config["MAX_CONTENT_LENGTH"] = BODY_MAX_BYTES
    app.url_map.merge_slashes = False
    app.url_map.strict_slashes = False
    guard(app)
    register_problem_handlers(app)
    for endpoints in ALL:
        endpoints.register(app)
    require_policies(app)
    attach(app, open_service(config))
    return app


def open_service(config: ServiceConfig) -> Service:
    """Lock the data directory and open everything in it; nothing stays open if that fails."""
    data_dir = DataDir(config.data_dir)
    data_dir.prepare()
    data_dir.lock()
    try:
        database = open_database(data_dir, now=config.clock())
    except BaseException:
        data_dir.unlock(came_to_its_end=False)
        raise
    writer = Writer(database)
    writer.write(lambda db: begin_store(db, config.clock()))
    understanding = Understanding(database)
    erasures = Erasures(database, writer, understanding, data_dir=data_dir, clock=config.clock)
    return Service(
        config=config, data_dir=data_dir, database=database, writer=writer, understanding=understanding,
        erasures=erasures,
        retention=Retention(database, writer, erasures, data_dir=data_dir, clock=config.clock),
        imports=Imports(writer, config.clock, on_changed=understanding.note_changed),
        codes=OneTimeCodes(config.clock), tickets=Tickets(config.clock), admin_token=data_dir.renew_admin_token(),
        rates=Rates(
            config.requests_per_second, burst=config.requests_per_second * BURST_SECONDS, monotonic=time.monotonic
        ),
    )  # fmt: skip
