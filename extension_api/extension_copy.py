"""The built browser extension, put where a browser can load it: a package's own folder may move with every upgrade."""

from __future__ import annotations

import filecmp
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extension_api.config import DEFAULT_PORT

FOLDER: Final = "browser-extension"  # inside the data directory
LOCAL_FILE: Final = "local.json"  # tells the extension what differs on this machine; never part of a build
PRIVATE_FILE: Final = 0o600
PRIVATE_DIR: Final = 0o700

_PACKAGE: Final = Path(__file__).parent
# In an installed wheel the builds lie in the package; in a checkout where the extension's own build left them.
_BUILDS: Final = (
    {"chromium": _PACKAGE / "built_extension" / "chromium", "firefox": _PACKAGE / "built_extension" / "firefox"},
    {
        "chromium": _PACKAGE.parent / "browser_extension" / ".output" / "chrome-mv3",
        "firefox": _PACKAGE.parent / "browser_extension" / ".output" / "firefox-mv3",
    },
)


@dataclass(frozen=True, slots=True)
class PlacedExtension:
    """Where the copies lie."""

    chromium: Path
    firefox: Path

    def steps(self) -> str:
        """The three clicks that no program may make for the person, in each browser."""
        return (
            "The extension, once per browser:\n"
            "  Chromium, Chrome, Edge, Brave\n"
            "    1. open chrome://extensions and switch on Developer mode\n"
            "    2. click Load unpacked\n"
            f"    3. choose {self.chromium}\n"
            "  Firefox\n"
            "    1. open about:debugging#/runtime/this-firefox\n"
            "    2. click Load Temporary Add-on\n"
            f"    3. choose {self.firefox / 'manifest.json'}"
        )


def place_extension(data_dir: Path, *, port: int) -> PlacedExtension | None:
    """Copy the built extension into the data directory, readable by its owner only. None in a checkout without a build.

    Files that are the same stay untouched, so that a browser that runs them notices nothing.
    """
    builds = next((found for found in _BUILDS if all(_is_build(folder) for folder in found.values())), None)
    if builds is None:
        return None
    target = data_dir / FOLDER
    for browser, build in builds.items():
        _bring_level(build, target / browser)
        _say_port(target / browser, port)
    return PlacedExtension(target / "chromium", target / "firefox")


def _is_build(folder: Path) -> bool:
    return (folder / "manifest.json").exists()


def _bring_level(source: Path, target: Path) -> None:
    wanted = {file.relative_to(source) for file in source.rglob("*") if file.is_file()}
    for file in target.rglob("*") if target.exists() else ():
        if file.is_file() and file.relative_to(target) not in wanted | {Path(LOCAL_FILE)}:
            file.unlink()
    for name in sorted(wanted):
        _copy(source / name, target / name)
    for folder in (target.parent, target, *(path for path in target.rglob("*") if path.is_dir())):
        folder.chmod(PRIVATE_DIR)


def _copy(source: Path, target: Path) -> None:
    if target.exists() and filecmp.cmp(source, target, shallow=False):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(PRIVATE_FILE)


def _say_port(folder: Path, port: int) -> None:
    """A service on another port than usual is named to the extension; nothing secret is."""
    file = folder / LOCAL_FILE
    if port == DEFAULT_PORT:
        file.unlink(missing_ok=True)
        return
    file.touch(mode=PRIVATE_FILE)
    file.write_text(json.dumps({"service_url": f"http://127.0.0.1:{port}", "welcome": True}))
