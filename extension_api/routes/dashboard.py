"""The dashboard's page and its files. They hold no data; what they show they fetch from the API once signed in."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from flask import Response, render_template, send_from_directory

from extension_api.endpoints import Endpoints, Policy
from extension_api.service import current_service

STATIC: Final = Path(__file__).parents[1] / "dashboard" / "static"
DASHBOARD_CSP: Final = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

endpoints = Endpoints("Dashboard")


@endpoints.get("/", Policy.PAGE)
def get_dashboard() -> Response:
    """The dashboard, in any browser of this machine."""
    response = Response(render_template("dashboard.html", store_label=current_service().config.store_label))
    response.headers["Content-Security-Policy"] = DASHBOARD_CSP
    return response


@endpoints.get("/static/<path:name>", Policy.PUBLIC)
def get_static(name: str) -> Response:
    """A script, style or typeface of the dashboard."""
    return send_from_directory(STATIC, name)
