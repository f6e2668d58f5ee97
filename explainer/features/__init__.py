"""From logged impressions to numbers: what spoke for an ad here, and what a whole log says about a campaign."""

from explainer.features.evidence import EVIDENCE_COLUMNS, EvidenceTable, LogEvidence, campaign_evidence
from explainer.features.relations import Relation, TopicRelations
from explainer.features.relative import COLUMNS, SLOT_OF_COLUMN, FeatureTable, feature_rows
from explainer.features.showings import CampaignShowings, showings_of

__all__ = [
    "COLUMNS", "EVIDENCE_COLUMNS", "SLOT_OF_COLUMN", "CampaignShowings", "EvidenceTable", "FeatureTable", "LogEvidence",
    "Relation", "TopicRelations", "campaign_evidence", "feature_rows", "showings_of",
]  # fmt: skip
