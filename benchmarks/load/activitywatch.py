"""ActivityWatch's own server, installed into a virtual environment of its own, with its own defaults."""

from __future__ import annotations

import subprocess
import sys
import venv
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from benchmarks.load.programs import Client, Program, free_port

PACKAGE: Final = "aw-server"  # with the peewee it was written for: under peewee 4 it answers 500
BUCKET: Final = "/api/0/buckets/benchmark"


def install(folder: Path) -> str | None:
    """Install it and return its version; None where that does not work, with the reason printed."""
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run([*pip, PACKAGE, "peewee<4", "setuptools<81"], capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"  {PACKAGE} could not be installed: {done.stderr.strip().splitlines()[-1:]}")
        return None
    shown = subprocess.run([*pip[:3], "show", PACKAGE], capture_output=True, text=True, check=False).stdout
    return next((line.removeprefix("Version: ") for line in shown.splitlines() if line.startswith("Version: ")), "?")


def start(folder: Path, home: Path) -> Program:
    """Start it with a home of its own, so that nobody's ActivityWatch is touched."""
    home.mkdir(exist_ok=True)
    port, names = free_port(), ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    places = [f"{name}={home}" for name in names]
    server = [str(folder / "bin" / "python"), "-m", "aw_server", "--host", "127.0.0.1", "--port", str(port)]
    program = Program(["env", *places, *server], port, ready_at="/api/0/info", log=home / "log")
    client = Client(port)
    try:
        client.timed("POST", BUCKET, {"client": "benchmark", "type": "web.tab.current", "hostname": "benchmark"})
    except BaseException:
        program.end()
        raise
    client.close()
    return program


def events(since: int, count: int) -> Sequence[dict[str, Any]]:
    """Page events as its own browser watcher sends them."""
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    return [
        {
            "timestamp": (begin + timedelta(seconds=number)).isoformat(), "duration": 1,
            "data": {"url": f"https://site.example/{number}", "title": f"Page {number}", "audible": False,
                     "incognito": False, "tabCount": 50},
        }
        for number in range(since, since + count)
    ]  # fmt: skip


if __name__ == "__main__":
    sys.exit("run benchmarks.service_load")
