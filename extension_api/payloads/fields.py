"""Kinds of fields that messages are made of: each says once what is accepted and how long it may be.

Text from pages is hostile: controls become spaces, half surrogates are refused by the JSON parser, lengths are capped
where the extension caps them (a title 512, an ad's text 4 KiB, an address 8 KiB).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Final

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, Strict, StringConstraints

EARLIEST: Final = datetime(2000, 1, 1, tzinfo=UTC)
LATEST: Final = datetime(2200, 1, 1, tzinfo=UTC)  # so that no zone's offset can leave the calendar

TITLE_MAX: Final = 512
AD_TEXT_MAX: Final = 4_096
URL_MAX: Final = 8_192
NAME_MAX: Final = 256
BATCH_MAX: Final = 500
LIST_MAX: Final = 64

_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def without_controls(text: str) -> str:
    """The text on one line: every control character becomes a space."""
    return _CONTROLS.sub(" ", text)


def in_utc(time: datetime) -> datetime:
    """The same moment in UTC."""
    return time.astimezone(UTC)


class Message(BaseModel):
    """Base of all messages: unknown fields are refused, nothing is infinite."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, frozen=True)


UtcTime = Annotated[AwareDatetime, Strict(), Field(ge=EARLIEST, le=LATEST), AfterValidator(in_utc)]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$")]
Domain = Annotated[str, StringConstraints(pattern=r"^[^\s\x00-\x20/\\?#@<>\"'%]{1,253}$", to_lower=True)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s\x00-\x20]+$", max_length=URL_MAX)]
Line = Annotated[str, StringConstraints(max_length=NAME_MAX), AfterValidator(without_controls)]
Title = Annotated[str, StringConstraints(max_length=TITLE_MAX), AfterValidator(without_controls)]
LongText = Annotated[str, StringConstraints(max_length=AD_TEXT_MAX), AfterValidator(without_controls)]
Rule = Annotated[str, StringConstraints(max_length=2_048), AfterValidator(without_controls)]
TopicId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._:-]{1,64}$")]
Pixels = Annotated[int, Field(ge=0, le=100_000)]
Count = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0.0, le=1.0)]
