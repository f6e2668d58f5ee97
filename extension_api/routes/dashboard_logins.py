"""Signing in to the dashboard: by a code in the fragment of a link, or by a code that is typed."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Final

from flask import Response, request

from extension_api.access import COOKIE
from extension_api.data_dir import SECRET_BYTES
from extension_api.endpoints import Endpoints, Policy, json_response
from extension_api.payloads.service import DashboardLoginResponse, DashboardSessionRequest, DashboardSessionResponse
from extension_api.service import current_service
from extension_api.store.profiles import delete_session, insert_session

SESSION_LIFE: Final = timedelta(days=7)  # signing in again takes one command, so no longer than a week

endpoints = Endpoints("Dashboard")


@endpoints.post("/api/v1/dashboard-logins", Policy.CONTROL)
def post_dashboard_login() -> DashboardLoginResponse:
    """Make an address that opens the dashboard once. The code stands after ``#``, so it is never sent in an address."""
    service = current_service()
    code = service.codes.issue_for_link()
    return DashboardLoginResponse(url=f"{service.config.url}/#code={code.code}", expires=code.expires)


@endpoints.post("/api/v1/dashboard-sessions", Policy.PUBLIC, answer=DashboardSessionResponse)
def post_dashboard_session(body: DashboardSessionRequest) -> Response:
    """Exchange a code for a cookie that no script can read and a key that no other server is sent; both are needed."""
    service = current_service()
    service.codes.redeem(body.code)
    cookie, key = secrets.token_urlsafe(SECRET_BYTES), secrets.token_urlsafe(SECRET_BYTES)
    now, expires = service.now, service.now + SESSION_LIFE
    service.writer.write(lambda db: insert_session(db, cookie, key, now=now, expires=expires))
    response = json_response(DashboardSessionResponse(key=key, expires=expires))
    response.set_cookie(COOKIE, cookie, max_age=SESSION_LIFE, httponly=True, samesite="Strict", path="/")
    return response


@endpoints.delete("/api/v1/dashboard-sessions/current", Policy.CONTROL)
def delete_dashboard_session() -> Response:
    """Sign this dashboard out."""
    cookie = request.cookies.get(COOKIE)
    if cookie:
        current_service().writer.write(lambda db: delete_session(db, cookie))
    response = Response(status=204)
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="Strict")
    return response
