"""Why an ad of a crowd's market was really shown: exact Shapley values of the auction itself, competition included.

A coalition is a set of causes that are there; the others are as for a stranger. Its value is the log of the chance
that the shown campaign wins, which the auction knows for every coalition.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explainer.contributions import coalition_contributions
from explainer.records import Cause, CauseKind
from explainer.simulation.crowd.life import NEVER, CrowdLife, by_subject
from explainer.simulation.crowd.rules import FloatArray
from explainer.simulation.crowd.world import PARTS_OF_DAY
from explainer.simulation.market import PLACES


@dataclass(frozen=True, slots=True)
class TrueReasons:
    """The truth about one impression.

    Attributes:
        causes: Everything that was there. The visits to all other shops are one player, which has no cause here.
        contributions: In log odds, one for each cause.
        rest: What the visits to the other shops contributed.
        log_chance: Log of the chance that this ad was shown.
        kind: Of the campaign.
    """

    causes: tuple[Cause, ...]
    contributions: tuple[float, ...]
    rest: float
    log_chance: float
    kind: str


def shop_name(number: int) -> str:
    """Domain of a campaign's shop."""
    return f"shop{number}.example"


def true_reasons(life: CrowdLife, number: int) -> TrueReasons:
    """The exact truth about one impression."""
    players = _players(life, number)
    keep = np.ones((1 << len(players), life.world.columns.total), dtype=np.int16)
    coalitions = np.arange(len(keep))
    for bit, (_, columns) in enumerate(players):
        keep[np.ix_(coalitions >> bit & 1 == 0, columns)] = 0
    states = life.states[number][None] * keep[:, None, :]
    start, end = life.world.columns.starts[1:3]
    states[:, :, start:end] = by_subject(states[:, :, :start], life.world)
    utility = life.base[number].astype(np.float64) + life.world.terms.utilities(states)
    log_chance = utility[:, life.winner[number]] - _log_sum(utility)
    sizes = coalition_contributions(log_chance)
    named = [(cause, float(size)) for (cause, _), size in zip(players, sizes, strict=True) if cause is not None]
    return TrueReasons(
        causes=tuple(cause for cause, _ in named), contributions=tuple(size for _, size in named),
        rest=float(sizes.sum()) - sum(size for _, size in named), log_chance=float(log_chance[-1]),
        kind=life.world.campaigns.kinds[life.winner[number]],
    )  # fmt: skip


def _log_sum(utility: FloatArray) -> FloatArray:
    top = utility.max(axis=1)
    total: FloatArray = top + np.log(np.exp(utility - top[:, None]).sum(axis=1))
    return total


def _players(life: CrowdLife, number: int) -> list[tuple[Cause | None, npt.NDArray[np.int64]]]:
    """The causes that are there, each with the columns that go with it."""
    world, starts, winner = life.world, life.world.columns.starts, int(life.winner[number])
    found: list[tuple[Cause | None, npt.NDArray[np.int64]]] = [
        (Cause(CauseKind.INTEREST, world.topics[topic]), np.array([topic]))
        for topic in np.flatnonzero(life.visits[number])
    ]
    visited = np.flatnonzero(life.shops[number] > NEVER / 2)
    if winner in visited:
        found.append((Cause(CauseKind.RETARGETING, shop_name(winner)), starts[2] + np.array([winner])))
    if len(others := visited[visited != winner]):
        found.append((None, starts[2] + others))
    page = int(life.page[number])
    if page >= 0:
        columns = np.array([starts[3] + page, starts[4] + world.subject_of[page]])
        found.append((Cause(CauseKind.PAGE_CONTEXT, world.topics[page]), columns))
    place, moment = int(life.place[number]), int(life.moment[number])
    found += [
        (Cause(CauseKind.PLACE_TIME_DEVICE, f"place:{PLACES[place]}"), starts[5] + np.array([place])),
        (Cause(CauseKind.PLACE_TIME_DEVICE, f"moment:{PARTS_OF_DAY[moment]}"), starts[6] + np.array([moment])),
    ]
    return found
