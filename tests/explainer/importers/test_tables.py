"""A practitioner's own file becomes a log in one call, or the reason is named."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from explainer.errors import ImpressionLogError
from explainer.importers import frame_from_log, log_from_table
from tests.builders import a_logged_impression, a_logged_trait

NAMES = {
    "impression_id": "row", "person_id": "user", "time": "seen_at", "page.domain": "site", "ad.ad_id": "creative",
    "ad.cat": "iab", "ad.price": "cpm", "traits.0677": "camping", "visited_advertisers.tents.example": "days",
}  # fmt: skip
TABLE = (
    "row,user,seen_at,site,creative,iab,cpm,camping,days\n"
    "i1,7,2026-11-02T09:12:00Z,news.example,a12,0677|225,2.5,3.2,\n"
    "i2,8,2026-11-02T09:13:00+01:00,news.example,a13,,,,3\n"
)


@pytest.mark.parametrize("kind", [".csv", ".tsv", ".csv.gz", ".parquet"])
def test_a_file_of_ones_own_is_read_by_its_own_column_names(kind: str, tmp_path: Path) -> None:
    """CSV, tabs, gzip or Parquet: the same two impressions."""
    file = tmp_path / f"log{kind}"
    frame = pd.read_csv(pd.io.common.StringIO(TABLE), dtype=str)
    if kind == ".parquet":
        pytest.importorskip("pyarrow")
        frame.astype({"cpm": float, "camping": float, "days": float}).to_parquet(file)
    else:
        frame.to_csv(file, index=False, sep="\t" if kind == ".tsv" else ",")

    first, second = log_from_table(file, NAMES)

    assert (first.person_id, first.ad.cat, first.ad.price) == ("7", ("0677", "225"), 2.5)
    assert (first.traits[0].id, first.traits[0].strength, dict(first.visited_advertisers)) == ("0677", 3.2, {})
    assert (second.ad.cat, second.ad.price, second.traits) == ((), None, ())
    assert (second.time.hour, dict(second.visited_advertisers)) == (8, {"tents.example": 3.0})


def test_a_log_kept_as_parquet_comes_back_as_it_was(tmp_path: Path) -> None:
    """Whoever keeps logs in Parquet loses nothing that a frame holds."""
    pytest.importorskip("pyarrow")
    row = a_logged_impression(traits=(a_logged_trait(visits=1),), visited_advertisers={"tents.example": 3.0})
    frame_from_log([row]).to_parquet(tmp_path / "log.parquet")

    (again,) = log_from_table(tmp_path / "log.parquet")

    assert (again.ad, again.time, again.page, again.traits) == (row.ad, row.time, row.page, row.traits)
    assert dict(again.visited_advertisers) == {"tents.example": 3.0}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("log.xlsx", b"", "is of kind .xlsx"),
        ("absent.csv", None, "cannot be opened"),
        ("log.parquet", b"not parquet", "no parquet table"),
        ("log.csv", b"\xff\xfe\x00broken", "no csv table"),
        ("log.csv", TABLE.replace("2.5", "much").encode(), r"log.csv:1: ad.price"),
        ("log.csv", TABLE.replace("3.2", "NaN").replace("NaN", "inf").encode(), r"log.csv:1: traits"),
    ],
)
def test_what_cannot_be_read_is_named(name: str, content: bytes | None, said: str, tmp_path: Path) -> None:
    """File, row, field and remedy stand in the error, and no value does."""
    pytest.importorskip("pyarrow")
    if content is not None:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(ImpressionLogError, match=said):
        list(log_from_table(tmp_path / name, NAMES))
