"""The diet: what share of the ads was about the person, the page, the moment, everyone."""

from __future__ import annotations

from collections import Counter

from explainer import Verdict
from extension_api.endpoints import Endpoints, Policy
from extension_api.errors import NotHeldError
from extension_api.payloads.explanations import DietResponse, DietShare
from extension_api.service import current_service

endpoints = Endpoints("Diet")


@endpoints.get("/api/v1/diet", Policy.PERSON)
def get_diet() -> DietResponse:
    """Count the verdicts of all ads that are held."""
    understanding = current_service().understanding
    knowledge = understanding.knowledge()
    counts: Counter[Verdict] = Counter()
    for impression_id in knowledge.impressions:
        try:
            counts[understanding.explain_briefly(impression_id).verdict] += 1
        except NotHeldError:  # forgotten while this was counted
            continue
    total = sum(counts.values())
    shares = [
        DietShare(verdict=verdict, count=counts[verdict], share=counts[verdict] / total if total else 0.0)
        for verdict in Verdict
    ]
    return DietResponse(since=knowledge.reading.log.observed_since, impressions=total, shares=shares)
