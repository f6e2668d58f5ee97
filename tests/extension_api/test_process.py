"""The service as people run it: its own process, a real port, real files."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.extension_api.history import a_camper, a_visit_event
from tests.extension_api.running_service import RunningService, whyad

HEAVY = ("xgboost", "shap", "pandas", "sklearn", "numba", "matplotlib", "scipy")
START_CPU_SECONDS_MAX = 1.5  # under half a second on an idle machine; what is left to busy neighbours counts for more
KILLS = 5
SETTLED_SECONDS = 6.0  # explaining ahead begins two seconds after the last event
RESTING_SECONDS = 3.0
MEMORY_BYTES = 250_000_000


@pytest.fixture
def service(tmp_path: Path) -> Iterator[RunningService]:
    """A running, paired service."""
    with RunningService(tmp_path / "store") as running:
        yield running


def test_the_whole_road_over_http(service: RunningService):
    """A paired program sends a history and reads why its ads were shown."""
    _, sent = service.ask("POST", "/api/v1/events", {"events": a_camper()})
    status, why = service.ask("GET", "/api/v1/impressions/a2/explanation")

    assert sent["accepted"] == len(a_camper())
    assert (status, why["impression"]["advertiser"]) == (200, "tents.example")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_start_is_quick(service: RunningService):
    """The extension finds the service soon after it was started; counted in processor time, since others run too."""
    service.end(signal.SIGTERM)
    service.start()

    assert cpu_seconds(service) < START_CPU_SECONDS_MAX


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_when_the_process_is_killed(service: RunningService, tmp_path: Path):
    """Killed in the middle of writing, again and again: every acknowledged event is there afterwards."""
    acknowledged: set[str] = set()
    for round_ in range(KILLS):
        sender = threading.Thread(target=send_until_it_breaks, args=(service, f"r{round_}", acknowledged))
        sender.start()
        time.sleep(random.uniform(0.2, 0.5))
        service.end(signal.SIGKILL)
        sender.join()
        service.start()

    assert len(acknowledged) > 0
    assert acknowledged <= exported_visits(service, tmp_path)


def send_until_it_breaks(service: RunningService, prefix: str, acknowledged: set[str]) -> None:
    """Send small batches one after the other, noting what was acknowledged."""
    for number in range(10_000):
        batch = [a_visit_event(f"{prefix}-{number}-{part}", number) for part in range(5)]
        try:
            status, answer = service.ask("POST", "/api/v1/events", {"events": batch})
        except (OSError, HTTPException):  # killed before or in the middle of its answer: not acknowledged
            return
        assert status == 200
        acknowledged |= {result["id"] for result in answer["results"]}


def exported_visits(service: RunningService, folder: Path) -> set[str]:
    """The ids of the visits that ``whyad export`` gives to the person."""
    archive = folder / "all.zip"
    whyad("export", str(archive), "--data-dir", str(service.data_dir))
    with zipfile.ZipFile(archive) as packed:
        (visits,) = (name for name in packed.namelist() if name.rpartition("/")[2] == "visits.jsonl")
        lines = packed.read(visits).splitlines()
    return {row["id"] for row in map(json.loads, lines) if "id" in row}


def test_files_are_private(service: RunningService):
    """Nobody else on the machine can read what is held."""
    modes = {stat.S_IMODE(file.stat().st_mode) for file in service.data_dir.iterdir()}

    assert stat.S_IMODE(service.data_dir.stat().st_mode) == 0o700
    assert modes == {0o600}


def test_a_second_service_on_the_same_data_is_refused(service: RunningService):
    """Two writers would be one too many; the message says what to do."""
    second = whyad("serve", "--port", str(service.port + 1), "--data-dir", str(service.data_dir))

    assert second.returncode == 1
    assert "another Whyad service already uses" in second.stderr
    assert "Hint: stop it first" in second.stderr
    assert service.ask("GET", "/health")[0] == 200


def test_a_taken_port_is_told_in_one_line(service: RunningService, tmp_path: Path):
    """No traceback for something a person can mend."""
    second = whyad("serve", "--port", str(service.port), "--data-dir", str(tmp_path / "other"))

    assert second.returncode == 1
    assert "taken by another program" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_directory_open_to_others_is_refused(tmp_path: Path):
    """A store that others may look into is not opened."""
    (tmp_path / "open").mkdir(mode=0o755)

    refused = whyad("serve", "--data-dir", str(tmp_path / "open"))

    assert refused.returncode == 1
    assert "chmod -R go=" in refused.stderr


def test_it_listens_on_the_loopback_only(service: RunningService):
    """Another address of the same machine finds nobody."""
    with socket.socket() as probe:
        probe.settimeout(1)

        assert probe.connect_ex(("127.0.0.2", service.port)) != 0


def test_raw_requests_with_bad_hosts_reach_nothing(service: RunningService):
    """Checked on the wire as well: no Host, two Hosts, an absolute address."""
    for request in (
        b"GET /health HTTP/1.0\r\n\r\n",
        b"GET /health HTTP/1.1\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: evil.test\r\n\r\n",
        b"GET http://evil.test/health HTTP/1.1\r\nHost: evil.test\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", service.port), timeout=5) as wire:
            wire.sendall(request)
            status = int(wire.recv(4096).split(b" ")[1])

        assert status in {400, 421}, request


def test_the_log_holds_nothing_that_was_browsed(service: RunningService):
    """Neither addresses nor titles are printed, whatever is sent."""
    service.ask(
        "POST", "/api/v1/events", {"events": [a_visit_event("canary-1", 0, domain="canary.example", title="canary")]}
    )
    service.ask("POST", "/api/v1/events", {"events": [{"type": "canary"}]})
    service.ask("GET", "/api/v1/impressions/canary-2/explanation")
    service.ask("DELETE", "/api/v1/sites/canary.example")

    assert "canary" not in service.output.read_text("utf-8")


def test_starting_imports_nothing_that_computes():
    """The service listens before NumPy or anything larger is loaded, as Python's own import log shows."""
    started = [sys.executable, "-X", "importtime", "-c", "import extension_api.cli, extension_api.server"]
    done = subprocess.run(started, capture_output=True, text=True, check=True, timeout=60)
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}

    assert "flask" in imported
    assert not imported & {*HEAVY, "numpy"}


