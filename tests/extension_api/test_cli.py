"""The ``whyad`` command: helpful, quick, and never a traceback."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

from explainer.commands import COMMANDS
from extension_api.cli import LIBRARY_COMMANDS
from tests.extension_api.running_service import RunningService, whyad

LOOKED_AT = ["data directory", "files", "disk", "database", "browsers", "lists", "clock", "model", "service",
             "host rule", "site rule", "token rule", "network"]  # fmt: skip


def test_help_lists_every_command_in_a_line():
    """Own commands, the library's and added ones stand in one list."""
    shown = whyad("--help").stdout

    for name in ("serve", "pair", "export", "import", "doctor", "simulate", "train", "explain"):
        assert f"\n  {name} " in shown


def test_every_command_of_the_library_can_be_called():
    """No command is written that nobody can reach."""
    assert {command.name for command in COMMANDS} == set(LIBRARY_COMMANDS)


def test_help_imports_nothing_heavy():
    """Asking for help is instant."""
    program = (
        "import sys; from extension_api.cli import cli; cli(['--help'], standalone_mode=False);"
        "print('flask' in sys.modules, 'numpy' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)

    assert shown.stdout.splitlines()[-1] == "False False"


def test_pair_without_a_service_says_how_to_start_one(tmp_path: Path):
    """The owner's token is not sent to whoever listens on the port."""
    done = whyad("pair", "--data-dir", str(tmp_path / "none"))

    assert done.returncode == 1
    assert "Hint: start it with `whyad serve`" in done.stderr


def test_doctor_finds_all_well(tmp_path: Path):
    """On a healthy machine every line says ok."""
    with RunningService(tmp_path / "store") as service:
        service.pair()
        done = whyad("doctor", "--data-dir", str(service.data_dir))

    assert done.returncode == 0, done.stdout
    lines = done.stdout.splitlines()
    assert all(line.startswith("ok ") for line in lines)
    assert [line.split(":")[0].removeprefix("ok  ") for line in lines] == LOOKED_AT


def test_doctor_says_what_to_do(tmp_path: Path):
    """Where something is wrong, the next line is the remedy."""
    data_dir = tmp_path / "store"
    with RunningService(data_dir):
        pass
    (data_dir / "whyad.sqlite3").chmod(0o644)

    done = whyad("doctor", "--data-dir", str(data_dir))

    assert done.returncode == 1
    assert "do this: chmod -R go=" in done.stdout
    assert "do this: start it with `whyad serve`" in done.stdout


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path):
    """An old Whyad does not touch what a newer one wrote."""
    data_dir = tmp_path / "store"
    with RunningService(data_dir):
        pass
    with sqlite3.connect(data_dir / "whyad.sqlite3") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    before = (data_dir / "whyad.sqlite3").read_bytes()

    done = whyad("serve", "--data-dir", str(data_dir))

    assert done.returncode == 1
    assert "schema version 99" in done.stderr
    assert (data_dir / "whyad.sqlite3").read_bytes() == before


def test_token_is_made_listed_and_taken_back(tmp_path: Path):
    """A script gets a token by one command; it opens what it was made for until it is taken back."""
    with RunningService(tmp_path / "store") as service:
        here = ("token", "--data-dir", str(service.data_dir))
        made = whyad(*here, "--scope", "read", "--name", "notebook").stdout.strip()
        headers = {"Authorization": f"Bearer {made}"}
        allowed, _ = service.ask("GET", "/api/v1/traits", headers=headers)
        line = next(line for line in whyad(*here, "list").stdout.splitlines() if line.endswith("notebook"))
        whyad(*here, "revoke", line.split()[0])
        refused, _ = service.ask("GET", "/api/v1/traits", headers=headers)

    assert (allowed, refused) == (200, 401)
    assert "  read  " in line


def test_token_without_a_scope_is_a_question(tmp_path: Path):
    """Nobody gets all rights by leaving something out."""
    with RunningService(tmp_path / "store") as service:
        done = whyad("token", "--data-dir", str(service.data_dir))

    assert done.returncode == 2
    assert "whyad token --scope read" in done.stderr


def test_what_computes_for_minutes_lets_others_go_first():
    """Training beside the service does not make capture wait."""
    program = (
        "import os; from extension_api.cli import cli; before = os.nice(0);"
        "cli(['train', '--help'], standalone_mode=False); print(os.nice(0) == min(before + 10, 19))"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)

    assert shown.stdout.splitlines()[-1] == "True"  # 19 is the system's last place
