"""A database of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extension_api.store.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An open, empty database."""
    database = Database(tmp_path / "whyad.sqlite3", backups=tmp_path / "backups")
    yield database
    database.close()
