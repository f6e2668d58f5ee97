"""The words Whyad thinks in: frozen records that every other file passes around.

Raw capture (``Visit``, ``TrackerContact``, ``AdImpression``) comes from a browser. ``LoggedImpression`` is the meeting
point: one line of an impression log, everything known about one person at the moment one ad was shown. Whatever is
computed downstream (``Trait``, ``Contribution``, ``Explanation``) carries its evidence with it.

Times are aware and in UTC. Strengths, log odds and lifts are natural-log units. Ids of topics are IAB Content 3.1 ids.
"""

from explainer.records.answer import (
    CampaignSummary,
    Cause,
    Contribution,
    Counterfactual,
    Explanation,
    Interval,
    KindProbability,
    StandIn,
    TopCause,
)
from explainer.records.captured import (
    AdImpression,
    Bid,
    Corrections,
    DeliveryHop,
    FinderEvidence,
    NewEvents,
    PersonLog,
    TrackerContact,
    Visit,
)
from explainer.records.inferred import (
    Evidence,
    Knower,
    StatedReason,
    Trait,
    TraitProfile,
)
from explainer.records.logged import (
    LoggedAd,
    LoggedContext,
    LoggedImpression,
    LoggedPage,
    LoggedTrait,
)
from explainer.records.vocabulary import (
    SILENT_VERDICTS,
    CampaignKind,
    CauseKind,
    EvidenceTier,
    Reach,
    Verdict,
)

__all__ = [
    "SILENT_VERDICTS",
    "AdImpression",
    "Bid",
    "CampaignKind",
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
    "FinderEvidence",
    "Interval",
    "KindProbability",
    "Knower",
    "LoggedAd",
    "LoggedContext",
    "LoggedImpression",
    "LoggedPage",
    "LoggedTrait",
    "NewEvents",
    "PersonLog",
    "Reach",
    "StandIn",
    "StatedReason",
    "TopCause",
    "TrackerContact",
    "Trait",
    "TraitProfile",
    "Verdict",
    "Visit",
]
