"""A full disk: the sender hears it, nothing is half there, and all goes on once there is room."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from extension_api.app import create_app
from extension_api.config import ServiceConfig
from extension_api.errors import DataDirError
from extension_api.service import EXTENSION_NAME, Service
from extension_api.store.daily_counts import count_held
from tests.extension_api.conftest import PORT, Browser
from tests.extension_api.history import a_visit_event

DISK_KIB = 2_048


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes, where this machine allows it."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_KIB}k", "whyad-test", str(disk)]
    if os.name == "nt" or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may make a tiny disk; the page limit shows the same")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.fixture(params=["tmp_path", "tiny_disk"], ids=["SQLite's own limit", "a tiny disk"])
def folder(request: pytest.FixtureRequest) -> Path:
    """A folder that can be made full."""
    return request.getfixturevalue(request.param)


class SmallDisk:
    """A service whose disk can be filled and emptied."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.ballast = folder, folder / "ballast"
        app = create_app(ServiceConfig(folder / "store", port=PORT))
        self.service: Service = app.extensions[EXTENSION_NAME]
        token = {"Authorization": f"Bearer {self.service.admin_token}"}
        self.owner = Browser(app.test_client(use_cookies=False), token)

    def send(self, *events: dict) -> tuple[int, object]:
        """One batch; status and JSON."""
        answer = self.owner.post("/api/v1/events", {"events": list(events)})
        return answer.status_code, answer.json

    def fill(self) -> None:
        """Leave no room."""
        if self.folder.name != "disk":
            pages = self.service.database.writer.execute("PRAGMA page_count").fetchone()[0]
            self.service.database.writer.execute(f"PRAGMA max_page_count = {pages}")
            return
        with self.ballast.open("wb", buffering=0) as file:
            try:
                while file.write(b"x" * 1024):
                    pass
            except OSError:
                return

    def make_room(self) -> None:
        """Take away what filled the disk."""
        self.ballast.unlink(missing_ok=True)
        self.service.database.writer.execute("PRAGMA max_page_count = 1000000")


def big(name: str) -> list[dict]:
    """A batch that needs new pages."""
    return [a_visit_event(f"{name}-{n}", n, title="x" * 500) for n in range(400)]


def test_a_full_disk_is_told_and_passes(folder: Path):
    """507 with a sentence while there is no room; what was held stays, and the same batch is taken afterwards."""
    disk = SmallDisk(folder)
    assert disk.send(a_visit_event("first", 0))[0] == 200
    disk.fill()

    status, problem = disk.send(*big("later"))
    assert status == 507
    assert "disk is full" in problem["detail"]
    assert count_held(disk.service.reader()).visits == 1
    assert disk.owner.get("/health").status_code == 200
    disk.make_room()

    assert disk.send(*big("later"))[1]["accepted"] == 400
    assert disk.service.database.writer.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    disk.service.close()


def test_a_start_on_a_full_disk_is_told(tiny_disk: Path):
    """No room even to begin: one sentence, and the next start with room finds everything."""
    disk = SmallDisk(tiny_disk)
    disk.send(*big("held"))
    disk.service.close()
    disk.fill()

    with pytest.raises(DataDirError, match="full"):
        SmallDisk(tiny_disk)
    disk.ballast.unlink()

    again = SmallDisk(tiny_disk)
    assert count_held(again.service.reader()).visits == 400
    again.service.close()