def test_nothing_heavy_is_imported_on_the_way_of_a_request():
    """Starting and answering need no XGBoost, SHAP or pandas."""
    program = (
        "import sys, tempfile, pathlib\n"
        "from extension_api.app import create_app\n"
        "from extension_api.config import ServiceConfig\n"
        "import extension_api.server\n"
        "app = create_app(ServiceConfig(pathlib.Path(tempfile.mkdtemp())))\n"
        "service = app.extensions['whyad']\n"
        "service.understanding.knowledge(); service.understanding.model\n"
        f"print([name for name in {HEAVY} if name in sys.modules])\n"
        "service.close()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)

    assert done.stdout.strip() == "[]"


def test_a_log_file_takes_the_place_of_the_terminal(tmp_path: Path):
    """What would be printed goes to the private file, and nothing that was browsed is in it."""
    with RunningService(tmp_path / "store", "--log-file", str(tmp_path / "store" / "whyad.log")) as running:
        running.ask("POST", "/api/v1/events", {"events": [a_visit_event("canary-1", 0, title="canary")]})
        log = tmp_path / "store" / "whyad.log"

        assert stat.S_IMODE(log.stat().st_mode) == 0o600
        assert "canary" not in log.read_text("utf-8")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_it_is_small_and_rests_while_nobody_asks(service: RunningService):
    """With the model loaded and every ad explained it holds less than 250 MB and leaves the processor alone."""
    service.ask("POST", "/api/v1/events", {"events": a_camper()})
    service.ask("GET", "/api/v1/impressions/a2/explanation")
    time.sleep(SETTLED_SECONDS)
    before = cpu_seconds(service)
    time.sleep(RESTING_SECONDS)

    assert cpu_seconds(service) - before <= 0.02 * RESTING_SECONDS
    assert resident_bytes(service) < MEMORY_BYTES


def cpu_seconds(service: RunningService) -> float:
    """Processor time used so far."""
    fields = Path(f"/proc/{service.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_bytes(service: RunningService) -> int:
    """What it holds in memory."""
    pages = Path(f"/proc/{service.process.pid}/statm").read_text("ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
