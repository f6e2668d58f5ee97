"""Export and import: what comes back is what went out, and hostile files are refused before anything is read."""

from __future__ import annotations

import io
import json
import os
import stat
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from extension_api.app import create_app
from extension_api.archive.files import ROWS_OF
from extension_api.archive.importing import import_archive
from extension_api.archive.reading import Archive
from extension_api.config import ServiceConfig
from extension_api.data_dir import DataDir
from extension_api.errors import ArchiveError
from extension_api.service import EXTENSION_NAME, Service
from extension_api.store.export import KINDS
from tests.extension_api.conftest import PORT, Browser, Clock
from tests.extension_api.history import a_camper, a_visit_event
from tests.extension_api.running_service import RunningService, whyad

NOT_EXPORTED = {
    "profiles": "secrets of browsers", "dashboard_sessions": "secrets of dashboards", "days": "counts",
    "company_sites": "counts", "companies": "counts", "company_domains": "counts",
    "unfinished_erasures": "what is about to be gone",
}  # fmt: skip
EXPORTED = {
    "visits", "contacts", "impressions", "company_links", "disclosures", "corrections", "feedback", "store",
    "forgotten_visits", "forgotten_events", "forgotten_times", "receipts",
}  # fmt: skip


@pytest.fixture
def camper(paired: Browser) -> Browser:
    """A person who browsed, corrected, gave an opinion, changed a setting and forgot something."""
    paired.post("/api/v1/events", {"events": [*a_camper(), a_visit_event("gone", -700, domain="clinic.example")]})
    trait = paired.get("/api/v1/traits").json["traits"][0]["id"]
    paired.ask("PATCH", f"/api/v1/traits/{trait}", json={"correction": "muted"})
    opinion = {"cause": {"kind": "interest", "id": "677"}, "opinion": "wrong"}
    paired.post("/api/v1/impressions/a0/feedback", opinion)
    settings = paired.get("/api/v1/settings").json | {"retention_days": 90, "place": "Leipzig"}
    paired.ask("PUT", "/api/v1/settings", json=settings)
    paired.ask("DELETE", "/api/v1/sites/clinic.example")
    paired.ask("DELETE", "/api/v1/companies/Alpha%20Ads")
    return paired


def exported(browser: Browser, path: Path) -> Path:
    """The export as a file."""
    answer = browser.get("/api/v1/export")
    assert answer.status_code == 200
    path.write_bytes(answer.data)
    return path


def manifest(path: Path) -> dict:
    """What an export says of itself."""
    with Archive(path) as archive:
        return archive.manifest


def test_every_table_is_exported_or_named_as_not(service: Service):
    """A table that somebody adds is in the export, or its absence has a reason."""
    rows = service.reader().execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()

    assert {row["name"] for row in rows if not row["name"].startswith("sqlite_")} == EXPORTED | set(NOT_EXPORTED)
    assert [kind for kind, _ in ROWS_OF.values()] == list(KINDS)


def test_export_is_one_zip_that_explains_itself(camper: Browser, tmp_path: Path):
    """Each file of rows has a schema, and every row fits it."""
    with zipfile.ZipFile(exported(camper, tmp_path / "all.zip")) as archive:
        assert "whyad import" in archive.read("README.md").decode()
        for name in ROWS_OF:
            schema = json.loads(archive.read(f"schemas/{name.removesuffix('.jsonl')}.schema.json"))
            for line in archive.read(name).splitlines():
                Draft202012Validator(schema).validate(json.loads(line))


def test_import_into_an_empty_directory_restores_equal_hashes(camper: Browser, tmp_path: Path, clock: Clock):
    """Exported, taken in by a fresh store and exported again, everything is the same to the last byte."""
    first = exported(camper, tmp_path / "first.zip")
    fresh = DataDir(tmp_path / "fresh")
    *_, progress = import_archive(first, fresh)
    app = create_app(ServiceConfig(fresh.path, port=PORT, clock=clock))
    token = app.extensions[EXTENSION_NAME].admin_token
    again = Browser(app.test_client(), {"Authorization": f"Bearer {token}"})
    second = exported(again, tmp_path / "second.zip")
    app.extensions[EXTENSION_NAME].close()

    assert (progress.status, progress.accepted, progress.rejected) == ("done", progress.rows, 0)
    assert manifest(second)["sha256"] == manifest(first)["sha256"]
    assert manifest(second)["rows"] == manifest(first)["rows"]
    assert min(manifest(first)["rows"][name] for name in ("feedback.jsonl", "receipts.jsonl")) > 0


