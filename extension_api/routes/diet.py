"""The diet: what share of the ads was about the person, the page, the moment, everyone."""

from __future__ import annotations

from typing import Final

from explainer import Verdict
from extension_api.endpoints import Endpoints, Policy
from extension_api.payloads.explanations import DietResponse, DietShare
from extension_api.service import current_service

PATIENCE_SECONDS: Final = 1.0  # a page that waits longer feels broken; the rest is counted the next time

endpoints = Endpoints("Diet")


@endpoints.get("/api/v1/diet", Policy.READ)
def get_diet() -> DietResponse:
    """Count the verdicts of all ads that are held. ``waiting`` ads are still to be explained; it is left out when 0."""
    understanding = current_service().understanding
    counts, waiting = understanding.count_verdicts(seconds=PATIENCE_SECONDS)
    total = counts.total()
    shares = [
        DietShare(verdict=verdict, count=counts[verdict], share=counts[verdict] / total if total else 0.0)
        for verdict in Verdict
    ]
    since = understanding.knowledge().since
    return DietResponse(since=since, impressions=total, shares=shares, waiting=waiting)
