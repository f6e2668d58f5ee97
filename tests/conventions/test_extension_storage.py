"""Where the extension keeps what it knows."""

from __future__ import annotations

import re

from tests.conventions.test_no_foreign_names import tracked_files

PAGE_READABLE = re.compile(r"\b(?:browser|chrome)\.storage\.|\blocalStorage\b|\bsessionStorage\b")


def test_nothing_is_kept_where_scripts_in_pages_could_read_it() -> None:
    """Secret and events are in the extension's own database: content scripts can read ``storage``, but not that."""
    sources = [path for path in tracked_files("browser_extension") if path.suffix in {".ts", ".tsx"}]
    written = [path for path in sources if "tests" not in path.parts]

    assert len(written) > 50
    assert not [path for path in written if PAGE_READABLE.search(path.read_text("utf-8"))]
    assert PAGE_READABLE.search("browser.storage.local.set({})")
