"""Campaigns that a log of many people knows well, each with its own effects (DESIGN 2.11)."""

from explainer.known_campaigns.answers import intervals, top_cause, verdict_of
from explainer.known_campaigns.explained import with_known_campaign
from explainer.known_campaigns.market import CausesOfAd, KnownCampaigns, fit_known_campaigns, known_ids

__all__ = [
    "CausesOfAd", "KnownCampaigns", "fit_known_campaigns", "intervals", "known_ids", "top_cause", "verdict_of",
    "with_known_campaign",
]  # fmt: skip
