"""Puts the built browser extension into the wheel: whoever installs Whyad needs neither Node nor a compiler."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILDS = {"chromium": "chrome-mv3", "firefox": "firefox-mv3"}
OUTPUT = Path("browser_extension", ".output")
IN_WHEEL = Path("extension_api", "built_extension")


class ExtensionHook(BuildHookInterface[Any]):
    """Adds both builds; refuses to make a wheel without them, or with those of another version."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects files; an editable install uses the checkout's own build."""
        if version == "editable":
            return
        for browser, build in BUILDS.items():
            folder = Path(self.root, OUTPUT, build)
            self._check(folder)
            place = OUTPUT / build if self.target_name == "sdist" else IN_WHEEL / browser
            build_data["force_include"][str(folder)] = str(place)

    def _check(self, folder: Path) -> None:
        try:
            built = json.loads((folder / "manifest.json").read_text())["version"]
        except FileNotFoundError:
            message = f"the browser extension is not built ({folder} is missing). Run: make extension"
            raise RuntimeError(message) from None
        if built != self.metadata.version:
            message = (
                f"the built browser extension has version {built}, but this is {self.metadata.version}. "
                "Set both alike, then run: make extension"
            )
            raise RuntimeError(message)
