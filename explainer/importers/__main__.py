"""`python -m explainer.importers` writes the JSON Schema of an impression log again, after its shape has changed."""

from explainer.importers.log_lines import SCHEMA_FILE, schema_text

SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