def test_import_does_not_bring_back_what_was_forgotten(camper: Browser, service: Service, tmp_path: Path):
    """An export from before is taken in, and the site that was forgotten since stays away."""
    before = exported(camper, tmp_path / "before.zip")
    camper.ask("DELETE", "/api/v1/sites/trails.example")
    with Archive(before) as archive:
        begun = camper.post("/api/v1/imports", {"source": "whyad", "rows": archive.row_count}).json
        rows = [json.loads(line) for _, _, line in archive.rows()]
    answer = camper.post(f"/api/v1/imports/{begun['id']}/rows", {"rows": rows}).json

    assert answer == camper.get(f"/api/v1/imports/{begun['id']}").json
    assert (answer["status"], answer["done"], answer["rejected"]) == ("done", len(rows), 6)
    assert b"trails.example" not in service.data_dir.database.read_bytes()


def test_import_progress_of_nothing_is_not_found(camper: Browser):
    """Progress is kept as long as the service runs."""
    assert camper.get("/api/v1/imports/i-gone").status_code == 404
    assert camper.post("/api/v1/imports/i-gone/rows", {"rows": []}).status_code == 404


def test_commands_move_a_person_to_a_new_computer(tmp_path: Path):
    """``whyad export`` and ``whyad import`` do it, the one reading and the other writing beside a running service."""
    with RunningService(tmp_path / "old") as old:
        old.ask("POST", "/api/v1/events", {"events": a_camper()})
        out = whyad("export", "--data-dir", str(old.data_dir), str(tmp_path / "all.zip"))
    with RunningService(tmp_path / "new") as new:
        done = whyad("import", "--data-dir", str(new.data_dir), str(tmp_path / "all.zip"))
        again = whyad("import", "--data-dir", str(new.data_dir), str(tmp_path / "all.zip"))
        ads = new.ask("GET", "/api/v1/impressions")[1]["impressions"]
    whyad("export", "--data-dir", str(tmp_path / "new"), str(tmp_path / "again.zip"))

    assert (out.returncode, done.returncode) == (0, 0), out.stderr + done.stderr
    assert f"{len(a_camper()) + 1} taken in" in done.stdout
    assert f"{len(a_camper())} were held already" in again.stdout
    assert [ad["id"] for ad in ads] == ["a2", "a1", "a0"]
    assert manifest(tmp_path / "again.zip")["sha256"] == manifest(tmp_path / "all.zip")["sha256"]
    assert stat.S_IMODE((tmp_path / "all.zip").stat().st_mode) == 0o600


# --- hostile files: each is a good export with one thing wrong ------------------------------------------------------


def rewritten(source: Path, target: Path, change: Callable[[dict[str, bytes]], None], **attributes: int) -> None:
    """A copy of an export with other files in it; keywords set the attributes of the visits' entry."""
    with zipfile.ZipFile(source) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            if name == "visits.jsonl":
                for attribute, value in attributes.items():
                    setattr(entry, attribute, value)
            archive.writestr(entry, content)


def with_file(name: str, content: bytes) -> Callable[[dict[str, bytes]], None]:
    """Adds or replaces one file."""
    return lambda files: files.update({name: content})


