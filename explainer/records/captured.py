"""What the browser captured: visits, contacts, ads, and a person's whole log of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from explainer.claims import AdvertiserEvidence, CompanyLink, Disclosure, PageClaims
from explainer.records.times import require_aware


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
        require_aware("Visit", "time", self.time)


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
        require_aware("AdImpression", "time", self.time)


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
