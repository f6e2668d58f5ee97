"""A crowd reads pages, visits shops and sees ads: everybody takes one step after the other, all people at once.

At each step the auction's chances are softmax(base + what the rules pay) over the campaigns that may bid there. What
decided each of them is kept, so that the truth can be asked for later.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from explainer.simulation.crowd.rules import FloatArray, IntArray
from explainer.simulation.crowd.world import SITES_PER_TOPIC, CrowdWorld

MEMORY_DAYS: Final = 21.0  # companies and readers forget what was not seen again for so long
MEAN_GAP_DAYS: Final = 0.3
NO_TOPIC_SHARE: Final = 0.25  # of pages
OUT_OF_SEASON: Final = 0.1  # weight of an interest that has not begun or is over
SHOP_SHARE: Final = 0.06  # of steps that lead through a shop
PACING: Final = 0.3  # how strongly a campaign corrects its bid, per step
NEVER: Final = -1e9
NO_PAGE: Final = -1


@dataclass(frozen=True, slots=True)
class CrowdLife:
    """Everything that happened. Arrays are by impression, all people of a step together, oldest step first.

    Attributes:
        person: Number of the person.
        days: Since the beginning.
        page: Number of the page's topic, -1 for none.
        site: Number of the page's site.
        visits: Shape (n, topics): visits to pages about each topic that are not forgotten.
        last: Shape (n, topics): day of the last of them.
        states: Shape (n, vendors, columns): what the companies know, and the page, the place and the moment.
        shops: Shape (n, shops): day of the last visit to each shop, hugely negative for never.
        base: Shape (n, campaigns): utility before any rule, minus infinity where a campaign may not bid.
        winner: The campaign that was shown.
    """

    world: CrowdWorld
    person: IntArray
    days: FloatArray
    page: IntArray
    site: IntArray
    place: IntArray
    moment: IntArray
    visits: npt.NDArray[np.int16]
    last: npt.NDArray[np.float32]
    states: npt.NDArray[np.int16]
    shops: npt.NDArray[np.float32]
    base: npt.NDArray[np.float32]
    winner: IntArray


def live(dice: np.random.Generator, world: CrowdWorld) -> CrowdLife:
    """Let the crowd live through all its showings."""
    crowd = _Crowd(dice, world)
    steps = [crowd.step(number) for number in range(world.settings.showings)]
    joined = {name: np.concatenate([step[name] for step in steps]) for name in steps[0]}
    return CrowdLife(world=world, **joined)


class _Crowd:
    """Where everybody stands; changes from step to step."""

    def __init__(self, dice: np.random.Generator, world: CrowdWorld) -> None:
        self._dice, self._world = dice, world
        settings, people = world.settings, world.settings.people
        self._everybody = np.arange(people)
        self._taste = _tastes(dice, world)
        self._season = np.sort(dice.uniform(-0.5, 1.5, (people, world.columns.topics, 2)), axis=2)
        self._place = dice.integers(world.columns.places, size=people)
        self._day = dice.uniform(0, 1, people)
        self._visits = np.zeros((people, world.columns.topics), dtype=np.int16)
        self._seen = np.zeros((people, settings.vendors, world.columns.topics), dtype=np.int16)
        self._last = np.full((people, world.columns.topics), NEVER, dtype=np.float32)
        self._shops = np.full((people, settings.campaigns), NEVER, dtype=np.float32)
        self._shown = np.zeros((people, settings.campaigns), dtype=np.int64)
        self._pace = np.zeros(settings.campaigns)

    def step(self, number: int) -> dict[str, npt.NDArray[Any]]:
        """A page, perhaps a shop before it, and one ad on the page."""
        world, dice = self._world, self._dice
        self._day = self._day + dice.exponential(MEAN_GAP_DAYS, len(self._day))
        self._forget()
        self._go_shopping()
        share = number / max(1, world.settings.showings - 1)
        page = self._page(share)
        site = np.maximum(page, 0) * SITES_PER_TOPIC + dice.integers(SITES_PER_TOPIC, size=len(page))
        moment = dice.integers(world.columns.moments, size=len(page))
        states = self._states(page, moment)
        base = self._bases(site, share)
        winner = self._auction(base + world.terms.utilities(states))
        before: dict[str, npt.NDArray[Any]] = {
            "person": self._everybody, "days": self._day, "page": page, "site": site, "place": self._place,
            "moment": moment, "visits": self._visits.copy(), "last": self._last.copy(), "states": states,
            "shops": self._shops.copy(), "base": base.astype(np.float32), "winner": winner,
        }  # fmt: skip
        self._read(page, site)
        return before

    def _forget(self) -> None:
        is_over = self._day[:, None] - self._last > MEMORY_DAYS
        self._visits[is_over] = 0
        self._seen[np.broadcast_to(is_over[:, None, :], self._seen.shape)] = 0
        self._shops[self._day[:, None] - self._shops > MEMORY_DAYS] = NEVER

    def _go_shopping(self) -> None:
        goes = np.flatnonzero(self._dice.random(len(self._day)) < SHOP_SHARE)
        shop = self._dice.integers(self._world.settings.campaigns, size=len(goes))
        # Half of the time a shop that sells what the person reads about.
        for place, person in enumerate(goes):
            liked = np.flatnonzero(self._taste[person][self._world.campaigns.topic] > 0)
            if len(liked) and self._dice.random() < 0.5:
                shop[place] = self._dice.choice(liked)
        self._shops[goes, shop] = self._day[goes]

    def _page(self, share: float) -> IntArray:
        in_season = (self._season[:, :, 0] <= share) & (share <= self._season[:, :, 1])
        weights = self._taste * np.where(in_season, 1.0, OUT_OF_SEASON)
        upto = np.cumsum(weights, axis=1)
        aim = self._dice.random(len(weights)) * upto[:, -1]
        page = (upto <= aim[:, None]).sum(axis=1)
        return np.where(self._dice.random(len(page)) < NO_TOPIC_SHARE, NO_PAGE, page).astype(np.int64)

    def _states(self, page: IntArray, moment: IntArray) -> npt.NDArray[np.int16]:
        world, starts = self._world, self._world.columns.starts
        states = np.zeros((len(page), world.settings.vendors, world.columns.total), dtype=np.int16)
        states[:, :, : starts[1]] = self._seen
        states[:, :, starts[1] : starts[2]] = by_subject(self._seen, world)
        visited = self._shops > NEVER / 2
        states[:, :, starts[2] : starts[3]] = visited[:, None, :] & world.seen_at_shop.T[None]
        topical = np.flatnonzero(page >= 0)
        states[topical, :, starts[3] + page[topical]] = 1
        states[topical, :, starts[4] + world.subject_of[page[topical]]] = 1
        states[self._everybody, :, starts[5] + self._place] = 1
        states[self._everybody, :, starts[6] + moment] = 1
        return states

    def _bases(self, site: IntArray, share: float) -> FloatArray:
        campaigns = self._world.campaigns
        runs = (campaigns.runs[0] <= share) & (share <= campaigns.runs[1])
        may_bid = campaigns.sites[site] & (self._shown < campaigns.cap) & runs
        return np.where(may_bid, campaigns.base + self._pace, -np.inf)

    def _auction(self, utility: FloatArray) -> IntArray:
        chance = np.exp(utility - utility.max(axis=1, keepdims=True))
        upto = np.cumsum(chance, axis=1)
        aim = self._dice.random(len(chance)) * upto[:, -1]
        winner = np.minimum((upto <= aim[:, None]).sum(axis=1), chance.shape[1] - 1)
        self._shown[self._everybody, winner] += 1
        expected = (chance / upto[:, -1:]).sum(axis=0) / len(chance)
        missing = np.log(self._world.campaigns.share / np.maximum(expected, 1e-4))
        self._pace = self._pace + PACING * np.clip(missing, -1.0, 1.0)
        return np.asarray(winner, dtype=np.int64)

    def _read(self, page: IntArray, site: IntArray) -> None:
        topical = np.flatnonzero(page >= 0)
        topic = page[topical]
        self._visits[topical, topic] += 1
        self._seen[topical, :, topic] += self._world.seen_at_site[site[topical]]
        self._last[topical, topic] = self._day[topical]


def by_subject(seen: npt.NDArray[np.int16], world: CrowdWorld) -> npt.NDArray[np.int16]:
    """Visits below each subject; topics of one subject stand side by side."""
    shape = (*seen.shape[:-1], world.columns.subjects, world.settings.topics_each)
    total: npt.NDArray[np.int16] = seen.reshape(shape).sum(axis=-1, dtype=np.int16)
    return total


def _tastes(dice: np.random.Generator, world: CrowdWorld) -> FloatArray:
    """What each person reads about: topics of a few subjects, so that interests go together."""
    settings, columns = world.settings, world.columns
    taste = np.zeros((settings.people, columns.topics))
    for own in taste:
        warmth = dice.lognormal(0, 0.7, columns.subjects)[world.subject_of]
        picked = dice.choice(columns.topics, size=settings.topics_per_person, replace=False, p=warmth / warmth.sum())
        own[picked] = dice.lognormal(0, 0.6, settings.topics_per_person)
    return taste
