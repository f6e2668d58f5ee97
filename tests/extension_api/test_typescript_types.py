"""The extension's types are the service's own description, so neither can drift."""

from __future__ import annotations

import pytest

from scripts.typescript_types import TARGET, comment, type_of, typescript_types


def test_committed_types_are_what_the_service_describes():
    """A message that changes without `make types` is noticed."""
    assert TARGET.read_text("utf-8") == typescript_types()


@pytest.mark.parametrize(
    ("schema", "written"),
    [
        ({"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "null"}]}}, "(string | null)[]"),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, "Record<string, number>"),
        ({"enum": ["a", "b"]}, '"a" | "b"'),
        ({"const": 9, "type": "integer"}, "9"),
        ({"$ref": "#/components/schemas/Lift"}, "Lift"),
        ({"oneOf": [{"type": "number"}, {"type": "integer"}]}, "number"),
        ({}, "unknown"),
    ],
)
def test_schemas_become_types(schema: dict, written: str):
    """Each kind of schema has one way to be written."""
    assert type_of(schema) == written


def test_descriptions_become_comments():
    """A reader of the types sees what the service says of them."""
    assert comment("One ``line``.", "  ") == "  /** One `line`. */\n"
    assert comment("Two\nlines.", "") == "/**\n * Two\n * lines.\n */\n"
