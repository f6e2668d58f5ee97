"""Every file that the service ever makes belongs to its owner alone, whatever the system's default is."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from extension_api.app import create_app
from extension_api.config import ServiceConfig
from extension_api.data_dir import DataDir
from extension_api.errors import DataDirError
from extension_api.service import EXTENSION_NAME, Service
from tests.extension_api.conftest import PORT
from tests.extension_api.store.test_migrate import golden

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")


@pytest.fixture(autouse=True)
def careless_default() -> Iterator[None]:
    """A system on which new files are open to everybody."""
    before = os.umask(0)
    yield
    os.umask(before)


def started(folder: Path) -> Service:
    """A service on this folder."""
    return create_app(ServiceConfig(folder, port=PORT)).extensions[EXTENSION_NAME]


def modes(folder: Path) -> dict[str, int]:
    """The rights of everything in a folder, itself included."""
    return {str(path.relative_to(folder)): stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}


def assert_private(folder: Path, *expected: str) -> None:
    """All of it is private, and what the test is about is among it."""
    found = modes(folder)
    wanted = {name: 0o700 if (folder / name).is_dir() else 0o600 for name in found}

    assert found == wanted
    for name in expected:
        assert any(part.startswith(name) for part in found), name


def test_a_new_store_is_private(tmp_path: Path):
    """Database, log, index of the log, lock and secret."""
    service = started(tmp_path / "store")
    service.database.reader().execute("SELECT 1 FROM visits").fetchall()

    assert_private(tmp_path / "store", "whyad.sqlite3-wal", "whyad.sqlite3-shm", "whyad.lock", "admin-token")
    service.close()


def test_copies_from_before_an_upgrade_are_private(tmp_path: Path):
    """The backup holds the same as the database."""
    (tmp_path / "store").mkdir(mode=0o700)
    golden(1, tmp_path / "store").chmod(0o600)

    started(tmp_path / "store").close()

    assert_private(tmp_path / "store", "backups/version-1.sqlite3")


def test_what_a_repair_makes_is_private(tmp_path: Path):
    """The damaged file, what was saved of it, and the report."""
    started(tmp_path / "store").close()
    os.truncate(tmp_path / "store" / "whyad.sqlite3", 5_000)

    service = started(tmp_path / "store")

    assert_private(tmp_path / "store", "backups/damaged-", "repair-report.txt", "whyad.sqlite3-wal")
    service.close()


@pytest.mark.parametrize("rights", [0o750, 0o705, 0o701])
def test_a_folder_that_others_may_look_into_is_refused(tmp_path: Path, rights: int):
    """The service does not start where somebody else can read."""
    started(tmp_path / "store").close()
    (tmp_path / "store").chmod(rights)

    with pytest.raises(DataDirError, match="other accounts"):
        started(tmp_path / "store")


def test_a_file_that_others_may_read_is_found(tmp_path: Path):
    """`whyad doctor` names a copy that somebody made readable."""
    started(tmp_path / "store").close()
    shutil.copy(tmp_path / "store" / "whyad.sqlite3", tmp_path / "store" / "copy")
    (tmp_path / "store" / "copy").chmod(0o644)

    assert [path.name for path in DataDir(tmp_path / "store").open_files()] == ["copy"]
