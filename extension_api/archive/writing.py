"""Writes an export while it is being read: no file of it lies anywhere, however large it is."""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib.metadata import version
from sqlite3 import Connection
from typing import Final

from extension_api.archive.files import (
    FORMAT,
    MANIFEST,
    README,
    README_TEXT,
    ROWS_OF,
    SCHEMAS,
    ContentHash,
    line_of,
    schema_text,
)
from extension_api.store.export import read_rows

CHUNK_BYTES: Final = 262_144


class _Pipe:
    """A file that keeps what is written until it is taken."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self.size = 0

    def write(self, content: bytes) -> int:
        self._parts.append(bytes(content))
        self.size += len(content)
        return len(content)

    def flush(self) -> None:
        """Nothing to do: what is written is there to be taken."""

    def take(self) -> bytes:
        taken = b"".join(self._parts)
        self._parts.clear()
        self.size = 0
        return taken


def archive_chunks(reader: Callable[[], Connection], now: datetime) -> Iterator[bytes]:
    """The ZIP of everything that is held, in chunks. ``reader`` gives a connection, a new one now and then."""
    pipe, content, counts = _Pipe(), ContentHash(), Counter[str]()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]  # needs no more than write and flush
        _write_text(archive, README, README_TEXT, now)
        for name, model in SCHEMAS.items():
            _write_text(archive, name, schema_text(model), now)
        for name, (kind, _) in ROWS_OF.items():
            with archive.open(_entry(name, now), "w", force_zip64=True) as file:
                for row in read_rows(reader, kind):
                    line = line_of(row)
                    file.write(line)
                    content.add(name, line)
                    counts[name] += 1
                    if pipe.size >= CHUNK_BYTES:
                        yield pipe.take()
        _write_text(archive, MANIFEST, _manifest(counts, content, now), now)
    yield pipe.take()


def _manifest(counts: Counter[str], content: ContentHash, now: datetime) -> str:
    manifest = {
        "format": FORMAT, "made_at": now.isoformat().replace("+00:00", "Z"), "whyad": version("whyad"),
        "rows": {name: counts[name] for name in ROWS_OF}, "sha256": content.hexdigest(),
    }  # fmt: skip
    return json.dumps(manifest, indent=2) + "\n"


def _write_text(archive: zipfile.ZipFile, name: str, text: str, now: datetime) -> None:
    archive.writestr(_entry(name, now), text.encode())


def _entry(name: str, now: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (now.year, now.month, now.day, now.hour, now.minute, now.second))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16  # private wherever it is unpacked
    return entry
