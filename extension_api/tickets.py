"""Tickets: a browser sees that it speaks to its own service, and shows itself, and its secret is never sent.

Before each request the browser sends a nonce. The service answers with a fresh ticket and a proof over both, which only
who keeps the hash of this profile's secret can make; a program that took the port while the service was down cannot,
and learns nothing. Then the browser sends its request, with the ticket and its secret under a mask that only the
service can take off. A ticket is good for one request, so that what was overheard is worth nothing.

That is the exchange of SCRAM (RFC 5802) with a random secret: the hash in a stolen database does not let anybody ask.
"""

from __future__ import annotations

import hmac
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

TICKET_LIFE: Final = timedelta(seconds=30)  # above the extension's own time limit for a request
TICKETS_MAX: Final = 1_024  # open at a time; one browser uses two or three
TICKET_BYTES: Final = 16
OWNER_ID: Final = "owner"  # the holder of the token that lies in the data directory
MARK: Final = "."  # stands in a shown ticket and in no token


@dataclass(frozen=True, slots=True)
class Ticket:
    """Good for one request of one holder."""

    holder_id: str
    nonce: str
    expires: datetime


class Tickets:
    """The tickets that are open at the moment. They live in memory only: a restart voids them."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """Start with none."""
        self._clock = clock
        self._open: dict[str, Ticket] = {}
        self._lock = threading.Lock()

    def issue(self, holder_id: str, nonce: str) -> str:
        """A fresh ticket; the oldest is voided where there are too many."""
        name = secrets.token_urlsafe(TICKET_BYTES)
        with self._lock:
            while len(self._open) >= TICKETS_MAX:
                del self._open[next(iter(self._open))]
            self._open[name] = Ticket(holder_id, nonce, self._clock() + TICKET_LIFE)
        return name

    def take(self, name: str) -> Ticket | None:
        """Use a ticket up; None if it is unknown, used or too old."""
        with self._lock:
            ticket = self._open.pop(name, None)
        return ticket if ticket and ticket.expires > self._clock() else None


def conversation(url: str, holder_id: str, nonce: str, ticket: str) -> bytes:
    """What both sides speak about. The address is part of it, so that nobody can pass proofs on from another port."""
    return f"whyad-ticket-1\n{url}\n{holder_id}\n{nonce}\n{ticket}".encode()


def service_proof(secret_hash: bytes, about: bytes) -> str:
    """Shows that the service keeps this hash."""
    return hmac.digest(secret_hash, b"service\n" + about, "sha256").hex()


def masked_secret(secret: str, secret_hash: bytes, about: bytes) -> str:
    """The secret as it travels: under a mask for this one conversation."""
    return _mask(secret.encode(), secret_hash, about).hex()


def unmasked_secret(shown: str, secret_hash: bytes, about: bytes) -> str | None:
    """The secret below the mask; None if these are not the bytes of a secret. Its hash is still to be compared."""
    try:
        return _mask(bytes.fromhex(shown), secret_hash, about).decode("ascii")
    except ValueError:
        return None


def _mask(text: bytes, secret_hash: bytes, about: bytes) -> bytes:
    mask = hmac.digest(secret_hash, b"browser\n" + about, "sha512")
    if len(text) > len(mask):
        raise ValueError
    return bytes(left ^ right for left, right in zip(text, mask, strict=False))
