"""A log that grows ad by ad gives the very evidence of the whole log."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.campaign_memory import remember_campaigns
from explainer.features import LogEvidence, campaign_evidence
from explainer.records import CauseKind, LoggedAd, LoggedImpression
from explainer.taxonomy import Taxonomy
from tests.builders import a_logged_impression, a_logged_trait

TOPICS = Taxonomy.load()
VENDORS = ["Alpha", "Beta"]
TRAITS = st.lists(
    st.builds(
        lambda topic, kind, strength, vendors: a_logged_trait(topic, strength, kind=kind, vendors=vendors),
        st.sampled_from(["677", "216", "533", "88"]),
        st.sampled_from([CauseKind.INTEREST, CauseKind.PURCHASE_INTENT]), st.floats(0.3, 9.0),
        st.one_of(st.none(), st.dictionaries(st.sampled_from(VENDORS), st.integers(1, 3), max_size=2)),
    ),
    max_size=4,
).map(tuple)  # fmt: skip
ADS = st.builds(
    lambda number, topic, vendors: LoggedAd(f"a/{number}", ("tents.example",), cat=topic, vendors=tuple(vendors)),
    st.integers(0, 3), st.sampled_from([("677",), ("88",), ()]), st.lists(st.sampled_from(VENDORS), unique=True),
)  # fmt: skip
LOGS = st.lists(st.tuples(ADS, TRAITS), min_size=1, max_size=12).map(
    lambda drawn: [
        a_logged_impression(f"i{n:02}", minutes=n, ad=ad, traits=traits) for n, (ad, traits) in enumerate(drawn)
    ]
)


def rows_of(evidence: LogEvidence) -> np.ndarray:
    """All rows, one campaign after the other."""
    return np.array([evidence.row(number) for number in range(len(evidence.showings))])


@settings(max_examples=60, deadline=None)
@given(LOGS)
def test_growing_gives_the_evidence_of_the_whole_log(log: list[LoggedImpression]):
    """Rows that are there already are not laid out again, and nobody can tell."""
    grown = LogEvidence((), TOPICS)
    for length in range(1, len(log) + 1):
        grown = LogEvidence(tuple(log[:length]), TOPICS, grown)
        grown.row(0)

    assert np.array_equal(rows_of(grown), campaign_evidence(log, TOPICS).values, equal_nan=True)


@settings(max_examples=60, deadline=None)
@given(LOGS, st.integers(0, 11))
def test_a_row_that_changed_is_laid_out_again(log: list[LoggedImpression], place: int):
    """What is known of an older ad may change; the shorter log keeps its own answer."""
    before = LogEvidence(tuple(log), TOPICS)
    kept = rows_of(before)
    changed = [*log[: place % len(log)], *(replace(row, traits=row.traits[1:]) for row in log[place % len(log) :])]
    after = LogEvidence(tuple(changed), TOPICS, before)

    assert np.array_equal(rows_of(after), campaign_evidence(changed, TOPICS).values, equal_nan=True)
    assert np.array_equal(rows_of(before), kept, equal_nan=True)


def test_campaigns_are_remembered_alike_whether_the_log_grew_or_not():
    """The way to the answer leaves no trace in it."""
    log = [a_logged_impression(f"i{n:02}", minutes=n, traits=(a_logged_trait(),)) for n in range(6)]
    grown = remember_campaigns(log, before=remember_campaigns(log[:4]))

    assert grown.summary("i05") == remember_campaigns(log).summary("i05")
