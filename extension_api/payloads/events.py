"""What the extension sends: visits, contacts with tracking companies, ads; and what it hears back for each."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from explainer import AdImpression, Bid, DeliveryHop, FinderEvidence, TrackerContact, Visit
from extension_api.payloads.claims import AdvertiserHint, Claims, CompanyLinkEvent, DisclosureEvent
from extension_api.payloads.fields import (
    BATCH_MAX,
    LIST_MAX,
    Count,
    Domain,
    Id,
    Line,
    LongText,
    Message,
    Pixels,
    Rule,
    Title,
    TopicId,
    Url,
    UtcTime,
)


class VisitEvent(Message):
    """One page that was looked at."""

    type: Literal["visit"]
    id: Id
    time: UtcTime
    url: Url
    domain: Domain
    title: Title = ""
    headings: list[Title] = Field(default=[], max_length=LIST_MAX)
    description: LongText = ""
    language: Line = ""
    schema_types: list[Line] = Field(default=[], max_length=LIST_MAX)
    search_query: Title | None = None

    def to_record(self) -> Visit:
        """The visit as the library knows it."""
        return Visit(
            id=self.id,
            time=self.time,
            url=self.url,
            domain=self.domain,
            title=self.title,
            headings=tuple(self.headings),
            description=self.description,
            language=self.language,
            schema_types=tuple(self.schema_types),
            search_query=self.search_query,
        )


class TrackerContactEvent(Message):
    """A request that a visited page made to a tracking company."""

    type: Literal["tracker_contact"]
    id: Id
    time: UtcTime
    visit_id: Id
    company: Line
    domain: Domain
    rule: Rule = ""

    def to_record(self) -> TrackerContact:
        """The contact as the library knows it."""
        return TrackerContact(visit_id=self.visit_id, company=self.company, domain=self.domain, rule=self.rule)


class Finder(Message):
    """Why something on a page was taken for an ad."""

    finder: Line
    detail: Rule = ""


class Hop(Message):
    """One company in an ad's delivery chain."""

    domain: Domain
    company: Line
    how: Literal["frame", "request", "bidder", "ad_server"]


class WinningBid(Message):
    """What the page's own auction said about the winning bid; claimed by the page."""

    bidder: Line
    cpm: Annotated[float, Field(ge=0, le=1_000_000)]
    currency: Line = "USD"
    cat: list[TopicId] = Field(default=[], max_length=LIST_MAX)
    told_place: Line | None = None
    dsa_behalf: Line | None = None
    dsa_paid: Line | None = None
    dsa_params: list[Annotated[int, Field(ge=0, le=1_000)]] = Field(default=[], max_length=LIST_MAX)

    def to_record(self) -> Bid:
        """The bid as the library knows it."""
        return Bid(
            bidder=self.bidder,
            cpm=self.cpm,
            currency=self.currency,
            cat=tuple(self.cat),
            told_place=self.told_place,
            dsa_behalf=self.dsa_behalf,
            dsa_paid=self.dsa_paid,
            dsa_params=tuple(self.dsa_params),
        )


class ImpressionEvent(Message):
    """One ad that was shown."""

    type: Literal["impression"]
    id: Id
    time: UtcTime
    visit_id: Id
    page_url: Url
    page_domain: Domain
    adomain: list[Domain] = Field(default=[], max_length=LIST_MAX)
    crid: Line | None = None
    text: LongText = ""
    width: Pixels = 0
    height: Pixels = 0
    frame: Literal["top", "friendly", "cross_origin"] = "top"
    visible_seconds: Annotated[float, Field(ge=0, le=1_000_000)] = 0.0
    finders: list[Finder] = Field(default=[], max_length=LIST_MAX)
    delivery: list[Hop] = Field(default=[], max_length=LIST_MAX)
    bid: WinningBid | None = None
    advertisers: list[AdvertiserHint] = Field(default=[], max_length=LIST_MAX)
    claims: Claims | None = None

    def to_record(self) -> AdImpression:
        """The impression as the library knows it."""
        return AdImpression(
            id=self.id,
            time=self.time,
            visit_id=self.visit_id,
            page_url=self.page_url,
            page_domain=self.page_domain,
            adomain=tuple(self.adomain),
            crid=self.crid,
            text=self.text,
            width=self.width,
            height=self.height,
            frame=self.frame,
            finders=tuple(FinderEvidence(item.finder, item.detail) for item in self.finders),
            delivery=tuple(DeliveryHop(hop.domain, hop.company, hop.how) for hop in self.delivery),
            bid=self.bid.to_record() if self.bid else None,
            visible_seconds=self.visible_seconds,
            advertisers=tuple(hint.to_record() for hint in self.advertisers),
            claims=self.claims.to_record() if self.claims else None,
        )


CaptureEvent = Annotated[
    VisitEvent | TrackerContactEvent | ImpressionEvent | CompanyLinkEvent | DisclosureEvent, Field(discriminator="type")
]


class EventsRequest(Message):
    """A batch of events, in the order they happened."""

    events: list[CaptureEvent] = Field(max_length=BATCH_MAX)


class EventResult(Message):
    """What became of one event.

    ``duplicate`` means that it is held already: as good as accepted. ``conflict`` means that another event is held
    under its id; that one stays as it is. (A request of this one event is answered 409 instead.)
    """

    id: Id
    status: Literal["accepted", "duplicate", "conflict", "rejected"]
    reason: str | None = Field(default=None, exclude_if=lambda reason: reason is None)


class EventsResponse(Message):
    """What became of each event; all accepted ones are on disk."""

    results: list[EventResult]
    accepted: Count
    duplicate: Count
    conflict: Count
    rejected: Count
