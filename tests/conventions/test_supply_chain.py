"""What is installed is what was looked at: every package by its version and its hash, and no secret in the repository.

Whether a version has a known weakness only an advisory service can say; what can be checked without a network is here.
"""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PINNED = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[\w.+!-]+)(?: ; [^-]*)?(?P<hashes>(?: --hash=sha256:[0-9a-f]{64})+)$"
)
SECRETS = (
    "-----BEGIN [A-Z ]*PRIVATE KEY-----", r"\bgh[pousr]_\w{30,}", r"\bAKIA[0-9A-Z]{16}\b", r"\bxox[abp]-\w{10,}",
    r"\bpypi-\w{50,}",
)  # fmt: skip
NPM_LOCKS = ("browser_extension/package-lock.json", "adtown/web/package-lock.json")


def requirements() -> list[str]:
    """One line per requirement of the lock."""
    lines = (ROOT / "requirements.lock").read_text("utf-8").replace("\\\n", "").splitlines()
    return [re.sub(r"\s+", " ", line).strip() for line in lines if line.strip() and not line.startswith("#")]


def pinned(line: str) -> re.Match[str]:
    """The parts of one requirement."""
    return PINNED.match(line) or pytest.fail(f"no version with hashes: {line[:80]}")


def plain(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("line", ["a>=1 --hash=sha256:" + "0" * 64, "a==1", "a @ https://a.example/a.whl", "-e ."])
def test_what_is_not_pinned_is_found(line: str):
    """The control: a range, a missing hash, an address and a folder are no pins."""
    assert not PINNED.match(line)


def test_every_package_of_python_is_pinned_by_its_hash():
    """Nothing that a registry serves tomorrow is installed unseen; what the project asks for is in the lock."""
    locked = {plain(pinned(line)["name"]) for line in requirements()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *(name for group in project["optional-dependencies"].values() for name in group)]
    named = {plain(re.split(r"[\[<>=~!; ]", item, maxsplit=1)[0]) for item in asked}

    assert named - {plain(project["name"])} <= locked


def test_what_is_installed_is_what_is_locked():
    """The tests run with versions that people get; some packages have another one for another Python."""
    locked = {(plain(pinned(line)["name"]), pinned(line)["version"]) for line in requirements()}
    installed = {(plain(found.metadata["Name"]), found.version) for found in metadata.distributions()}
    names = {name for name, _ in locked} & {name for name, _ in installed}

    assert len(names) > 50
    assert {item for item in installed if item[0] in names} <= locked


@pytest.mark.parametrize("lock", NPM_LOCKS)
def test_every_package_of_node_is_pinned_by_its_hash(lock: str):
    """The same for what builds the extension and the town's pages."""
    packages = json.loads((ROOT / lock).read_text("utf-8"))["packages"]
    found = {name: entry for name, entry in packages.items() if name and not entry.get("link")}

    assert found
    assert [name for name, entry in found.items() if not entry.get("integrity", "").startswith("sha512-")] == []


def with_secrets(folder: Path, *options: str) -> list[str]:
    """The files below a folder that hold something like a key or a token of a service."""
    looks = [word for pattern in SECRETS for word in ("-e", pattern)]
    command = ["git", "grep", "--files-with-matches", "-I", *options, "--extended-regexp", *looks]
    found = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert found.returncode in {0, 1}, found.stderr
    return found.stdout.splitlines()


def test_no_secret_is_in_the_repository(tmp_path: Path):
    """No key and no token, in any file that git keeps; the control is one that looks like it."""
    (tmp_path / "settings.txt").write_text("token = ghp_" + "a" * 36)

    assert with_secrets(tmp_path, "--no-index") == ["settings.txt"]
    assert with_secrets(ROOT) == []
