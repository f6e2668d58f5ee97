"""Columns that always go together: no model can tell which of them it used, so their credit is one family's."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

# From here on two columns count as twins: flags that agree in 97 of 100 rows do, and knowing one leaves less than a
# fifth of the other's variance open.
LEAST_CORRELATION: Final = 0.9
_JOINED_BY: Final = " + "


def twin_groups(X: pd.DataFrame, *, least_correlation: float = LEAST_CORRELATION) -> dict[str, list[str]]:  # noqa: N803 - as in scikit-learn
    """Find families of columns that rise and fall together, ready for ``groups`` of ``explain``.

    Rank correlation is used, so a column and its logarithm are twins; so are a column and its opposite. A column that
    never changes has no twin.

    Example:
        >>> X = pd.DataFrame({"camping": [0, 1, 2, 3], "tents": [0, 2, 4, 9], "evening": [1, 0, 0, 1]})
        >>> twin_groups(X)
        {'camping + tents': ['camping', 'tents']}
    """
    names = [str(name) for name in X.columns]
    together = np.abs(_rank_correlation(X)) >= least_correlation
    family = list(range(len(names)))
    for one, other in np.argwhere(np.triu(together, 1)):
        joined, left = sorted((family[one], family[other]))
        family = [joined if number == left else number for number in family]
    members: dict[int, list[str]] = {}
    for name, number in zip(names, family, strict=True):
        members.setdefault(number, []).append(name)
    return {_JOINED_BY.join(found): found for found in members.values() if len(found) > 1}


def _rank_correlation(rows: pd.DataFrame) -> npt.NDArray[np.float64]:
    correlation: npt.NDArray[np.float64] = np.nan_to_num(rows.rank().corr().to_numpy(dtype=np.float64))
    return correlation
