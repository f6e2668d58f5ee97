"""Who may come in. Runs before every route, unknown ones included, and before a byte of the body is read.

1. ``Host`` must be one of ours, to the letter: this stops DNS rebinding.
2. ``Sec-Fetch-Site`` and ``Origin``, where present, must be ours or an extension's: this stops web pages.
3. The route's policy decides which secret is needed: this stops other extensions and other accounts.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Final

from flask import Flask, Response, current_app, g, request

from extension_api.endpoints import Policy, declared_routes
from extension_api.errors import RefusedError, UndeclaredPolicyError
from extension_api.service import Service, current_service
from extension_api.store.profiles import Profile, find_profile, hash_secret, session_key_hash

COOKIE: Final = "whyad-dashboard"
KEY_HEADER: Final = "X-Whyad-Dashboard"
OWN_FETCH_SITES: Final = frozenset({None, "none", "same-origin"})
EXTENSION_SCHEMES: Final = ("chrome-extension://", "moz-extension://")
HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: a paired profile, a signed-in dashboard (both None otherwise), or the owner's command line."""

    profile: Profile | None = None
    is_dashboard: bool = False
    is_admin: bool = False

    @property
    def is_person(self) -> bool:
        """Whether this is the person whose data lie here."""
        return self.profile is not None or self.is_dashboard


def guard(app: Flask) -> None:
    """Put the checks before every route of an app, and headers on every answer."""
    app.before_request(check_access)
    app.after_request(add_headers)


def require_policies(app: Flask) -> None:
    """Refuse an app with a route that does not say who may call it.

    Raises:
        UndeclaredPolicyError: There is one.
    """
    declared = declared_routes(app)
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in declared:
            raise UndeclaredPolicyError(rule.rule)


def check_access() -> None:
    """Let the request pass, or refuse it.

    Raises:
        RefusedError: 421 for a foreign host, 403 for a foreign page, 401 without the secret that the route needs.
    """
    service = current_service()
    route = declared_routes(current_app).get(request.endpoint or "")
    policy = route.policy if route else Policy.PERSON  # what is not there is told to the person only
    _check_host(service)
    _check_site(policy)
    _check_origin(service)
    g.caller = _identify(service)
    _check_policy(policy, g.caller)


def current_caller() -> Caller:
    """Who asks, as found by ``check_access``."""
    caller: Caller = g.caller
    return caller


def add_headers(response: Response) -> Response:
    """Tell browsers not to frame, guess, keep or pass on anything."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _check_host(service: Service) -> None:
    if request.headers.get("Host") not in service.config.hosts:
        raise RefusedError(421, f"This service answers to {service.config.url} only.")


def _check_site(policy: Policy) -> None:
    if request.headers.get("Sec-Fetch-Site") in OWN_FETCH_SITES:
        return
    is_link = (
        request.headers.get("Sec-Fetch-Mode") == "navigate" and request.headers.get("Sec-Fetch-Dest") == "document"
    )
    if not (policy is Policy.PAGE and request.method == "GET" and is_link):
        raise RefusedError(403, "Pages of other sites may not call this service.")


def _check_origin(service: Service) -> None:
    origin = request.headers.get("Origin")
    if origin is not None and origin not in service.config.origins and not origin.startswith(EXTENSION_SCHEMES):
        raise RefusedError(403, "Pages of other sites may not call this service.")


def _identify(service: Service) -> Caller:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return _holder_of(token.strip(), service)
    return Caller(is_dashboard=_is_signed_in(service))


def _holder_of(token: str, service: Service) -> Caller:
    if hmac.compare_digest(hash_secret(token), hash_secret(service.admin_token)):
        return Caller(is_admin=True)
    profile = find_profile(service.reader(), token)
    origin = request.headers.get("Origin")
    # A token that turns up in another extension than the one it was given to has been stolen.
    if profile and origin and origin not in service.config.origins and origin != profile.origin:
        return Caller()
    return Caller(profile=profile)


def _is_signed_in(service: Service) -> bool:
    # Cookies know no ports: any server of this machine may be sent ours. So a key that only our pages hold counts too.
    cookie, key = request.cookies.get(COOKIE), request.headers.get(KEY_HEADER)
    if not cookie or not key:
        return False
    kept = session_key_hash(service.reader(), cookie, now=service.now)
    return kept is not None and hmac.compare_digest(kept, hash_secret(key))


def _check_policy(policy: Policy, caller: Caller) -> None:
    allowed = {
        Policy.PUBLIC: True,
        Policy.PAGE: True,
        Policy.PAIRED: caller.profile is not None,
        Policy.PERSON: caller.is_person,
        Policy.ADMIN: caller.is_admin,
    }[policy]
    if not allowed:
        raise RefusedError(401, "This needs the token of a paired browser. Run `whyad pair` for a code.")
