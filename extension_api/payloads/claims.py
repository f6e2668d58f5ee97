"""What pages and platforms claim about an ad, and what companies were seen telling each other."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from explainer import (
    AdvertiserEvidence,
    BidderTold,
    CauseKind,
    CompanyLink,
    Consent,
    DisclosedReason,
    Disclosure,
    PageClaims,
)
from extension_api.payloads.fields import LIST_MAX, Count, Domain, Id, Line, Message, Title, UtcTime


class AdvertiserHint(Message):
    """One hint at who advertises; best first in an impression."""

    source: Literal["link", "click_chain", "bid", "payer", "frame_name", "visible_text", "brand"]
    domain: Domain | Literal[""] = ""
    name: Line = ""

    def to_record(self) -> AdvertiserEvidence:
        """The hint as the library knows it."""
        return AdvertiserEvidence(source=self.source, domain=self.domain, name=self.name)


class Told(Message):
    """What the page says that it told one bidder about the person."""

    bidder: Line
    company: Line
    segments: list[Line] = Field(default=[], max_length=LIST_MAX)
    keywords: list[Line] = Field(default=[], max_length=LIST_MAX)
    place: Line | None = None
    ids: list[Line] = Field(default=[], max_length=LIST_MAX)

    def to_record(self) -> BidderTold:
        """What was told as the library knows it."""
        return BidderTold(
            bidder=self.bidder,
            company=self.company,
            segments=tuple(self.segments),
            keywords=tuple(self.keywords),
            place=self.place,
            ids=tuple(self.ids),
        )


class ConsentSignal(Message):
    """A consent signal: who of the ad's delivery was given consent, and to which of IAB Europe's purposes."""

    framework: Literal["tcf", "gpp", "gpc"]
    granted: list[Line] = Field(default=[], max_length=LIST_MAX)
    refused: list[Line] = Field(default=[], max_length=LIST_MAX)
    companies: Count = 0
    opted_out: bool | None = None
    purposes: Annotated[list[Annotated[int, Field(ge=1, le=24)]], Field(max_length=24)] | None = None

    def to_record(self) -> Consent:
        """The signal as the library knows it."""
        return Consent(
            framework=self.framework,
            granted=tuple(self.granted),
            refused=tuple(self.refused),
            companies=self.companies,
            opted_out=self.opted_out,
            purposes=None if self.purposes is None else tuple(self.purposes),
        )


class Claims(Message):
    """What the page said about one of its ads; claimed, never proven."""

    told: list[Told] = Field(default=[], max_length=LIST_MAX)
    sellers: list[Line] = Field(default=[], max_length=LIST_MAX)
    consents: list[ConsentSignal] = Field(default=[], max_length=3)

    def to_record(self) -> PageClaims:
        """The claims as the library knows them."""
        return PageClaims(
            told=tuple(told.to_record() for told in self.told),
            sellers=tuple(self.sellers),
            consents=tuple(consent.to_record() for consent in self.consents),
        )


class CompanyLinkEvent(Message):
    """One company was seen passing an id or a hashed address of the person on to another."""

    type: Literal["company_link"]
    id: Id
    time: UtcTime
    visit_id: Id
    told_by: Line
    told: Line
    how: Literal["redirect", "shared_id", "site_id", "hashed_email", "hashed_phone"]

    def to_record(self) -> CompanyLink:
        """The link as the library knows it."""
        return CompanyLink(visit_id=self.visit_id, told_by=self.told_by, told=self.told, how=self.how)


class Reason(Message):
    """One reason on a platform's card, in the card's own words."""

    kind: CauseKind | Literal["other"]
    detail: Title


class DisclosureEvent(Message):
    """A platform's own reasons for an ad, read from a card that the person opened."""

    type: Literal["disclosure"]
    id: Id
    time: UtcTime
    visit_id: Id
    platform: Literal["google", "meta", "x"]
    advertiser: Line = ""
    impression_id: Id | None = None
    reasons: list[Reason] = Field(default=[], max_length=LIST_MAX)

    def to_record(self) -> Disclosure:
        """The card as the library knows it."""
        return Disclosure(
            id=self.id,
            time=self.time,
            visit_id=self.visit_id,
            platform=self.platform,
            advertiser=self.advertiser,
            impression_id=self.impression_id,
            reasons=tuple(DisclosedReason(str(reason.kind), reason.detail) for reason in self.reasons),
        )
