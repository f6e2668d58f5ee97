"""Every message of the HTTP API, checked here and nowhere else.

``MESSAGES`` names the example of each in ``tests/payloads``; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from extension_api.payloads import archive, events, explanations, forgetting, service, trackers, traits, what_if
from extension_api.payloads.fields import Message

MESSAGES: Final[Mapping[str, type[Message]]] = MappingProxyType(
    {
        "events_request": events.EventsRequest,
        "events_response": events.EventsResponse,
        "impressions_response": explanations.ImpressionsResponse,
        "explanation_response": explanations.ExplanationResponse,
        "feedback_request": explanations.FeedbackRequest,
        "feedback_response": explanations.FeedbackResponse,
        "counterfactual_request": what_if.CounterfactualRequest,
        "counterfactual_response": what_if.CounterfactualResponse,
        "alternatives_response": what_if.AlternativesResponse,
        "logged_explanation_response": what_if.LoggedExplanationResponse,
        "trackers_response": trackers.TrackersResponse,
        "tracker_response": trackers.TrackerResponse,
        "models_response": service.ModelsResponse,
        "diet_response": explanations.DietResponse,
        "traits_response": traits.TraitsResponse,
        "trait_patch_request": traits.TraitPatchRequest,
        "trait_patch_response": traits.TraitPatchResponse,
        "provenance_response": traits.ProvenanceResponse,
        "visits_delete_request": forgetting.VisitsDeleteRequest,
        "hours_delete_request": forgetting.HoursDeleteRequest,
        "deletion_response": forgetting.DeletionResponse,
        "receipts_response": forgetting.ReceiptsResponse,
        "import_request": archive.ImportRequest,
        "import_rows_request": archive.ImportRowsRequest,
        "import_response": archive.ImportResponse,
        "settings_request": service.SettingsMessage,
        "settings_response": service.SettingsMessage,
        "pairing_code_response": service.PairingCodeResponse,
        "pairing_attempt_request": service.PairingAttemptRequest,
        "pairing_attempt_response": service.PairingAttemptResponse,
        "pairing_request": service.PairingRequest,
        "pairing_response": service.PairingResponse,
        "pairings_response": service.PairingsResponse,
        "ticket_request": service.TicketRequest,
        "ticket_response": service.TicketResponse,
        "token_request": service.TokenRequest,
        "token_response": service.TokenResponse,
        "tokens_response": service.TokensResponse,
        "dashboard_login_response": service.DashboardLoginResponse,
        "dashboard_session_request": service.DashboardSessionRequest,
        "dashboard_session_response": service.DashboardSessionResponse,
        "health_response": service.HealthResponse,
        "info_response": service.InfoResponse,
        "problem_response": service.ProblemResponse,
    }
)
