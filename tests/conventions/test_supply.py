"""What is installed is what the locks name, byte by byte; no secret is in the repository."""

from __future__ import annotations

import json
import re
from importlib import metadata

import pytest
from packaging.requirements import Requirement

from tests.conventions.test_no_foreign_names import ROOT, tracked_files

HASHES = r"(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+"
PINNED = re.compile(rf"^(?P<requirement>[^\s#\\][^\\\n]*?) \\\n{HASHES}", re.MULTILINE)
SECRETS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{36}"
    r"|\bnpm_\w{36}|\bxox[abp]-\w{10}|\bpypi-AgE\w{20}"
)
PAGE_READABLE = re.compile(r"\b(?:browser|chrome)\.storage\.|\blocalStorage\b|\bsessionStorage\b")


def locked() -> dict[str, Requirement]:
    """Every package of the lock by name; a line without a hash is not found and so misses here."""
    text = (ROOT / "requirements.lock").read_text("utf-8")
    found = [Requirement(match["requirement"]) for match in PINNED.finditer(text)]
    assert len(found) == len([line for line in text.splitlines() if re.match(r"\w", line)])
    return {item.name: item for item in found}


def test_what_runs_is_what_the_lock_names() -> None:
    """Every installed package of the lock has the very version whose bytes were pinned."""
    here = {name: item for name, item in locked().items() if item.marker is None or item.marker.evaluate()}

    assert len(here) > 50
    assert not {name for name, item in here.items() if not item.specifier.contains(metadata.version(name))}


def test_every_direct_dependency_is_in_the_lock() -> None:
    """Nothing is installed that no lock names."""
    wanted = [Requirement(text) for text in metadata.requires("whyad") or ()]

    assert not {item.name for item in wanted} - locked().keys()
    assert not [item for item in wanted if not item.specifier.contains(str(locked()[item.name].specifier)[2:])]


@pytest.mark.parametrize("folder", ["browser_extension", "adtown/web"])
def test_every_package_of_the_browser_side_is_pinned_by_its_bytes(folder: str) -> None:
    """`npm ci` refuses other bytes than those that the lock was made with."""
    packages = json.loads((ROOT / folder / "package-lock.json").read_text("utf-8"))["packages"]

    assert not [name for name, item in packages.items() if name and not item.get("integrity", "").startswith("sha512-")]


def test_no_secret_is_in_the_repository() -> None:
    """Neither keys nor the tokens of well-known services are in any text that git tracks."""
    lists = ROOT / "browser_extension" / "lists"
    texts = {path: path.read_text("utf-8") for path in tracked_files() if lists not in path.parents}

    assert not [path for path, text in texts.items() if SECRETS.search(text)]
    assert SECRETS.search("-----BEGIN " + "PRIVATE KEY-----")


def test_the_extension_keeps_nothing_where_scripts_of_pages_could_read_it() -> None:
    """Secret and events are in the extension's own database: content scripts can read ``storage``, but not that."""
    sources = [path for path in tracked_files("browser_extension") if path.suffix in {".ts", ".tsx"}]
    written = [path for path in sources if "tests" not in path.parts]

    assert len(written) > 50
    assert not [path for path in written if PAGE_READABLE.search(path.read_text("utf-8"))]
    assert PAGE_READABLE.search("browser.storage.local.set({})")
