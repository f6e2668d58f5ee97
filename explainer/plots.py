"""Figures of explanations. matplotlib and shap are imported when a figure is asked for, and not before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from explainer.errors import InvalidRecordError
from explainer.records import Contribution, Explanation
from explainer.taxonomy import Taxonomy
from explainer.wording import cause_label, factor

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from explainer.tabular import RowExplanations

# The two colours keep apart for colour-blind readers and in grey print (Okabe and Ito's vermilion and blue).
TOWARDS_COLOUR: Final = "#d55e00"
AWAY_COLOUR: Final = "#0072b2"

MOST_BARS: Final = 12  # more do not fit a page with readable labels; the rest are one bar
LONGEST_NAME: Final = 40  # letters; a longer one would leave the bars no room
_INCHES_PER_BAR: Final = 0.42
_WIDTH_INCHES: Final = 7.0


def waterfall(rows: RowExplanations, row: int = 0, *, most_bars: int = MOST_BARS) -> Figure:
    """Draw how one row's score grew from the reference's, player by player (shap's waterfall).

    Args:
        rows: What ``explainer.explain`` returned.
        row: Position of the row, counted from 0.
        most_bars: Players to show; the others share the last bar.

    Raises:
        InvalidRecordError: There is no such row.
    """
    import matplotlib.pyplot as plt  # noqa: PLC0415 - optional dependency
    import shap  # noqa: PLC0415 - importing shap takes two seconds

    if not 0 <= row < len(rows.values):
        raise InvalidRecordError(
            record="waterfall", field="row", expected=f"0 to {len(rows.values) - 1}", got=str(row)
        )
    figure = plt.figure()
    shap.plots.waterfall(rows.to_shap()[row], max_display=most_bars, show=False)
    return figure


def signed_bars(explanation: Explanation, taxonomy: Taxonomy, *, show_sensitive: bool = False) -> Figure:
    """Draw an ad's causes as signed bars with their factor and 90 % interval, strongest on top.

    Bars to the right made the ad likelier, bars to the left less likely; the axis is in log odds, the labels are
    factors.
    """
    from matplotlib.figure import Figure  # noqa: PLC0415 - optional dependency

    shown = sorted(explanation.contributions, key=lambda c: -abs(c.size.log_odds))[:MOST_BARS]
    figure = Figure(figsize=(_WIDTH_INCHES, 1.2 + _INCHES_PER_BAR * max(1, len(shown))), layout="constrained")
    axes = figure.add_subplot()
    _draw_bars(axes, shown[::-1])
    names = [_in_one_line(cause_label(c.cause, taxonomy, show_sensitive=show_sensitive)) for c in shown[::-1]]
    axes.set_yticks(range(len(shown)), names, parse_math=False)  # a name with two dollar signs is no formula
    axes.set_xlabel("less likely  ←  log odds  →  likelier")
    axes.set_title(f"×{factor(explanation.lift.log_odds):g} as likely for you as for anyone", loc="left")
    axes.spines[["top", "right", "left"]].set_visible(False)
    return figure


def _in_one_line(name: str) -> str:
    name = " ".join(name.split())
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _draw_bars(axes: Axes, contributions: list[Contribution]) -> None:
    sizes = [c.size for c in contributions]
    values = [size.log_odds for size in sizes]
    spans = [[size.log_odds - size.low for size in sizes], [size.high - size.log_odds for size in sizes]]
    colours = [TOWARDS_COLOUR if value > 0 else AWAY_COLOUR for value in values]
    axes.barh(range(len(values)), values, color=colours, height=0.6)
    if values:
        axes.errorbar(values, range(len(values)), xerr=spans, fmt="none", ecolor="#555555", elinewidth=1, capsize=2)
    for place, size in enumerate(sizes):
        is_right = size.log_odds >= 0
        axes.annotate(
            f"×{factor(size.log_odds):g}", (size.high if is_right else size.low, place), va="center",
            ha="left" if is_right else "right", xytext=(6 if is_right else -6, 0), textcoords="offset points",
        )  # fmt: skip
    axes.axvline(0, color="#555555", linewidth=1)
    axes.margins(x=0.15)
