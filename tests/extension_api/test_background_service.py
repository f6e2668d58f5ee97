"""Whyad in the background: the files that make a system run it, and a log that stays small and private."""

from __future__ import annotations

import logging
import plistlib
import shlex
import stat
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from extension_api.background_service import BackgroundError, BackgroundService, install, uninstall, unit_file
from extension_api.logs import FILE_BYTES, OLD_FILES, PrivateRotatingFile
from tests.extension_api.running_service import whyad

SERVICE = BackgroundService("/opt/my programs/whyad", 7391, Path("/srv/people/me/100% mine & $yours"))
WORDS = ["serve", "--port", "7391", "--data-dir", "/srv/people/me/100% mine & $yours"]


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A systemd that only notes what it is asked, and a home of its own."""
    program, noted = tmp_path / "bin" / "systemctl", tmp_path / "calls"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\n[ -e {tmp_path}/broken ] && exit 1\necho "$@" >> {noted}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    noted.touch()
    return noted


def test_systemd_reads_back_what_was_meant():
    """Spaces, percent and dollar signs in a path survive the unit file."""
    line = next(line for line in SERVICE.systemd_unit().splitlines() if line.startswith("ExecStart="))
    words = [word.replace("%%", "%").replace("$$", "$") for word in shlex.split(line.removeprefix("ExecStart="))]

    assert words == [SERVICE.program, *WORDS]


def test_launchd_reads_back_what_was_meant():
    """The agent is a property list with the same words, and logs beside the data."""
    agent = plistlib.loads(SERVICE.launchd_agent().encode())

    assert agent["ProgramArguments"] == [SERVICE.program, *WORDS, "--log-file", str(SERVICE.log)]
    assert agent["Umask"] == 0o077


def test_windows_reads_back_what_was_meant():
    """The task is XML with the program and its arguments."""
    task = ET.fromstring(SERVICE.windows_task())  # noqa: S314 - our own text
    found = {node.tag.rpartition("}")[2]: node.text for node in task.iter()}

    assert found["Command"] == SERVICE.program
    assert found["Arguments"].startswith('serve --port 7391 --data-dir "/srv/people/me/100% mine & $yours"')


def test_installing_writes_the_unit_and_starts_it(calls: Path):
    """It is started now and at every sign-in; removing it stops it first and leaves nothing."""
    assert install(SERVICE) == unit_file()
    assert calls.read_text().splitlines()[1:] == ["--user daemon-reload", "--user enable whyad.service",
                                                  "--user restart whyad.service"]  # fmt: skip

    assert uninstall()
    assert not unit_file().exists()
    assert "--user disable --now whyad.service" in calls.read_text()
    assert not uninstall()


@pytest.mark.usefixtures("calls")
def test_without_a_session_nothing_is_written(tmp_path: Path):
    """A machine that cannot run it says so and is left as it was."""
    (tmp_path / "broken").touch()

    with pytest.raises(BackgroundError):
        install(SERVICE)

    assert not unit_file().exists()


def test_the_file_can_be_looked_at_first():
    """``--show`` changes nothing."""
    shown = whyad("install-service", "--show", "--data-dir", "/somewhere")

    assert "/somewhere" in shown.stdout
    assert shown.returncode == 0


def test_a_log_file_stays_small_and_private(tmp_path: Path):
    """The oldest lines go, and no file is ever open to others."""
    handler = PrivateRotatingFile(tmp_path / "whyad.log")
    record = logging.LogRecord("whyad", logging.INFO, "", 0, "x" * 10_000, (), None)
    for _ in range(5 * FILE_BYTES // 10_000):
        handler.emit(record)
    handler.close()
    files = list(tmp_path.iterdir())

    assert len(files) == OLD_FILES + 1
    assert sum(file.stat().st_size for file in files) <= (OLD_FILES + 1) * FILE_BYTES
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
