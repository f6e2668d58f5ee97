"""Another account of the same computer: it may knock, and that is all."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.extension_api.history import a_camper
from tests.extension_api.running_service import RunningService

NOBODY = 65_534
IS_ROOT = hasattr(os, "getuid") and os.getuid() == 0
AS_ROOT = pytest.mark.skipif(not IS_ROOT, reason="only root may become another account")


@pytest.fixture(scope="module")
def service() -> Iterator[RunningService]:
    """A running service in a folder that everybody may pass through."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        with RunningService(Path(folder) / "store") as running:
            running.ask("POST", "/api/v1/events", {"events": a_camper()})
            yield running


def as_nobody(*command: str) -> str:
    """What a command says that runs as an account without any rights."""
    done = subprocess.run(
        command, user=NOBODY, group=NOBODY, extra_groups=(), capture_output=True, text=True, check=False
    )  # fmt: skip
    return done.stdout + done.stderr


@AS_ROOT
def test_another_account_opens_no_file(service: RunningService):
    """Database, log, token: none of them can be read by somebody else, while a file beside them can."""
    beside = service.data_dir.with_name("beside")
    beside.write_text("for everybody")
    beside.chmod(0o644)
    kept = sorted(path for path in service.data_dir.rglob("*") if path.is_file())

    assert as_nobody("cat", str(beside)) == "for everybody"
    assert kept
    assert all("Permission denied" in as_nobody("cat", str(path)) for path in kept)


@AS_ROOT
def test_another_account_is_a_stranger_to_the_service(service: RunningService):
    """It reaches the port and is answered as everybody without a token."""
    asked = f"GET /api/v1/impressions HTTP/1.1\\r\\nHost: {service.address}\\r\\nConnection: close\\r\\n\\r\\n"
    script = f"exec 3<>/dev/tcp/127.0.0.1/{service.port}; printf '{asked}' >&3; head -1 <&3"

    assert " 401 " in as_nobody("bash", "-c", script)


def test_secrets_are_in_no_command_line_log_or_file(service: RunningService):
    """Who looks at running programs, at what was printed or at what is kept finds the owner's token in its own file."""
    secret, owner = service.pair().encode(), service.data_dir / "admin-token"
    process = Path(f"/proc/{service.process.pid}")
    seen = [service.output, *(path for path in service.data_dir.rglob("*") if path.is_file())]
    seen += [process / "cmdline", process / "environ"] if process.exists() else []

    assert not [path for path in seen if secret in path.read_bytes()]
    assert [path for path in seen if owner.read_bytes() in path.read_bytes()] == [owner]
