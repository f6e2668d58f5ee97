"""OpenRTB 2.6 on the wire: bid requests as the pages' auctions send them, bid responses as they expect them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlsplit

from adtown.layout import Company, Kind
from adtown.market import Offer, SlotRequest
from adtown.memory import Visitor
from adtown.running_town import CATTAX

# DSA Art. 26 parameters: 1 profiling, 2 basic or contextual advertising, 3 precise place.
DSA_PARAMETERS: Final = {
    Kind.INTEREST: 1, Kind.PARENT_SEGMENT: 1, Kind.LOOK_ALIKE: 1, Kind.RETARGETING: 1,
    Kind.PAGE_CONTEXT: 2, Kind.PLACE_TIME: 3, Kind.RUN_OF_NETWORK: 2, Kind.HOUSE: 2,
}  # fmt: skip
BANNER_MARKUP: Final = 1  # OpenRTB's mtype


class BidRequestError(ValueError):
    """A body that is no bid request a bidder could answer."""


def first_party_id(body: Mapping[str, Any]) -> str | None:
    """The id that the page passed on in ``user.ext.eids``, if any."""
    user = body.get("user") or {}
    eids = user.get("eids") or (user.get("ext") or {}).get("eids") or []
    return next((str(uid["id"]) for eid in eids for uid in eid.get("uids", ())), None)


def read_slots(body: Mapping[str, Any], visitor: Visitor) -> list[SlotRequest]:
    """The slots on offer in a bid request."""
    try:
        site, view = body["site"], int(body["site"]["ext"]["data"]["view"])
        page = str(site["page"])
        return [_read_slot(body, imp, view, page, visitor) for imp in body["imp"]]
    except (KeyError, TypeError, ValueError) as error:
        raise BidRequestError(
            f"expected an OpenRTB 2.6 bid request of the town with site.page, site.ext.data.view and imp; {error!r}"
        ) from error


def _read_slot(body: Mapping[str, Any], imp: Mapping[str, Any], view: int, page: str, visitor: Visitor) -> SlotRequest:
    size = (imp.get("banner") or {}).get("format", [{}])[0]
    name = str((imp.get("ext") or {}).get("gpid") or imp["id"])
    return SlotRequest(
        view=view,
        slot=name,
        page=page,
        page_domain=urlsplit(page).hostname or "",
        page_topics=frozenset(str(topic) for topic in body["site"].get("cat", ())),
        city=((body.get("device") or {}).get("geo") or {}).get("city"),
        visitor=visitor,
        width=int(size.get("w", 300)),
        height=int(size.get("h", 250)),
        excluded=frozenset(str(domain) for domain in body.get("badv", ())),
    )


def bid_response(
    body: Mapping[str, Any], company: Company, offers: Sequence[tuple[str, Offer]], port: int
) -> dict[str, Any]:
    """The answer to a bid request; ``offers`` come with the id of the impression they are for."""
    bids = [_bid(imp_id, offer, company, port) for imp_id, offer in offers]
    return {"id": body.get("id"), "cur": "USD", "seatbid": [{"seat": company.code, "bid": bids}] if bids else []}


def _bid(imp_id: str, offer: Offer, company: Company, port: int) -> dict[str, Any]:
    width, height = offer.request.width, offer.request.height
    source = company.url("cr", port, f"/show/{offer.id}")
    topic = offer.campaign.topic
    bid: dict[str, Any] = {
        "id": offer.id, "impid": imp_id, "price": offer.price, "crid": offer.crid, "cid": offer.campaign.id,
        "adomain": [offer.advertiser], "w": width, "h": height, "mtype": BANNER_MARKUP,
        "adm": f'<iframe src="{source}" width="{width}" height="{height}" scrolling="no" style="border:0"></iframe>',
    }  # fmt: skip
    if topic is not None:
        bid |= {"cat": [topic], "cattax": CATTAX}
    if offer.campaign.declares_dsa:
        bid["ext"] = {"dsa": _declaration(offer, company)}
    return bid


def _declaration(offer: Offer, company: Company) -> dict[str, Any]:
    name = offer.campaign.advertiser_name
    parameters = [DSA_PARAMETERS[offer.cause.kind]]
    return {
        "behalf": name,
        "paid": name,
        "adrender": 1,
        "transparency": [{"domain": company.domain, "dsaparams": parameters}],
    }
