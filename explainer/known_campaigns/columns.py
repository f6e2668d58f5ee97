"""What companies could know at each line of a log, as arrays: one state per line, and what weights are given to.

A state holds raw facts, so that a cause can be taken out of it: set its columns to zero and everything that is computed
from them, such as "any topic of this subject", follows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from explainer.features.signals import visit_known
from explainer.records import Cause, CauseKind, LoggedAd, LoggedImpression
from explainer.taxonomy import Taxonomy

StateArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int64]

FloatArray = npt.NDArray[np.float64]

STEPS: Final = (1, 2, 3)  # visits from which a campaign might count an interest
VISITS_TO_FULL: Final = 4  # where the graded view of an interest is full


class ColumnClass(IntEnum):
    """What a column is to an ad: about its own topic, its shop, another topic, and so on."""

    OWN_TOPIC = 0
    OWN_SUBJECT = 1
    OWN_SHOP = 2
    OWN_PAGE = 3
    TOPIC = 4
    SUBJECT = 5
    PAGE = 6
    CONTEXT = 7
    NEVER = 8


@dataclass(frozen=True, slots=True)
class Player:
    """A cause that is there, and the raw columns that go with it."""

    cause: Cause
    columns: tuple[int, ...]


class LogColumns:
    """The layout of states: learned once from a log, then used for any line.

    Raw columns: visits by topic, known visits to each advertiser, visits of any kind to each advertiser, the page's
    topics, the page's subjects, place, moment and device.
    """

    def __init__(
        self, rows: Sequence[LoggedImpression], vendor_groups: Sequence[frozenset[str]], taxonomy: Taxonomy
    ) -> None:
        """Learn which topics, advertisers, pages and moments there are."""
        self._taxonomy = taxonomy
        self.groups = tuple(vendor_groups)
        self.topics = _numbered(trait.id for row in rows for trait in row.traits)
        self.subjects = _numbered(self._subject(topic) for topic in self.topics)
        self.advertisers = _numbered(domain for row in rows for domain in row.ad.adomain)
        self._pages = _numbered(topic for row in rows for topic in row.page.cat[:1])
        self._page_subjects = _numbered(self._subject(topic) for topic in self._pages)
        self._contexts = _numbered(name for row in rows for name in _context(row))
        sizes = [
            len(part)
            for part in (
                self.topics, self.advertisers, self.advertisers, self._pages, self._page_subjects, self._contexts
            )
        ]  # fmt: skip
        self._starts = [0, *np.cumsum(sizes).tolist()]
        self._subject_of = np.array([self.subjects[self._subject(topic)] for topic in self.topics], dtype=np.int64)

    @property
    def raw(self) -> int:
        """Number of raw columns."""
        return int(self._starts[-1])

    @property
    def weighed(self) -> int:
        """Number of columns that weights are given to."""
        views = len(STEPS) + 1
        return views * (len(self.topics) + len(self.subjects)) + self.raw - len(self.topics) + 1

    def _subject(self, topic: str) -> str:
        above = self._taxonomy.ancestors(topic) if self._taxonomy.knows(topic) else ()
        return above[-1] if above else topic

    def states(self, rows: Sequence[LoggedImpression]) -> StateArray:
        """Raw states, shape (n, vendor groups, raw columns)."""
        states = np.zeros((len(rows), len(self.groups), self.raw), dtype=np.float32)
        for number, row in enumerate(rows):
            self._fill(states[number], row)
        return states

    def _fill(self, state: StateArray, row: LoggedImpression) -> None:
        for trait in row.traits:
            place = self.topics.get(trait.id)
            if place is not None:
                known = trait.vendors
                for group, names in enumerate(self.groups):
                    is_told = known is not None and names
                    count = max(known.get(name, 0) for name in names) if known is not None and is_told else trait.visits
                    state[group, place] = max(state[group, place], count)
        for domain in row.visited_advertisers:
            place = self.advertisers.get(domain)
            if place is not None:
                ad = LoggedAd("", adomain=(domain,))
                for group, names in enumerate(self.groups):
                    state[group, self._starts[1] + place] = visit_known(row, ad, tuple(names)) != 0
                state[:, self._starts[2] + place] = 1
        for column in self._here(row):
            state[:, column] = 1

    def _here(self, row: LoggedImpression) -> list[int]:
        found = [self._starts[5] + self._contexts[name] for name in _context(row) if name in self._contexts]
        return found + self._page_columns(row)

    def _page_columns(self, row: LoggedImpression) -> list[int]:
        topic = next(iter(row.page.cat), None)
        found = []
        if topic is not None:
            if topic in self._pages:
                found.append(self._starts[3] + self._pages[topic])
            if (subject := self._subject(topic)) in self._page_subjects:
                found.append(self._starts[4] + self._page_subjects[subject])
        return found

    def players(self, row: LoggedImpression) -> tuple[Player, ...]:
        """The causes that are there. Visits to other advertisers than the ad's own are causes of not seeing it."""
        found = [
            Player(Cause(trait.kind, trait.id), (self.topics[trait.id],))
            for trait in row.traits if trait.id in self.topics
        ]  # fmt: skip
        for domain in row.visited_advertisers:
            place = self.advertisers.get(domain)
            if place is not None:
                columns = (self._starts[1] + place, self._starts[2] + place)
                found.append(Player(Cause(CauseKind.RETARGETING, domain), columns))
        page = self._page_columns(row)
        if page:
            found.append(Player(Cause(CauseKind.PAGE_CONTEXT, row.page.cat[0]), tuple(page)))
        found += [
            Player(Cause(CauseKind.PLACE_TIME_DEVICE, name), (self._starts[5] + self._contexts[name],))
            for name in _context(row) if name in self._contexts
        ]  # fmt: skip
        merged: dict[Cause, Player] = {player.cause: player for player in reversed(found)}
        return tuple(reversed(merged.values()))

    def views(self, states: StateArray) -> StateArray:
        """What weights are given to, shape (n, vendor groups, weighed columns); the last one is always 1."""
        visits = states[..., : len(self.topics)]
        below = np.zeros((*visits.shape[:-1], len(self.subjects)), dtype=np.float32)
        for subject in range(len(self.subjects)):
            below[..., subject] = visits[..., self._subject_of == subject].sum(axis=-1)
        parts = [view for counts in (visits, below) for view in _views(counts)]
        ones = np.ones((*visits.shape[:-1], 1), dtype=np.float32)
        return np.concatenate([*parts, states[..., len(self.topics) :], ones], axis=-1)

    def things(self) -> IntArray:
        """A number for each weighed column; views of the same thing share one."""
        views = len(STEPS) + 1
        topics, subjects = np.arange(len(self.topics)), len(self.topics) + np.arange(len(self.subjects))
        shops = len(topics) + len(subjects) + np.arange(len(self.advertisers))
        rest = np.arange(self.raw - self._starts[3] + 1) + len(topics) + len(subjects) + len(shops)
        return np.concatenate([np.tile(topics, views), np.tile(subjects, views), np.tile(shops, 2), rest])

    def classes(self, ad: LoggedAd) -> IntArray:
        """What each weighed column is to this ad, a ``ColumnClass``."""
        above = set(map(self._subject, ad.cat))
        topics = _told(self.topics, set(ad.cat), ColumnClass.OWN_TOPIC, ColumnClass.TOPIC)
        subjects = _told(self.subjects, above, ColumnClass.OWN_SUBJECT, ColumnClass.SUBJECT)
        shops = _told(self.advertisers, set(ad.adomain), ColumnClass.OWN_SHOP, ColumnClass.NEVER)
        pages = _told(self._pages, set(ad.cat), ColumnClass.OWN_PAGE, ColumnClass.PAGE)
        wider = _told(self._page_subjects, above, ColumnClass.OWN_PAGE, ColumnClass.PAGE)
        views = len(STEPS) + 1
        contexts = [ColumnClass.CONTEXT] * len(self._contexts)
        told = [*topics * views, *subjects * views, *shops * 2, *pages, *wider, *contexts, ColumnClass.NEVER]
        return np.array(told, dtype=np.int64)


def _told(
    names: Mapping[str, int], own: Collection[str], if_own: ColumnClass, otherwise: ColumnClass
) -> list[ColumnClass]:
    return [if_own if name in own else otherwise for name in names]


def _views(counts: StateArray) -> list[StateArray]:
    graded = np.minimum(np.float32(1.0), np.log1p(counts) / np.float32(np.log1p(VISITS_TO_FULL)))
    return [*((counts >= step).astype(np.float32) for step in STEPS), graded]


def _context(row: LoggedImpression) -> Iterable[str]:
    here = row.context
    named: Mapping[str, Iterable[str | None]] = {
        "place": (here.place,), "moment": here.moments, "device": (here.device,),
    }  # fmt: skip
    return [f"{kind}:{name}" for kind, names in named.items() for name in names if name is not None]


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names))}
