"""How two sides prove to each other that they know a one-time code, without either telling it: SRP-6a, RFC 5054.

Eight digits are found in a second by whoever holds a hash or a signature made with them. Here nobody ever holds one:
each run tests exactly one guess, for a program that squats on the service's port as for a browser that was not invited.
Both sides end with the same key, from which the browser's secret is made; so the secret is never sent either.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Final

IDENTITY: Final = "whyad"
SALT_BYTES: Final = 16
EXPONENT_BITS: Final = 256


@dataclass(frozen=True, slots=True)
class Group:
    """The numbers that both sides calculate with, and the hash."""

    prime: int
    generator: int
    digest: str

    def hash(self, *parts: bytes) -> bytes:
        """The digest of the parts, one after the other."""
        return hashlib.new(self.digest, b"".join(parts)).digest()

    def hash_number(self, *parts: bytes) -> int:
        """The digest as a number."""
        return int.from_bytes(self.hash(*parts), "big")

    def pad(self, number: int) -> bytes:
        """A number in as many bytes as the prime has."""
        return number.to_bytes((self.prime.bit_length() + 7) // 8, "big")


# The 3072-bit group of RFC 5054, appendix A; its prime is made from the digits of pi, which a test does again.
RFC_5054_3072: Final = Group(
    int(
        "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404dd"
        "ef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed"
        "ee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf0598da48361c55d39a69163fa8fd24cf5f"
        "83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3b"
        "e39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d2261898fa0510"
        "15728e5a8aaac42dad33170d04507a33a85521abdf1cba64ecfb850458dbef0a8aea71575d060c7db3970f85a6e1e4c7"
        "abf5ae8cdb0933d71e8c94e04a25619dcee3d2261ad2ee6bf12ffa06d98a0864d87602733ec86a64521f2b18177b200c"
        "bbe117577a615d6c770988c0bad946e208e24fa074e5ab3143db5bfce0fd108e4b82d120a93ad2caffffffffffffffff",
        16,
    ),
    generator=5,
    digest="sha256",
)


class ImpossibleNumberError(ValueError):
    """The other side sent a number that no honest one can have made; with it the key would be known to anybody."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What both sides know once they used the same code, as proofs for each other and a secret to keep.

    Attributes:
        key: Known to these two alone.
        transcript: Address and numbers of this run; a relay that listens elsewhere has another address.
    """

    key: bytes = field(repr=False)
    transcript: bytes

    @property
    def browser_proof(self) -> str:
        """Shown by the browser, which goes first: a service that does not know the code learns nothing from it."""
        return self._mac("browser").hex()

    @property
    def service_proof(self) -> str:
        """Shown by the service in return."""
        return self._mac("service").hex()

    @property
    def secret(self) -> str:
        """The browser profile's secret: 256 bits as text."""
        return urlsafe_b64encode(self._mac("secret")).rstrip(b"=").decode()

    def _mac(self, role: str) -> bytes:
        return hmac.digest(self.key, role.encode() + b"\n" + self.transcript, "sha256")


@dataclass(frozen=True, slots=True)
class CodeExchange:
    """The service's side of one run: made from the code, then finished with the browser's number."""

    group: Group
    salt: bytes
    verifier: int = field(repr=False)
    private: int = field(repr=False)

    @classmethod
    def begin(cls, code: str, group: Group = RFC_5054_3072) -> CodeExchange:
        """Start a run for a code."""
        salt = secrets.token_bytes(SALT_BYTES)
        verifier = pow(group.generator, secret_exponent(code, salt, IDENTITY, group), group.prime)
        return cls(group, salt, verifier, secrets.randbits(EXPONENT_BITS))

    @property
    def public(self) -> int:
        """The service's number."""
        group = self.group
        return (multiplier(group) * self.verifier + pow(group.generator, self.private, group.prime)) % group.prime

    def shared_number(self, browser_public: int) -> int:
        """What both sides arrive at if they used the same code.

        Raises:
            ImpossibleNumberError: The browser's number is a multiple of the prime.
        """
        group = self.group
        if browser_public % group.prime == 0:
            raise ImpossibleNumberError
        scrambler = group.hash_number(group.pad(browser_public), group.pad(self.public))
        return pow(browser_public * pow(self.verifier, scrambler, group.prime), self.private, group.prime)

    def agree(self, browser_public: int, *, url: str) -> Agreement:
        """Finish the run; whether the browser used the same code shows in its proof.

        Raises:
            ImpossibleNumberError: The browser's number is a multiple of the prime.
        """
        key = self.group.hash(self.group.pad(self.shared_number(browser_public)))
        return Agreement(key, transcript(url, self.salt, browser_public, self.public))


def multiplier(group: Group) -> int:
    """``k`` of RFC 5054: keeps a service from testing two guesses in one run."""
    return group.hash_number(group.pad(group.prime), group.pad(group.generator))


def secret_exponent(code: str, salt: bytes, identity: str, group: Group) -> int:
    """``x`` of RFC 5054."""
    return group.hash_number(salt, group.hash(f"{identity}:{code}".encode()))


def transcript(url: str, salt: bytes, browser_public: int, service_public: int) -> bytes:
    """Where this run happened and what was said in it."""
    return f"whyad-pairing-1\n{url}\n{salt.hex()}\n{browser_public:x}\n{service_public:x}".encode()
