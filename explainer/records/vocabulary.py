"""The words that records are made of: kinds of causes and campaigns, tiers of evidence, verdicts, reach."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class CauseKind(StrEnum):
    """What could have moved the choice of an ad."""

    INTEREST = "interest"
    PURCHASE_INTENT = "purchase_intent"
    RETARGETING = "retargeting"
    ADVERTISER_LIST = "advertiser_list"
    DEMOGRAPHIC = "demographic"
    PLACE_TIME_DEVICE = "place_time_device"
    PAGE_CONTEXT = "page_context"


class CampaignKind(StrEnum):
    """How a campaign chooses its audience; one expert of the base model each."""

    INTEREST = "interest"
    LOOK_ALIKE = "look_alike"
    RETARGETING = "retargeting"
    CONTEXTUAL = "contextual"
    PLACE_TIME = "place_time"
    RUN_OF_NETWORK = "run_of_network"


class EvidenceTier(StrEnum):
    """How a statement is known, strongest first."""

    STATED = "stated"
    MEASURED = "measured"
    MODELLED = "modelled"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """What an ad was mostly about."""

    ABOUT_YOU = "about_you"
    ABOUT_THE_PAGE = "about_the_page"
    ABOUT_THE_MOMENT = "about_the_moment"
    ABOUT_EVERYONE = "about_everyone"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"


SILENT_VERDICTS: Final = frozenset({Verdict.ABOUT_EVERYONE, Verdict.NOT_ENOUGH_EVIDENCE})


class Reach(StrEnum):
    """Whether a company in an ad's delivery could have carried a cause to it."""

    REACHABLE = "reachable"
    UNREACHABLE = "unreachable"
    UNKNOWN = "unknown"
