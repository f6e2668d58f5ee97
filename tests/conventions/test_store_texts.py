"""What the stores are told is what the product does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STORE = ROOT / "docs" / "store"
LOCALES = ROOT / "browser_extension" / "public" / "_locales"
LONGEST_SUMMARY = 132  # characters, the Chrome Web Store's limit
LANGUAGES = ("en", "de")


def test_privacy_statement_is_the_page_on_what_whyad_keeps():
    """Nobody promises the stores anything else than the people who use it."""
    assert (STORE / "privacy.md").read_text() == (ROOT / "docs" / "data-we-keep.md").read_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_summary_fits_the_stores(language: str):
    """In each language, with the same keys."""
    messages = json.loads((LOCALES / language / "messages.json").read_text())

    assert set(messages) == {"description"}
    assert 40 < len(messages["description"]["message"]) <= LONGEST_SUMMARY


def test_every_language_has_a_listing():
    """Of the same parts."""
    parts = {language: (STORE / f"listing.{language}.md").read_text().count("\n* ") for language in LANGUAGES}

    assert parts == {"en": 5, "de": 5}
