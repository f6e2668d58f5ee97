"""Codes that let a browser or a dashboard in once. A typed one has eight digits, two minutes and five tries in all."""

from __future__ import annotations

import hmac
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from extension_api.code_proof import Agreement, CodeExchange, ImpossibleNumberError
from extension_api.errors import RefusedError

CODE_LIFE: Final = timedelta(seconds=120)  # long enough to type eight digits, too short to try many
TRIES_MAX: Final = 5  # wrong tries before the open code is void: 5 of 10^8 is no chance worth having
EXCHANGES_MAX: Final = 20  # begun for one code; each costs milliseconds of arithmetic
DIGITS: Final = 8
LINK_BYTES: Final = 16  # a code inside a link is never typed, so it can be long and needs no limit of tries
WRONG: Final = "This code is wrong, used or older than two minutes. `whyad pair` shows a new one."
LOCKED: Final = "Too many wrong codes. Ask for a new one with `whyad pair`."


@dataclass(frozen=True, slots=True)
class OneTimeCode:
    """A code and when it ends."""

    code: str
    expires: datetime


@dataclass(frozen=True, slots=True)
class BegunExchange:
    """A run of mutual proof that waits for the browser's part."""

    id: str
    exchange: CodeExchange
    agreement: Agreement


class OneTimeCodes:
    """The codes that are open at the moment: one for typing, and those in links. They live in memory only."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """Start with no code open."""
        self._clock = clock
        self._typed: OneTimeCode | None = None
        self._links: dict[str, datetime] = {}
        self._begun: dict[str, BegunExchange] = {}
        self._exchanges = 0
        self._wrong_tries = 0
        self._lock = threading.Lock()

    def issue_digits(self) -> OneTimeCode:
        """A code for typing, such as 4821-7730. It replaces the one before, and begins the count of tries anew."""
        digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
        with self._lock:
            self._close_typed()
            self._typed = OneTimeCode(digits, self._clock() + CODE_LIFE)
            self._wrong_tries = self._exchanges = 0
            return OneTimeCode(f"{digits[:4]}-{digits[4:]}", self._typed.expires)

    def issue_for_link(self) -> OneTimeCode:
        """A code that travels in the fragment of a link."""
        code = OneTimeCode(secrets.token_hex(LINK_BYTES), self._clock() + CODE_LIFE)
        with self._lock:
            self._drop_old()
            self._links[code.code] = code.expires
        return code

    def redeem(self, typed: str) -> None:
        """Use a code up that was sent as it is.

        Raises:
            RefusedError: 403 for a code that is wrong, used or too old; 429 once there were too many wrong ones.
        """
        code = typed.replace("-", "").replace(" ", "").lower()
        with self._lock:
            self._drop_old()
            if self._links.pop(code, None) is not None:
                return
            if not hmac.compare_digest(self._open_digits().encode(), code.encode()):
                self._count_wrong()
                raise RefusedError(403, WRONG, code="wrong_code")
            self._close_typed()

    def begin_exchange(self, browser_public: int, *, url: str) -> BegunExchange:
        """Begin to prove that both sides know the typed code, which neither tells.

        Raises:
            RefusedError: 403 where no code is open, 422 for a number no honest browser sends, 429 for too many runs.
        """
        with self._lock:
            self._drop_old()
            digits = self._open_digits()
            self._exchanges += 1
            if self._exchanges > EXCHANGES_MAX:
                raise RefusedError(429, LOCKED, code="locked")
        exchange = CodeExchange.begin(digits)
        try:
            agreement = exchange.agree(browser_public, url=url)
        except ImpossibleNumberError:
            raise RefusedError(422, "This number takes part in no exchange.") from None
        begun = BegunExchange(secrets.token_hex(LINK_BYTES), exchange, agreement)
        with self._lock:
            if self._open_digits() != digits:  # another code was made meanwhile
                raise RefusedError(403, WRONG, code="wrong_code")
            self._begun[begun.id] = begun
        return begun

    def finish_exchange(self, id: str, proof: str) -> Agreement:
        """Check the browser's proof, use the code up, and return what both now share.

        Raises:
            RefusedError: 403 for a proof that is wrong or belongs to no open run; 429 once there were too many.
        """
        with self._lock:
            self._drop_old()
            self._open_digits()
            begun = self._begun.pop(id, None)
            if begun is None or not hmac.compare_digest(begun.agreement.browser_proof, proof):
                self._count_wrong()
                raise RefusedError(403, WRONG, code="wrong_code")
            self._close_typed()
        return begun.agreement

    def _open_digits(self) -> str:
        if self._wrong_tries >= TRIES_MAX:
            raise RefusedError(429, LOCKED, code="locked")
        if self._typed is None:
            raise RefusedError(403, WRONG, code="wrong_code")
        return self._typed.code

    def _count_wrong(self) -> None:
        self._wrong_tries += 1
        if self._wrong_tries >= TRIES_MAX:
            self._close_typed()

    def _close_typed(self) -> None:
        self._typed = None
        self._begun.clear()

    def _drop_old(self) -> None:
        now = self._clock()
        self._links = {code: expires for code, expires in self._links.items() if expires > now}
        if self._typed and self._typed.expires <= now:
            self._close_typed()
