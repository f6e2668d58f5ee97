"""Who is behind an ad: who delivered it, who told whom, what its page says it told, and what was consented to."""

from __future__ import annotations

from typing import Literal

from extension_api.payloads.claims import AdvertiserHint, ConsentSignal, Told
from extension_api.payloads.fields import Count, Message, UtcTime


class DelivererItem(Message):
    """A company that had a part in delivering the ad: in which roles, and by which of its domains."""

    company: str
    roles: list[Literal["frame", "request", "bidder", "ad_server"]]
    domains: list[str]


class CompanyLinkItem(Message):
    """Who passed what of the person on to whom, up to the ad; where and when that was seen last, and how often.

    ``in_delivery`` means that the company that was told took part in the ad.
    """

    told_by: str
    told: str
    how: Literal["redirect", "shared_id", "site_id", "hashed_email", "hashed_phone"]
    site: str
    time: UtcTime
    times: Count
    in_delivery: bool


class ToldItem(Told):
    """What the page says that it told one bidder, and whether that bidder took part in the ad."""

    in_delivery: bool


class BehindItem(Message):
    """Who is behind an ad. ``told``, ``sellers`` and ``consents`` are claimed by the page, never proven."""

    advertisers: list[AdvertiserHint]
    deliverers: list[DelivererItem]
    links: list[CompanyLinkItem]
    told: list[ToldItem]
    sellers: list[str]
    consents: list[ConsentSignal]
