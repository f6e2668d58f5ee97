"""What the person wants forgotten, and the receipt for it."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from extension_api.payloads.fields import BATCH_MAX, Count, Id, Message, UtcTime

Forgotten = Literal["visits", "site", "trait", "hours", "company", "everything"]


class VisitsDeleteRequest(Message):
    """Visits to forget."""

    ids: list[Id] = Field(min_length=1, max_length=BATCH_MAX)


class HoursDeleteRequest(Message):
    """A stretch of time to forget; ``until`` itself is not part of it."""

    since: UtcTime
    until: UtcTime

    @model_validator(mode="after")
    def _runs_forwards(self) -> Self:
        if self.until <= self.since:
            raise ValueError
        return self


class ErasedItem(Message):
    """How many rows are gone. ``deliveries`` are ads that stay, but no longer name a forgotten company."""

    visits: Count
    tracker_contacts: Count
    impressions: Count
    deliveries: Count
    opinions: Count


class DeletionResponse(Message):
    """A receipt: counts only, never what it was.

    Until ``completed_at`` the rows are gone, but a program that reads the database keeps some of their bytes from being
    overwritten; ``waiting_for`` names it. ``model_id`` is the shipped model, which learns from nobody: it is the same
    as before.
    """

    id: Id
    what: Forgotten
    time: UtcTime
    erased: ErasedItem
    model_id: str | None
    completed_at: UtcTime | None
    waiting_for: list[str]
    note: str


class ReceiptsResponse(Message):
    """Receipts, newest first. ``next_cursor`` asks for the page after this one."""

    receipts: list[DeletionResponse]
    next_cursor: str | None
