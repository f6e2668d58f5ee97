"""Explain: a line of an impression log in, its explanation out. Nothing is stored, nothing stored is used."""

from __future__ import annotations

import explainer
from explainer import ImpressionLine
from extension_api.endpoints import Endpoints, Policy
from extension_api.languages import wanted_language
from extension_api.payloads.what_if import LoggedExplanationResponse
from extension_api.service import current_service

endpoints = Endpoints("Explain")


@endpoints.post("/api/v1/explain", Policy.READ)
def post_explain(body: ImpressionLine) -> LoggedExplanationResponse:
    """Explain one line of an impression log (docs/impression-log.md), as the only showing of its campaign."""
    understanding = current_service().understanding
    line = body.record()
    (explanation,) = explainer.explain_logged([line], understanding.model, taxonomy=understanding.reader.taxonomy)
    advertiser = next(iter(line.ad.adomain), "")
    return understanding.answers(wanted_language()).logged_explanation(explanation, advertiser)
