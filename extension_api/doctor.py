"""Looks at everything that has to be right on this machine, and says what to do where it is not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from extension_api.data_dir import DataDir
from extension_api.errors import ServiceError
from extension_api.local_client import LocalClient
from extension_api.store.migrate import schema_version, steps


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``advice`` is empty where all is well."""

    subject: str
    is_good: bool
    detail: str
    advice: str = ""


def _good(subject: str, detail: str) -> Finding:
    return Finding(subject, is_good=True, detail=detail)


def _bad(subject: str, detail: str, advice: str) -> Finding:
    return Finding(subject, is_good=False, detail=detail, advice=advice)


def examine(data_dir: DataDir, *, port: int | None) -> Iterator[Finding]:
    """Look at one thing after the other."""
    yield look_at_directory(data_dir)
    if data_dir.path.exists():
        yield look_at_files(data_dir)
        yield look_at_database(data_dir)
    yield look_at_model()
    yield look_at_service(data_dir, port=port)


def look_at_directory(data_dir: DataDir) -> Finding:
    """Whether the data directory is there and private."""
    if not data_dir.path.exists():
        return _bad("data directory", f"{data_dir.path} does not exist yet", "`whyad serve` makes it")
    if data_dir.is_open_to_others():
        return _bad("data directory", "other accounts may look into it", f"chmod -R go= {data_dir.path}")
    return _good("data directory", f"{data_dir.path}, private")


def look_at_files(data_dir: DataDir) -> Finding:
    """Whether every file inside is private."""
    open_files = data_dir.open_files()
    if open_files:
        return _bad("files", f"{len(open_files)} can be read by other accounts", f"chmod -R go= {data_dir.path}")
    return _good("files", "readable by their owner only")


def look_at_database(data_dir: DataDir) -> Finding:
    """Whether the database can be read, is whole, and is of a version that this program knows."""
    if not data_dir.database.exists():
        return _bad("database", "there is none yet", "`whyad serve` makes it")
    try:
        found, report = _read_database(data_dir)
    except sqlite3.Error as error:
        return _bad(
            "database",
            f"cannot be read ({error})",
            "stop the service, keep a copy of the directory, and open an issue",
        )
    if found > len(steps()):
        return _bad("database", f"is of the newer version {found}", "use the newer Whyad that wrote it")
    if report != "ok":
        return _bad("database", "is damaged", "restart the service: it saves what can be read and says what it saved")
    return _good("database", f"whole, schema version {found}")


def look_at_model() -> Finding:
    """Whether the shipped model can be loaded."""
    from explainer import BaseModel, WhyadError  # noqa: PLC0415 - the command line starts without it

    try:
        model = BaseModel.load()
    except WhyadError as error:
        return _bad("model", str(error), "reinstall Whyad")
    return _good("model", model.model_id)


def look_at_service(data_dir: DataDir, *, port: int | None) -> Finding:
    """Whether the service runs and answers."""
    try:
        client = LocalClient(data_dir, port=port)
        status = client.api.get_health().status
    except ServiceError as error:
        return _bad("service", str(error), error.hint)
    if status != "ok":
        return _bad("service", f"answers at {client.url}, but says it is {status}", f"see {client.url}/health")
    return _good("service", f"answers at {client.url}")


def _read_database(data_dir: DataDir) -> tuple[int, str]:
    connection = sqlite3.connect(f"{data_dir.database.as_uri()}?mode=ro", uri=True)
    try:
        return schema_version(connection), str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    finally:
        connection.close()
