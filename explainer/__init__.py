"""Why an ad was shown to one person: the public names of the library.

Light to import: records and errors come at once, what computes comes when it is first asked for. So neither NumPy nor
XGBoost, pandas or SHAP is loaded by whoever only stores or shows records.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from explainer import wording
from explainer.claims import (
    AdvertiserEvidence,
    BidderTold,
    CompanyLink,
    Consent,
    DisclosedReason,
    Disclosure,
    PageClaims,
)
from explainer.errors import (
    FeatureMismatchError,
    ImpressionLogError,
    InvalidRecordError,
    ModelFileError,
    UnknownImpressionError,
    UnknownTopicError,
    UnsupportedModelError,
    WhyadError,
)
from explainer.records import (
    SILENT_VERDICTS,
    AdImpression,
    Bid,
    CampaignKind,
    CampaignSummary,
    Cause,
    CauseKind,
    Contribution,
    Corrections,
    Counterfactual,
    DeliveryHop,
    Evidence,
    EvidenceTier,
    Explanation,
    FinderEvidence,
    Interval,
    KindProbability,
    Knower,
    LoggedAd,
    LoggedContext,
    LoggedImpression,
    LoggedPage,
    LoggedTrait,
    NewEvents,
    PersonLog,
    Reach,
    StandIn,
    StatedReason,
    TopCause,
    TrackerContact,
    Trait,
    TraitProfile,
    Verdict,
    Visit,
)
from explainer.taxonomy import Taxonomy, Topic
from explainer.without import Without

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from explainer.alternatives import AdInstead, SmallestChange, ads_instead, smallest_change
    from explainer.base_model import BaseModel
    from explainer.campaign_memory import CampaignMemory, remember_campaigns
    from explainer.explanations import explain_impression, explain_logged, explain_without
    from explainer.importers.log_lines import ImpressionLine
    from explainer.known_campaigns import KnownCampaigns, fit_known_campaigns, with_known_campaign
    from explainer.running_reading import RunningReading
    from explainer.situation import PersonReading, VisitReader, read_person
    from explainer.tabular import RowExplanations
    from explainer.tabular.inputs import Model, Reference

__all__ = [
    "SILENT_VERDICTS",
    "AdImpression",
    "AdInstead",
    "AdvertiserEvidence",
    "BaseModel",
    "Bid",
    "BidderTold",
    "CampaignKind",
    "CampaignMemory",
    "CampaignSummary",
    "Cause",
    "CauseKind",
    "CompanyLink",
    "Consent",
    "Contribution",
    "Corrections",
    "Counterfactual",
    "DeliveryHop",
    "DisclosedReason",
    "Disclosure",
    "Evidence",
    "EvidenceTier",
    "Explanation",
    "FeatureMismatchError",
    "FinderEvidence",
    "ImpressionLine",
    "ImpressionLogError",
    "Interval",
    "InvalidRecordError",
    "KindProbability",
    "Knower",
    "KnownCampaigns",
    "LoggedAd",
    "LoggedContext",
    "LoggedImpression",
    "LoggedPage",
    "LoggedTrait",
    "ModelFileError",
    "NewEvents",
    "PageClaims",
    "PersonLog",
    "PersonReading",
    "Reach",
    "RunningReading",
    "SmallestChange",
    "StandIn",
    "StatedReason",
    "Taxonomy",
    "TopCause",
    "Topic",
    "TrackerContact",
    "Trait",
    "TraitProfile",
    "UnknownImpressionError",
    "UnknownTopicError",
    "UnsupportedModelError",
    "Verdict",
    "Visit",
    "VisitReader",
    "WhyadError",
    "Without",
    "ads_instead",
    "explain",
    "explain_impression",
    "explain_logged",
    "explain_without",
    "fit_known_campaigns",
    "read_person",
    "remember_campaigns",
    "smallest_change",
    "with_known_campaign",
    "wording",
]

_HOME_OF: Final = {
    "BaseModel": "explainer.base_model",
    "CampaignMemory": "explainer.campaign_memory",
    "KnownCampaigns": "explainer.known_campaigns",
    "fit_known_campaigns": "explainer.known_campaigns",
    "with_known_campaign": "explainer.known_campaigns",
    "ImpressionLine": "explainer.importers.log_lines",
    "PersonReading": "explainer.situation",
    "RunningReading": "explainer.running_reading",
    "VisitReader": "explainer.situation",
    "AdInstead": "explainer.alternatives",
    "SmallestChange": "explainer.alternatives",
    "ads_instead": "explainer.alternatives",
    "smallest_change": "explainer.alternatives",
    "explain_impression": "explainer.explanations",
    "explain_logged": "explainer.explanations",
    "explain_without": "explainer.explanations",
    "read_person": "explainer.situation",
    "remember_campaigns": "explainer.campaign_memory",
}


def __getattr__(name: str) -> object:
    """Import what computes when it is first asked for (PEP 562)."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'explainer' has no attribute {name!r}")
    found: object = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = found
    return found


def explain(
    model: Model,
    X: pd.DataFrame,  # noqa: N803 - every machine-learning library calls it X
    *,
    reference: Reference,
    groups: Mapping[str, Sequence[str]] | None = None,
) -> RowExplanations:
    """Split the scores of one's own XGBoost model among groups of columns, exactly.

    ``to_frame()``, ``to_shap()`` and ``verify()`` of what comes back lay the values out, hand them to shap's plots, and
    compare them with XGBoost and shap. All that can go wrong: ``explainer.tabular.explain``.

    Args:
        model: A fitted ``Booster`` or ``XGBModel``, or a path to a saved ``.json`` or ``.ubj``.
        X: The rows, with the model's columns by name.
        reference: The row to compare with, such as ``X.median()``: a one-row frame, a Series or a mapping.
        groups: Columns that count as one player, by the player's name; the others play for themselves.
    """
    from explainer.tabular import explain as explain_rows  # noqa: PLC0415 - imports pandas

    return explain_rows(model, X, reference=reference, groups=groups)
