"""Real parts for the whole road: the service as its own process, the town's servers, browsers with the extension."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from adtown.demo import Tour, tour
from adtown.local_service import free_port, whyad_command
from adtown.narration import Narration

ROOT = Path(__file__).parents[2]
CHROMIUM_EXTENSION = ROOT / "browser_extension" / ".output" / "chrome-mv3"
FIREFOX_EXTENSION = ROOT / "browser_extension" / ".output" / "firefox-mv3"
SEED = 5


def need(condition: object, reason: str) -> None:
    """Skip at a desk where something is not installed; in CI the skip is a failure."""
    if not condition:
        pytest.skip(reason)


def offline(command: list[str]) -> list[str]:
    """The command in a network namespace with nothing but loopback, where this machine lets us make one."""
    unshare = shutil.which("unshare")
    if unshare is None or os.geteuid() != 0:
        return command
    if subprocess.run([unshare, "-n", "true"], capture_output=True, check=False).returncode != 0:
        return command
    with_loopback = 'ip link set lo up 2>/dev/null || ifconfig lo up; exec "$@"'
    return [unshare, "-n", "bash", "-c", with_loopback, "offline", *command]


def everything_kept(data_dir: Path) -> list[dict[str, Any]]:
    """What a service's store holds, row by row, as ``whyad export`` gives it to the person."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "all.zip"
        command = [whyad_command(), "export", str(archive), "--data-dir", str(data_dir)]
        subprocess.run(command, capture_output=True, timeout=60, check=True)
        with zipfile.ZipFile(archive) as packed:
            rows = [name for name in packed.namelist() if name.endswith(".jsonl")]
            return [json.loads(line) for name in rows for line in packed.read(name).splitlines()]


@pytest.fixture(scope="session")
def walk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """One whole walk by ``whyad demo``, without a network where possible: its folder and its result."""
    need(CHROMIUM_EXTENSION.exists(), "the extension is not built: make extension")
    need(shutil.which("chromium") or os.environ.get("WHYAD_CHROMIUM"), "Chromium is not installed")
    folder = tmp_path_factory.mktemp("walk")
    command = offline([whyad_command(), "demo", "--once", "--seed", str(SEED), "--json", str(folder / "out.json")])
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    (folder / "terminal.txt").write_text(done.stdout)
    return folder / ".demo" / f"seed-{SEED}", json.loads((folder / "out.json").read_text())


@pytest.fixture
def small_tour(tmp_path: Path) -> Iterator[Tour]:
    """Service, town and browser, up and paired, with nothing walked yet."""
    with small_tour_in(tmp_path) as running:
        yield running


@contextmanager
def small_tour_in(folder: Path) -> Iterator[Tour]:
    """The same, for tests that share one."""
    need(CHROMIUM_EXTENSION.exists(), "the extension is not built: make extension")
    need(shutil.which("chromium") or os.environ.get("WHYAD_CHROMIUM"), "Chromium is not installed")
    (folder / "market-log").mkdir()
    quiet = Narration(io.StringIO())
    with tour(SEED, folder, port=free_port(), extension=CHROMIUM_EXTENSION, narration=quiet) as running:
        yield running
