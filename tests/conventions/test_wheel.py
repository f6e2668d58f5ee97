"""A wheel carries the built extension, or is not made."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import sync_playwright

from tests.extension_api.running_service import RunningService

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "browser_extension" / ".output"
BUILD = "import hatchling.build, sys; print(hatchling.build.build_wheel(sys.argv[1]))"


def build_wheel(root: Path, target: Path) -> subprocess.CompletedProcess[str]:
    """Build a wheel of the project at ``root``."""
    command = [sys.executable, "-c", BUILD, str(target)]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=120, check=False)


def test_a_wheel_without_a_built_extension_is_refused_with_the_command_to_run(tmp_path: Path):
    """Nobody publishes a wheel whose users would need Node."""
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "browser_extension/LICENSE"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)

    done = build_wheel(tmp_path, tmp_path / "dist")

    assert done.returncode != 0
    assert "the browser extension is not built" in done.stderr
    assert "Run: make extension" in done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own wheel."""
    if not (BUILT / "firefox-mv3" / "manifest.json").exists():
        pytest.skip("the extension is not built: make extension")
    folder = tmp_path_factory.mktemp("wheel")
    done = build_wheel(ROOT, folder)
    assert done.returncode == 0, done.stderr
    return folder / done.stdout.splitlines()[-1]


@pytest.mark.slow
def test_a_wheel_carries_both_builds(wheel: Path):
    """Installed, it needs neither Node nor a compiler."""
    with ZipFile(wheel) as packed:
        names = set(packed.namelist())

    for browser in ("chromium", "firefox"):
        for file in ("manifest.json", "background.js", "engine.bin", "sidepanel.html", "start.html"):
            assert f"extension_api/built_extension/{browser}/{file}" in names
    assert "extension_api/dashboard/static/languages/de.js" in names


@pytest.mark.slow
@pytest.mark.browser
def test_an_installed_wheel_pairs_and_a_browser_loads_what_it_placed(wheel: Path, tmp_path: Path):
    """Without Node: the three clicks are told with their folder, and that folder is the whole extension."""
    chromium = shutil.which("chromium") or pytest.skip("Chromium is not installed")
    with ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "installed")
    with RunningService(tmp_path / "data") as service:
        where = ("--port", str(service.port), "--data-dir", str(tmp_path / "data"))
        said = installed_whyad(tmp_path / "installed", "pair", *where)
    placed = tmp_path / "data" / "browser-extension" / "chromium"

    assert re.findall(r"^    [1-3]\. ", said, re.MULTILINE) == ["    1. ", "    2. ", "    3. "] * 2
    assert f"3. choose {placed}" in said
    assert re.search(r"Code: \d{4}-\d{4}", said)
    assert "Why did I see this ad?" in first_page_of(placed, chromium, tmp_path / "profile")


def installed_whyad(site: Path, *arguments: str) -> str:
    """What the installed command prints. It shadows the checkout, and finds no other program."""
    command = [sys.executable, "-c", "from extension_api.cli import main; main()", *arguments]
    alone = {"PYTHONPATH": str(site), "PATH": ""}
    return subprocess.run(command, cwd=site, env=alone, capture_output=True, text=True, timeout=60, check=True).stdout


def first_page_of(extension: Path, chromium: str, profile: Path) -> str:
    """The words of the first run, from an extension loaded as a person would load it."""
    with sync_playwright() as playwright:
        args = [f"--disable-extensions-except={extension}", f"--load-extension={extension}"]
        start = playwright.chromium.launch_persistent_context
        browser = start(profile, executable_path=chromium, args=args, locale="en-GB")
        worker = browser.service_workers[0] if browser.service_workers else browser.wait_for_event("serviceworker")
        page = browser.new_page()
        page.goto(worker.url.replace("background.js", "start.html"))
        words = page.inner_text(".start")
        browser.close()
    return words
