"""``whyad pair`` puts the extension where a browser can load it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extension_api import extension_copy
from extension_api.config import DEFAULT_PORT
from extension_api.data_dir import DataDir
from extension_api.extension_copy import place_extension


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with two small builds."""
    for browser in ("chromium", "firefox"):
        folder = tmp_path / "package" / browser / "icon"
        folder.mkdir(parents=True)
        (folder / "16.png").write_bytes(b"icon")
        (folder.parent / "manifest.json").write_text('{"version": "1"}')
    package = tmp_path / "package"
    builds = ({"chromium": package / "chromium", "firefox": package / "firefox"},)
    monkeypatch.setattr(extension_copy, "_BUILDS", builds)
    return package


@pytest.mark.usefixtures("built")
def test_both_builds_are_copied_for_the_owner_alone(tmp_path: Path):
    """The data directory stays as private as it was."""
    data = DataDir(tmp_path / "data")
    data.prepare()

    placed = place_extension(data.path, port=DEFAULT_PORT)

    assert placed is not None
    assert (placed.chromium / "icon" / "16.png").read_bytes() == b"icon"
    assert json.loads((placed.firefox / "manifest.json").read_text()) == {"version": "1"}
    assert data.open_files() == ()
    assert not (placed.chromium / "local.json").exists()


@pytest.mark.usefixtures("built")
def test_the_steps_name_the_folders(tmp_path: Path):
    """What a person has to click, with the path to paste."""
    placed = place_extension(tmp_path / "data", port=DEFAULT_PORT)

    assert placed is not None
    assert str(placed.chromium) in placed.steps()
    assert "Load unpacked" in placed.steps()
    assert str(placed.firefox / "manifest.json") in placed.steps()


def test_an_upgrade_replaces_what_changed_and_removes_what_is_gone(built: Path, tmp_path: Path):
    """No file of an old version stays behind, and one that is the same is not written again."""
    place_extension(tmp_path / "data", port=DEFAULT_PORT)
    icon = tmp_path / "data" / "browser-extension" / "chromium" / "icon" / "16.png"
    (icon.parent / "old.js").write_text("old")
    before = icon.stat().st_mtime_ns
    (built / "chromium" / "manifest.json").write_text('{"version": "2"}')

    placed = place_extension(tmp_path / "data", port=DEFAULT_PORT)

    assert placed is not None
    assert json.loads((placed.chromium / "manifest.json").read_text()) == {"version": "2"}
    assert icon.stat().st_mtime_ns == before
    assert not (icon.parent / "old.js").exists()


@pytest.mark.usefixtures("built")
def test_a_service_on_another_port_is_named_to_the_extension(tmp_path: Path):
    """And no longer once it is back on the usual one."""
    placed = place_extension(tmp_path / "data", port=7555)
    assert placed is not None
    local = placed.chromium / "local.json"
    assert json.loads(local.read_text()) == {"service_url": "http://127.0.0.1:7555", "welcome": True}

    place_extension(tmp_path / "data", port=DEFAULT_PORT)

    assert not local.exists()


def test_a_checkout_without_a_build_places_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Then ``whyad pair`` says how to build it."""
    monkeypatch.setattr(extension_copy, "_BUILDS", ({"chromium": tmp_path, "firefox": tmp_path},))

    assert place_extension(tmp_path / "data", port=DEFAULT_PORT) is None
    assert not (tmp_path / "data").exists()
