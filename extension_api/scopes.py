"""What the holder of a secret may do. Every route names one of these; see ``endpoints.Policy``."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final


class Scope(StrEnum):
    """One right."""

    CAPTURE = "capture"
    READ = "read"
    CONTROL = "control"
    ADMIN = "admin"


BROWSER: Final = frozenset({Scope.CAPTURE, Scope.READ, Scope.CONTROL})
DASHBOARD: Final = frozenset({Scope.READ, Scope.CONTROL})
OWNER: Final = frozenset(Scope)
# What goes with what: who may change something may see it, and the data directory's owner can read its files anyway.
IMPLIED: Final = {
    Scope.CAPTURE: frozenset({Scope.CAPTURE}),
    Scope.READ: frozenset({Scope.READ}),
    Scope.CONTROL: DASHBOARD,
    Scope.ADMIN: OWNER,
}


def with_implied(scopes: Iterable[Scope]) -> frozenset[Scope]:
    """The scopes and what goes with them."""
    return frozenset().union(*(IMPLIED[scope] for scope in scopes))
