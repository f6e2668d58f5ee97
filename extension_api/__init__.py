"""The local service: the only place with HTTP and SQL. It listens on this machine alone."""

from extension_api.app import create_app
from extension_api.config import ServiceConfig

__all__ = ["ServiceConfig", "create_app"]
