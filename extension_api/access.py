"""Who may come in. Runs before every route, unknown ones included, and before a byte of the body is read.

1. ``Host`` must be one of ours, to the letter: this stops DNS rebinding.
2. ``Sec-Fetch-Site`` and ``Origin``, where present, must be ours or an extension's: this stops web pages.
3. The route's policy names the right that the caller's secret must give: this stops other extensions and accounts.
4. What one secret may ask in a second is limited, and a body must be JSON of at most 1 MiB: this stops accidents.
"""

from __future__ import annotations

import hmac
import math
from dataclasses import dataclass
from typing import Final

from flask import Flask, Response, current_app, g, request

from extension_api.bodies import check_body_kind
from extension_api.endpoints import Policy, declared_routes
from extension_api.errors import RefusedError, UndeclaredPolicyError
from extension_api.scopes import DASHBOARD, OWNER, Scope, with_implied
from extension_api.service import Service, current_service
from extension_api.store.profiles import find_profile, find_secret_hash, hash_secret, session_key_hash
from extension_api.tickets import MARK, OWNER_ID, conversation, unmasked_secret

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
    """Who asks: the holder of a secret and what it may do; a stranger by default."""

    holder_id: str | None = None
    scopes: frozenset[Scope] = frozenset()

    def may(self, scope: Scope) -> bool:
        """Whether the caller has a right."""
        return scope in self.scopes


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
        RefusedError: 421 for a foreign host, 403 for a foreign page, 401 without a secret, 403 with one
            for other things, 429 for too many requests, 413 and 415 for a body that is too large or not JSON.
    """
    service = current_service()
    route = declared_routes(current_app).get(request.endpoint or "")
    policy = route.policy if route else Policy.READ  # what is not there is told to those who may read
    _check_host(service)
    _check_site(policy)
    _check_origin(service)
    caller = g.caller = _identify(service)
    _check_policy(policy, caller)
    _check_rate(service, caller)
    check_body_kind(route.media_type if route else None)


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
    return Caller(COOKIE, DASHBOARD) if _is_signed_in(service) else Caller()


def secret_hash_of(holder_id: str, service: Service) -> bytes | None:
    """The hash that is kept of a holder's secret; None if there is no such holder (any more)."""
    if holder_id == OWNER_ID:
        return hash_secret(service.admin_token)
    return find_secret_hash(service.reader(), holder_id)


def _holder_of(shown: str, service: Service) -> Caller:
    secret = _secret_behind(shown, service) if MARK in shown else shown
    if secret is None:
        return Caller()
    if hmac.compare_digest(hash_secret(secret), hash_secret(service.admin_token)):
        return Caller(OWNER_ID, OWNER)
    profile = find_profile(service.reader(), secret)
    origin = request.headers.get("Origin")
    # A secret that turns up in another extension than the one it was made for has been stolen.
    is_stolen = profile and origin and origin not in service.config.origins and origin != profile.origin
    return Caller(profile.id, with_implied(profile.scopes)) if profile and not is_stolen else Caller()


def _secret_behind(shown: str, service: Service) -> str | None:
    """The secret that came with a ticket; None if the ticket is worth nothing or the secret is not its holder's."""
    name, _, masked = shown.partition(MARK)
    ticket = service.tickets.take(name)
    secret_hash = secret_hash_of(ticket.holder_id, service) if ticket else None
    if ticket is None or secret_hash is None:
        return None
    about = conversation(service.config.url, ticket.holder_id, ticket.nonce, name)
    secret = unmasked_secret(masked, secret_hash, about)
    return secret if secret and hmac.compare_digest(hash_secret(secret), secret_hash) else None


def _is_signed_in(service: Service) -> bool:
    # Cookies know no ports: any server of this machine may be sent ours. So a key that only our pages hold counts too.
    cookie, key = request.cookies.get(COOKIE), request.headers.get(KEY_HEADER)
    if not cookie or not key:
        return False
    kept = session_key_hash(service.reader(), cookie, now=service.now)
    return kept is not None and hmac.compare_digest(kept, hash_secret(key))


def _check_policy(policy: Policy, caller: Caller) -> None:
    needed = policy.scope
    if needed is None or caller.may(needed):
        return
    if caller.holder_id is None:
        raise RefusedError(
            401, "This needs a paired browser (`whyad pair` shows a code) or a script's token (`whyad token`)."
        )
    raise RefusedError(403, f"This token does not have the scope `{needed}`. `whyad token` makes one that has.")


def _check_rate(service: Service, caller: Caller) -> None:
    wait = service.rates.take(caller.holder_id) if caller.holder_id else 0.0
    if wait > 0:
        raise RefusedError(
            429,
            f"More than {service.config.requests_per_second:g} requests a second from one token. Send larger batches.",
            retry_after_seconds=math.ceil(wait),
        )
