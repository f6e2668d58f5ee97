"""The folder that holds everything Whyad keeps: private to its owner, and used by one service at a time."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from pathlib import Path
from typing import IO, Final

import platformdirs

from extension_api.errors import DataDirError, StoreInUseError

PRIVATE_DIR: Final = 0o700
PRIVATE_FILE: Final = 0o600
OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_OPEN: Final = b"open"  # in the lock file while a service runs
_CLOSED: Final = b"closed"
_DAMAGED: Final = b"damaged"
SECRET_BYTES: Final = 32  # 256 bits, as for every secret of the service


def default_data_dir() -> Path:
    """Where this operating system keeps a person's application data."""
    return Path(platformdirs.user_data_dir("whyad", appauthor=False))


class DataDir:
    """Paths inside one data directory, and the lock that keeps a second service out."""

    def __init__(self, path: Path) -> None:
        """Point at a directory without touching it."""
        self.path = path
        self.database = path / "whyad.sqlite3"
        self.backups = path / "backups"
        self.admin_token = path / "admin-token"
        self.address = path / "address"
        self._lock_file = path / "whyad.lock"
        self._lock: IO[bytes] | None = None
        self._mark, self.is_damaged = b"", False

    def prepare(self) -> None:
        """Make the directory with mode 0700.

        Raises:
            DataDirError: It exists and other accounts may look into it, or it cannot be made.
        """
        try:
            self.path.mkdir(mode=PRIVATE_DIR, parents=True, exist_ok=True)
        except OSError as error:
            raise DataDirError(self.path, problem="cannot be made", hint=str(error.strerror)) from error
        if self.is_open_to_others():
            raise DataDirError(
                self.path,
                problem="other accounts of this machine may look into it",
                hint=f"run: chmod -R go= {self.path}",
            )

    def is_open_to_others(self) -> bool:
        """Whether group or others have any right on the directory. Windows keeps rights elsewhere."""
        return sys.platform != "win32" and bool(self.path.stat().st_mode & OTHERS)

    def open_files(self) -> tuple[Path, ...]:
        """Files inside that group or others have any right on."""
        if sys.platform == "win32":
            return ()
        return tuple(file for file in sorted(self.path.rglob("*")) if file.is_file() and file.stat().st_mode & OTHERS)

    def lock(self) -> None:
        """Take the directory for this process until ``unlock`` or its end, however it ends.

        Raises:
            StoreInUseError: Another process holds it.
        """
        make_private_file(self._lock_file)
        handle = self._lock_file.open("r+b")
        if not _lock_handle(handle):
            handle.close()
            raise StoreInUseError(self.path)
        self._lock, self._mark = handle, handle.read()
        self._write_mark(_OPEN)

    def unlock(self, *, came_to_its_end: bool = True) -> None:
        """Give the directory free. A service that did not come to its end makes the next one look closely."""
        if self._lock is not None:
            if came_to_its_end and not self.is_damaged:
                self._write_mark(_CLOSED)
            self._lock.close()
            self._lock = None

    def mark_damaged(self) -> None:
        """Have the database repaired at the next start, however this service ends."""
        self.is_damaged = True
        self._write_mark(_DAMAGED)

    @property
    def was_damaged(self) -> bool:
        """Whether the service before found the database damaged."""
        return self._mark == _DAMAGED

    @property
    def was_used(self) -> bool:
        """Whether a service ran on this directory before the one that holds it now."""
        return bool(self._mark)

    @property
    def was_left_open(self) -> bool:
        """Whether the service before did not come to its end."""
        return self._mark == _OPEN

    def _write_mark(self, mark: bytes) -> None:
        if self._lock is not None:
            self._lock.seek(0)
            self._lock.write(mark)
            self._lock.truncate()
            self._lock.flush()

    def is_in_use(self) -> bool:
        """Whether a running service holds this directory."""
        if not self._lock_file.exists():
            return False
        with self._lock_file.open("r+b") as handle:
            return not _lock_handle(handle)

    def renew_admin_token(self) -> str:
        """Write a fresh secret that only the owner of this directory can read, and return it."""
        token = secrets.token_urlsafe(SECRET_BYTES)
        make_private_file(self.admin_token)
        self.admin_token.write_text(token, encoding="ascii")
        return token


def make_private_file(path: Path) -> None:
    """Make an empty file with mode 0600, whatever the umask says. An existing file keeps its content."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE_FILE))


def _lock_handle(handle: IO[bytes]) -> bool:
    """Try to lock a file for this process; the system drops the lock when the process ends."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - there is only one of the two

            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - there is only one of the two

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
