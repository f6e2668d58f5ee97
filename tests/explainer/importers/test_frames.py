"""Logs and tables turn into each other in one call."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from explainer.errors import ImpressionLogError
from explainer.importers import frame_from_log, log_from_frame
from explainer.records import CauseKind, LoggedTrait
from tests.builders import NOON, a_logged_impression, a_logged_trait

COLUMNS = {
    "impression_id": "row", "person_id": "user", "time": "seen_at", "page.domain": "site", "ad.ad_id": "creative",
}  # fmt: skip


def a_table(**columns: list[Any]) -> pd.DataFrame:
    """A practitioner's table of two impressions under names of its own."""
    return pd.DataFrame({
        "row": ["i1", "i2"], "user": [7, 8], "seen_at": ["2026-11-02T12:00:00Z"] * 2, "site": ["news.example"] * 2,
        "creative": ["a12", "b3"], **columns,
    })  # fmt: skip


def test_a_log_becomes_a_frame_with_one_row_per_impression() -> None:
    """What a person wants to sort, filter and count is in columns."""
    row = a_logged_impression(traits=(a_logged_trait(strength=3.0),), visited_advertisers={"tents.example": 2.0})

    frame = frame_from_log([row, a_logged_impression("i2")])

    assert frame["impression_id"].tolist() == ["i1", "i2"]
    assert frame.loc[0, ["page.domain", "page.cat", "ad.cat"]].tolist() == ["news.example", "379", "677"]
    assert frame.loc[0, "traits"] == {"interest:677": 3.0}
    assert frame["time"].dt.tz is not None


def test_an_empty_log_is_an_empty_frame() -> None:
    """No impressions is a frame without rows, with all its columns."""
    assert frame_from_log([]).shape == (0, len(frame_from_log([a_logged_impression()]).columns))


def test_a_frame_from_a_log_goes_back_without_naming_anything() -> None:
    """The frame's own columns are the log's fields."""
    row = a_logged_impression(visited_advertisers={"tents.example": 2.0}, observed_days=3.5)

    assert list(log_from_frame(frame_from_log([row]))) == [row]


def test_a_table_of_ones_own_becomes_a_log_by_naming_its_columns() -> None:
    """Numbers as ids, lists in one cell, scores and days in columns of their own, and gaps are all understood."""
    table = a_table(iab=["677|225", None], camping=[3.2, None], tent_cart=[0.0, 1.5], shop_days=[3.0, None])
    more = {
        "ad.cat": "iab", "traits.677": "camping", "traits.purchase_intent.677": "tent_cart",
        "visited_advertisers.tents.example": "shop_days",
    }  # fmt: skip

    first, second = log_from_frame(table, columns=COLUMNS | more)

    assert (first.person_id, first.time, first.ad.cat) == ("7", NOON, ("677", "225"))
    assert first.traits == (LoggedTrait("677", CauseKind.INTEREST, 3.2),)
    assert first.visited_advertisers == {"tents.example": 3.0}
    assert (second.ad.cat, second.visited_advertisers) == ((), {})
    assert second.traits == (LoggedTrait("677", CauseKind.PURCHASE_INTENT, 1.5),)


def test_times_may_be_pandas_own() -> None:
    """A column that pandas parsed is fine as long as it has a zone."""
    aware = a_table().assign(seen_at=pd.Timestamp("2026-11-02T12:00:00Z"))
    naive = a_table().assign(seen_at=pd.Timestamp("2026-11-02T12:00:00"))

    assert next(log_from_frame(aware, columns=COLUMNS)).time == NOON
    with pytest.raises(ImpressionLogError, match="zone"):
        list(log_from_frame(naive, columns=COLUMNS))


@pytest.mark.parametrize(
    ("columns", "problem"),
    [({"impression": "row"}, "no field of an impression log"), ({"ad.price": "cost"}, "no column 'cost'")],
)
def test_a_name_that_does_not_exist_is_refused(columns: dict[str, str], problem: str) -> None:
    """A slip in the mapping is named before anything is read."""
    with pytest.raises(ImpressionLogError, match=problem):
        log_from_frame(a_table(), columns=COLUMNS | columns)


@pytest.mark.parametrize("scores", [[1.0, -2.0], [1.0, "much"], [1.0, float("inf")]])
def test_a_bad_cell_is_named_by_row_and_field(scores: list[Any]) -> None:
    """Row 2 of the table, not some stack trace of pandas."""
    with pytest.raises(ImpressionLogError) as error:
        list(log_from_frame(a_table(camping=scores), columns=COLUMNS | {"traits.677": "camping"}))

    assert (error.value.file, error.value.line, error.value.field) == ("frame", 2, "traits.0.strength")
