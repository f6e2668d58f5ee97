"""A short browsing history as the extension sends it: camping pages, a tent shop, and the ads that followed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.builders import NOON

CAMPING = "Camping gear for beginners: tents, sleeping bags and stoves"
NEWS = "Council votes on the budget for next year"


def at(minutes: float) -> str:
    """A time before or after noon, as it travels."""
    return (NOON + timedelta(minutes=minutes)).isoformat().replace("+00:00", "Z")


def a_visit_event(id: str, minutes: float, *, domain: str = "trails.example", title: str = CAMPING) -> dict[str, Any]:
    """One visited page."""
    return {
        "type": "visit",
        "id": id,
        "time": at(minutes),
        "url": f"https://{domain}/{id}",
        "domain": domain,
        "title": title,
        "headings": [],
        "description": "",
        "language": "en",
        "schema_types": [],
        "search_query": None,
    }


def a_contact_event(id: str, visit_id: str, minutes: float) -> dict[str, Any]:
    """One tracking company on a visited page."""
    return {
        "type": "tracker_contact",
        "id": id,
        "time": at(minutes),
        "visit_id": visit_id,
        "company": "Alpha Ads",
        "domain": "alpha.example",
        "rule": "||alpha.example^",
    }


def an_ad_event(
    id: str, minutes: float, *, visit_id: str = "n0", advertiser: str = "tents.example", **fields: Any
) -> dict[str, Any]:
    """One ad on a news page."""
    return {
        "type": "impression",
        "id": id,
        "time": at(minutes),
        "visit_id": visit_id,
        "page_url": "https://news.example/n0",
        "page_domain": "news.example",
        "adomain": [advertiser],
        "crid": "cr-1",
        "text": "Tents for every season",
        "width": 300,
        "height": 250,
        "frame": "cross_origin",
        "visible_seconds": 1.0,
        "finders": [],
        "delivery": [{"domain": "alpha.example", "company": "Alpha Ads", "how": "bidder"}],
        "bid": {
            "bidder": "alpha",
            "cpm": 2.0,
            "currency": "USD",
            "cat": [],
            "told_place": None,
            "dsa_behalf": None,
            "dsa_paid": None,
            "dsa_params": [],
        },
        "advertisers": [],
        "claims": None,
        **fields,
    }


def a_camper() -> list[dict[str, Any]]:
    """Six camping pages, all seen by one company, a news page, and three tent ads."""
    visits = [a_visit_event(f"c{n}", -600 + n) for n in range(6)]
    contacts = [a_contact_event(f"k{n}", f"c{n}", -600 + n) for n in range(6)]
    news = a_visit_event("n0", -10, domain="news.example", title=NEWS)
    return [*visits, *contacts, news, *(an_ad_event(f"a{n}", -9 + n) for n in range(3))]


def a_tent_buyer() -> list[dict[str, Any]]:
    """A camper who was in the tent shop; since then its ads and a bank's stand side by side on eight newspapers."""
    events = a_camper()[:12]  # pages and who was there, without the ads
    for n in range(3):
        shop = a_visit_event(f"s{n}", -500 + n, domain="tents.example", title="Ridge tent for two: add to cart")
        events += [shop, a_contact_event(f"ks{n}", f"s{n}", -500 + n)]
    for n in range(8):
        paper, minutes = f"paper{n}.example", -400 + 40 * n
        where = {"visit_id": f"p{n}", "page_url": f"https://{paper}/", "page_domain": paper}
        bank = {"advertiser": "bank.example", "crid": "cr-2", "text": "A mortgage for your house"}
        events.append(a_visit_event(f"p{n}", minutes, domain=paper, title=NEWS))
        events += [an_ad_event(f"t{n}", minutes + 1, **where), an_ad_event(f"b{n}", minutes + 2, **where, **bank)]
    return events
