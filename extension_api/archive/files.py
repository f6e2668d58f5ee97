"""The files inside an export: their names, rows and schemas, and the hash that two equal stores share."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from pydantic import BaseModel

from extension_api.payloads import archive, claims, events

FORMAT: Final = 1
README: Final = "README.md"
MANIFEST: Final = "manifest.json"
# One file for each kind of row, in the order in which they are written and taken back.
ROWS_OF: Final[Mapping[str, tuple[str, type[BaseModel]]]] = MappingProxyType(
    {
        "visits.jsonl": ("visit", events.VisitEvent),
        "tracker_contacts.jsonl": ("tracker_contact", events.TrackerContactEvent),
        "impressions.jsonl": ("impression", events.ImpressionEvent),
        "company_links.jsonl": ("company_link", claims.CompanyLinkEvent),
        "disclosures.jsonl": ("disclosure", claims.DisclosureEvent),
        "corrections.jsonl": ("correction", archive.CorrectionRow),
        "feedback.jsonl": ("feedback", archive.FeedbackRow),
        "settings.jsonl": ("settings", archive.SettingsRow),
        "forgotten_visits.jsonl": ("forgotten_visit", archive.ForgottenVisitRow),
        "forgotten_events.jsonl": ("forgotten_event", archive.ForgottenEventRow),
        "forgotten_times.jsonl": ("forgotten_time", archive.ForgottenTimeRow),
        "receipts.jsonl": ("receipt", archive.ReceiptRow),
    }
)
SCHEMAS: Final[Mapping[str, type[BaseModel]]] = MappingProxyType(
    {f"schemas/{name.removesuffix('.jsonl')}.schema.json": model for name, (_, model) in ROWS_OF.items()}
)
README_TEXT: Final = """# An export of Whyad

Everything that Whyad held about your browsing when this was made. It is as private as your browsing: keep it where
nobody else can read it.

* `*.jsonl`: one JSON object per line. `schemas/` says what each field may be.
* `manifest.json`: when this was made, how many rows each file has, and a SHA-256 over all of them.
* Visits, tracker contacts, ads, links between companies and platforms' cards stand as they were captured. Corrections
  and feedback are what you said; settings are yours.
* `forgotten_*.jsonl` hold hashes and stretches of time, so that what you had forgotten stays away; `receipts.jsonl`
  holds the receipts.

`whyad import FILE` takes it back. In an empty data directory, the SHA-256 of a new export is then the same.
"""


class ContentHash:
    """A SHA-256 over all rows in order, each with the name of its file: equal for equal content."""

    def __init__(self) -> None:
        """Of nothing so far."""
        self._digest = hashlib.sha256()

    def add(self, name: str, line: bytes) -> None:
        """Take one line in."""
        self._digest.update(name.encode() + b"\0" + line)

    def hexdigest(self) -> str:
        """The hash of all lines so far."""
        return self._digest.hexdigest()


def line_of(row: Mapping[str, Any]) -> bytes:
    """A row as a line, always in the same way."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def schema_text(model: type[BaseModel]) -> str:
    """The JSON Schema of a file's rows."""
    return json.dumps(model.model_json_schema(mode="serialization"), indent=2, ensure_ascii=False) + "\n"
