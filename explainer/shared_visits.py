"""What two traits share: the visits that speak for both.

Two harmless traits from nearly the same visits cannot be told apart: whoever knew one knew the other, and a model that
names one of them might as well have named the other. A harmless trait whose visits mostly speak for a sensitive one as
well can stand in for it: whoever targets the harmless one reaches the sensitive one unnamed.

This looks at one person's own visits. ``audit.proxies`` asks the same of a log of many people.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from statistics import NormalDist
from typing import Final

from explainer.records import Cause, CauseKind, Contribution, Evidence, Explanation, LoggedImpression, StandIn
from explainer.situation import PersonReading
from explainer.verdict import TRAITS

LEAST_SHARED: Final = 0.9  # of all visits behind either of two traits; twins by ``tabular.twins`` agree as closely
# Whoever guesses the sensitive trait from a visit behind the harmless one must be right more often than not, at the
# lower end of the interval.
LEAST_STANDING_IN: Final = 0.5
ERROR_RATE: Final = 0.05  # chance of naming any sensitive trait for which the harmless one does not stand


def with_shared_visits(explanation: Explanation, row: LoggedImpression, reading: PersonReading) -> Explanation:
    """The explanation, each trait among its causes with those it cannot be told from, and what it can stand in for."""
    taxonomy = reading.reader.taxonomy
    sensitive = {trait.id for trait in row.traits if taxonomy.knows(trait.id) and taxonomy.topic(trait.id).is_sensitive}
    behind = {
        topic: _visit_ids(reading.evidence_for(Cause(CauseKind.INTEREST, topic), row.impression_id))
        for topic in sorted(sensitive)
    }  # fmt: skip
    held = {
        item.cause: _visit_ids(item.evidence)
        for item in explanation.contributions
        if item.cause.kind in TRAITS and item.cause.id not in sensitive
    }
    return replace(
        explanation, contributions=tuple(_with_shared(item, held, behind) for item in explanation.contributions)
    )  # fmt: skip


def twins_of(cause: Cause, visits: Mapping[Cause, frozenset[str]]) -> tuple[Cause, ...]:
    """The causes about other topics that nearly the same visits speak for, in their order."""
    own = visits[cause]
    return tuple(
        other
        for other, others in visits.items()
        if other.id != cause.id and own and len(own & others) >= LEAST_SHARED * len(own | others)
    )


def stand_ins(visits: frozenset[str], sensitive: Mapping[str, frozenset[str]]) -> tuple[StandIn, ...]:
    """The sensitive topics that most of some visits speak for as well, the surest first.

    Args:
        visits: Those behind the harmless trait.
        sensitive: The visits behind each sensitive topic; the interval is widened for their number.
    """
    width = NormalDist().inv_cdf(1.0 - ERROR_RATE / max(1, len(sensitive)))
    found = [
        StandIn(topic, len(visits & others), len(visits), least_share(len(visits & others), len(visits), width))
        for topic, others in sensitive.items()
        if visits & others
    ]
    standing = (item for item in found if item.low >= LEAST_STANDING_IN)
    return tuple(sorted(standing, key=lambda item: (-item.low, item.topic)))


def least_share(found: int, total: int, width: float) -> float:
    """The lower end of Wilson's interval for a share, ``width`` standard deviations wide."""
    share, square = found / total, width * width
    middle = share + square / (2 * total)
    spread = width * math.sqrt((share * (1 - share) + square / (4 * total)) / total)
    return (middle - spread) / (1 + square / total)


def _with_shared(
    item: Contribution, held: Mapping[Cause, frozenset[str]], sensitive: Mapping[str, frozenset[str]]
) -> Contribution:
    if item.cause not in held:
        return item
    return replace(item, twins=twins_of(item.cause, held), stands_in_for=stand_ins(held[item.cause], sensitive))


def _visit_ids(evidence: tuple[Evidence, ...]) -> frozenset[str]:
    return frozenset(item.visit_id for item in evidence)
