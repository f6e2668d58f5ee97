"""Writes the service's messages as TypeScript types, from its own OpenAPI document: ``make types``.

The extension shares no code with the service. Its types are made here and lie in the repository; a test fails when they
are not what this program writes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from extension_api.openapi import openapi_document
from extension_api.routes import ALL

TARGET: Final = Path(__file__).parents[1] / "browser_extension" / "contract" / "service.ts"
HEAD: Final = (
    "// Made by scripts/typescript_types.py from the service's OpenAPI document; `make types` makes it again.\n"
    "// Optional fields of requests have a default in the service; answers leave out what is optional.\n"
)
PLAIN: Final = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}
LINE_MAX: Final = 118


def typescript_types() -> str:
    """The whole file."""
    document = openapi_document(route for endpoints in ALL for route in endpoints.routes)
    schemas: Mapping[str, Any] = document["components"]["schemas"]
    return HEAD + "".join(f"\n{declaration(name, schemas[name])}" for name in sorted(schemas))


def declaration(name: str, schema: Mapping[str, Any]) -> str:
    """One exported type with its description."""
    about = comment(schema.get("description", ""), "")
    if schema.get("type") == "object" and "properties" in schema:
        return f"{about}export interface {identifier(name)} {{\n{''.join(members(schema))}}}\n"
    return f"{about}export type {identifier(name)} = {type_of(schema)};\n"


def members(schema: Mapping[str, Any]) -> Iterator[str]:
    """The fields of an object, one in each line."""
    required = set(schema.get("required", ()))
    for name, field in schema["properties"].items():
        mark = "" if name in required else "?"
        yield f"{comment(field.get('description', ''), '  ')}  {name}{mark}: {type_of(field)};\n"


def type_of(schema: Mapping[str, Any]) -> str:
    """The type that a schema describes; bounds and patterns are for the service to check."""
    if "$ref" in schema:
        return identifier(schema["$ref"].rpartition("/")[2])
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return " | ".join(json.dumps(value) for value in schema["enum"])
    for union in ("anyOf", "oneOf"):
        if union in schema:
            return " | ".join(dict.fromkeys(type_of(option) for option in schema[union]))
    return structured(schema)


def structured(schema: Mapping[str, Any]) -> str:
    """The type of a list, a mapping or a plain value."""
    kind = schema.get("type")
    if kind == "array":
        item = type_of(schema.get("items", {}))
        return f"({item})[]" if " | " in item else f"{item}[]"
    if kind == "object":
        return f"Record<string, {type_of(schema.get('additionalProperties') or {})}>"
    return PLAIN.get(str(kind), "unknown")


def identifier(name: str) -> str:
    """A schema's name as TypeScript can say it."""
    return re.sub(r"\W", "", name)


def comment(text: str, indent: str) -> str:
    """A description as a JSDoc comment, on one line where it fits."""
    lines = [line.strip() for line in text.replace("``", "`").strip().splitlines()]
    if not lines:
        return ""
    if len(lines) == 1 and len(indent) + len(lines[0]) + len("/**  */") <= LINE_MAX:
        return f"{indent}/** {lines[0]} */\n"
    body = "".join(f"{indent} * {line}".rstrip() + "\n" for line in lines)
    return f"{indent}/**\n{body}{indent} */\n"


if __name__ == "__main__":
    TARGET.write_text(typescript_types(), encoding="utf-8")
