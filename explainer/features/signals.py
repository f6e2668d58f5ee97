"""One person's log as arrays: for every ad place, what spoke for a given ad there.

All evidence about a campaign is a comparison: how often was something true where its ad was shown, against all places
where any ad was shown to this person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explainer.features.layout import FloatArray, TraitLayout
from explainer.features.relations import Relation, TopicRelations
from explainer.records import LoggedAd, LoggedImpression, LoggedTrait


def visible_share(trait: LoggedTrait, vendors: Sequence[str]) -> float:
    """The share of a trait's visits that the best placed of ``vendors`` saw; 1 where nothing is known about that."""
    if trait.vendors is None or not vendors:
        return 1.0
    return min(1.0, max(trait.vendors.get(vendor, 0) for vendor in vendors) / max(1, trait.visits))


@dataclass(frozen=True, slots=True)
class AdSignals:
    """What spoke for one ad at every place of the log; each array has one entry per impression, oldest first.

    ``own``, ``near`` and ``other`` are strengths of the strongest trait with the ad's own topic, with a related
    topic, and with any other topic; ``*_seen`` count only what the companies behind this ad saw. The others are 0 or 1.
    ``others`` holds, for each other trait in a column, whether the person had it.
    """

    own: FloatArray
    own_seen: FloatArray
    near: FloatArray
    near_seen: FloatArray
    other: FloatArray
    others_seen: FloatArray
    visited: FloatArray
    visited_recently: FloatArray
    visit_known: FloatArray
    page: FloatArray
    page_family: FloatArray
    place: FloatArray
    moment: FloatArray


class LogArrays:
    """The arrays of one person's log, built once; ``signals`` then answers for any ad.

    A log that grows shares what it can with the arrays ``before`` it; the answers are those of arrays built anew.
    """

    def __init__(
        self, logged: Sequence[LoggedImpression], relations: TopicRelations, before: LogArrays | None = None
    ) -> None:
        """Lay the traits of all impressions out as matrices."""
        self.logged = logged
        self._relations = relations
        self.layout: TraitLayout = TraitLayout(logged, before.layout if before else None)
        self.strength = self.layout.strength()
        self._page_cats = tuple(dict.fromkeys(row.page.cat for row in logged))
        number = {cat: place for place, cat in enumerate(self._page_cats)}
        self._page_cat = np.array([number[row.page.cat] for row in logged], dtype=int)
        self._none = np.zeros(len(logged))

    def seen_strength(self, vendors: Sequence[str]) -> FloatArray:
        """Strength of each trait as far as ``vendors`` could know it; all of it where that is not known."""
        if not vendors:
            return self.strength
        visits = self.layout.visits()
        most = np.max([self.layout.seen_by(vendor) for vendor in vendors], axis=0)
        share = np.where(visits >= 0, np.minimum(1.0, most / np.maximum(1.0, visits)), 1.0)
        seen: FloatArray = self.strength * share
        return seen

    def signals(self, ad: LoggedAd, vendors: Sequence[str]) -> AdSignals:
        """What spoke for an ad at every place, its delivery having been in the hands of ``vendors``."""
        relation = np.array([self._relations.nearest(topic, ad.cat) for topic in self.layout.column], dtype=int)
        seen = self.seen_strength(vendors)
        is_own, is_other = relation == Relation.SAME, relation == Relation.NONE
        is_near = ~is_own & ~is_other
        days, known = self._visits_to(ad, vendors)
        page = np.array([self._relations.nearest_of(cat, ad.cat) for cat in self._page_cats])[self._page_cat]
        return AdSignals(
            own=_strongest(self.strength, is_own), own_seen=_strongest(seen, is_own),
            near=_strongest(self.strength, is_near), near_seen=_strongest(seen, is_near),
            other=_strongest(self.strength, is_other), others_seen=(seen[:, is_other] > 0).astype(float),
            visited=(days < np.inf).astype(float), visited_recently=(days < 1.0).astype(float), visit_known=known,
            page=(page <= Relation.SAME).astype(float), page_family=(page <= Relation.FAMILY).astype(float),
            place=np.array([row.context.place in ad.places for row in self.logged],
            dtype=float) if ad.places else self._none,
            moment=self._at_moment(ad.moments),
        )  # fmt: skip

    def _visits_to(self, ad: LoggedAd, vendors: Sequence[str]) -> tuple[FloatArray, FloatArray]:
        """Days since the advertiser was visited (infinite: never), and whether the ad's companies knew."""
        days = np.full(len(self.logged), np.inf)
        known = np.zeros(len(self.logged))
        for domain in ad.adomain:
            if domain not in self.logged[-1].visited_advertisers:
                continue  # whoever was visited at some time was visited at the end
            for place, row in enumerate(self.logged):
                if domain in row.visited_advertisers:
                    days[place] = min(days[place], row.visited_advertisers[domain])
                    known[place] = visit_known(row, ad, vendors)
        return days, known

    def _at_moment(self, named: tuple[str, ...]) -> FloatArray:
        if not named:
            return self._none
        return np.array([not set(row.context.moments).isdisjoint(named) for row in self.logged], dtype=float)


def visit_known(row: LoggedImpression, ad: LoggedAd, vendors: Sequence[str]) -> float:
    """Whether a company behind the ad saw the visit to its advertiser: 1 yes, 0 no, 0.5 not known."""
    known = [row.advertiser_vendors[domain] for domain in ad.adomain if domain in row.advertiser_vendors]
    if not known or not vendors:
        return 0.5 if any(domain in row.visited_advertisers for domain in ad.adomain) else 0.0
    return float(any(vendor in seen for seen in known for vendor in vendors))


def _strongest(strength: FloatArray, columns: npt.NDArray[np.bool_]) -> FloatArray:
    return strength[:, columns].max(axis=1) if columns.any() else np.zeros(len(strength))
