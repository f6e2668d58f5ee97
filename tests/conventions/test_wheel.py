"""A wheel carries the built extension, or is not made."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

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


@pytest.mark.slow
def test_a_wheel_carries_both_builds(tmp_path: Path):
    """Installed, it needs neither Node nor a compiler."""
    if not (BUILT / "firefox-mv3" / "manifest.json").exists():
        pytest.skip("the extension is not built: make extension")

    done = build_wheel(ROOT, tmp_path)

    assert done.returncode == 0, done.stderr
    with ZipFile(tmp_path / done.stdout.splitlines()[-1]) as wheel:
        names = set(wheel.namelist())
    for browser in ("chromium", "firefox"):
        for file in ("manifest.json", "background.js", "engine.bin", "sidepanel.html", "start.html"):
            assert f"extension_api/built_extension/{browser}/{file}" in names
