"""A company knows what its own pixels saw and what its partners share, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from adtown.buying import History
from adtown.layout import Role, Sync, Town
from adtown.memory import Memories, Sighting, Visitor

COOKIE = Visitor(uid="a-1", fp="fp-1")


def memories_with(town: Town, *syncs: Sync) -> Memories:
    """Empty memories in a town with these deals."""
    return Memories(replace(town, syncs=syncs))


def test_company_knows_its_own_sightings_by_cookie(town: Town) -> None:
    """Two pages about camping under one cookie are two page views of one person."""
    memories = memories_with(town)
    memories.of["velquist"].sightings += [
        Sighting(1, COOKIE, "677"),
        Sighting(2, COOKIE, "677"),
        Sighting(2, Visitor("a-2"), "669"),
    ]

    assert memories.history("velquist", COOKIE, before_view=3) == History({"677": 2}, {})
    assert memories.history("brontel", COOKIE, before_view=3) == History({}, {})


def test_page_being_looked_at_does_not_count_yet(town: Town) -> None:
    """Audiences are rebuilt between pages, whichever request arrives first."""
    memories = memories_with(town)
    memories.of["velquist"].sightings.append(Sighting(3, COOKIE, "677"))

    assert memories.history("velquist", COOKIE, before_view=3).topics == {}


def test_visible_sync_shares_what_matched_cookies_saw(town: Town) -> None:
    """Once the browser has carried an id across, the partner's sightings count."""
    memories = memories_with(town, Sync("brontel", "velquist", is_visible=True))
    memories.of["brontel"].sightings.append(Sighting(1, Visitor("b-9"), "677"))
    before = memories.history("velquist", COOKIE, before_view=2)

    memories.of["velquist"].match_partner("brontel", "b-9", "a-1")

    assert before.topics == {}
    assert memories.history("velquist", COOKIE, before_view=2).topics == {"677": 1}


def test_quiet_sync_needs_the_same_first_party_id(town: Town) -> None:
    """Between servers people are told apart by the id that pages hand to both."""
    data = town.company_for(Role.DATA).code
    memories = memories_with(town, Sync(data, "velquist", is_visible=False))
    memories.of[data].sightings.append(Sighting(1, Visitor(fp="fp-1"), "677"))

    assert memories.history("velquist", COOKIE, before_view=2).topics == {"677": 1}
    assert memories.history("velquist", Visitor("a-1", "fp-2"), before_view=2).topics == {}


def test_last_product_of_a_shop_is_remembered(town: Town) -> None:
    """A dynamic ad shows what was looked at last; a cart page without a product does not erase it."""
    memories = memories_with(town)
    for view, sku in enumerate(("tent", "mat", None), start=1):
        memories.of["velquist"].sightings.append(Sighting(view, COOKIE, "677", "tents.localhost", sku))

    assert memories.history("velquist", COOKIE, before_view=9).shops == {"tents.localhost": "mat"}
