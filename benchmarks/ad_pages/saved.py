"""Real news pages that somebody saved, with our labels: read where they lie, and never copied into the project.

They are shown as they were saved, without their scripts: what the scripts had made is in them, and run once more they
would make it twice. Their addresses are those that they name themselves.
"""

from __future__ import annotations

import json
import re
import tarfile
from pathlib import Path
from typing import Any, Final

from benchmarks.ad_pages.corpus import FOLDER, CorpusPage, Position

PAGES: Final = "news_pages/readability_source_pages.tgz"
LABELS: Final = FOLDER / "real-labels.json"
# The first is the page's own address; a page taken over from another site names that site in the second.
_OWN_ADDRESS: Final = (
    re.compile(r"""<meta\b[^>]*\bproperty=["']?og:url\b[^>]*>""", re.IGNORECASE),
    re.compile(r"""<link\b[^>]*\brel=["']?canonical\b[^>]*>""", re.IGNORECASE),
)
_ADDRESS: Final = re.compile(r"""(?:href|content)=["']?(https?://[^"' >#]+)""", re.IGNORECASE)


def read_saved(data: Path, folder: Path) -> tuple[CorpusPage, ...]:
    """The labelled pages of the data sets, laid into ``folder`` while they are shown; none without the data."""
    archive = data / PAGES
    if not archive.is_file():
        print(f"  no saved news pages at {data}: set WHYAD_DATA or --data")
        return ()
    labels = json.loads(LABELS.read_text(encoding="utf-8"))
    with tarfile.open(archive) as pages:
        return tuple(_read_page(pages, name, labels[name], folder) for name in sorted(labels))


def _read_page(pages: tarfile.TarFile, name: str, labels: dict[str, Any], folder: Path) -> CorpusPage:
    stored = pages.extractfile(f"test-pages/{name}/source.html")
    if stored is None:
        raise FileNotFoundError(f"{name} is labelled and not among the saved pages")
    content = stored.read()
    html = folder / f"{name}.html"
    html.write_bytes(content)
    positions = [
        Position(
            item["at"], item["kind"], is_ad=group == "ads", count=item.get("count", 1), is_sure=group != "unsure"
        )
        for group, items in labels.items()
        for item in items
    ]
    address = _own_address(content.decode("utf-8", "replace")) or f"https://{name}.example/"
    story = "A news page as somebody saved it."
    return CorpusPage(f"saved {name}", story, address, html, tuple(positions), is_saved=True)


def _own_address(text: str) -> str | None:
    found = (_ADDRESS.search(tag[0]) for kind in _OWN_ADDRESS for tag in kind.finditer(text))
    return next((address[1] for address in found if address), None)
