"""Reads rows from the bare pages of a database file that SQLite itself cannot read any more.

Only leaf pages of tables that number their rows are read, which is where events are. What does not fit the format is
passed over, and the caller checks every row. Rows that were forgotten do not come back: their bytes were overwritten.

Format: https://www.sqlite.org/fileformat2.html
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

PAGE_BYTES: Final = 4_096  # what our SQLite makes; the header that says so may be the broken part
_FILE_HEADER: Final = 100  # bytes before the first page's own header
_TABLE_LEAF: Final = 0x0D
_LEAF_HEADER: Final = 8
_PAYLOAD_MAX: Final = 4_194_304  # no event is longer; a broken length must not ask for more
_VARINT_BYTES: Final = 9
_LOCAL_MAX: Final = PAGE_BYTES - 35
_LOCAL_MIN: Final = (PAGE_BYTES - 12) * 32 // 255 - 23
_LINK_BYTES: Final = 4  # the number of the next page of a chain
_CHAINED: Final = PAGE_BYTES - _LINK_BYTES
_INTEGER_BYTES: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_CONSTANTS: Final = {0: None, 8: 0, 9: 1}
_REAL: Final = 7
_FIRST_BLOB: Final = 12

Value = int | float | str | bytes | None


def read_raw_rows(path: Path) -> Iterator[tuple[Value, ...]]:
    """The values of every row that can be made out, its number as the first of them."""
    with path.open("rb") as file:
        for number in range(path.stat().st_size // PAGE_BYTES):
            page = _page(file, number)
            for offset in _cells(page, _FILE_HEADER if number == 0 else 0):
                try:
                    yield _row(file, page, offset)
                except (IndexError, ValueError, struct.error):
                    continue


def _page(file: BinaryIO, number: int) -> bytes:
    file.seek(number * PAGE_BYTES)
    return file.read(PAGE_BYTES)


def _cells(page: bytes, header_at: int) -> tuple[int, ...]:
    """Where the rows of a leaf page of a table begin; none on any other page."""
    (count,) = struct.unpack_from(">H", page, header_at + 3)
    if page[header_at] != _TABLE_LEAF or header_at + _LEAF_HEADER + 2 * count > PAGE_BYTES:
        return ()
    return struct.unpack_from(f">{count}H", page, header_at + _LEAF_HEADER)


def _row(file: BinaryIO, page: bytes, offset: int) -> tuple[Value, ...]:
    length, offset = _varint(page, offset)
    number, offset = _varint(page, offset)
    if length > _PAYLOAD_MAX:
        raise ValueError(length)
    first, *values = _values(_payload(file, page, offset, length))
    if first is not None:  # the column that is the row's number is empty in the row
        raise ValueError(first)
    return number, *values


def _payload(file: BinaryIO, page: bytes, offset: int, length: int) -> bytes:
    """The bytes of a row; what has no room on its page lies on a chain of others."""
    if length <= _LOCAL_MAX:
        return page[offset : offset + length]
    local = _LOCAL_MIN + (length - _LOCAL_MIN) % _CHAINED
    local = local if local <= _LOCAL_MAX else _LOCAL_MIN
    content = bytearray(page[offset : offset + local])
    (following,) = struct.unpack_from(">I", page, offset + local)
    while len(content) < length:
        link = _page(file, following - 1)
        (following,) = struct.unpack_from(">I", link)
        content += link[_LINK_BYTES:]
    return bytes(content[:length])


def _values(payload: bytes) -> list[Value]:
    header, offset = _varint(payload, 0)
    at, values = header, list[Value]()
    while offset < header:
        kind, offset = _varint(payload, offset)
        value, at = _value(payload, kind, at)
        values.append(value)
    if offset != header or at != len(payload):
        raise ValueError(header)
    return values


def _value(payload: bytes, kind: int, at: int) -> tuple[Value, int]:
    """One value and where the next one begins."""
    if kind in _CONSTANTS:
        return _CONSTANTS[kind], at
    if kind == _REAL:
        return struct.unpack_from(">d", payload, at)[0], at + 8
    if kind in _INTEGER_BYTES:
        end = at + _INTEGER_BYTES[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind < _FIRST_BLOB:
        raise ValueError(kind)
    end = at + (kind - _FIRST_BLOB) // 2
    content = payload[at:end]
    return content.decode("utf-8") if kind % 2 else content, end


def _varint(content: bytes, offset: int) -> tuple[int, int]:
    """SQLite's number of one to nine bytes, and where it ends."""
    value = 0
    for count in range(1, _VARINT_BYTES):
        byte = content[offset + count - 1]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, offset + count
    return value << 8 | content[offset + _VARINT_BYTES - 1], offset + _VARINT_BYTES
