"""Settings: what the person decided about keeping and showing."""

from __future__ import annotations

from dataclasses import asdict

from extension_api.endpoints import Endpoints, Policy
from extension_api.payloads.service import SettingsMessage
from extension_api.service import current_service
from extension_api.store.person import Settings, read_settings, write_settings

endpoints = Endpoints("Settings")


@endpoints.get("/api/v1/settings", Policy.READ)
def get_settings() -> SettingsMessage:
    """The settings as they stand."""
    return SettingsMessage(**asdict(read_settings(current_service().reader())))


@endpoints.put("/api/v1/settings", Policy.CONTROL)
def put_settings(body: SettingsMessage) -> SettingsMessage:
    """Replace the settings. Explanations follow at once."""
    service = current_service()
    settings = Settings(body.retention_days, body.show_sensitive, body.use_stated_evidence, body.place)
    service.writer.write(lambda db: write_settings(db, settings))
    service.understanding.note_changed()
    return body
