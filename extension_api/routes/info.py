"""Who answers here, and whether it works."""

from __future__ import annotations

import shutil
from importlib.metadata import version
from typing import Final

from extension_api.access import current_caller
from extension_api.endpoints import Endpoints, Policy
from extension_api.payloads.service import CheckItem, HealthResponse, InfoResponse
from extension_api.scopes import Scope
from extension_api.service import Service, current_service
from extension_api.store.daily_counts import Held, count_held
from extension_api.store.person import observed_since

NAME: Final = "whyad"
API_VERSION: Final = "v1"
TAXONOMY: Final = "IAB Content Taxonomy 3.1"
DAMAGED: Final = "damaged: restart Whyad, it saves what can be read"
LOADING: Final = "still loading"
LEAST_FREE_BYTES: Final = 104_857_600  # 100 MiB: a busy day of events, and room for SQLite to work
NO_ROOM: Final = "less than 100 MiB are free; new events are refused once nothing is"

endpoints = Endpoints("Service")


@endpoints.get("/api/v1/info", Policy.PUBLIC)
def get_info() -> InfoResponse:
    """Name, version and model of this service, and since when it has been watching."""
    service = current_service()
    return InfoResponse(
        name=NAME,
        version=version(NAME),
        api=API_VERSION,
        store_label=service.config.store_label,
        observed_since=observed_since(service.reader()),
        model_id=service.understanding.model_id or LOADING,
        taxonomy=TAXONOMY,
    )


@endpoints.get("/health", Policy.PUBLIC)
def get_health() -> HealthResponse:
    """Whether store and model work. How much is held is told to the person only."""
    service = current_service()
    checks = [_check_store(service), _check_model(service), _check_disk(service), _check_erasing(service)]
    return HealthResponse(status="ok" if all(check.ok for check in checks) else "degraded", checks=checks)


def _check_store(service: Service) -> CheckItem:
    if service.is_damaged:
        return CheckItem(name="store", ok=False, detail=DAMAGED)
    db = service.reader()
    detail = _held(count_held(db)) if current_caller().may(Scope.READ) else "readable"
    return CheckItem(name="store", ok=service.writer.is_alive, detail=detail)


def _check_model(service: Service) -> CheckItem:
    failure = service.understanding.failure
    return CheckItem(name="model", ok=failure is None, detail=failure or service.understanding.model_id or LOADING)


def _check_erasing(service: Service) -> CheckItem:
    failures = [each.failure for each in (service.erasures, service.retention) if each.failure]
    return CheckItem(name="erasing", ok=not failures, detail="; ".join(failures) or "nothing held up")


def _check_disk(service: Service) -> CheckItem:
    free = shutil.disk_usage(service.data_dir.path).free
    has_room = free >= LEAST_FREE_BYTES
    return CheckItem(name="disk", ok=has_room, detail="room enough" if has_room else NO_ROOM)


def _held(held: Held) -> str:
    visits, ads = held.visits, held.impressions
    return f"{visits} {'visit' if visits == 1 else 'visits'}, {ads} {'ad' if ads == 1 else 'ads'}"
