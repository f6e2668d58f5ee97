"""Runs the service in the background of a person's own account, from when they sign in: no administrator, no root.

On Linux that is a systemd user unit, which is written and started. For macOS and Windows the file is shown with the one
command that puts it to use. The templates are in ``background/``.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import platformdirs

from extension_api.data_dir import DataDir
from extension_api.errors import ServiceError

TEMPLATES: Final = Path(__file__).with_name("background")
UNIT: Final = "whyad.service"
STOP_SECONDS: Final = 90


class BackgroundError(ServiceError):
    """The background service cannot be installed or removed by us."""

    def __init__(self, problem: str, *, hint: str) -> None:
        """Say what is wrong and what to do."""
        super().__init__(problem)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class BackgroundService:
    """What is to run in the background."""

    program: str
    port: int
    data_dir: Path

    @property
    def log(self) -> Path:
        """Where it logs on systems without a journal: beside the data, private, and kept short."""
        return DataDir(self.data_dir).path / "whyad.log"

    def arguments(self, *, with_log: bool) -> list[str]:
        """What the program is called with."""
        log = ["--log-file", str(self.log)] if with_log else []
        return ["serve", "--port", str(self.port), "--data-dir", str(self.data_dir), *log]

    def systemd_unit(self) -> str:
        """The unit for ``~/.config/systemd/user``."""
        words = [self.program, *self.arguments(with_log=False)]
        return _template(UNIT).replace("{command}", " ".join(map(_quoted, words)))

    def launchd_agent(self) -> str:
        """The file for ``~/Library/LaunchAgents``."""
        words = [self.program, *self.arguments(with_log=True)]
        lines = "\n".join(f"    <string>{escape(word)}</string>" for word in words)
        return _template("whyad.plist").replace("{arguments}", lines)

    def windows_task(self) -> str:
        """The file for the Task Scheduler."""
        arguments = subprocess.list2cmdline(self.arguments(with_log=True))
        task = _template("whyad.xml").replace("{program}", escape(self.program))
        return task.replace("{arguments}", escape(arguments))

    def for_this_system(self) -> str:
        """The file that belongs to the system this runs on."""
        if sys.platform == "darwin":
            return self.launchd_agent()
        return self.windows_task() if sys.platform == "win32" else self.systemd_unit()


def unit_file() -> Path:
    """Where systemd looks for a person's own units."""
    return Path(platformdirs.user_config_dir("systemd")) / "user" / UNIT


def install(service: BackgroundService) -> Path:
    """Write the unit, start it, and have it started at every sign-in.

    Raises:
        BackgroundError: There is no systemd for this account.
    """
    _require_systemd()
    _systemctl("show-environment")  # fails where there is no session to run in, before anything is written
    file = unit_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(service.systemd_unit(), encoding="utf-8")
    _systemctl("daemon-reload")
    _systemctl("enable", UNIT)
    _systemctl("restart", UNIT)
    return file


def uninstall() -> bool:
    """Stop the service, once everything is on disk, and remove its unit. False if none is installed. Data stay.

    Raises:
        BackgroundError: There is no systemd for this account.
    """
    file = unit_file()
    if not file.exists():
        return False
    _require_systemd()
    _systemctl("disable", "--now", UNIT)
    file.unlink()
    _systemctl("daemon-reload")
    return True


def _template(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _quoted(word: str) -> str:
    """A word of ``ExecStart``: systemd reads quotes, backslashes, ``%`` and ``$`` in it."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{plain}"' if plain != word or " " in word else word


def _require_systemd() -> None:
    if sys.platform != "linux" or shutil.which("systemctl") is None:
        raise BackgroundError(
            "this system has no systemd",
            hint="`whyad install-service --show` prints a file for it; its first line says what to do with it",
        )


def _systemctl(*arguments: str) -> None:
    done = _run(["systemctl", "--user", *arguments])
    if done.returncode:
        raise BackgroundError(
            f"systemctl --user {arguments[0]}: {done.stderr.strip() or done.stdout.strip()}",
            hint="sign in on this machine itself, or run: loginctl enable-linger",
        )


def _run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, timeout=STOP_SECONDS, check=False)  # noqa: S603 - our own words
