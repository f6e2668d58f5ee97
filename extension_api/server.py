"""Runs the app with waitress on the loopback, and nothing of a person's data outside the data directory."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Final

from waitress.server import create_server

from extension_api.app import create_app
from extension_api.config import LOOPBACK, ServiceConfig
from extension_api.errors import ServiceError
from extension_api.service import EXTENSION_NAME, Service

PRIVATE_UMASK: Final = 0o077
# Each waits for its commit, and those that wait together share one. Four would all be taken as soon as a commit takes
# 80 ms with 50 tabs sending.
THREADS: Final = 12
CONNECTIONS_MAX: Final = 64
HEADER_MAX_BYTES: Final = 65_536
# Above the app's own 1 MiB, so that a batch that is a little too large gets our answer and not the server's plain one.
BODY_MAX_BYTES: Final = 2_097_152
# What does not fit in memory, waitress writes to a temporary file outside the data directory: so everything must fit.
MEMORY_BYTES: Final = 268_435_456
IDLE_SECONDS: Final = 60
# How long a thread that computes may keep the interpreter from one that waits. Storing a batch waits for it some dozen
# times, so with Python's own 5 ms it would take a quarter of a second while something is explained.
SWITCH_SECONDS: Final = 0.000_5


class PortTakenError(ServiceError):
    """Somebody else listens on the port."""

    def __init__(self, port: int) -> None:
        """Keep the port."""
        super().__init__(f"port {port} is taken by another program")
        self.port = port
        self.hint = "stop it, or choose another one with --port and in the extension's options"


def serve(config: ServiceConfig, *, on_ready: Callable[[], None]) -> None:
    """Answer requests until the process is told to stop. Returns after everything accepted is on disk.

    Args:
        config: Where and on which port.
        on_ready: Called once requests are answered.

    Raises:
        PortTakenError: Somebody else listens there.
        ServiceError: The data directory cannot be used.
    """
    os.umask(PRIVATE_UMASK)
    _keep_secrets_out_of_core_dumps()
    sys.setswitchinterval(SWITCH_SECONDS)
    listener = _listen(config.port)
    try:
        app = create_app(config)
    except BaseException:
        listener.close()
        raise
    service: Service = app.extensions[EXTENSION_NAME]
    server = create_server(
        app, sockets=[listener], threads=THREADS, ident="", expose_tracebacks=False, clear_untrusted_proxy_headers=True,
        connection_limit=CONNECTIONS_MAX, channel_timeout=IDLE_SECONDS, max_request_header_size=HEADER_MAX_BYTES,
        max_request_body_size=BODY_MAX_BYTES, inbuf_overflow=MEMORY_BYTES, outbuf_overflow=MEMORY_BYTES,
    )  # fmt: skip
    _stop_on_signals()
    try:
        _begin_work(service)
        on_ready()
        server.run()
    finally:
        server.close()
        service.data_dir.address.unlink(missing_ok=True)
        service.close()


def _begin_work(service: Service) -> None:
    """Start what runs beside the answering of requests."""
    logging.getLogger("waitress").setLevel(logging.ERROR)
    service.data_dir.address.write_text(service.config.url, encoding="ascii")  # for `whyad pair` and `whyad doctor`
    service.understanding.start()
    service.erasures.start()
    service.retention.start()


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform != "win32":  # there it would let two programs share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
    except OSError as error:
        listener.close()
        raise PortTakenError(port) from error
    listener.listen(CONNECTIONS_MAX)
    return listener


def _stop_on_signals() -> None:
    """End as with Ctrl-C, so that what is accepted is written first."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _raise_system_exit)


def _raise_system_exit(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _keep_secrets_out_of_core_dumps() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not there on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
