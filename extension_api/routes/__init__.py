"""The routes of the API, one file per noun. What is not in this tuple does not exist."""

from __future__ import annotations

from typing import Final

from extension_api.endpoints import Endpoints
from extension_api.routes import (
    companies,
    dashboard,
    dashboard_logins,
    diet,
    docs,
    events,
    everything,
    explain,
    export,
    hours,
    imports,
    impressions,
    info,
    models,
    pairings,
    receipts,
    settings,
    sites,
    tickets,
    tokens,
    trackers,
    traits,
    visits,
)

ALL: Final[tuple[Endpoints, ...]] = (
    events.endpoints,
    impressions.endpoints,
    traits.endpoints,
    visits.endpoints,
    sites.endpoints,
    hours.endpoints,
    companies.endpoints,
    everything.endpoints,
    receipts.endpoints,
    diet.endpoints,
    trackers.endpoints,
    explain.endpoints,
    export.endpoints,
    imports.endpoints,
    settings.endpoints,
    pairings.endpoints,
    tickets.endpoints,
    tokens.endpoints,
    dashboard_logins.endpoints,
    info.endpoints,
    models.endpoints,
    docs.endpoints,
    dashboard.endpoints,
)
