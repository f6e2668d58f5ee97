"""Codes that let a browser or a dashboard in once: eight digits, two minutes, five tries in all."""

from __future__ import annotations

import hmac
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from extension_api.errors import RefusedError

CODE_LIFE: Final = timedelta(seconds=120)  # long enough to type eight digits, too short to try many
TRIES_MAX: Final = 5  # wrong codes before all open codes are void: 5 of 10^8 is no chance worth having
DIGITS: Final = 8
LINK_BYTES: Final = 16  # a code inside a link is never typed, so it can be long


@dataclass(frozen=True, slots=True)
class OneTimeCode:
    """A code and when it ends."""

    code: str
    expires: datetime


class OneTimeCodes:
    """The codes that are open at the moment. They live in memory only: a restart voids them."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """Start with no code open."""
        self._clock = clock
        self._open: dict[str, datetime] = {}
        self._wrong_tries = 0
        self._lock = threading.Lock()

    def issue_digits(self) -> OneTimeCode:
        """A code for typing, such as 4821-7730."""
        digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
        self._add(digits)
        return OneTimeCode(f"{digits[:4]}-{digits[4:]}", self._open[digits])

    def issue_for_link(self) -> OneTimeCode:
        """A code that travels in the fragment of a link."""
        code = secrets.token_hex(LINK_BYTES)
        self._add(code)
        return OneTimeCode(code, self._open[code])

    def redeem(self, typed: str) -> None:
        """Use a code up.

        Raises:
            RefusedError: 403 for a code that is wrong, used or too old; 429 once there were too many wrong ones.
        """
        code = typed.replace("-", "").replace(" ", "").lower()
        with self._lock:
            self._drop_old()
            if self._wrong_tries >= TRIES_MAX:
                raise RefusedError(429, "Too many wrong codes. Ask for a new one with `whyad pair`.")
            match = next((known for known in self._open if hmac.compare_digest(known.encode(), code.encode())), None)
            if match is None:
                self._count_wrong()
                raise RefusedError(
                    403, "This code is wrong, used or older than two minutes. `whyad pair` shows a new one."
                )
            del self._open[match]

    def _add(self, code: str) -> None:
        with self._lock:
            self._drop_old()
            self._wrong_tries = 0
            self._open[code] = self._clock() + CODE_LIFE

    def _count_wrong(self) -> None:
        self._wrong_tries += 1
        if self._wrong_tries >= TRIES_MAX:
            self._open.clear()

    def _drop_old(self) -> None:
        now = self._clock()
        self._open = {code: expires for code, expires in self._open.items() if expires > now}
