"""Trackers: which companies were met where, how often, and which ads they delivered."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from extension_api.cursors import Cursor, read_cursor, write_cursor
from extension_api.endpoints import Endpoints, Policy
from extension_api.errors import NotHeldError
from extension_api.payloads.fields import Message
from extension_api.payloads.trackers import DeliveredAd, TrackerItem, TrackerResponse, TrackerSite, TrackersResponse
from extension_api.service import current_service
from extension_api.store.companies import ads_delivered_by, companies_met, meetings_with, sites_of_company

PAGE_MAX: Final = 200
PAGE_DEFAULT: Final = 40
TOP_SITES: Final = 5
SITES_MAX: Final = 1_000
DOMAINS_MAX: Final = 100
ADS_MAX: Final = 50
ADS_AMONG: Final = 5_000  # the newest ads, of which those of the company are looked for

endpoints = Endpoints("Trackers")


class TrackersQuery(Message):
    """A page of companies."""

    limit: Annotated[int, Field(ge=1, le=PAGE_MAX)] = PAGE_DEFAULT
    cursor: Annotated[str, Field(max_length=1_024)] | None = None


@endpoints.get("/api/v1/trackers", Policy.READ)
def get_trackers(query: TrackersQuery) -> TrackersResponse:
    """List the tracking companies that were on the person's visits, those met most often first."""
    db = current_service().reader()
    page = companies_met(db, limit=query.limit + 1, after=read_cursor(query.cursor) if query.cursor else None)
    shown = page[: query.limit]
    cursor = write_cursor(Cursor(shown[-1].contacts, shown[-1].company)) if len(page) > query.limit else None
    trackers = [
        TrackerItem(
            company=item.company, contacts=item.contacts, sites=item.sites,
            top_sites=_sites(sites_of_company(db, item.company, limit=TOP_SITES)),
        )
        for item in shown
    ]  # fmt: skip
    return TrackersResponse(trackers=trackers, next_cursor=cursor)


@endpoints.get("/api/v1/trackers/<path:name>", Policy.READ)
def get_tracker(name: str) -> TrackerResponse:
    """Tell all about one company: visits, sites, domains, and its part in the newest 5,000 ads."""
    db = current_service().reader()
    met = meetings_with(db, name, domains=DOMAINS_MAX)
    ads = ads_delivered_by(db, name, limit=ADS_MAX, among=ADS_AMONG)
    if not met.contacts and not ads:
        raise NotHeldError("company")
    return TrackerResponse(
        company=name, visits=met.visits, contacts=met.contacts, first_seen=met.first, last_seen=met.last,
        domains=list(met.domains), sites=_sites(sites_of_company(db, name, limit=SITES_MAX)),
        ads=[
            DeliveredAd(
                impression_id=ad.impression_id, time=ad.time, page_domain=ad.page_domain, advertiser=ad.advertiser,
                how=ad.how,
            )
            for ad in ads
        ],
    )  # fmt: skip


def _sites(found: tuple[tuple[str, int], ...]) -> list[TrackerSite]:
    return [TrackerSite(domain=domain, contacts=contacts) for domain, contacts in found]
