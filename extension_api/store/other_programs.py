"""Which other programs have the database open, so that a receipt can name what keeps erasure from being complete."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

PROCESSES: Final = Path("/proc")  # Linux; elsewhere no name is told


def programs_holding(path: Path) -> tuple[str, ...]:
    """Names and numbers of other processes of this account that have a file open, as far as the system tells."""
    if not PROCESSES.is_dir():
        return ()
    own, target = str(os.getpid()), str(path.resolve())
    others = (process for process in PROCESSES.iterdir() if process.name.isdigit() and process.name != own)
    return tuple(sorted(_name(process) for process in others if _holds(process, target)))


def _holds(process: Path, target: str) -> bool:
    try:
        return any(str(handle.readlink()) == target for handle in (process / "fd").iterdir())
    except OSError:  # another account's process, or one that has just ended
        return False


def _name(process: Path) -> str:
    try:
        return f"{(process / 'comm').read_text(encoding='utf-8', errors='replace').strip()} (process {process.name})"
    except OSError:
        return f"process {process.name}"
