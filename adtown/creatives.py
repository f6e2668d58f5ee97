"""What an ad shows and where a click on it leads."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from adtown.layout import Kind
from adtown.market import Offer
from adtown.running_town import RunningTown

CALLS: Final = ("Find out more", "See the offer", "Have a look")
VARIANTS: Final = 4  # looks of the creative template


def landing_page(running: RunningTown, offer: Offer) -> str:
    """The advertiser's own page."""
    return running.url(offer.advertiser, offer.landing_path)


def click_url(running: RunningTown, offer: Offer) -> str:
    """The buyer's redirector with the landing page inside; publishers' own ads lead straight on."""
    landing = landing_page(running, offer)
    if offer.campaign.kind is Kind.HOUSE:
        return landing
    return running.town.company(offer.campaign.buyer).url(
        "go", running.port, f"/c?{urlencode({'b': offer.id, 'dest': landing})}"
    )


def creative_facts(running: RunningTown, offer: Offer) -> dict[str, Any]:
    """What the creative's template needs."""
    number = int(offer.campaign.id.removeprefix("c"))
    site = running.town.site(offer.advertiser)
    return {
        "headline": offer.creative.headline,
        "line": offer.creative.line,
        "advertiser": offer.campaign.advertiser_name or (site.text.name if site else offer.advertiser),
        "click_url": click_url(running, offer),
        "variant": number % VARIANTS,
        "call": CALLS[number % len(CALLS)],
    }
