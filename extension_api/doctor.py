"""Looks at everything that has to be right on this machine, and says what to do where it is not."""

from __future__ import annotations

import shutil
import socket
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from http.client import HTTPConnection
from typing import Final

from extension_api.config import LOOPBACK, utc_now
from extension_api.data_dir import DataDir
from extension_api.errors import ServiceError
from extension_api.local_client import LocalClient
from extension_api.store.daily_counts import count_held
from extension_api.store.database import open_read_only
from extension_api.store.migrate import schema_version, steps
from extension_api.store.profiles import read_profiles
from extension_api.store.visits import holds_contacts, newest_visit

FREE_MIN_BYTES: Final = 200_000_000  # a year of browsing and the copy made before an upgrade
VISITS_WITH_TRACKERS: Final = 50  # so many pages without a single tracking company do not exist
CLOCK_SLACK: Final = timedelta(hours=1)
PROBE_SECONDS: Final = 2.0


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
        yield look_at_disk(data_dir)
        database = look_at_database(data_dir)
        yield database
        if database.is_good and _version_of(data_dir) == len(steps()):
            yield from look_at_what_is_held(data_dir, utc_now())
    yield look_at_model()
    service = look_at_service(data_dir, port=port)
    yield service
    if service.is_good:
        yield from look_at_doors(LocalClient(data_dir, port=port).url)


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


def look_at_disk(data_dir: DataDir) -> Finding:
    """Whether there is room for months of browsing."""
    free = shutil.disk_usage(data_dir.path).free
    if free < FREE_MIN_BYTES:
        return _bad("disk", f"only {free >> 20} MB are free", "make room; until then the browser keeps what it sees")
    return _good("disk", f"{free >> 20} MB free")


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


def look_at_what_is_held(data_dir: DataDir, now: datetime) -> Iterator[Finding]:
    """Whether a browser is paired and sends, its lists work, and the clock runs right."""
    db = open_read_only(data_dir.database)
    try:
        browsers, newest = len(read_profiles(db)), newest_visit(db)
        visits, has_companies = count_held(db).visits, holds_contacts(db)
    finally:
        db.close()
    yield _look_at_browsers(browsers, newest)
    if visits >= VISITS_WITH_TRACKERS and not has_companies:
        advice = "install the extension again, with its lists"
        yield _bad("lists", f"no tracking company on any of {visits} pages", advice)
    else:
        yield _good("lists", "tracking companies are recognised" if has_companies else "no tracking company seen yet")
    if newest and newest > now + CLOCK_SLACK:
        advice = "set this computer's clock"
        yield _bad("clock", f"the newest page is of {newest:%Y-%m-%d %H:%M} UTC, which is to come", advice)
    else:
        yield _good("clock", f"{now:%Y-%m-%d %H:%M} UTC, after everything noted")


def _look_at_browsers(count: int, newest: datetime | None) -> Finding:
    if count == 0:
        return _bad("browsers", "none is connected", "`whyad pair` shows a code; type it into the extension's options")
    last = f"last page noted on {newest:%Y-%m-%d %H:%M} UTC" if newest else "no page noted yet"
    return _good("browsers", f"{count} connected, {last}")


def look_at_doors(url: str) -> Iterator[Finding]:
    """Whether the running service refuses what it must: other names, other sites, strangers, other machines."""
    port = int(url.rpartition(":")[2])
    doors: tuple[tuple[str, Mapping[str, str], str, HTTPStatus, str], ...] = (
        ("host rule", {"Host": f"evil.test:{port}"}, "/health", HTTPStatus.MISDIRECTED_REQUEST, "a foreign name"),
        ("site rule", {"Sec-Fetch-Site": "cross-site"}, "/health", HTTPStatus.FORBIDDEN, "a page of another site"),
        ("token rule", {}, "/api/v1/settings", HTTPStatus.UNAUTHORIZED, "a stranger"),
    )
    for subject, headers, path, expected, who in doors:
        found = _status_of(port, path, headers)
        if found == expected:
            yield _good(subject, f"{who} is refused")
        else:
            yield _bad(subject, f"{who} was answered with {found}", "stop the service and reinstall Whyad")
    yield _look_from_outside(port)


def _look_from_outside(port: int) -> Finding:
    """Try the service at every address by which other machines know this one."""
    try:
        found = socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET, socket.SOCK_STREAM)
    except socket.gaierror:
        found = []  # this machine has no name that leads anywhere
    for address in sorted({str(place[0]) for *_, place in found}):
        if not address.startswith("127.") and _answers(address, port):
            return _bad("network", f"{address} answers on port {port}", "find the program that passes the port on")
    return _good("network", "other machines reach nothing")


def _answers(address: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(PROBE_SECONDS)
        return probe.connect_ex((address, port)) == 0


def _status_of(port: int, path: str, headers: Mapping[str, str]) -> int:
    connection = HTTPConnection(LOOPBACK, port, timeout=PROBE_SECONDS)
    try:
        connection.request("GET", path, headers=dict(headers))
        return connection.getresponse().status
    finally:
        connection.close()


def _version_of(data_dir: DataDir) -> int:
    db = open_read_only(data_dir.database)
    try:
        return schema_version(db)
    finally:
        db.close()


def _read_database(data_dir: DataDir) -> tuple[int, str]:
    connection = sqlite3.connect(f"{data_dir.database.as_uri()}?mode=ro", uri=True)
    try:
        return schema_version(connection), str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    finally:
        connection.close()
