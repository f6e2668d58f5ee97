"""Questions of the kind "and without that?", and an impression log's line to explain without storing it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from explainer import Cause, CauseKind, EvidenceTier, Reach, Verdict, Without
from extension_api.payloads.explanations import (
    CauseItem,
    CounterfactualItem,
    KindItem,
    Lift,
    StatedItem,
    TopCauseItem,
)
from extension_api.payloads.fields import Domain, Id, Line, Message, Share, TopicId

THINGS_MAX = 32


class WithoutCause(Message):
    """As if one cause did not hold."""

    kind: Literal["cause"]
    cause_kind: CauseKind
    id: Line


class WithoutTrait(Message):
    """As if the person had no such trait, neither as an interest nor as something they shop for."""

    kind: Literal["trait"]
    id: TopicId


class WithoutVisit(Message):
    """As if one visit had not been made."""

    kind: Literal["visit"]
    id: Id


class WithoutSite(Message):
    """As if a site had never been visited."""

    kind: Literal["site"]
    domain: Domain


class WithoutCompany(Message):
    """As if a tracking company had seen nothing and told nobody."""

    kind: Literal["company"]
    name: Annotated[Line, Field(min_length=1)]


class WithoutLastDays(Message):
    """As if nothing had been visited in so many days before the ad."""

    kind: Literal["last_days"]
    days: Annotated[float, Field(gt=0, le=3_650)]


Thing = Annotated[
    WithoutCause | WithoutTrait | WithoutVisit | WithoutSite | WithoutCompany | WithoutLastDays,
    Field(discriminator="kind"),
]


class CounterfactualRequest(Message):
    """Everything to leave out, all at once."""

    without: list[Thing] = Field(min_length=1, max_length=THINGS_MAX)

    def to_record(self) -> Without:
        """What to leave out, as the library knows it."""
        things = self.without
        return Without(
            causes=tuple(Cause(thing.cause_kind, thing.id) for thing in things if isinstance(thing, WithoutCause)),
            traits=frozenset(thing.id for thing in things if isinstance(thing, WithoutTrait)),
            visits=frozenset(thing.id for thing in things if isinstance(thing, WithoutVisit)),
            sites=frozenset(thing.domain for thing in things if isinstance(thing, WithoutSite)),
            companies=frozenset(thing.name for thing in things if isinstance(thing, WithoutCompany)),
            last_days=max((thing.days for thing in things if isinstance(thing, WithoutLastDays)), default=None),
        )


class AnswerItem(Message):
    """One answer, in short."""

    verdict: Verdict
    tier: EvidenceTier
    sentence: str
    lift: Lift
    top_cause: TopCauseItem | None


class CounterfactualResponse(Message):
    """The answer as it is, and computed again without what was left out. Modelled, both of them."""

    impression_id: Id
    label: str
    sentence: str
    tier: Literal["modelled"] = "modelled"
    before: AnswerItem
    after: AnswerItem


class SmallestChangeItem(Message):
    """The fewest causes without which the verdict would be another one, confirmed by computing the answer again."""

    causes: list[CauseItem]
    label: str
    sentence: str
    verdict: Verdict
    actionable: bool


class AdInsteadItem(Message):
    """An ad of the person's own log and its share of this place, among the ads that are known."""

    impression_id: Id
    advertiser: str
    text: str
    share: Share
    share_without: Share


class InsteadItem(Message):
    """Who would have gained this place without some causes, the greatest gain first."""

    label: str
    sentence: str
    share: Share
    share_without: Share
    ads: list[AdInsteadItem]


class AlternativesResponse(Message):
    """What it would have taken for another verdict, and which known ads would have stood there then. Modelled."""

    impression_id: Id
    tier: Literal["modelled"] = "modelled"
    smallest_change: SmallestChangeItem | None
    instead: InsteadItem | None


class LoggedContributionItem(Lift):
    """How much one cause of a logged ad moved it; a log holds no visits to show."""

    cause: CauseItem
    tier: EvidenceTier
    reach: Reach
    sentence: str


class LoggedExplanationResponse(Message):
    """Why the ad of an impression log's line was shown. Nothing of it was stored."""

    impression_id: str
    verdict: Verdict
    tier: EvidenceTier
    sentence: str
    lift: Lift
    stranger_lift: float
    top_cause: TopCauseItem | None
    kinds: list[KindItem]
    contributions: list[LoggedContributionItem]
    counterfactuals: list[CounterfactualItem]
    stated: list[StatedItem]
    model_id: str
    fidelity: float
