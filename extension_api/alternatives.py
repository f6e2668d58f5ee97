"""What it would have taken for another verdict on an ad, and which of the person's own ads would have stood there then.

Some hundred rows are scored for it, so it is no part of an explanation and has a route of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import explainer
from explainer import SILENT_VERDICTS, Cause, Explanation, Without, wording
from extension_api.answers import Answers, advertiser_named
from extension_api.knowledge import Knowledge
from extension_api.payloads import what_if

MOST_ADS_SHOWN: Final = 4
LEAST_GAIN: Final = 0.01  # of the place: nobody would see less


@dataclass(frozen=True, slots=True)
class Alternatives:
    """What was found about one ad.

    Attributes:
        change: The smallest change of the verdict, if there is one.
        causes: What the ads are compared without: those of the change, else the named cause; empty where none is.
        own: The share of the ad's campaign.
        others: Those of the other campaigns known here, the greatest gain first.
    """

    change: explainer.SmallestChange | None = None
    causes: tuple[Cause, ...] = ()
    own: explainer.AdInstead | None = None
    others: tuple[explainer.AdInstead, ...] = ()


def find_alternatives(explanation: Explanation, knowledge: Knowledge, model: explainer.BaseModel) -> Alternatives:
    """Ask the model again without causes; where the verdict names nothing, there is nothing to leave out."""
    if explanation.verdict in SILENT_VERDICTS:
        return Alternatives()
    row, memory = knowledge.reading.logged_by_id[explanation.impression_id], knowledge.memory
    change = explainer.smallest_change(
        row, explanation, memory, model, use_stated=knowledge.settings.use_stated_evidence
    )  # fmt: skip
    named = (explanation.top_cause.cause,) if explanation.top_cause else ()
    causes = change.causes if change else named
    found = explainer.ads_instead(row, causes, memory, model) if causes else ()
    own = next((item for item in found if item.ad.ad_id == row.ad.ad_id), None)
    return Alternatives(change, causes, own, tuple(item for item in found if item is not own))


def alternatives_message(impression_id: str, found: Alternatives, answers: Answers) -> what_if.AlternativesResponse:
    """The same in the reader's language."""
    change = found.change
    label = answers.without_label(Without(causes=found.causes)) if found.causes else ""
    return what_if.AlternativesResponse(
        impression_id=impression_id,
        smallest_change=what_if.SmallestChangeItem(
            causes=[answers.cause(cause) for cause in change.causes], label=label, verdict=change.verdict,
            sentence=wording.change_sentence(label, change.verdict, language=answers.language),
            actionable=change.actionable,
        ) if change else None,
        instead=_instead(label, found.own, tuple(_gaining(found.others, answers)), answers) if found.own else None,
    )  # fmt: skip


def _instead(
    label: str, own: explainer.AdInstead, ads: Sequence[what_if.AdInsteadItem], answers: Answers
) -> what_if.InsteadItem | None:  # fmt: skip
    if not ads:
        return None
    return what_if.InsteadItem(
        label=label, sentence=wording.instead_sentence(label, language=answers.language),
        share=own.share, share_without=own.share_without, ads=list(ads[:MOST_ADS_SHOWN]),
    )  # fmt: skip


def _gaining(others: Sequence[explainer.AdInstead], answers: Answers) -> Iterator[what_if.AdInsteadItem]:
    for item in others:
        shown = answers.knowledge.impressions.get(item.impression_id)
        if shown is not None and item.share_without - item.share >= LEAST_GAIN:
            yield what_if.AdInsteadItem(
                impression_id=item.impression_id, advertiser=advertiser_named(shown), text=shown.text,
                share=item.share, share_without=item.share_without,
            )  # fmt: skip
