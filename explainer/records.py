"""The words Whyad thinks in: frozen records that every other file passes around.

Raw capture (``Visit``, ``TrackerContact``, ``AdImpression``) comes from a browser. ``LoggedImpression`` is the meeting
point: one line of an impression log, everything known about one person at the moment one ad was shown. Whatever is
computed downstream (``Trait``, ``Contribution``, ``Explanation``) carries its evidence with it.

Times are aware and in UTC. Strengths, log odds and lifts are natural-log units. Ids of topics are IAB Content 3.1 ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from explainer.claims import AdvertiserEvidence, CompanyLink, Disclosure, PageClaims
from explainer.errors import InvalidRecordError

_EMPTY: Final[Mapping[str, float]] = MappingProxyType({})


def _require_aware(record: str, name: str, value: datetime) -> None:
    if value.tzinfo is None:
        expected, got = "an aware time in UTC", "a time without a zone"
        raise InvalidRecordError(record=record, field=name, expected=expected, got=got)


# --- vocabulary -------------------------------------------------------------------------------------------------


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


# --- raw capture ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Visit:
    """One page a person looked at. Never holds form contents or the page's body."""

    id: str
    time: datetime
    url: str
    domain: str
    title: str = ""
    headings: tuple[str, ...] = ()
    description: str = ""
    language: str = ""
    schema_types: tuple[str, ...] = ()
    search_query: str | None = None

    def __post_init__(self) -> None:
        """Refuse what breaks the record's own rule."""
        _require_aware("Visit", "time", self.time)


@dataclass(frozen=True, slots=True)
class TrackerContact:
    """A request that a visited page made to a tracking company, with the filter rule that recognised it."""

    visit_id: str
    company: str
    domain: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryHop:
    """One company in an ad's delivery chain. ``how`` is ``frame``, ``request``, ``bidder`` or ``ad_server``."""

    domain: str
    company: str
    how: str


@dataclass(frozen=True, slots=True)
class FinderEvidence:
    """Why something on a page was taken for an ad: the finder's name and the rule, size or label it saw."""

    finder: str
    detail: str


@dataclass(frozen=True, slots=True)
class Bid:
    """What the page's own auction said about the winning bid. Claimed by the page, never proof.

    ``cpm`` is the price for a thousand impressions in ``currency``. ``told_place`` is the city or region the bid
    request gave about the person. ``dsa_params`` are the DSA Art. 26 parameters (1 profiling, 2 basic or contextual,
    3 precise location); an empty tuple means that nothing was declared.
    """

    bidder: str
    cpm: float
    currency: str = "USD"
    cat: tuple[str, ...] = ()
    told_place: str | None = None
    dsa_behalf: str | None = None
    dsa_paid: str | None = None
    dsa_params: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AdImpression:
    """One ad shown to a person, as the browser saw it."""

    id: str
    time: datetime
    visit_id: str
    page_url: str
    page_domain: str
    adomain: tuple[str, ...] = ()
    crid: str | None = None
    text: str = ""
    width: int = 0
    height: int = 0
    frame: str = "top"
    finders: tuple[FinderEvidence, ...] = ()
    delivery: tuple[DeliveryHop, ...] = ()
    bid: Bid | None = None
    visible_seconds: float = 0.0
    advertisers: tuple[AdvertiserEvidence, ...] = ()
    claims: PageClaims | None = None

    def __post_init__(self) -> None:
        """Refuse what breaks the record's own rule."""
        _require_aware("AdImpression", "time", self.time)


@dataclass(frozen=True, slots=True)
class Corrections:
    """What the person said about their own traits. Neither is erasure: the visits stay until they are forgotten."""

    not_me: frozenset[str] = frozenset()
    muted: frozenset[str] = frozenset()

    @property
    def silenced(self) -> frozenset[str]:
        """Topic ids that no explanation may use."""
        return self.not_me | self.muted


