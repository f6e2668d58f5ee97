"""Campaigns that a log knows well: what each one pays for, and why one ad was shown, competition included.

The lift of an ad is ``s(ad) - ln sum_b q_b exp(s(b))`` over all campaigns ``b`` of the market, computed anew for every
set of causes (DESIGN 2.1, 2.11). Shapley values of that game are exact; members, each with rules and weights drawn by
their probability, give the intervals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from explainer.contributions import coalition_contributions
from explainer.errors import UnknownImpressionError
from explainer.known_campaigns.columns import FloatArray, IntArray, LogColumns, Player, StateArray
from explainer.known_campaigns.pacing import Float32Array, ShownInTime
from explainer.known_campaigns.weights import MEMBERS, Report, Shown, Weights, fit_weights
from explainer.records import Cause, LoggedImpression
from explainer.taxonomy import Taxonomy

LEAST_IMPRESSIONS: Final = 30
LEAST_PEOPLE: Final = 5
MOST_PLAYERS: Final = 11  # further causes, the least telling, are one player together


@dataclass(frozen=True, slots=True)
class CausesOfAd:
    """Why one ad was shown, by member, in log odds.

    Attributes:
        causes: Everything that was there.
        contributions: Shape (members, causes); adds up to ``lifts - stranger_lifts``.
        lifts: Shape (members,): how much likelier the ad was here than on average.
        stranger_lifts: The same where none of the causes is there.
    """

    causes: tuple[Cause, ...]
    contributions: FloatArray
    lifts: FloatArray
    stranger_lifts: FloatArray


@dataclass(frozen=True, slots=True)
class KnownCampaigns:
    """What a log of many people says about its campaigns.

    Attributes:
        columns: The layout of states.
        numbers: Of campaigns, by ``ad_id``.
        share: Of each campaign in the log; after the known ones, all others together.
        group: The vendor group of each.
        weights: What each pays for.
        pacing: How much each was on sale at each line of the log, shape (n, campaigns), in log odds.
        places: Of the log's lines in ``pacing``, by ``impression_id``.
    """

    columns: LogColumns
    numbers: Mapping[str, int]
    share: FloatArray
    group: IntArray
    weights: tuple[Weights, ...]
    pacing: Float32Array
    places: Mapping[str, int]

    def knows(self, row: LoggedImpression) -> bool:
        """Whether this ad's campaign was seen often enough."""
        return row.ad.ad_id in self.numbers

    def split(self, row: LoggedImpression) -> CausesOfAd:
        """Why this ad was shown to this person here.

        Raises:
            UnknownImpressionError: The ad's campaign is not known well enough.
        """
        if not self.knows(row):
            raise UnknownImpressionError(row.impression_id)
        number, state, players = self.numbers[row.ad.ad_id], self.columns.states([row])[0], self.columns.players(row)
        alone = [(1 << len(players)) - 1 - (1 << bit) for bit in range(len(players))]
        paced = self._paced(row)
        everybody = [player.columns for player in players]
        lifts = self._lifts(number, state, everybody, [*alone, (1 << len(players)) - 1], paced)
        effect = np.abs(lifts[-1] - lifts[:-1]).mean(axis=1)
        order = np.argsort(-effect)
        teams = [[int(place)] for place in order[:MOST_PLAYERS]] + [[int(p) for p in order[MOST_PLAYERS:]]]
        teams = [team for team in teams if team]
        columns = [tuple(c for place in team for c in players[place].columns) for team in teams]
        table = self._lifts(number, state, columns, range(1 << len(teams)), paced)
        return _shared(players, teams, table)

    def scores(self, states: StateArray) -> FloatArray:
        """What every campaign pays in raw states, by member: shape (n, campaigns, members)."""
        found = np.zeros((len(states), len(self.weights), MEMBERS))
        views = self.columns.views(states)
        is_there = (views != 0).any(axis=0)
        for number, own in enumerate(self.weights):
            there = is_there[self.group[number]]
            used = np.flatnonzero(there[own.first] & there[own.second])
            seen = views[:, self.group[number]]
            found[:, number] = (seen[:, own.first[used]] * seen[:, own.second[used]]) @ own.size[used]
        return found

    def _paced(self, row: LoggedImpression) -> FloatArray:
        """How much each campaign was on sale at this line; as on average for a line that was not in the log."""
        place = self.places.get(row.impression_id)
        return np.zeros(len(self.share)) if place is None else self.pacing[place].astype(np.float64)

    def _lifts(
        self, number: int, state: StateArray, columns: Sequence[Sequence[int]], coalitions: Iterable[int],
        paced: FloatArray,
    ) -> FloatArray:
        """Lift of a campaign where only the players of each coalition are there: shape (coalitions, members)."""
        members = np.array(list(coalitions), dtype=np.int64)
        states = np.repeat(state[None], len(members), axis=0)
        for bit, own in enumerate(columns):
            states[np.ix_(members >> bit & 1 == 0, range(state.shape[0]), own)] = 0
        scores = self.scores(states) + paced[None, :, None]
        return scores[:, number] - log_mean(scores, self.share)


