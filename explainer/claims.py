"""What pages, bids and platforms say, and what companies were seen telling each other: frozen records, no judgement.

Everything in ``PageClaims`` comes from scripts of the page and is claimed, never proven. ``CompanyLink`` was seen by
the browser itself. ``Disclosure`` is what a platform showed on a card that the person opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AdvertiserEvidence:
    """One hint at who advertises, and where it was read; an impression lists them best first.

    ``source`` is ``link``, ``click_chain``, ``bid``, ``payer``, ``frame_name``, ``visible_text`` or ``brand``. Only the
    first three name a ``domain``; the others may know no more than a ``name``.
    """

    source: str
    domain: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class BidderTold:
    """What the page says that it told one bidder about the person: segments, keywords, a place, ids by source."""

    bidder: str
    company: str
    segments: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    place: str | None = None
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Consent:
    """Consent or objection as a signal on the page or in a request carried it.

    ``framework`` is ``tcf``, ``gpp`` or ``gpc``; ``granted`` and ``refused`` are companies of the ad's delivery, and
    ``companies`` counts all that were given consent (0 where the framework does not list companies). ``purposes`` are
    the numbers of IAB Europe's purposes that were agreed to; None where the framework has none or they are not known.
    """

    framework: str
    granted: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    companies: int = 0
    opted_out: bool | None = None
    purposes: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class PageClaims:
    """What the page said about one of its ads. ``sellers`` is the supply chain, the page's own seller first."""

    told: tuple[BidderTold, ...] = ()
    sellers: tuple[str, ...] = ()
    consents: tuple[Consent, ...] = ()


@dataclass(frozen=True, slots=True)
class CompanyLink:
    """On a visit ``told_by`` passed something that names the person on to ``told``; seen by the browser.

    ``how`` is ``redirect`` or ``shared_id`` (one company's id of the person went to another), ``site_id`` (the site's
    own id went to a company), ``hashed_email`` or ``hashed_phone`` (the person's address, hashed, went to a company).
    """

    visit_id: str
    told_by: str
    told: str
    how: str


@dataclass(frozen=True, slots=True)
class DisclosedReason:
    """One reason on a platform's card. ``kind`` is a cause kind or ``other``; ``detail`` is the card's own wording."""

    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A platform's own reasons for an ad, from a card that the person opened. ``platform`` is google, meta or x."""

    id: str
    time: datetime
    visit_id: str
    platform: str
    advertiser: str = ""
    impression_id: str | None = None
    reasons: tuple[DisclosedReason, ...] = ()
