"""A browser's side of pairing and of tickets, written from the documentation and apart from the service's own code."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field

from extension_api.code_proof import RFC_5054_3072, Group


@dataclass(frozen=True)
class CodeHolder:
    """Somebody who was told a code and now proves to know it."""

    code: str
    url: str = "http://127.0.0.1:7391"
    group: Group = RFC_5054_3072
    identity: str = "whyad"
    private: int = field(default_factory=lambda: secrets.randbits(256))

    @property
    def public(self) -> int:
        """The browser's number."""
        return pow(self.group.generator, self.private, self.group.prime)

    def shared_number(self, salt: bytes, service_public: int) -> int:
        """What both sides arrive at if they used the same code."""
        group = self.group
        k = group.hash_number(group.pad(group.prime), group.pad(group.generator))
        u = group.hash_number(group.pad(self.public), group.pad(service_public))
        x = group.hash_number(salt, group.hash(f"{self.identity}:{self.code}".encode()))
        base = service_public - k * pow(group.generator, x, group.prime)
        return pow(base, self.private + u * x, group.prime)

    def prove(self, salt: str, service_public: str) -> dict[str, str]:
        """Browser's proof, expected service's proof and the secret of this run."""
        number = int(service_public, 16)
        key = self.group.hash(self.group.pad(self.shared_number(bytes.fromhex(salt), number)))
        said = f"whyad-pairing-1\n{self.url}\n{salt}\n{self.public:x}\n{number:x}".encode()
        roles = ("browser", "service", "secret")
        macs = {role: hmac.digest(key, role.encode() + b"\n" + said, "sha256") for role in roles}
        secret = urlsafe_b64encode(macs["secret"]).rstrip(b"=").decode()
        return {"browser": macs["browser"].hex(), "service": macs["service"].hex(), "secret": secret}


def shown_with_ticket(secret: str, *, holder_id: str, nonce: str, ticket: str, url: str = CodeHolder.url) -> str:
    """What stands after ``Bearer`` in a request that comes with a ticket."""
    secret_hash = hashlib.sha256(secret.encode()).digest()
    about = f"whyad-ticket-1\n{url}\n{holder_id}\n{nonce}\n{ticket}".encode()
    mask = hmac.digest(secret_hash, b"browser\n" + about, "sha512")
    return f"{ticket}.{bytes(a ^ b for a, b in zip(secret.encode(), mask, strict=False)).hex()}"
