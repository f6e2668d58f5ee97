"""Brings an export back into a data directory: through the service that runs on it, or without one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from extension_api.archive.reading import Archive
from extension_api.config import ServiceConfig
from extension_api.data_dir import DataDir
from extension_api.errors import ArchiveError
from extension_api.local_client import LocalClient
from extension_api.payloads.archive import ArchiveRow, ImportRequest, ImportResponse, ImportRowsRequest
from extension_api.payloads.fields import BATCH_MAX

BATCH_MAX_BYTES: Final = 524_288  # half of what a body may have
_ROW: Final[TypeAdapter[ArchiveRow]] = TypeAdapter(ArchiveRow)

Send = Callable[[ImportRowsRequest], ImportResponse]


def import_archive(file: Path, data_dir: DataDir, *, port: int | None = None) -> Iterator[ImportResponse]:
    """Take an export's rows in, batch by batch, each with how far it is.

    Raises:
        ArchiveError: The file is not an export; what was read before that was noticed stays, and may be sent again.
        ServiceError: The data directory cannot be used.
    """
    with Archive(file) as archive, _receiver(data_dir, archive.row_count, port=port) as send:
        yield send(ImportRowsRequest(rows=[]))
        for batch in _batches(archive):
            yield send(ImportRowsRequest(rows=batch))


def _batches(archive: Archive) -> Iterator[list[ArchiveRow]]:
    batch: list[ArchiveRow] = []
    size = 0
    for name, number, line in archive.rows():
        if batch and (len(batch) == BATCH_MAX or size + len(line) > BATCH_MAX_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(_checked(name, number, line))
        size += len(line)
    if batch:
        yield batch


def _checked(name: str, number: int, line: bytes) -> ArchiveRow:
    """A row that fits; the reason why one does not names its place and its field, never its content."""
    try:
        return _ROW.validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "the line"
        raise ArchiveError(f"line {number} of {name}: {field} is not as its schema says") from error


@contextmanager
def _receiver(data_dir: DataDir, rows: int, *, port: int | None) -> Iterator[Send]:
    """What takes batches: the running service if there is one, else the store itself."""
    if data_dir.path.exists() and data_dir.is_in_use():
        api = LocalClient(data_dir, port=port).api
        begun = api.post_import(ImportRequest(source="whyad", rows=rows))
        yield lambda batch: api.post_import_rows(begun.id, batch)
        return
    from extension_api.app import open_service  # noqa: PLC0415 - with a running service, no store is opened

    service = open_service(ServiceConfig(data_dir.path))
    try:
        begun_here = service.imports.begin(rows)
        yield lambda batch: service.imports.add(begun_here.id, batch.rows)
    finally:
        service.close()
