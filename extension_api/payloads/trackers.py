"""Tracking companies: where they were met, and which ads they delivered."""

from __future__ import annotations

from extension_api.payloads.fields import Count, Id, Message, UtcTime


class TrackerSite(Message):
    """A site on which a company was met, and how often."""

    domain: str
    contacts: Count


class TrackerItem(Message):
    """A company in the list: how often it was met, on how many sites, and the sites where it was met most."""

    company: str
    contacts: Count
    sites: Count
    top_sites: list[TrackerSite]


class TrackersResponse(Message):
    """Companies, those met most often first. ``next_cursor`` asks for the page after this one."""

    trackers: list[TrackerItem]
    next_cursor: str | None


class DeliveredAd(Message):
    """An ad that a company had a part in delivering."""

    impression_id: Id
    time: UtcTime
    page_domain: str
    advertiser: str
    how: str


class TrackerResponse(Message):
    """One company: the visits on which it was, all its sites and domains, and the newest ads it delivered."""

    company: str
    visits: Count
    contacts: Count
    first_seen: UtcTime | None
    last_seen: UtcTime | None
    domains: list[str]
    sites: list[TrackerSite]
    ads: list[DeliveredAd]
