"""How much each campaign was on sale at each line of a log: pacing, caps, begin and end. No cause, but it competes.

Nobody who reads a log sees a campaign's bids. But whoever knows what its criteria make of every line can see that it
was shown more or less than that lately, or to people who had seen it as often. XGBoost learns from all campaigns how
far such rates can be trusted. They are counted out of fold by person: what one person was shown is not used for them.

Odds are compared and not shares: a campaign that begins may win nearly everything for a while, and shares saturate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from explainer.known_campaigns.columns import FloatArray, IntArray

Float32Array = npt.NDArray[np.float32]

FOLDS: Final = 5
PARTS: Final = 60  # of the time, and of a person's log
AROUND: Final = ((0, 1, 3, 8), (2, 6, 12))  # parts before and after that are counted together: of a log, of the time
MOST_SEEN: Final = 12
OTHERS: Final = 3  # ads drawn by their chance for each that was shown
TREES: Final = {
    "objective": "binary:logistic", "max_depth": 4, "eta": 0.1, "min_child_weight": 5, "nthread": 1, "seed": 0,
}  # fmt: skip
ROUNDS: Final = 100
LEAST_DOUBT: Final = 1e-4  # that a campaign was not shown; nothing is surer


@dataclass(frozen=True, slots=True)
class ShownInTime:
    """Who was shown what, when; one person's rows stand together, in the order of time.

    Attributes:
        campaign: Number of the campaign of each row.
        first_rows: Where each person's rows begin.
        seconds: Of each row.
    """

    campaign: IntArray
    first_rows: IntArray
    seconds: FloatArray

    @property
    def person(self) -> IntArray:
        """Number of each row's person."""
        return np.cumsum(np.bincount(self.first_rows, minlength=len(self.campaign))) - 1

    @property
    def position(self) -> IntArray:
        """Each row's place in its person's log."""
        return np.arange(len(self.campaign)) - self.first_rows[self.person]


def pacing(log: ShownInTime, chance: FloatArray) -> Float32Array:
    """What to add to each campaign's log chance, shape (n, campaigns), given ``chance`` by criteria alone."""
    import xgboost  # noqa: PLC0415 - explaining without fitting needs none

    facts, rows = _facts(log, chance), np.arange(len(chance))
    dice = np.random.default_rng(0)
    upto = np.cumsum(chance, axis=1)
    drawn = [(upto < dice.random(len(rows))[:, None] * upto[:, -1:]).sum(axis=1) for _ in range(OTHERS)]
    campaigns, rows = np.concatenate([log.campaign, *drawn]), np.tile(rows, OTHERS + 1)
    is_shown = campaigns == log.campaign[rows]
    is_used = ~is_shown | (np.arange(len(rows)) < len(chance))
    rows, campaigns, labels = rows[is_used], campaigns[is_used], is_shown[is_used]
    # Campaigns that were not shown are drawn by their chance p: log odds of having been shown are then those of the
    # chance, less log(OTHERS p), so that trees start from where nothing need be changed.
    base = -np.log(OTHERS * np.maximum(1 - chance[rows, campaigns], LEAST_DOUBT))
    values = facts[rows, campaigns]
    trees = xgboost.train(TREES, xgboost.DMatrix(values, labels, base_margin=base, nthread=1), ROUNDS)
    flat = facts.reshape(-1, facts.shape[-1])
    everywhere = xgboost.DMatrix(flat, base_margin=np.zeros(len(flat)), nthread=1)
    return np.asarray(trees.predict(everywhere, output_margin=True).reshape(chance.shape), dtype=np.float32)


def _facts(log: ShownInTime, chance: FloatArray) -> Float32Array:
    """Shape (n, campaigns, facts): shown against expected around this place and this time, and how often seen."""
    rows, fold = np.arange(len(chance)), log.person % FOLDS
    shown = np.zeros(chance.shape)
    shown[rows, log.campaign] = 1
    times = np.argsort(np.argsort(log.seconds)) * PARTS // len(rows)
    keys = (np.minimum(log.position, PARTS - 1), times)
    facts = [
        rate_around(key, fold, around, (shown, chance))
        for key, many in zip(keys, AROUND, strict=True) for around in many
    ]  # fmt: skip
    seen = np.cumsum(shown, axis=0) - shown
    seen -= seen[log.first_rows[log.person]]
    facts += [_rate_of_seen(seen, fold, (shown, chance)), seen, np.broadcast_to(np.log(shown.sum(axis=0)), shown.shape)]
    return np.stack(facts, axis=-1).astype(np.float32)


def rate_around(key: IntArray, fold: IntArray, around: int, sides: tuple[FloatArray, FloatArray]) -> FloatArray:
    """Shown against expected in the parts around each row's, by people of other folds: log of the odds ratio."""
    shown, expected = (_by_key(fold * PARTS + key, side).reshape(FOLDS, PARTS, -1) for side in sides)
    low, high = np.maximum(np.arange(PARTS) - around, 0), np.minimum(np.arange(PARTS) + around + 1, PARTS)
    odds = []
    for total in (shown, expected):
        others = total.sum(axis=0) - total
        upto = np.concatenate([np.zeros_like(others[:, :1]), np.cumsum(others, axis=1)], axis=1)
        count = upto[:, high] - upto[:, low]
        odds.append(np.log(count + 1) - np.log(count.sum(axis=-1, keepdims=True) - count + 1))
    found: FloatArray = (odds[0] - odds[1])[fold, key]
    return found


def _by_key(key: IntArray, values: FloatArray) -> FloatArray:
    """Sums of rows with the same key, a number below ``FOLDS * PARTS``."""
    total = np.zeros((FOLDS * PARTS, values.shape[1]))
    order = np.argsort(key, kind="stable")
    there, first = np.unique(key[order], return_index=True)
    total[there] = np.add.reduceat(values[order], first, axis=0)
    return total


def _rate_of_seen(seen: FloatArray, fold: IntArray, sides: tuple[FloatArray, FloatArray]) -> FloatArray:
    """Log of shown over expected where people had seen an ad at least as often: a cap lets it drop."""
    often = np.minimum(seen, MOST_SEEN).astype(np.int64)
    tables = np.zeros((2, FOLDS, MOST_SEEN + 1, seen.shape[1]))
    for side, values in enumerate(sides):
        for count in range(MOST_SEEN + 1):
            for part in range(FOLDS):
                mine = fold != part
                tables[side, part, count] = (values[mine] * (often[mine] >= count)).sum(axis=0)
    ratio = np.log((tables[0] + 0.5) / (tables[1] + 0.5))
    found: FloatArray = ratio[fold[:, None], often, np.arange(seen.shape[1])]
    return found
