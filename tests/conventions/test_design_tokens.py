"""The dashboard and the extension look alike: their colours, sizes and distances are written once."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "extension_api" / "dashboard" / "static" / "tokens.css"
COPY = ROOT / "browser_extension" / "ui" / "tokens.css"


def test_extension_has_the_dashboards_tokens():
    """A colour that was changed in one place only fails here: `make tokens` copies it."""
    assert COPY.read_bytes() == SOURCE.read_bytes()
