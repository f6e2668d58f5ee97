"""Figures are drawn to files without a screen."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from explainer.errors import InvalidRecordError
from explainer.plots import MOST_BARS, signed_bars, waterfall
from explainer.records import Cause, CauseKind
from explainer.tabular import explain
from tests.explainer.test_tabular import BOOSTER, GROUPS, STRANGER, a_table
from tests.explainer.wording.test_sentences import SENSITIVE, TAXONOMY, a_contribution, an_explanation
from tests.payload_corpus import HostileText, hostile_texts

mpl.use("Agg")
PNG_SIGNATURE = b"\x89PNG"
MARKS_OF_A_FIGURE = {"svg", "metadata", "defs", "style", "g", "path", "use", "clippath", "rect", "text"}


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


@pytest.mark.filterwarnings("ignore:Glyph .* missing from font")
def test_hostile_names_are_drawn_as_they_are(tmp_path: Path) -> None:
    """A name that looks like a formula, markup or a script is drawn; nothing of it runs or fetches."""
    one_of_each_kind = list({item.kind: item for item in hostile_texts(longest=200)}.values())
    formula = HostileText("formula", "formula", r"$\frac{1}{$ tents")
    for names in batched([formula, *one_of_each_kind], MOST_BARS):
        causes = tuple(a_contribution(Cause(CauseKind.RETARGETING, item.text), 1.0) for item in names)
        signed_bars(an_explanation(contributions=causes), TAXONOMY).savefig(tmp_path / "hostile.svg")

        read = Marks()
        read.feed((tmp_path / "hostile.svg").read_text("utf-8"))

        assert {name for name in read.names if ":" not in name} <= MARKS_OF_A_FIGURE
        assert not [name for name, _ in read.attributes if name.startswith("on")]
        assert all((value or "").startswith("#") for name, value in read.attributes if name.endswith("href"))


class Marks(HTMLParser):
    """All marks and attributes of a document, as a browser would see them."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one."""
        self.names.add(tag)
        self.attributes += attrs


def batched(texts: list[HostileText], size: int) -> Iterator[list[HostileText]]:
    """The texts, so many at a time."""
    return (texts[start : start + size] for start in range(0, len(texts), size))
