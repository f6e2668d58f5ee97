"""What speaks for one ad in one place, in relative terms: so the model can judge ads that it has never seen.

A column belongs to a cause: the strength of "the trait with the ad's own topic" is one column, and which trait fills it
is written down for each row, so that its contribution goes to that trait. Where nothing fills a slot the column holds
the stranger's value, belongs to nobody and moves nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

import numpy as np

from explainer.features.layout import FloatArray
from explainer.features.relations import Relation, TopicRelations
from explainer.features.signals import visible_share, visit_known
from explainer.records import Cause, CauseKind, LoggedImpression, LoggedTrait
from explainer.taxonomy import Taxonomy
from explainer.trees import IntArray

# Log of days for something that never happened: about ten years, beyond any visit that is kept.
NEVER: Final = math.log1p(3650.0)

_SLOTS: Final = ("own_interest", "own_intent", "near1", "near2", "other1", "other2", "other3")
_TRAIT_FIGURES: Final = ("strength", "seen", "days", "visits", "relation")
COLUMNS: Final = (
    *(f"{slot}_{figure}" for slot in _SLOTS for figure in _TRAIT_FIGURES),
    "visited", "visited_days", "visit_known", "page_relation", "place_match", "moment_match", "topic_missing",
    "observed_days",
)  # fmt: skip


def _stranger_value(column: str) -> float:
    if column.endswith("_relation"):
        return float(Relation.NONE)
    return NEVER if column.endswith("_days") and column != "observed_days" else 0.0


# Columns of one slot always belong to the same cause, so a slot is one player whoever fills it; -1 is nobody's.
SLOTS: Final = (*_SLOTS, "visit", "page_", "place_", "moment_")
SLOT_OF_COLUMN: Final = tuple(
    next((number for number, slot in enumerate(SLOTS) if name.startswith(slot)), -1) for name in COLUMNS
)

_COLUMN: Final = {name: number for number, name in enumerate(COLUMNS)}
_STRANGER: Final = np.array([_stranger_value(name) for name in COLUMNS])


@dataclass(frozen=True, slots=True)
class FeatureTable:
    """Rows for the experts, the stranger's row beside each, and who owns what.

    Attributes:
        values: Shape (n, columns).
        reference: Shape (n, columns): the same ad for a stranger anywhere.
        owner: Shape (n, columns): index into ``causes`` of that row, -1 for nobody.
        causes: For each row the causes that are present.
        slots: For each row the place in ``SLOTS`` of each of its causes.
    """

    values: FloatArray
    reference: FloatArray
    owner: IntArray
    causes: tuple[tuple[Cause, ...], ...]
    slots: tuple[tuple[int, ...], ...]


def feature_rows(rows: Sequence[LoggedImpression], taxonomy: Taxonomy | TopicRelations) -> FeatureTable:
    """Describe each impression by what speaks for its ad."""
    relations = taxonomy if isinstance(taxonomy, TopicRelations) else TopicRelations(taxonomy)
    entries: _Entries = {}
    written = [_Row(row, relations, entries) for row in rows]
    shape = (len(rows), len(COLUMNS))
    return FeatureTable(
        values=np.array([row.values for row in written]).reshape(shape),
        reference=np.array([row.reference for row in written]).reshape(shape),
        owner=np.array([row.owner for row in written], dtype=np.int64).reshape(shape),
        causes=tuple(tuple(row.causes) for row in written),
        slots=tuple(tuple(row.slots) for row in written),
    )


class _Row:
    """One row while it is filled in."""

    def __init__(self, row: LoggedImpression, relations: TopicRelations, entries: _Entries) -> None:
        self.values, self.owner = _STRANGER.copy(), np.full(len(COLUMNS), -1, dtype=np.int64)
        self.causes: list[Cause] = []
        self.slots: list[int] = []
        self._fill_ad(row)
        self.reference = self.values.copy()
        self._fill_traits(row, relations, entries)
        self._fill_visit(row)
        self._fill_page(row, relations)
        self._fill_moment(row)

    def _fill_ad(self, row: LoggedImpression) -> None:
        """What stays the same for a stranger: the ad itself, and how long anything could be known."""
        self.values[_COLUMN["topic_missing"]] = float(not row.ad.cat)
        self.values[_COLUMN["observed_days"]] = math.log1p(row.observed_days)

    def _set(self, cause: Cause, figures: Iterable[tuple[str, float]]) -> None:
        if cause in self.causes:  # a log that names a trait twice: the stronger entry came first
            return
        player = len(self.causes)
        self.causes.append(cause)
        for place, (name, value) in enumerate(figures):
            column = _COLUMN[name]
            if not place:
                self.slots.append(SLOT_OF_COLUMN[column])
            self.values[column] = value
            if value != self.reference[column]:
                self.owner[column] = player

    def _fill_traits(self, row: LoggedImpression, relations: TopicRelations, entries: _Entries) -> None:
        for trait in row.traits:
            if (id(trait), id(row.ad)) not in entries:
                entries[id(trait), id(row.ad)] = _entry(row, trait, relations)
        ranked = sorted((entries[id(trait), id(row.ad)] for trait in row.traits), key=itemgetter(0))
        free = {
            "own": ["own_interest", "own_intent"],
            "near": ["near1", "near2"],
            "other": ["other1", "other2", "other3"],
        }
        for _, relation, seen, trait in ranked:
            slot = _slot_for(relation, trait, free)
            if slot is not None:
                self._set(Cause(trait.kind, trait.id), _trait_figures(slot, trait, seen, relation))

    def _fill_visit(self, row: LoggedImpression) -> None:
        visited = [
            (row.visited_advertisers[domain], domain) for domain in row.ad.adomain if domain in row.visited_advertisers
        ]
        if visited:
            days, domain = min(visited)
            known = visit_known(row, row.ad, row.ad.vendors)
            figures = (("visited", 1.0), ("visited_days", math.log1p(days)), ("visit_known", known))
            self._set(Cause(CauseKind.RETARGETING, domain), figures)

    def _fill_page(self, row: LoggedImpression, relations: TopicRelations) -> None:
        near = min(
            ((relations.nearest(topic, row.ad.cat), place, topic) for place, topic in enumerate(row.page.cat)),
            default=None,
        )
        if near is not None and near[0] < Relation.NONE:
            self._set(Cause(CauseKind.PAGE_CONTEXT, near[2]), [("page_relation", float(near[0]))])

    def _fill_moment(self, row: LoggedImpression) -> None:
        if row.context.place is not None and row.context.place in row.ad.places:
            self._set(Cause(CauseKind.PLACE_TIME_DEVICE, f"place:{row.context.place}"), [("place_match", 1.0)])
        for moment in row.context.moments:
            if moment in row.ad.moments:
                self._set(Cause(CauseKind.PLACE_TIME_DEVICE, f"moment:{moment}"), [("moment_match", 1.0)])
                break


_Entry = tuple[tuple[float, str, str], Relation, float, LoggedTrait]
# By trait and ad, both by identity: rows that are scored together mostly differ in one thing and share the others.
_Entries = dict[tuple[int, int], _Entry]


def _entry(row: LoggedImpression, trait: LoggedTrait, relations: TopicRelations) -> _Entry:
    """A trait with its place in the queue for slots: strongest first, what the ad's companies saw counting double."""
    share = visible_share(trait, row.ad.vendors)
    return (
        (-trait.strength * (1 + share), trait.id, trait.kind), relations.nearest(trait.id, row.ad.cat),
        trait.strength * share, trait,
    )  # fmt: skip


def _slot_for(relation: Relation, trait: LoggedTrait, free: dict[str, list[str]]) -> str | None:
    """The next free slot for a trait, strongest traits having been served first; None if all are taken."""
    if relation is Relation.SAME:
        wanted = "own_intent" if trait.kind is CauseKind.PURCHASE_INTENT else "own_interest"
        if wanted in free["own"]:
            free["own"].remove(wanted)
            return wanted
    family = "other" if relation is Relation.NONE else "near"
    return free[family].pop(0) if free[family] else None


def _trait_figures(slot: str, trait: LoggedTrait, seen: float, relation: Relation) -> list[tuple[str, float]]:
    return [
        (f"{slot}_strength", math.log1p(trait.strength)), (f"{slot}_seen", math.log1p(seen)),
        (f"{slot}_days", math.log1p(trait.last_seen_days)), (f"{slot}_visits", math.log1p(trait.visits)),
        (f"{slot}_relation", float(relation)),
    ]  # fmt: skip
