"""Why an ad was shown to one person: the public names of the library. Light to import: no XGBoost, pandas or SHAP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer import wording
from explainer.base_model import BaseModel
from explainer.campaign_memory import CampaignMemory, remember_campaigns
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
from explainer.explain import explain_impression, explain_logged
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
    PersonLog,
    Reach,
    StatedReason,
    TopCause,
    TrackerContact,
    Trait,
    TraitProfile,
    Verdict,
    Visit,
)
from explainer.situation import PersonReading, VisitReader, read_person
from explainer.taxonomy import Taxonomy, Topic

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from explainer.tabular import RowExplanations
    from explainer.tabular.inputs import Model, Reference

__all__ = [
    "SILENT_VERDICTS",
    "AdImpression",
    "BaseModel",
    "Bid",
    "CampaignKind",
    "CampaignMemory",
    "CampaignSummary",
    "Cause",
    "CauseKind",
    "Contribution",
    "Corrections",
    "Counterfactual",
    "DeliveryHop",
    "Evidence",
    "EvidenceTier",
    "Explanation",
    "FeatureMismatchError",
    "FinderEvidence",
    "ImpressionLogError",
    "Interval",
    "InvalidRecordError",
    "KindProbability",
    "Knower",
    "LoggedAd",
    "LoggedContext",
    "LoggedImpression",
    "LoggedPage",
    "LoggedTrait",
    "ModelFileError",
    "PersonLog",
    "PersonReading",
    "Reach",
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
    "explain",
    "explain_impression",
    "explain_logged",
    "read_person",
    "remember_campaigns",
    "wording",
]


def explain(
    model: Model,
    X: pd.DataFrame,  # noqa: N803 - every machine-learning library calls it X
    *,
    reference: Reference,
    groups: Mapping[str, Sequence[str]] | None = None,
) -> RowExplanations:
    """Split the scores of one's own XGBoost model among groups of columns; see ``explainer.tabular.explain``."""
    from explainer.tabular import explain as explain_rows  # noqa: PLC0415 - imports pandas

    return explain_rows(model, X, reference=reference, groups=groups)
