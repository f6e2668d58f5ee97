"""What all tests share: no test speaks to another machine, and in CI no browser test is skipped."""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
from functools import cache
from typing import Any

import pytest


class StrangerError(BaseException):
    """A test was about to speak to another machine. No ``except Exception`` on the way may hide it."""


def refuse_strangers(event: str, arguments: tuple[Any, ...]) -> None:
    """Python tells this of every connection before it is made; it cannot be taken back, so it lasts for the run."""
    if event in {"socket.connect", "socket.sendto"} and isinstance(arguments[1], tuple):
        host = str(arguments[1][0])
        if not _is_loopback(host) and host not in _own_addresses():
            raise StrangerError(host)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


@cache
def _own_addresses() -> frozenset[str]:
    """By which other machines know this one: `whyad doctor` makes sure that the service is not found there."""
    try:
        return frozenset(str(found[4][0]) for found in socket.getaddrinfo(socket.gethostname(), 0))
    except socket.gaierror:
        return frozenset()


sys.addaudithook(refuse_strangers)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """Turn a skipped browser test into a failure where ``CI`` is set: a suite without a browser proves too little."""
    report = yield
    if report.skipped and os.environ.get("CI") and item.get_closest_marker("browser"):
        report.outcome = "failed"
        report.longrepr = f"browser test skipped in CI: {report.longrepr}"
    return report
