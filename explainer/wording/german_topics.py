"""German names of the topics, written for Whyad; the file beside has a line for each topic of the taxonomy."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

GERMAN_TOPICS: Final = dict(
    line.split("\t")
    for line in files("explainer.wording").joinpath("german_topics.tsv").read_text("utf-8").splitlines()
)
