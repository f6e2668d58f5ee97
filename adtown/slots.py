"""Which ad slots a publisher's page has: pure, so that the server and the rehearsal show the same page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from adtown.layout import Site

CHUMBOX_UNITS: Final = 3


class SlotKind(StrEnum):
    """How a slot is filled."""

    AUCTION = "auction"
    LAZY_AUCTION = "lazy_auction"
    REFRESHING_AUCTION = "refreshing_auction"
    AD_SERVER = "ad_server"
    CHUMBOX = "chumbox"


AUCTIONED: Final = frozenset({SlotKind.AUCTION, SlotKind.LAZY_AUCTION, SlotKind.REFRESHING_AUCTION})


@dataclass(frozen=True, slots=True)
class Slot:
    """One place for an ad (a chumbox: for several). ``name`` is also its place in the page's template."""

    name: str
    kind: SlotKind
    width: int
    height: int

    def code(self, site: Site) -> str:
        """The name of the ad unit on its page."""
        return f"{site.text.slug}-{self.name}"


def slots_of(site: Site, *, is_front_page: bool) -> tuple[Slot, ...]:
    """The slots of one of a site's pages, from top to bottom."""
    side = SlotKind.REFRESHING_AUCTION if site.refreshes else SlotKind.AUCTION
    slots = [
        Slot("top", SlotKind.AUCTION, 728, 90),
        Slot("side", side, 300, 250),
        Slot("inline", SlotKind.AD_SERVER, 300, 250),
    ]
    if not is_front_page:
        slots.append(Slot("bottom", SlotKind.LAZY_AUCTION, 728, 90))
        if site.has_chumbox:
            slots.append(Slot("chumbox", SlotKind.CHUMBOX, 640, 220))
    return tuple(slots)


def of_kind(slots: Sequence[Slot], *kinds: SlotKind) -> tuple[Slot, ...]:
    """The slots that are filled in one of these ways."""
    return tuple(slot for slot in slots if slot.kind in kinds)
