"""The shape of one line of an impression log, and its JSON Schema, generated so that the two cannot differ."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema

from explainer.records import (
    CauseKind,
    LoggedAd,
    LoggedContext,
    LoggedImpression,
    LoggedPage,
    LoggedTrait,
    StatedReason,
)

SCHEMA_FILE: Final = Path(__file__).with_name("impression_log.schema.json")

# OpenRTB's number for IAB Content Taxonomy 3.1. Ids of other taxonomies look alike and mean other things.
CONTENT_TAXONOMY_3_1: Final = 9

AMOUNT_MAX: Final = 10**9  # no person has more of anything; beyond it sums leave the numbers
DAYS_MAX: Final = 36_525  # a century
YEARS: Final = range(1900, 2200)  # a century before and after them is still in the calendar

_TIME_PATTERN: Final = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$"


def _utc_time(value: object) -> datetime:
    if not isinstance(value, str) or not re.match(_TIME_PATTERN, value):
        message = "is not a full time with a zone"
        raise ValueError(message)
    try:
        time = datetime.fromisoformat(value).astimezone(UTC)
    except OverflowError:
        time = None
    if time is None or time.year not in YEARS:
        message = f"is not between the years {YEARS.start} and {YEARS.stop}"
        raise ValueError(message)
    return time


Name = Annotated[str, Field(min_length=1)]
Names = tuple[Name, ...]
Amount = Annotated[float, Field(ge=0, le=AMOUNT_MAX, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0, le=AMOUNT_MAX)]
Days = Annotated[float, Field(ge=0, le=DAYS_MAX, allow_inf_nan=False)]
Time = Annotated[
    datetime,
    PlainValidator(_utc_time),
    WithJsonSchema({"type": "string", "format": "date-time", "pattern": _TIME_PATTERN}),
]


class _Shape(BaseModel):
    # Strict: "3" is no number and 677 is no id. Fields that are not ours may stand beside ours and are left alone.
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class PageLine(_Shape):
    """The page the ad stood on."""

    domain: Name = Field(description="Registrable domain of the page.")
    cat: Names = Field(default=(), description="IAB Content Taxonomy 3.1 ids, likeliest first.")
    cattax: Literal[9] = Field(default=CONTENT_TAXONOMY_3_1, description="Only 9, IAB Content Taxonomy 3.1.")


class AdLine(_Shape):
    """The ad that was shown."""

    ad_id: Name = Field(description="The same for every showing of one creative.")
    adomain: Names = Field(default=(), description="Advertiser domains, the main one first.")
    cat: Names = Field(default=(), description="IAB Content Taxonomy 3.1 ids, likeliest first.")
    cattax: Literal[9] = Field(default=CONTENT_TAXONOMY_3_1, description="Only 9, IAB Content Taxonomy 3.1.")
    vendors: Names = Field(default=(), description="Companies in the delivery chain.")
    price: Amount | None = Field(default=None, description="Winning price for a thousand impressions.")
    products: Names = Field(default=(), description="Product numbers shown.")
    places: Names = Field(default=(), description="Places that the ad's text names.")
    moments: Names = Field(default=(), description="Moments that the ad's text names, such as evening.")


class TraitLine(_Shape):
    """A trait as it stood when the ad was shown."""

    id: Name = Field(description="IAB Content Taxonomy 3.1 id.")
    kind: CauseKind
    strength: Amount = Field(description="Decayed sum of the evidence; 0 is none.")
    visits: Count = Field(default=1, description="Visits behind it.")
    last_seen_days: Amount = Field(default=0.0, description="Days since the newest of them.")
    vendors: dict[Name, Count] | None = Field(default=None, description="Visits that each company saw; none means all.")

    def record(self) -> LoggedTrait:
        """Hand the trait over as a record."""
        return LoggedTrait(self.id, self.kind, self.strength, self.visits, self.last_seen_days, self.vendors)


class ContextLine(_Shape):
    """Place, language, device and moment."""

    place: Name | None = Field(default=None, description="Place as told to bidders.")
    language: Name | None = None
    device: Name | None = None
    moments: Names = Field(default=(), description="Such as evening or weekend.")


class StatedLine(_Shape):
    """What the ad, the bid or the platform said itself."""

    kind: Name = Field(description="A kind of cause, or profiling, contextual, precise_place.")
    source: Name = Field(description="Who said it, such as dsa.")
    id: str = Field(default="", description="What the cause is about, such as a topic id.")
    detail: str = Field(default="", description="Whatever else was said.")


class ImpressionLine(_Shape):
    """One line: everything known about one person when one ad was shown."""

    impression_id: Name = Field(description="Unique in the log.")
    person_id: Name
    time: Time = Field(description="RFC 3339 with seconds and zone.")
    page: PageLine
    ad: AdLine
    traits: tuple[TraitLine, ...] = ()
    context: ContextLine = ContextLine()
    visited_advertisers: dict[Name, Amount] = Field(
        default_factory=dict, description="Days since the last visit, by registrable domain; all that advertise."
    )
    advertiser_vendors: dict[Name, Names] = Field(
        default_factory=dict, description="Companies that saw the visits, by registrable domain; left out if unknown."
    )
    viewed_products: Names = Field(
        default=(), description="Products of the ad's advertiser that the person had looked at, as in ad.products."
    )
    observed_days: Days = Field(default=0.0, description="Days since the first thing known of this person.")
    stated: tuple[StatedLine, ...] = ()

    def record(self) -> LoggedImpression:
        """Hand the line over as a record."""
        ad, context = self.ad, self.context
        return LoggedImpression(
            impression_id=self.impression_id, person_id=self.person_id, time=self.time,
            page=LoggedPage(self.page.domain, self.page.cat),
            ad=LoggedAd(
                ad_id=ad.ad_id, adomain=ad.adomain, cat=ad.cat, vendors=ad.vendors, price=ad.price,
                products=ad.products, places=ad.places, moments=ad.moments,
            ),
            traits=tuple(trait.record() for trait in self.traits),
            context=LoggedContext(context.place, context.language, context.device, context.moments),
            visited_advertisers=self.visited_advertisers, advertiser_vendors=self.advertiser_vendors,
            viewed_products=self.viewed_products, observed_days=self.observed_days,
            stated=tuple(StatedReason(item.kind, item.source, item.id or item.detail) for item in self.stated),
        )  # fmt: skip


def line_of(row: LoggedImpression) -> dict[str, Any]:
    """Turn a record into the object that one line holds; whatever is empty or unknown is left out."""
    page, ad = row.page, row.ad
    return _without_empty({
        "impression_id": row.impression_id, "person_id": row.person_id, "time": _written(row.time),
        "page": {"domain": page.domain, **_topics(page.cat)},
        "ad": _without_empty({
            "ad_id": ad.ad_id, "adomain": ad.adomain, **_topics(ad.cat), "vendors": ad.vendors, "price": ad.price,
            "products": ad.products, "places": ad.places, "moments": ad.moments,
        }),
        "traits": [_trait(trait) for trait in row.traits],
        "context": _without_empty({
            "place": row.context.place, "language": row.context.language, "device": row.context.device,
            "moments": row.context.moments,
        }),
        "visited_advertisers": dict(row.visited_advertisers),
        "advertiser_vendors": {domain: list(vendors) for domain, vendors in row.advertiser_vendors.items()},
        "viewed_products": row.viewed_products, "observed_days": row.observed_days,
        "stated": [_stated(item) for item in row.stated],
    })  # fmt: skip


def schema() -> dict[str, Any]:
    """Make the JSON Schema of a line; the file beside this one holds it for other programs."""
    made = ImpressionLine.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": "Impression log line"}


def schema_text() -> str:
    """The schema as the file holds it."""
    return json.dumps(schema(), indent=2) + "\n"


def _without_empty(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, (), [], {}, "")}


def _topics(cat: tuple[str, ...]) -> dict[str, Any]:
    return {"cat": cat, "cattax": CONTENT_TAXONOMY_3_1} if cat else {}


def _trait(trait: LoggedTrait) -> dict[str, Any]:
    known = {} if trait.vendors is None else {"vendors": dict(trait.vendors)}  # {} says: no company saw it
    return {
        "id": trait.id, "kind": trait.kind.value, "strength": trait.strength, "visits": trait.visits,
        "last_seen_days": trait.last_seen_days, **known,
    }  # fmt: skip


def _stated(item: StatedReason) -> dict[str, Any]:
    about = "id" if item.kind in set(CauseKind) else "detail"
    return _without_empty({"kind": item.kind, "source": item.source, about: item.detail})


def _written(time: datetime) -> str:
    return time.astimezone(UTC).isoformat().replace("+00:00", "Z")
