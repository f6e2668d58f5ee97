"""What one run of the service is told, and the one place where it looks at the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

DEFAULT_PORT: Final = 7391
LOOPBACK: Final = "127.0.0.1"  # never another address: browsing history is nobody else's business
# A browser asks a few times a second; this stops a script that has run wild, not one that works hard.
REQUESTS_PER_SECOND: Final = 500.0
BURST_SECONDS: Final = 10.0


def utc_now() -> datetime:
    """The time of this moment, aware and in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class ServiceConfig:
    """Where the data lie, which port to listen on, and what to call the store on every page.

    Attributes:
        data_dir: A folder of its own; made with mode 0700 if it is missing.
        port: TCP port of the loopback. It is part of the allowed ``Host`` values.
        store_label: Shown as a banner everywhere, such as "Demo data". None for a person's own store.
        clock: Gives the current time; tests pass their own.
        requests_per_second: What one holder of a secret may ask for hours on end; ten seconds' worth may come at once.
    """

    data_dir: Path
    port: int = DEFAULT_PORT
    store_label: str | None = None
    clock: Callable[[], datetime] = utc_now
    requests_per_second: float = REQUESTS_PER_SECOND

    @property
    def hosts(self) -> frozenset[str]:
        """The only values of ``Host`` that are answered, each with its port."""
        names = (LOOPBACK, "localhost")
        with_port = {f"{name}:{self.port}" for name in names}
        return frozenset(with_port | set(names) if self.port == 80 else with_port)

    @property
    def origins(self) -> frozenset[str]:
        """The origins of our own dashboard."""
        return frozenset(f"http://{host}" for host in self.hosts)

    @property
    def url(self) -> str:
        """The address that people type."""
        return f"http://{LOOPBACK}:{self.port}"