def log_mean(scores: FloatArray, share: FloatArray) -> FloatArray:
    """Log of the mean of exp(scores), weighed by the campaigns' shares (axis 1)."""
    top = scores.max(axis=1)
    total: FloatArray = top + np.log((np.exp(scores - top[:, None]) * share[None, :, None]).sum(axis=1))
    return total


def _shared(players: Sequence[Player], teams: Sequence[Sequence[int]], table: FloatArray) -> CausesOfAd:
    sizes = coalition_contributions(table.T)
    contributions = np.zeros((MEMBERS, len(players)))
    for team, size in zip(teams, sizes.T, strict=True):
        contributions[:, list(team)] = (size / len(team))[:, None]
    return CausesOfAd(tuple(player.cause for player in players), contributions, table[-1], table[0])


def known_ids(rows: Iterable[LoggedImpression]) -> tuple[str, ...]:
    """Campaigns with enough impressions, of enough people, in the order of first showing."""
    shown: Counter[str] = Counter()
    people: dict[str, set[str]] = {}
    for row in rows:
        shown[row.ad.ad_id] += 1
        people.setdefault(row.ad.ad_id, set()).add(row.person_id)
    return tuple(
        ad_id for ad_id, count in shown.items()
        if count >= LEAST_IMPRESSIONS and len(people[ad_id]) >= LEAST_PEOPLE
    )  # fmt: skip


def fit_known_campaigns(
    rows: Sequence[LoggedImpression], taxonomy: Taxonomy | None = None, *, report: Report = lambda _done, _total: None
) -> KnownCampaigns | None:
    """Learn what the well-known campaigns of a log pay for; None where it holds none, or a single one.

    ``report`` is told how many looks at campaigns were taken, and how many there will be.
    """
    rows = sorted(rows, key=lambda row: (row.person_id, row.time))
    known = known_ids(rows)
    if len(known) < 2:
        return None
    numbers = {ad_id: number for number, ad_id in enumerate(known)}
    campaign = np.array([numbers.get(row.ad.ad_id, len(known)) for row in rows], dtype=np.int64)
    count = len(known) + bool((campaign == len(known)).any())
    vendors: list[set[str]] = [set() for _ in range(count)]
    ads = {number: row.ad for number, row in zip(campaign.tolist(), rows, strict=True)}
    for number, row in zip(campaign.tolist(), rows, strict=True):
        vendors[number].update(row.ad.vendors)
    groups = tuple(dict.fromkeys(frozenset(names) for names in vendors))
    group = np.array([groups.index(frozenset(names)) for names in vendors], dtype=np.int64)
    columns = LogColumns(rows, groups, taxonomy or Taxonomy.load())
    classes = np.array([columns.classes(ads[number]) for number in range(count)])
    share = np.bincount(campaign, minlength=count) / len(campaign)
    views = np.ascontiguousarray(columns.views(columns.states(rows)).transpose(1, 2, 0))
    names = [row.person_id for row in rows]
    first_rows = np.array([place for place, name in enumerate(names) if not place or names[place - 1] != name])
    log = ShownInTime(campaign, first_rows, np.array([row.time.timestamp() for row in rows]))
    weights, pacing = fit_weights(Shown(views, campaign, log, share, group, classes, columns.things()), report)
    places = {row.impression_id: place for place, row in enumerate(rows)}
    return KnownCampaigns(columns, numbers, share, group, tuple(weights), pacing, places)
