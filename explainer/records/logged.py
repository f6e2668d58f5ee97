"""One line of an impression log: everything known about one person at the moment one ad was shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Final

from explainer.records.inferred import StatedReason
from explainer.records.times import require_aware
from explainer.records.vocabulary import CauseKind

_EMPTY: Final[Mapping[str, float]] = MappingProxyType({})


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
        require_aware("LoggedImpression", "time", self.time)
