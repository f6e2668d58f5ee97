"""Figures are drawn to files without a screen."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from explainer.errors import InvalidRecordError
from explainer.plots import signed_bars, waterfall
from explainer.records import Cause, CauseKind
from explainer.tabular import explain
from tests.explainer.test_tabular import BOOSTER, GROUPS, STRANGER, a_table
from tests.explainer.wording.test_sentences import SENSITIVE, TAXONOMY, a_contribution, an_explanation

mpl.use("Agg")
PNG_SIGNATURE = b"\x89PNG"


def test_a_waterfall_is_drawn_from_grouped_values(tmp_path: Path) -> None:
    """Shap's own waterfall takes our players and values."""
    figure = waterfall(explain(BOOSTER, a_table(3), reference=STRANGER, groups=GROUPS), row=1)
    figure.savefig(tmp_path / "waterfall.png")
    plt.close(figure)

    assert (tmp_path / "waterfall.png").read_bytes().startswith(PNG_SIGNATURE)
    assert any("outdoors" in label.get_text() for axes in figure.axes for label in axes.get_yticklabels())


def test_a_row_that_does_not_exist_is_refused() -> None:
    """Row 3 of three rows is named as a slip."""
    with pytest.raises(InvalidRecordError, match="0 to 2"):
        waterfall(explain(BOOSTER, a_table(3), reference=STRANGER), row=3)


def test_causes_are_drawn_as_signed_bars_with_factors(tmp_path: Path) -> None:
    """Each cause has its name, its bar to the right or left, and its factor; the strongest is on top."""
    page = a_contribution(Cause(CauseKind.PLACE_TIME_DEVICE, "place:Leipzig"), -0.5)
    explanation = an_explanation(contributions=(a_contribution(log_odds=1.41), page))
    figure = signed_bars(explanation, TAXONOMY)
    figure.savefig(tmp_path / "bars.png")
    (axes,) = figure.axes

    assert (tmp_path / "bars.png").read_bytes().startswith(PNG_SIGNATURE)
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Leipzig", "Camping"]
    assert [bar.get_width() for bar in axes.patches] == [-0.5, 1.41]
    assert {"×4.1", "×0.61"} <= {text.get_text() for text in axes.texts}


def test_an_ad_without_causes_is_an_empty_figure(tmp_path: Path) -> None:
    """Nothing to show is shown as nothing."""
    signed_bars(an_explanation(cause=None), TAXONOMY).savefig(tmp_path / "empty.png")

    assert (tmp_path / "empty.png").exists()


def test_sensitive_topics_are_masked_in_figures_too() -> None:
    """A figure may be shown to others."""
    figure = signed_bars(an_explanation(cause=Cause(CauseKind.INTEREST, SENSITIVE.id)), TAXONOMY)

    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["A sensitive topic"]
