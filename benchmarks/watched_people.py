"""Simulated people with everything that is behind their logs: the market, the walk, the competition for each ad place.

``explainer.simulation.simulate`` keeps these to itself; an observer who knows the market needs them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

import numpy as np

from explainer.records import LoggedImpression
from explainer.simulation import TRAINING, Priors, Range, Truth
from explainer.simulation.auction import Deal, Scene, Slots, draw_scene, hold, slots_of
from explainer.simulation.drawing import draw_market
from explainer.simulation.log import FIRST_DAY, LogWriter
from explainer.simulation.market import BoolArray, Channel
from explainer.simulation.people import draw_walk
from explainer.taxonomy import Taxonomy

# The training ranges, but for people who look at many pages with many ads, so that a log of 300 is reached.
BUSY: Final = replace(TRAINING, visits=Range(220, 260), ads_per_page=Range(1.8, 2.5))


@dataclass(frozen=True, slots=True)
class WatchedPerson:
    """One person; the tuples have one entry per impression, oldest first.

    Attributes:
        slot: The number of the slot that each impression filled.
    """

    scene: Scene
    slots: Slots
    deals: tuple[Deal, ...]
    slot: tuple[int, ...]
    logged: tuple[LoggedImpression, ...]
    truths: tuple[Truth, ...]


def watch_people(seed: int, taxonomy: Taxonomy, *, least: int, priors: Priors = BUSY) -> Iterator[WatchedPerson]:
    """Yield people who saw at least that many ads, each in a market of their own, without end."""
    number = 0
    while True:
        person = watch(np.random.default_rng([seed, number]), f"w{seed}-p{number}", priors, taxonomy)
        if len(person.logged) >= least:
            yield person
        number += 1


def watch(dice: np.random.Generator, person_id: str, priors: Priors, taxonomy: Taxonomy) -> WatchedPerson:
    """Draw one market and let one person walk through it."""
    market = draw_market(dice, priors, taxonomy)
    scene = draw_scene(dice, market, draw_walk(dice, market, taxonomy), FIRST_DAY + timedelta(days=dice.uniform(0, 7)))
    slots = slots_of(dice, scene)
    deals = tuple(hold(dice, market, slots))
    writer = LogWriter(dice, scene, person_id)
    written = [writer.write(number, deal) for number, deal in enumerate(deals)]
    return WatchedPerson(
        scene, slots, deals, _slots_filled(slots, deals), tuple(row for row, _ in written),
        tuple(truth for _, truth in written),
    )  # fmt: skip


def _slots_filled(slots: Slots, deals: tuple[Deal, ...]) -> tuple[int, ...]:
    """The slot of each deal: the next one of its page where its campaign might buy."""
    found, place = [], 0
    for deal in deals:
        while slots.visit[place] != deal.visit or not slots.may_bid[place, deal.campaign.number]:
            place += 1
        found.append(place)
        place += 1
    return tuple(found)


def rivals_open(person: WatchedPerson) -> BoolArray:
    """Which campaigns might still buy where each ad was shown, caps and pauses counted: (impressions, campaigns)."""
    campaigns = person.scene.market.campaigns
    cap = np.array([campaign.habits.cap for campaign in campaigns])
    spacing = np.array([campaign.habits.spacing for campaign in campaigns])
    shown, last = np.zeros(len(campaigns), dtype=np.int64), np.full(len(campaigns), -(10**9))
    fills_gaps = np.array([campaign.fills_gaps for campaign in campaigns])
    rows = []
    for deal, slot in zip(person.deals, person.slot, strict=True):
        open_to = person.slots.may_bid[slot] & (shown < cap) & (deal.visit - last > spacing)
        proper = open_to if person.slots.channel[slot] is Channel.DIRECT else open_to & ~fills_gaps
        rows.append(proper if proper.any() else open_to)
        shown[deal.campaign.number] += 1
        last[deal.campaign.number] = deal.visit
    return np.array(rows).reshape(len(rows), len(campaigns))
