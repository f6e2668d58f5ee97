"""Nothing of the demo town in the product, nothing of one machine in the repository."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = ("explainer", "extension_api", "browser_extension")
TEXT_SUFFIXES = {
    ".py",
    ".ts",
    ".tsx",
    ".md",
    ".txt",
    ".json",
    ".html",
    ".css",
    ".toml",
    ".js",
    ".mjs",
    ".sql",
    ".lock",
    "",
}


def tracked_files(*folders: str) -> list[Path]:
    """Files that git tracks, as paths; text only."""
    listed = subprocess.run(["git", "ls-files", "--", *folders], cwd=ROOT, capture_output=True, text=True, check=True)
    return [
        ROOT / name
        for name in listed.stdout.splitlines()
        if Path(name).suffix in TEXT_SUFFIXES and (ROOT / name).is_file()
    ]


def town_names() -> set[str]:
    """Host names of the town for a few seeds, without the shared ending."""
    from adtown.town import build_town

    hosts = {
        line.split("=")[0].strip()
        for seed in (1, 2, 3)
        for line in build_town(seed).tracker_companies().splitlines()
        if "=" in line
    }
    return {host.split(".localhost")[0] for host in hosts} | {"adtown"}


def test_product_holds_no_name_of_the_town() -> None:
    """Whyad meets the town as it meets the web: with no idea who is who."""
    names = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in town_names()), re.IGNORECASE)
    lists = ROOT / "browser_extension" / "lists"

    found = [
        path
        for path in tracked_files(*PRODUCT)
        if lists not in path.parents and names.search(path.read_text(encoding="utf-8"))
    ]

    assert not found


@pytest.mark.parametrize(
    "pattern", [r'"resolved":\s*"http', r"--(?:extra-)?index-url", r"(?:^|[^\w.])/(?:root|home/\w+)/"]
)
def test_repository_names_no_registry_and_no_machine(pattern: str) -> None:
    """A lock file pins what is installed, not where one machine found it."""
    here = Path(__file__)
    lists = ROOT / "browser_extension" / "lists"
    looked_at = [path for path in tracked_files() if path != here and lists not in path.parents]

    assert not [path for path in looked_at if re.search(pattern, path.read_text(encoding="utf-8"), re.MULTILINE)]


def test_no_to_do_note_is_left_behind() -> None:
    """What is missing stands in an issue, not in a comment."""
    notes = re.compile(r"\b(?:TODO|FIXME|XXX)\b")

    assert not [
        path
        for path in tracked_files("explainer", "extension_api", "adtown", "benchmarks")
        if path.suffix == ".py" and notes.search(path.read_text("utf-8"))
    ]
