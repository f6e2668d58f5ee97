"""Reads an export that may be anybody's: nothing is unpacked, and what is odd is refused before a row is read."""

from __future__ import annotations

import json
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final, Self

from extension_api.archive.files import FORMAT, MANIFEST, README, ROWS_OF, SCHEMAS, ContentHash
from extension_api.errors import ArchiveError

KNOWN: Final = frozenset({README, MANIFEST, *SCHEMAS, *ROWS_OF})
METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
DIRECTORY_MAX_BYTES: Final = 65_536  # of the list of files; ours takes 2 KiB
TEXT_MAX_BYTES: Final = 1_048_576  # of the README, a schema, the manifest
LINE_MAX_BYTES: Final = 1_048_576  # a row that fills every field to its limit stays below that
# Rows hold random ids, so they never shrink as far as zeros do; measured on exports: at most 20 to 1.
RATIO_MAX: Final = 200
RATIO_FREE_BYTES: Final = 1_048_576  # a short file may shrink as far as it likes
ENCRYPTED: Final = 0x1
# What the library raises for a file that is no whole ZIP; zlib's error is none of the others.
DAMAGE: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, struct.error, ValueError,
)  # fmt: skip
_END: Final = struct.Struct("<4s4H2LH")
_END64_PLACE: Final = struct.Struct("<4sLQL")
_END64: Final = struct.Struct("<4sQ2H2L4Q")
_COMMENT_MAX: Final = 65_535


class Archive:
    """An export that was looked through and found to be one. A context manager."""

    def __init__(self, path: Path) -> None:
        """Look at the list of files, not yet into them.

        Raises:
            ArchiveError: It is not an export of Whyad, or something about it is odd.
        """
        self._file = path.open("rb")
        try:
            _check_directory(self._file)
            self._zip = zipfile.ZipFile(self._file)
            _check_entries(self._zip.infolist())
            self.manifest = self._read_manifest()
        except DAMAGE as error:
            self._file.close()
            raise ArchiveError("it is not a whole ZIP file") from error
        except ArchiveError:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        """Nothing more to do."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._zip.close()
        self._file.close()

    @property
    def row_count(self) -> int:
        """How many rows the manifest promises."""
        return sum(self.manifest["rows"].values())

    def rows(self) -> Iterator[tuple[str, int, bytes]]:
        """File, line number and line of every row, in the order of the export.

        Raises:
            ArchiveError: A file is damaged, longer than it says, or does not match the manifest.
        """
        content = ContentHash()
        for name in ROWS_OF:
            for number, line in enumerate(self._lines(name), start=1):
                content.add(name, line)
                yield name, number, line
        if content.hexdigest() != self.manifest["sha256"]:
            raise ArchiveError("its rows do not match its manifest: it was changed or damaged")

    def _lines(self, name: str) -> Iterator[bytes]:
        count = 0
        try:
            with self._zip.open(name) as file:
                while line := file.readline(LINE_MAX_BYTES + 1):
                    count += 1
                    if len(line) > LINE_MAX_BYTES:
                        raise ArchiveError(f"line {count} of {name} is longer than 1 MiB")
                    if count > self.manifest["rows"][name]:
                        raise ArchiveError(f"{name} has more rows than the manifest says")
                    yield line
        except DAMAGE as error:
            raise ArchiveError(f"{name} is damaged") from error

    def _read_manifest(self) -> dict[str, Any]:
        with self._zip.open(MANIFEST) as file:
            manifest = _parsed(file.read(TEXT_MAX_BYTES + 1))
        if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
            raise ArchiveError(f"it is not an export of format {FORMAT}; a newer Whyad may have written it")
        rows = manifest.get("rows")
        if not isinstance(rows, dict) or rows.keys() != ROWS_OF.keys():
            raise ArchiveError("its manifest does not name the files of an export")
        if not all(isinstance(count, int) and count >= 0 for count in rows.values()):
            raise ArchiveError("its manifest does not say how many rows each file has")
        return manifest


def _parsed(text: bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ArchiveError("its manifest cannot be read") from error


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise ArchiveError("it holds two files of one name")
    if strange := sorted(set(names) - KNOWN):
        raise ArchiveError(f"it holds {len(strange)} files that no export has")
    if missing := sorted(KNOWN - set(names)):
        raise ArchiveError(f"{missing[0]} is missing")
    for entry in entries:
        _check_entry(entry)
    in_order, end = sorted(entries, key=lambda entry: entry.header_offset), 0
    for entry in in_order:
        if entry.header_offset < end:
            raise ArchiveError("its files lie over each other")
        end = entry.header_offset + entry.compress_size


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name, mode = entry.filename, entry.external_attr >> 16
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        raise ArchiveError(f"{name} is a link or something else that is no file")
    if entry.flag_bits & ENCRYPTED or entry.compress_type not in METHODS:
        raise ArchiveError(f"{name} is encrypted, or packed in a way that no export is")
    if name not in ROWS_OF and entry.file_size > TEXT_MAX_BYTES:
        raise ArchiveError(f"{name} is larger than 1 MiB")
    if entry.file_size > max(RATIO_FREE_BYTES, RATIO_MAX * entry.compress_size):
        raise ArchiveError(f"{name} would grow more than {RATIO_MAX} times when unpacked, as no export does")


def _check_directory(file: IO[bytes]) -> None:
    """Refuse a list of files that would take long to read, before it is read.

    Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.14 to 4.3.16
    """
    size = file.seek(0, 2)
    tail_at = max(0, size - _END.size - _COMMENT_MAX)
    file.seek(tail_at)
    tail = file.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0:
        raise ArchiveError("it is not a ZIP file")
    sizes = [_END.unpack_from(tail, place)[5]]
    if place >= _END64_PLACE.size:
        signature, _, end64_at, _ = _END64_PLACE.unpack_from(tail, place - _END64_PLACE.size)
        if signature == b"PK\x06\x07":
            file.seek(end64_at)
            sizes.append(_END64.unpack(file.read(_END64.size))[8])
    if min(sizes) > DIRECTORY_MAX_BYTES or sizes[-1] > DIRECTORY_MAX_BYTES:
        raise ArchiveError("its list of files is longer than that of any export")
    file.seek(0)
