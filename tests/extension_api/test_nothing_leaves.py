"""What the service sends, and to whom: watched from outside, by ``strace``.

The whole suite runs without a network as well (`make test-offline`), and ``tests/conftest.py`` stops every test that
would speak to another machine.
"""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import StrangerError
from tests.extension_api.history import a_camper
from tests.extension_api.running_service import RunningService, whyad

STRANGER = "192.0.2.1"  # RFC 5737: belongs to nobody
INTERNET_ADDRESS = re.compile(r'inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"')
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="strace is a program of Linux")


def watched(log: Path) -> tuple[str, ...]:
    """What stands before a command so that all it says to a network is written down; the command is its own process."""
    strace = shutil.which("strace")
    assert strace, "this proof needs strace; `make test` installs it or says how"
    return (strace, "-D", "-f", "-e", "trace=connect,bind,sendto,sendmsg,sendmmsg", "-o", str(log))


def addresses(log: Path) -> set[str]:
    """Every internet address in what was written down."""
    found = INTERNET_ADDRESS.findall(log.read_text("utf-8", errors="replace"))
    return {four or six for four, six in found}


@ON_LINUX
@pytest.mark.slow
def test_the_service_speaks_to_the_loopback_only(tmp_path: Path):
    """Capturing, explaining, exporting and forgetting: no other address is spoken to, none is looked up."""
    log = tmp_path / "calls"
    with RunningService(tmp_path / "store", watched_by=watched(log)) as running:
        running.ask("POST", "/api/v1/events", {"events": a_camper()})
        explained = running.ask("GET", "/api/v1/impressions/a2/explanation")[0]
        whyad("export", str(tmp_path / "all.zip"), "--data-dir", str(running.data_dir))
        forgotten = running.ask("DELETE", "/api/v1/everything")[0]

    assert (explained, forgotten) == (200, 200)
    assert addresses(log) == {"127.0.0.1"}


@ON_LINUX
def test_a_program_that_speaks_to_others_is_caught(tmp_path: Path):
    """The control: the same look finds one datagram to a stranger."""
    log = tmp_path / "calls"
    program = f"import socket; socket.socket(type=socket.SOCK_DGRAM).connect(('{STRANGER}', 9))"
    subprocess.run([*watched(log), sys.executable, "-I", "-c", program], check=False, capture_output=True)

    assert STRANGER in addresses(log)


def test_a_test_that_speaks_to_others_is_stopped():
    """No test of this suite reaches another machine, whatever it imports."""
    with pytest.raises(StrangerError), socket.socket() as wire:
        wire.connect((STRANGER, 9))
