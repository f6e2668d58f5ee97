"""The layout shows the architecture only as long as imports follow it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# From the ground floor up: a room may import from its own floor and from the floors below it, never from above.
FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"errors", "claims"}),
    frozenset({"records"}),
    frozenset({"taxonomy", "registrable_domain", "without"}),
    frozenset({"page_topics", "trees"}),
    frozenset({"patterns"}),
    frozenset({"contributions"}),
    frozenset({"trait_sources", "importers"}),
    frozenset({"trait_profile", "knowers", "shown_ad", "site_visits", "visit_reader"}),
    frozenset({"viewed_products"}),
    frozenset({"shown_ads"}),
    frozenset({"reading_pass"}),
    frozenset({"situation"}),
    frozenset({"features", "running_reading"}),
    frozenset({"simulation"}),
    frozenset({"targeting_model", "base_model"}),
    frozenset({"campaign_memory"}),
    frozenset({"verdict", "known_campaigns"}),
    frozenset({"counterfactuals", "shared_visits"}),
    frozenset({"explanations", "alternatives"}),
    frozenset({"wording", "tabular"}),
    frozenset({"plots", "audit", "training"}),
    frozenset({"commands"}),
)
FLOOR_OF = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}

# Whoever imports these is the only one who may.
ONLY_IN = {
    "xgboost": {"explainer.targeting_model", "explainer.tabular", "explainer.known_campaigns.pacing"},
    "flask": {"extension_api", "adtown"},
    "sqlite3": {"extension_api"},
    "waitress": {"extension_api", "adtown"},
    "playwright": {"adtown"},
}
FORBIDDEN_IN_EXPLAINER = {
    "flask",
    "sqlite3",
    "socket",
    "requests",
    "urllib.request",
    "http.client",
    "playwright",
    "waitress",
}


def python_files(package: str) -> list[Path]:
    """All Python files of one top-level package."""
    return sorted((ROOT / package).rglob("*.py"))


def module_name(path: Path) -> str:
    """``explainer/records.py`` -> ``explainer.records``."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_modules(path: Path) -> Iterator[str]:
    """Every module that a file imports, also inside functions; relative imports are resolved."""
    package = module_name(path).split(".")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + (path.name == "__init__.py")] if node.level else []
            stem = ".".join([*base, *([node.module] if node.module else [])])
            yield stem
            yield from (f"{stem}.{alias.name}" for alias in node.names)


ROOMS = [
    path for path in python_files("explainer") if module_name(path) != "explainer"
]  # the front door sees every room


@pytest.mark.parametrize("path", ROOMS, ids=module_name)
def test_explainer_rooms_import_only_from_lower_floors(path: Path) -> None:
    """A record never needs an explanation to exist."""
    level = FLOOR_OF[module_name(path).split(".")[1]]

    too_high = {
        name for name in imported_modules(path)
        if name.startswith("explainer.") and name.split(".")[1] in FLOOR_OF and FLOOR_OF[name.split(".")[1]] > level
    }  # fmt: skip

    assert not too_high


@pytest.mark.parametrize("path", python_files("explainer"), ids=module_name)
def test_explainer_knows_no_web_database_or_network(path: Path) -> None:
    """The library can be used where there is nothing but Python."""
    assert not FORBIDDEN_IN_EXPLAINER & set(imported_modules(path))


@pytest.mark.parametrize("path", python_files("extension_api"), ids=module_name)
def test_service_uses_only_public_names_of_the_library(path: Path) -> None:
    """What the service needs, every user of the library can have."""
    import explainer

    public = set(explainer.__all__)
    deep = {name for name in imported_modules(path) if name.startswith("explainer.")}

    assert {name.removeprefix("explainer.") for name in deep} <= public | {"commands", "commands.COMMANDS"}


@pytest.mark.parametrize("package", ["explainer", "extension_api"])
def test_product_never_imports_the_town(package: str) -> None:
    """The test bed can be thrown away without touching the product."""
    users = [path for path in python_files(package) if any(n.split(".")[0] == "adtown" for n in imported_modules(path))]

    assert not users


def test_town_never_imports_the_product() -> None:
    """A market that knew the explainer could write its answers for it."""
    users = [
        path
        for path in python_files("adtown")
        if {n.split(".")[0] for n in imported_modules(path)} & {"explainer", "extension_api"}
    ]

    assert not users


@pytest.mark.parametrize(("library", "owners"), ONLY_IN.items())
def test_heavy_libraries_have_one_home(library: str, owners: set[str]) -> None:
    """XGBoost, Flask, SQLite and the browser driver can each be replaced in one place."""
    for package in ("explainer", "extension_api", "adtown"):
        for path in python_files(package):
            if any(name.split(".")[0] == library for name in imported_modules(path)):
                assert any(module_name(path).startswith(owner) for owner in owners), module_name(path)