@dataclass(frozen=True, slots=True)
class PersonLog:
    """Everything Whyad holds about the one person of this machine, oldest first."""

    visits: tuple[Visit, ...]
    contacts: tuple[TrackerContact, ...]
    impressions: tuple[AdImpression, ...]
    observed_since: datetime
    corrections: Corrections = field(default_factory=Corrections)
    place: str | None = None
    links: tuple[CompanyLink, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class NewEvents:
    """What came in since the last reading, each kind in any order; no id twice."""

    visits: tuple[Visit, ...] = ()
    contacts: tuple[TrackerContact, ...] = ()
    impressions: tuple[AdImpression, ...] = ()
    links: tuple[CompanyLink, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()


# --- what is inferred -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """One visit that speaks for a trait: made by a trait source, shown by the panel as it is.

    ``weight`` is what the visit adds to the trait's strength before decay (0 to 1 for reading a page, more for acts
    such as a search or a cart). ``words`` are the words or facts that mattered.
    """

    visit_id: str
    time: datetime
    domain: str
    topic: str
    kind: CauseKind
    source: str
    weight: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trait:
    """Something inferred about the person from at least one visit. ``strength`` is the decayed sum of its evidence."""

    topic: str
    kind: CauseKind
    strength: float
    visits: int
    last_seen: datetime
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        """Refuse what breaks the record's own rule."""
        if not self.evidence:
            raise InvalidRecordError(record="Trait", field="evidence", expected="at least one visit", got="none")


@dataclass(frozen=True, slots=True)
class TraitProfile:
    """The traits of one person at one time, strongest first, and since when anything could be known."""

    as_of: datetime
    observed_since: datetime
    traits: tuple[Trait, ...] = ()


@dataclass(frozen=True, slots=True)
class Knower:
    """A company that could have known a cause: ``how`` it was there, on which visits and sites.

    ``told_by`` is the company that was there in its stead and was seen passing its id of the person on to it.
    """

    company: str
    how: str
    visit_ids: tuple[str, ...]
    sites: tuple[str, ...]
    in_delivery: bool
    told_by: str | None = None


@dataclass(frozen=True, slots=True)
class StatedReason:
    """What a platform or a bid said itself. ``agrees`` is None where it cannot be compared with the model."""

    kind: str
    source: str
    detail: str
    agrees: bool | None = None


# --- one line of an impression log ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LoggedPage:
    """The page an ad stood on: registrable domain and topic ids, likeliest first."""

    domain: str
    cat: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LoggedAd:
    """The ad itself. ``price`` is the winning CPM where known; its text names ``places`` and ``moments``.

    ``products`` are those it shows, by any name that ``LoggedImpression.viewed_products`` uses too.
    """

    ad_id: str
    adomain: tuple[str, ...] = ()
    cat: tuple[str, ...] = ()
    vendors: tuple[str, ...] = ()
    price: float | None = None
    products: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    moments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LoggedTrait:
    """A trait as it stood when the ad was shown. ``vendors`` maps a vendor to the visits it saw; None means all."""

    id: str
    kind: CauseKind
    strength: float
    visits: int = 1
    last_seen_days: float = 0.0
    vendors: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class LoggedContext:
    """The moment: ``place`` as told to bidders, ``moments`` such as ``evening`` or ``weekend``."""

    place: str | None = None
    language: str | None = None
    device: str | None = None
    moments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LoggedImpression:
    """One line of an impression log: what was known of one person when one ad was shown.

    ``visited_advertisers`` maps registrable domains to days since the last visit before this ad, of all sites that
    advertise, not only the shown one. ``advertiser_vendors`` maps a visited domain to the vendors that saw the visit;
    a domain that is missing there means that this is not known. ``viewed_products`` are those that the person has
    looked at on the site of the shown ad's advertiser.
    """

    impression_id: str
    person_id: str
    time: datetime
    page: LoggedPage
    ad: LoggedAd
    traits: tuple[LoggedTrait, ...] = ()
    context: LoggedContext = field(default_factory=LoggedContext)
    visited_advertisers: Mapping[str, float] = field(default_factory=lambda: _EMPTY)
    advertiser_vendors: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    viewed_products: tuple[str, ...] = ()
    observed_days: float = 0.0
    stated: tuple[StatedReason, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what breaks the record's own rule."""
        _require_aware("LoggedImpression", "time", self.time)


# --- the answer -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cause:
    """A player of the game: a kind and what it is about.

    ``id`` is a topic id (interest, purchase_intent, page_context), an advertiser domain (retargeting, advertiser_list)
    or ``place:NAME``, ``moment:NAME``, ``device:NAME`` (place_time_device).
    """

    kind: CauseKind
    id: str


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure in log odds with the ends of its 90 % interval."""

    log_odds: float
    low: float
    high: float

    def __post_init__(self) -> None:
        """Refuse what breaks the record's own rule."""
        if not self.low <= self.log_odds <= self.high:
            raise InvalidRecordError(
                record="Interval", field="low, high", expected="low <= log_odds <= high",
                got=f"{self.low}, {self.log_odds}, {self.high}",
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contribution:
    """How much one cause moved the ad towards (+) or away from (-) this person, in log odds."""

    cause: Cause
    size: Interval
    tier: EvidenceTier = EvidenceTier.MODELLED
    reach: Reach = Reach.UNKNOWN
    evidence: tuple[Evidence, ...] = ()
    knowers: tuple[Knower, ...] = ()


@dataclass(frozen=True, slots=True)
class TopCause:
    """The cause most probably on top among those that could have reached the ad."""

    cause: Cause
    probability: float


@dataclass(frozen=True, slots=True)
class KindProbability:
    """How probable it is that a campaign chooses its audience in this way."""

    kind: CampaignKind
    probability: float


@dataclass(frozen=True, slots=True)
class CampaignSummary:
    """What has been seen of the campaign so far, this impression included."""

    campaign_id: str
    impressions: int
    sites: int
    first_seen: datetime


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """The answer re-scored without something. ``without_kind`` is ``cause`` or ``site``; verified by re-scoring."""

    without_kind: str
    without_id: str
    cause_kind: CauseKind | None
    verdict: Verdict
    lift: Interval


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one ad was shown to one person, as far as it can be known.

    Contributions are strongest first and add up to ``lift.log_odds - stranger_lift`` (``fidelity`` is the gap that is
    left, in log odds).
    """

    impression_id: str
    verdict: Verdict
    tier: EvidenceTier
    lift: Interval
    stranger_lift: float
    top_cause: TopCause | None
    contributions: tuple[Contribution, ...]
    kinds: tuple[KindProbability, ...]
    campaign: CampaignSummary
    counterfactuals: tuple[Counterfactual, ...]
    stated: tuple[StatedReason, ...]
    observed_since: datetime
    model_id: str
    fidelity: float
