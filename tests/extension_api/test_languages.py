"""The service words its sentences in the language that is asked for."""

from __future__ import annotations

import pytest

from tests.extension_api.conftest import Browser

VISIT = {
    "type": "visit", "id": "v-1", "time": "2026-11-02T09:10:00Z", "url": "https://trails.example/huts",
    "domain": "trails.example", "title": "Camping for beginners: tents, stoves and sleeping bags",
}  # fmt: skip
AD = {
    "type": "impression", "id": "a-1", "time": "2026-11-02T09:40:00Z", "visit_id": "v-1",
    "page_url": "https://news.example/rates", "page_domain": "news.example", "adomain": ["tents.example"],
    "text": "Tents for every season", "width": 300, "height": 250,
}  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("de-AT,de;q=0.9,en;q=0.5", "Whyad sieht seit dem"),
        ("en-GB", "Whyad has been watching"),
        ("sv,fi;q=0.9", "Whyad has been watching"),
        ("*;q=;;", "Whyad has been watching"),
    ],
)
def test_an_explanation_comes_in_the_reader_s_language(paired: Browser, asked: str, expected: str) -> None:
    """German for a German browser, English for one whose language nobody has written yet."""
    paired.post("/api/v1/events", {"events": [VISIT, AD]})

    answer = paired.get("/api/v1/impressions/a-1/explanation", headers={"Accept-Language": asked}).json

    assert answer is not None
    assert answer["caveats"][0].startswith(expected)


def test_traits_have_names_in_the_reader_s_language(paired: Browser) -> None:
    """The label and the whole path."""
    paired.post("/api/v1/events", {"events": [VISIT]})

    answer = paired.get("/api/v1/traits", headers={"Accept-Language": "de"}).json

    assert answer is not None
    assert ["Reisen", "Reisearten", "Camping"] in [trait["path"] for trait in answer["traits"]]
