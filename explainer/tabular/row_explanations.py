"""What comes back for a table of rows: values by player, ready for frames, shap's plots and notebooks."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from explainer.contributions import paired_contributions_of_rows
from explainer.tabular.categories import Rows
from explainer.tabular.inputs import booster_of, margins_of, objective_of
from explainer.tabular.prepared import PreparedModel
from explainer.trees import IDENTITY, LINKS, LOG, LOGIT, FloatArray
from explainer.wording import factor

if TYPE_CHECKING:
    import shap

    from explainer.tabular.inputs import Model

# Rows that verify() gives to shap, which needs a millisecond each for a large model.
MOST_VERIFIED_ROWS: Final = 200
# Rows and players that a notebook shows; more is a wall of figures.
SHOWN_ROWS: Final = 10
SHOWN_PLAYERS: Final = 12
# Full colour from this contribution on: e^1.5 is a factor of about 4.5.
_FULL_COLOUR_LOG_ODDS: Final = 1.5
# What a cell of the table says, by how the model's margin becomes its answer.
_CAPTIONS: Final = {
    LOGIT: "how many times likelier (orange) or less likely (blue) each made the row than the reference",
    LOG: "how many times more (orange) or less (blue) each made the row's figure than the reference's",
    IDENTITY: "how far each moved the row's score up (orange) or down (blue) from the reference's",
}
_TOWARDS, _AWAY = "196,90,20", "35,95,160"  # orange and blue: distinct for colour-blind readers, on light and dark


@dataclass(frozen=True, slots=True)
class Verification:
    """How far the values are from what they must be, in log odds.

    Attributes:
        rows: Rows that were compared.
        additivity_gap: Largest gap between base value plus contributions and XGBoost's own margin.
        shap_gap: Largest gap to ``shap.TreeExplainer`` (interventional, same reference) with every column on its own;
            NaN for a model that splits on categories, which shap cannot read.
    """

    rows: int
    additivity_gap: float
    shap_gap: float


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RowExplanations:
    """Who moved each row's score away from the reference's, in log odds (or the unit of the model's margin).

    Attributes:
        players: Names of the groups, then of the columns without a group.
        values: Shape (rows, players). A row's values add up to its margin minus the reference's.
        base_values: Shape (rows,): the reference's margin, the same for all.
        data: The rows as they were explained.
    """

    players: tuple[str, ...]
    values: FloatArray
    base_values: FloatArray
    data: pd.DataFrame
    _ready: PreparedModel
    _model: Model
    _row_values: Rows

    def __repr__(self) -> str:
        """In one line, whatever the size."""
        shown = ", ".join(self.players[:SHOWN_PLAYERS]) + ", …" * (len(self.players) > SHOWN_PLAYERS)
        return f"<RowExplanations: {len(self.values)} rows by {len(self.players)} players ({shown})>"

    def to_frame(self) -> pd.DataFrame:
        """Lay out the contributions, one row per explained row with its own index, one column per player."""
        return pd.DataFrame(self.values, index=self.data.index, columns=list(self.players))

    def to_shap(self) -> shap.Explanation:
        """Hand over to shap's plots. A group's value there is how many of its columns differ from the reference."""
        import shap  # noqa: PLC0415 - importing shap takes two seconds

        numbers, labels = self._shown_values()
        return shap.Explanation(
            values=self.values, base_values=self.base_values, data=numbers, display_data=labels,
            feature_names=list(self.players),
        )  # fmt: skip

    def verify(self) -> Verification:
        """Compare with XGBoost and with shap, and print and return what was found."""
        rows = self._row_values[:MOST_VERIFIED_ROWS]
        sums = self.base_values + self.values.sum(axis=1)
        additivity_gap = _largest(sums[: len(rows)] - margins_of(booster_of(self._model), rows))
        shap_gap = float("nan") if self._ready.categories.questions else self._shap_gap(rows)
        print(  # noqa: T201 - made for a notebook
            f"{len(rows)} rows: contributions add up to XGBoost's margin within {additivity_gap:.1g}; "
            + (
                "shap cannot read a model that splits on categories"
                if np.isnan(shap_gap)
                else f"with every column on its own they equal shap's within {shap_gap:.1g}"
            )
        )
        return Verification(len(rows), additivity_gap, shap_gap)

    def _shap_gap(self, rows: Rows) -> float:
        import shap  # noqa: PLC0415 - see to_shap

        reference = self._ready.reference
        oracle = shap.TreeExplainer(
            booster_of(self._model), data=reference[None], feature_perturbation="interventional"
        )  # fmt: skip
        alone = paired_contributions_of_rows(self._ready.trees, rows, reference, np.arange(rows.shape[1]))
        return _largest(alone - oracle.shap_values(rows))

    def _repr_html_(self) -> str:
        order = np.argsort(-np.abs(self.values).mean(axis=0))[:SHOWN_PLAYERS] if len(self.values) else np.zeros(0, int)
        link = LINKS[objective_of(self._model)]
        write = _as_factor if link != IDENTITY else _as_difference
        full = _FULL_COLOUR_LOG_ODDS if link != IDENTITY else _largest(self.values)
        head = "".join(f"<th>{html.escape(self.players[player])}</th>" for player in order)
        body = "".join(
            f"<tr><th>{html.escape(str(label))}</th>{''.join(_cell(row[player], write, full) for player in order)}</tr>"
            for label, row in zip(self.data.index[:SHOWN_ROWS], self.values, strict=False)
        )
        caption = (
            f"{len(self.values)} rows, {len(self.players)} players: {_CAPTIONS[link]}"
        )
        top = f"<caption>{caption}</caption><thead><tr><th></th>{head}</tr></thead>"
        return f"<table>{top}<tbody>{body}</tbody></table>"

    def _shown_values(self) -> tuple[FloatArray, npt.NDArray[np.object_]]:
        """What a plot shows beside a player: its value, or how many of a group's columns differ from the reference."""
        reference, owner = self._ready.reference, self._ready.owner
        same = (self._row_values == reference) | (np.isnan(self._row_values) & np.isnan(reference))
        numbers = np.zeros(self.values.shape)
        labels = np.empty(self.values.shape, dtype=object)
        for player in range(len(self.players)):
            columns = np.flatnonzero(owner == player)
            is_alone = len(columns) == 1
            column = self._row_values[:, columns[0]] if is_alone else (~same[:, columns]).sum(axis=1)
            numbers[:, player] = column
            is_category = is_alone and columns[0] in self._ready.categories.levels
            if is_category:
                labels[:, player] = self.data.iloc[:, self._place_of(columns[0])].astype(str)
            else:
                labels[:, player] = [f"{value:.4g}" if is_alone else f"{value} of {len(columns)}" for value in column]
        return numbers, labels

    def _place_of(self, column: int) -> int:
        """Where a column of the model stands in the frame."""
        return [str(name) for name in self.data.columns].index(self._ready.columns[column])


def _largest(gaps: FloatArray) -> float:
    return float(np.abs(gaps).max(initial=0.0))


def _as_factor(value: float) -> str:
    return f"×{factor(value):g}"


def _as_difference(value: float) -> str:
    return f"{value:+.3g}"


def _cell(value: float, write: Callable[[float], str], full_colour: float) -> str:
    strength = min(1.0, abs(value) / full_colour if full_colour else 0.0) * 0.6
    colour = _TOWARDS if value > 0 else _AWAY
    return f'<td style="background:rgba({colour},{strength:.2f})">{write(value)}</td>'