HOSTILE: dict[str, tuple[Callable[[dict[str, bytes]], None], dict[str, int], str]] = {
    "zip slip": (with_file("../../evil.txt", b"x"), {}, "no export has"),
    "absolute path": (with_file("/var/lib/evil.txt", b"x"), {}, "no export has"),
    "windows path": (with_file("..\\evil.txt", b"x"), {}, "no export has"),
    "symbolic link": (with_file("visits.jsonl", b"/etc/passwd"), {"external_attr": 0o120777 << 16}, "link"),
    "device": (with_file("visits.jsonl", b""), {"external_attr": 0o020666 << 16}, "link or something else"),
    "zip bomb": (with_file("visits.jsonl", b"0" * 50_000_000), {}, "would grow"),
    "large text": (with_file("README.md", os.urandom(1_100_000)), {}, "larger than 1 MiB"),
    "rows that were changed": (lambda files: files.update({"settings.jsonl": b""}), {}, "do not match"),
    "more rows than told": (lambda files: files.update({"visits.jsonl": files["visits.jsonl"] * 3}), {}, "more rows"),
    "a file that is missing": (lambda files: files.pop("receipts.jsonl"), {}, "is missing"),
    "a manifest of another format": (with_file("manifest.json", b'{"format": 2}'), {}, "format 1"),
    "a manifest that is no JSON": (with_file("manifest.json", b"[" * 100_000), {}, "its manifest"),
    "a manifest without rows": (with_file("manifest.json", b'{"format": 1}'), {}, "does not name"),
    "bzip2": (lambda _: None, {"compress_type": zipfile.ZIP_BZIP2}, "packed in a way"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_archives_are_refused(camper: Browser, tmp_path: Path, name: str):
    """Refused with a reason, within two seconds, and nothing lies anywhere that was not there before."""
    change, attributes, reason = HOSTILE[name]
    good = exported(camper, tmp_path / "good.zip")
    rewritten(good, tmp_path / "bad.zip", change, **attributes)
    (tmp_path / "elsewhere").mkdir()
    began = time.monotonic()
    with pytest.raises(ArchiveError, match=reason):
        list(import_archive(tmp_path / "bad.zip", DataDir(tmp_path / "elsewhere" / "store")))

    assert time.monotonic() - began < 2
    assert {path.name for path in tmp_path.iterdir()} == {"good.zip", "bad.zip", "store", "elsewhere"}
    assert not Path("/var/lib/evil.txt").exists()


def a_row_that_does_not_fit(files: dict[str, bytes]) -> None:
    """The first visit has a script for an address, and the manifest agrees with it."""
    from extension_api.archive.files import ContentHash

    files["visits.jsonl"] = files["visits.jsonl"].replace(b"https://trails.example/c0", b"javascript:alert(1)")
    content, told = ContentHash(), json.loads(files["manifest.json"])
    for name in ROWS_OF:
        for line in files[name].splitlines(keepends=True):
            content.add(name, line)
    files["manifest.json"] = json.dumps(told | {"sha256": content.hexdigest()}).encode()


def test_a_row_that_does_not_fit_is_told_by_its_place(camper: Browser, tmp_path: Path):
    """The reason names file, line and field, and quotes nothing."""
    rewritten(exported(camper, tmp_path / "good.zip"), tmp_path / "bad.zip", a_row_that_does_not_fit)

    with pytest.raises(ArchiveError, match=r"line 1 of visits\.jsonl: visit\.url") as refused:
        list(import_archive(tmp_path / "bad.zip", DataDir(tmp_path / "fresh")))
    assert "alert" not in str(refused.value)


def test_five_gigabytes_are_refused_at_once(tmp_path: Path):
    """A file that is no ZIP, and one that says it holds five gigabytes, are both refused without reading them."""
    with (tmp_path / "large.json").open("wb") as file:
        file.write(b"[")
        file.truncate(5_000_000_000)
    began = time.monotonic()
    with pytest.raises(ArchiveError, match="not a ZIP"):
        Archive(tmp_path / "large.json")
    assert time.monotonic() - began < 2


def test_a_size_that_is_a_lie_is_refused(camper: Browser, tmp_path: Path):
    """An entry that claims five gigabytes for a few hundred bytes would grow too much."""
    content = bytearray(exported(camper, tmp_path / "good.zip").read_bytes())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo("receipts.jsonl").file_size
    place = content.rfind(b"receipts.jsonl") - 46  # the entry in the list of files, which has the name at byte 46
    assert struct.unpack_from("<L", content, place + 24)[0] == size
    struct.pack_into("<L", content, place + 24, 0xF0000000)
    (tmp_path / "bad.zip").write_bytes(content)

    with pytest.raises(ArchiveError, match="would grow"):
        Archive(tmp_path / "bad.zip")


@pytest.mark.parametrize("name", ["manifest.json", "visits.jsonl"])
def test_a_damaged_stream_is_refused(camper: Browser, tmp_path: Path, name: str):
    """Packed bytes that were overwritten end in the same refusal as any other damage, wherever they are."""
    content = bytearray(exported(camper, tmp_path / "good.zip").read_bytes())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entry = archive.getinfo(name)
    name_bytes, extra_bytes = struct.unpack_from("<2H", content, entry.header_offset + 26)
    begin = entry.header_offset + 30 + name_bytes + extra_bytes
    content[begin : begin + entry.compress_size] = b"\xff" * entry.compress_size  # no block of deflate begins so
    (tmp_path / "bad.zip").write_bytes(content)

    with pytest.raises(ArchiveError, match=r"not a whole ZIP|is damaged"):
        list(import_archive(tmp_path / "bad.zip", DataDir(tmp_path / "fresh")))


def test_a_list_of_a_million_files_is_refused_unread(tmp_path: Path):
    """Reading it would take a minute and a gigabyte."""
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 80_000_000, 0, 0)
    (tmp_path / "bad.zip").write_bytes(b"\0" * 80_000_000 + end)

    with pytest.raises(ArchiveError, match="list of files"):
        Archive(tmp_path / "bad.zip")
