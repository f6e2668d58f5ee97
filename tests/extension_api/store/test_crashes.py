"""What was acknowledged is on the disk: tried by killing, and by watching what is asked of the disk.

A killed process alone cannot tell a commit that reached the disk from one that the system still held in memory; only
the order of ``fsync`` and acknowledgement can. Both proofs have a control that must fail.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

KILLS = 25
KILLS_LONG = 500
WRITES = 60
SENT = re.compile(r'write\(\d+<.*?>, "sent (\S+)\\n"')
ACKNOWLEDGED = re.compile(r'write\(\d+<.*?>, "acknowledged (\S+)\\n"')
SYNCED = re.compile(r"(?:fdatasync|fsync)\(\d+<.*?-wal>\)\s+= 0|(?:fdatasync|fsync) resumed>\)\s+= 0")


def kill_a_writer(folder: Path, *, kills: int, writer: str = "writer") -> dict[str, Any]:
    """The outcome of as many kills."""
    program = ["tests.extension_api.store.crashing_writer", str(folder), "--kills", str(kills), "--writer", writer]
    done = subprocess.run([sys.executable, "-m", *program], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.slow
@pytest.mark.parametrize(
    "kills", [KILLS, pytest.param(KILLS_LONG, marks=[pytest.mark.long, pytest.mark.timeout(1_800)])]
)
def test_nothing_acknowledged_is_lost_in_random_kills(tmp_path: Path, kills: int):
    """Killed at any moment under load: every acknowledged event is there afterwards, every page is whole."""
    outcome = kill_a_writer(tmp_path, kills=kills)
    print(f"{outcome['kills']} kills, {outcome['acknowledged']} acknowledged, {outcome['lost']} lost")

    assert outcome["kills"] == kills
    assert outcome["acknowledged"] > kills
    assert outcome["lost"] == 0
    assert outcome["checks"] == ["ok"] * (kills // 10)


@pytest.mark.slow
def test_a_writer_that_acknowledges_first_is_caught(tmp_path: Path):
    """The control: saying "done" before the commit loses events, and the same look finds them missing."""
    assert kill_a_writer(tmp_path, kills=5, writer="ack-first")["lost"] > 0


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="strace is a program of Linux")
@pytest.mark.parametrize("threads", [1, 4])
def test_every_acknowledgement_follows_its_sync(tmp_path: Path, threads: int):
    """Between the sending of a write and its acknowledgement the log reached the disk, each single time."""
    acknowledged, synced = watch_a_writer(tmp_path, threads=threads)

    assert acknowledged == WRITES * threads
    assert synced == acknowledged


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="strace is a program of Linux")
def test_a_writer_that_does_not_sync_is_caught(tmp_path: Path):
    """The control: with a weaker setting nearly no acknowledgement has its sync."""
    acknowledged, synced = watch_a_writer(tmp_path, threads=1, synchronous="NORMAL")

    assert acknowledged == WRITES
    assert synced < WRITES / 2


def watch_a_writer(folder: Path, *, threads: int, synchronous: str = "FULL") -> tuple[int, int]:
    """How many writes were acknowledged, and how many of them after a sync of the log since they were sent."""
    strace = shutil.which("strace")
    assert strace, "this proof needs strace; `make test` installs it or says how"
    log, program = folder / "calls", "tests.extension_api.store.acknowledging_writer"
    options = ["--threads", str(threads), "--writes", str(WRITES), "--synchronous", synchronous]
    subprocess.run(
        [strace, "-f", "-y", "-e", "trace=write,fsync,fdatasync", "-o", str(log), sys.executable, "-m", program,
         str(folder), *options],
        check=True, capture_output=True,
    )  # fmt: skip
    return count_synced(log.read_text("utf-8").splitlines())


def count_synced(calls: list[str]) -> tuple[int, int]:
    """Go through the calls in their order."""
    sent: dict[str, int] = {}
    acknowledged = synced = 0
    last_sync = -1
    for moment, call in enumerate(calls):
        if found := SENT.search(call):
            sent[found[1]] = moment
        elif SYNCED.search(call):
            last_sync = moment
        elif found := ACKNOWLEDGED.search(call):
            acknowledged += 1
            synced += last_sync > sent[found[1]]
    return acknowledged, synced
