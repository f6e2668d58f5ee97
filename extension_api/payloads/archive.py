"""The rows of an export, and how an import of them is going."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, AwareDatetime, Field, Strict, StringConstraints

from explainer import CauseKind
from extension_api.payloads.events import CaptureEvent
from extension_api.payloads.fields import BATCH_MAX, LATEST, Count, Id, Line, Message, TopicId, UtcTime, in_utc
from extension_api.payloads.forgetting import Forgotten
from extension_api.store.columns import EPOCH

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
# "Everything" is forgotten from the first moment that a column can hold, long before any event's earliest.
AnyTime = Annotated[AwareDatetime, Strict(), Field(ge=EPOCH, le=LATEST), AfterValidator(in_utc)]
SMALL_MAX: Final = 1 << 53  # beyond it, JSON readers of other languages lose digits


class CorrectionRow(Message):
    """What the person said about a trait."""

    type: Literal["correction"]
    topic: TopicId
    correction: Literal["not_me", "muted"]
    corrected_at: UtcTime


class FeedbackRow(Message):
    """What the person thinks of one cause of an ad."""

    type: Literal["feedback"]
    impression_id: Id
    cause_kind: CauseKind
    cause_id: Line
    opinion: Literal["wrong", "right"]
    given_at: UtcTime


class SettingsRow(Message):
    """The settings, and when watching began."""

    type: Literal["settings"]
    made_at: UtcTime
    retention_days: Annotated[int, Field(ge=1, le=3_650)]
    show_sensitive: bool
    use_stated_evidence: bool
    place: Line | None


class ForgottenVisitRow(Message):
    """The hash of the id of a visit that was forgotten."""

    type: Literal["forgotten_visit"]
    id_hash: Hash


class ForgottenEventRow(Message):
    """The hash of the id of a contact or an ad that was forgotten."""

    type: Literal["forgotten_event"]
    id_hash: Hash


class ForgottenTimeRow(Message):
    """A stretch of time that was forgotten."""

    type: Literal["forgotten_time"]
    since: AnyTime
    until: AnyTime


class ReceiptRow(Message):
    """A receipt for something that was forgotten."""

    type: Literal["receipt"]
    id: Id
    erased_at: UtcTime
    what: Forgotten
    visits: Annotated[Count, Field(le=SMALL_MAX)]
    tracker_contacts: Annotated[Count, Field(le=SMALL_MAX)]
    impressions: Annotated[Count, Field(le=SMALL_MAX)]
    deliveries: Annotated[Count, Field(le=SMALL_MAX)]
    opinions: Annotated[Count, Field(le=SMALL_MAX)]
    model_id: Line | None
    completed_at: UtcTime | None
    waiting_for: Annotated[list[Line], Field(max_length=BATCH_MAX)]


SaidRow = (
    CorrectionRow | FeedbackRow | SettingsRow | ForgottenVisitRow | ForgottenEventRow | ForgottenTimeRow | ReceiptRow
)
ArchiveRow = Annotated[CaptureEvent | SaidRow, Field(discriminator="type")]


class ImportRequest(Message):
    """Where rows will come from, and how many. For now there is one source: an export of Whyad's own."""

    source: Literal["whyad"]
    rows: Annotated[Count, Field(le=SMALL_MAX)]


class ImportRowsRequest(Message):
    """A batch of rows, in the order of the export."""

    rows: list[ArchiveRow] = Field(max_length=BATCH_MAX)


class ImportResponse(Message):
    """How an import is going. ``done`` of ``rows`` are dealt with; what is held already counts as ``duplicate``."""

    id: Id
    source: Literal["whyad"]
    status: Literal["receiving", "done"]
    started: UtcTime
    finished: UtcTime | None
    rows: Count
    done: Count
    accepted: Count
    duplicate: Count
    conflict: Count
    rejected: Count
