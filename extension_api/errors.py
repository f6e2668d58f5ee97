"""Errors of the service: what was expected, what came, what to do about it.

ServiceError
├── DataDirError            the data directory is open to others, or cannot be made
├── StoreInUseError         another service already runs on this data directory
├── NoStoreError            there is no database in the data directory yet
├── NewerSchemaError        the database was written by a newer version; it is left untouched
├── UndeclaredPolicyError   a route without a policy; the app refuses to be created
├── BackgroundError         the background service cannot be installed or removed
├── ServiceUnreachableError the command line found no service to talk to
├── RefusedError            a request that may not be answered; carries its HTTP status
│   └── ConflictError       the one event of a request is held under its id with other content
├── ProblemError            the service answered a client with an error
├── ArchiveError            a file to import is not an export of Whyad, or something about it is odd
└── NotHeldError            something asked for is not in the store
"""

from __future__ import annotations

from pathlib import Path


class ServiceError(Exception):
    """Base of all errors of the service. ``hint`` says what to do next."""

    hint: str = ""


class DataDirError(ServiceError):
    """The data directory is open to others, or cannot be made."""

    def __init__(self, path: Path, *, problem: str, hint: str) -> None:
        """Keep the path and the way out."""
        super().__init__(f"{path}: {problem}")
        self.path, self.hint = path, hint


class StoreInUseError(ServiceError):
    """Another service already runs on this data directory."""

    def __init__(self, path: Path) -> None:
        """Keep the directory that is taken."""
        super().__init__(f"another Whyad service already uses {path}")
        self.path = path
        self.hint = "stop it first, or give this one a directory of its own with --data-dir"


class NoStoreError(ServiceError):
    """There is no database in the data directory yet."""

    def __init__(self, path: Path) -> None:
        """Keep the path that was looked at."""
        super().__init__(f"there is no store at {path}")
        self.path = path
        self.hint = "`whyad serve` makes one; --data-dir points at another folder"


class NewerSchemaError(ServiceError):
    """The database was written by a newer version; it is left untouched."""

    def __init__(self, path: Path, *, found: int, known: int) -> None:
        """Keep both schema versions."""
        super().__init__(f"{path} has schema version {found}, this Whyad knows up to {known}; nothing was changed")
        self.path, self.found, self.known = path, found, known
        self.hint = "use the newer Whyad that wrote it"


class UndeclaredPolicyError(ServiceError):
    """A route without a policy; the app refuses to be created."""

    def __init__(self, rule: str) -> None:
        """Keep the route that says nothing about who may call it."""
        super().__init__(f"route {rule} declares no policy")
        self.rule = rule
        self.hint = "register it through extension_api.endpoints"


class ServiceUnreachableError(ServiceError):
    """The command line found no service to talk to."""

    def __init__(self, url: str, *, problem: str, hint: str) -> None:
        """Keep the address that was tried."""
        super().__init__(f"no Whyad service at {url}: {problem}")
        self.url, self.hint = url, hint


class RefusedError(ServiceError):
    """A request that may not be answered; carries its HTTP status and a sentence for the caller."""

    def __init__(
        self, status: int, detail: str, *, code: str | None = None, retry_after_seconds: int | None = None
    ) -> None:
        """Keep the status and the code for the answer, and when to come back if that helps."""
        super().__init__(detail)
        self.status, self.detail, self.code = status, detail, code
        self.retry_after_seconds = retry_after_seconds


class ConflictError(RefusedError):
    """The one event of a request is held under its id with other content. ``pointer`` names the id in what was sent."""

    def __init__(self, detail: str, *, pointer: str) -> None:
        """Keep where the id stands."""
        super().__init__(409, detail)
        self.pointer = pointer


class ProblemError(ServiceError):
    """The service answered a client with an error; ``pointers`` are the fields of the request that cannot be used."""

    def __init__(self, status: int, detail: str, pointers: tuple[str, ...] = ()) -> None:
        """Keep what the service said."""
        super().__init__(detail)
        self.status, self.detail, self.pointers = status, detail, pointers


class ArchiveError(ServiceError):
    """A file to import is not an export of Whyad, or something about it is odd. Nothing of it was unpacked."""

    def __init__(self, problem: str) -> None:
        """Keep what is wrong with it, in words that quote nothing of its rows."""
        super().__init__(f"this file cannot be imported: {problem}")
        self.problem = problem
        self.hint = "use a file that `whyad export` wrote"


class NotHeldError(ServiceError):
    """Something asked for is not in the store. ``what`` is a noun such as "ad", never its content."""

    def __init__(self, what: str) -> None:
        """Keep the noun only: the id in the request may say where somebody was."""
        super().__init__(f"no such {what} is held here; it may have been forgotten")
        self.what = what
