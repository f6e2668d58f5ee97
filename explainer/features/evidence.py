"""What a person's whole log says about one campaign: the input of the question "what kind of campaign is this?".

Counts are kept plain or as logarithms, rates next to the rate over all places, and likelihood ratios where a rule would
have forbidden what was seen: an ad that was shown before a trait existed was not chosen by that trait.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from explainer.features.layout import FloatArray
from explainer.features.likelihoods import HARD_LIFT, SOFT_LIFT, base_rate, log_likelihood_ratio
from explainer.features.log_view import LogView
from explainer.features.relations import TopicRelations
from explainer.features.showings import CampaignShowings, showings_of
from explainer.features.signals import AdSignals, LogArrays
from explainer.records import LoggedImpression
from explainer.taxonomy import Taxonomy

COMPARED: Final = (
    "own", "own_seen", "near", "near_seen", "other", "visited", "visited_recently", "visit_known", "page",
    "page_family",
    "moment",
)  # fmt: skip
_PER_SIGNAL: Final = ("shown", "base", "soft", "hard", "ratio", "gate", "before", "strength", "contrast")
_OF_CAMPAIGN: Final = (
    "shown_log", "shown_relative", "shown_since_first", "first_place", "last_place", "sites", "site_share",
    "site_spread", "on_own_site", "advertiser_ads", "advertiser_shown", "topic_missing", "topic_depth", "place_named",
    "place_right", "moment_named", "price_missing", "price_relative", "price_above_low", "price_below_high",
    "price_among_vendor", "price_spread", "vendors_missing", "vendors", "vendor_share", "vendor_knowledge",
    "vendor_priced", "for_a_site", "viewed_products", "shows_viewed", "sibling_shows_viewed", "any_trait_soft",
    "any_trait_hard", "best_other_soft", "best_other_hard", "best_other_rank", "own_rank", "near_rank", "gap_spread",
)  # fmt: skip
_OF_LOG: Final = (
    "places_log", "ads_log", "places_per_ad", "traits", "days_log", "visited_advertisers", "price_missing_share",
    "page_unread_share", "matching_ads_share", "one_off_share", "price_range",
)  # fmt: skip

EVIDENCE_COLUMNS: Final = (
    *(f"{signal}_{figure}" for signal in COMPARED for figure in _PER_SIGNAL), *_OF_CAMPAIGN,
    *(f"log_{name}" for name in _OF_LOG),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EvidenceTable:
    """One row per campaign, columns as in ``EVIDENCE_COLUMNS``."""

    showings: tuple[CampaignShowings, ...]
    values: FloatArray


class LogEvidence:
    """The evidence about the campaigns of one person's log, worked out campaign by campaign when it is asked for."""

    def __init__(
        self, logged: Sequence[LoggedImpression], taxonomy: Taxonomy, before: LogEvidence | None = None
    ) -> None:
        """Take a log, oldest impression first; ``before`` is the evidence of the same log when it was shorter."""
        self.showings = showings_of(logged)
        self.arrays: LogArrays = LogArrays(logged, TopicRelations.of(taxonomy), before.arrays if before else None)
        self._view = LogView(logged, self.arrays, taxonomy, self.showings)
        self._of_log = _log_figures(logged, self.showings, self.arrays, self._view.price_range) if logged else {}

    def row(self, number: int) -> FloatArray:
        """The evidence about one campaign, columns as in ``EVIDENCE_COLUMNS``."""
        campaign = self.showings[number]
        signals = self.arrays.signals(campaign.ad, campaign.ad.vendors)
        figures = {
            **_signal_figures(signals, campaign.places), **self._view.figures(campaign, signals), **self._of_log
        }  # fmt: skip
        return np.array([figures[name] for name in EVIDENCE_COLUMNS])


def campaign_evidence(logged: Sequence[LoggedImpression], taxonomy: Taxonomy) -> EvidenceTable:
    """Collect the evidence about every campaign of one person's log, oldest impression first."""
    evidence = LogEvidence(logged, taxonomy)
    rows = [evidence.row(number) for number in range(len(evidence.showings))]
    return EvidenceTable(evidence.showings, np.array(rows).reshape(len(rows), len(EVIDENCE_COLUMNS)))


# --- comparing showings with all places ---------------------------------------------------------------------------


def _signal_figures(signals: AdSignals, places: tuple[int, ...]) -> dict[str, float]:
    table = np.stack([getattr(signals, name) for name in COMPARED], axis=1)
    shown, present = list(places), (table > 0).astype(float)
    hits, base = present[shown].sum(axis=0), base_rate(present)
    onset = np.where(present.any(axis=0), present.argmax(axis=0), len(present))
    sizes = np.log1p(table)
    figures = {
        "shown": hits / len(shown), "base": base,
        "soft": log_likelihood_ratio(hits, len(shown), base, SOFT_LIFT),
        "hard": log_likelihood_ratio(hits, len(shown), base, HARD_LIFT),
        "ratio": np.log((hits + 0.5) / (len(shown) - hits + 0.5)) - np.log(base / (1 - base)),
        "gate": _gate(table, shown),
        "before": (np.array(shown)[:, None] < onset).sum(axis=0) * np.where(present.any(axis=0), 1.0, 0.0),
        "strength": sizes[shown].mean(axis=0), "contrast": sizes[shown].mean(axis=0) - sizes.mean(axis=0),
    }  # fmt: skip
    return {
        f"{name}_{key}": float(value[number]) for key, value in figures.items() for number, name in enumerate(COMPARED)
    }


def _gate(table: FloatArray, shown: Sequence[int]) -> FloatArray:
    """How surprising it would be by chance that no showing fell below the least strength seen at any of them."""
    least = table[shown].min(axis=0)
    at_least = ((table >= least).sum(axis=0) + 0.5) / (len(table) + 1.0)
    gate: FloatArray = np.where(least > 0, -len(shown) * np.log(at_least), -1.0)
    return gate


def _log_figures(
    logged: Sequence[LoggedImpression],
    showings: Sequence[CampaignShowings],
    arrays: LogArrays,
    price_range: float,
) -> Mapping[str, float]:
    total, ads, had = len(logged), len(showings), arrays.layout.column.keys()
    figures = {
        "price_range": price_range, "places_log": float(np.log(total)), "ads_log": float(np.log(ads)),
        "places_per_ad": total / ads,
        "traits": float((arrays.strength > 0).sum(axis=1).mean()),
        "days_log": float(np.log(logged[-1].observed_days + 1e-3)),
        "visited_advertisers": float(len(logged[-1].visited_advertisers)),
        "price_missing_share": sum(row.ad.price is None for row in logged) / total,
        "page_unread_share": sum(not row.page.cat for row in logged) / total,
        "matching_ads_share": sum(not had.isdisjoint(shown.ad.cat) for shown in showings) / ads,
        "one_off_share": sum(len(campaign.places) == 1 for campaign in showings) / ads,
    }  # fmt: skip
    return {f"log_{name}": value for name, value in figures.items()}
