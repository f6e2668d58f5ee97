"""Receipts: what was forgotten, as counts, and whether every byte of it is overwritten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from sqlite3 import Connection
from typing import Annotated, Final

from pydantic import Field, TypeAdapter

from extension_api.cursors import Cursor, read_cursor, write_cursor
from extension_api.endpoints import Endpoints, Policy
from extension_api.payloads.fields import Message
from extension_api.payloads.forgetting import DeletionResponse, ErasedItem, Forgotten, ReceiptsResponse
from extension_api.service import current_service
from extension_api.store.receipts import Receipt, read_receipts

PAGE_MAX: Final = 200
PAGE_DEFAULT: Final = 20
DONE: Final = "It is gone from the database, its log and all copies that Whyad made. Nothing can bring it back."
NOT_YET: Final = (
    "Whyad is still erasing, and goes on after a restart if need be. This receipt will say when the last byte is gone."
)
HELD_UP: Final = (
    "The rows are gone. {programs} has the database open, which keeps their last bytes from being overwritten. "
    "Whyad does that as soon as it is closed; this receipt will say so."
)
_KINDS: Final[TypeAdapter[Forgotten]] = TypeAdapter(Forgotten)

endpoints = Endpoints("Forgetting")


class ReceiptsQuery(Message):
    """A page of receipts."""

    limit: Annotated[int, Field(ge=1, le=PAGE_MAX)] = PAGE_DEFAULT
    cursor: Annotated[str, Field(max_length=256)] | None = None


@endpoints.get("/api/v1/receipts", Policy.READ)
def get_receipts(query: ReceiptsQuery) -> ReceiptsResponse:
    """List the receipts for what was forgotten, newest first: counts and times, never what it was."""
    after = read_cursor(query.cursor).as_time() if query.cursor else None
    page = read_receipts(current_service().reader(), limit=query.limit + 1, after=after)
    shown = page[: query.limit]
    cursor = write_cursor(Cursor.at(shown[-1].erased_at, shown[-1].id)) if len(page) > query.limit else None
    return ReceiptsResponse(receipts=[receipt_message(receipt) for receipt in shown], next_cursor=cursor)


def forget(
    what: Forgotten, subject: object, *, also: Callable[[Connection], object] = lambda _: None
) -> DeletionResponse:
    """Erase rows and every trace of them, and give a receipt."""
    service = current_service()
    receipt = service.erasures.forget(what, subject, model_id=service.understanding.model_id, also=also)
    return receipt_message(receipt)


def receipt_message(receipt: Receipt) -> DeletionResponse:
    """A receipt as it travels."""
    return DeletionResponse(
        id=receipt.id, what=_KINDS.validate_python(receipt.what), time=receipt.erased_at,
        erased=ErasedItem(**asdict(receipt.erased)), model_id=receipt.model_id, completed_at=receipt.completed_at,
        waiting_for=list(receipt.waiting_for), note=_note(receipt),
    )  # fmt: skip


def _note(receipt: Receipt) -> str:
    if receipt.completed_at is not None:
        return DONE
    return HELD_UP.format(programs=" and ".join(receipt.waiting_for)) if receipt.waiting_for else NOT_YET
