"""The part of a host name that somebody registered: one rule for visits, advertisers and trackers."""

from __future__ import annotations

from functools import cache, lru_cache
from ipaddress import ip_address

from publicsuffixlist import PublicSuffixList


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


@lru_cache(maxsize=16_384)
def registrable_domain(host: str) -> str:
    """``www.tents.example`` -> ``tents.example``; an address, or a name that is a suffix itself, stays as it is.

    Private suffixes count, as in the extension: two people's pages under ``github.io`` are two sites. Names below
    ``localhost`` are sites of their own.
    """
    name = host.strip().strip(".").lower()
    if _is_address(name):
        return name
    return _suffixes().privatesuffix(name) or name


def _is_address(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
