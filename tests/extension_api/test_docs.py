"""docs/api.md: every example is run, in order, and answers what is written below it."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

from tests.extension_api.conftest import HOST, Browser

DOCS = Path(__file__).parents[2] / "docs" / "api.md"
BLOCK = re.compile(r"```(bash|json)\n(.*?)```", re.DOTALL)
BASE = f"http://{HOST}"


def run_curl(command: str, browser: Browser, *, token: str) -> Any:
    """Do what the curl command says, against the app under test."""
    words = shlex.split(command.replace("\\\n", " ").replace("$TOKEN", token))[1:]
    options = {"-X": None, "-d": None}
    headers = {}
    url = ""
    while words:
        word = words.pop(0)
        if word == "-H":
            name, _, value = words.pop(0).partition(": ")
            headers[name] = value
        elif word in options:
            options[word] = words.pop(0)
        else:
            url = word
    assert url.startswith(BASE), url
    method = options["-X"] or ("POST" if options["-d"] else "GET")
    return browser.ask(method, url.removeprefix(BASE), headers=headers, data=options["-d"]).json


def check_shape(written: Any, answered: Any, where: str) -> None:
    """Everything that is written is answered, with the same type; lists are compared by their first items."""
    if isinstance(written, dict):
        for key, value in written.items():
            assert key in answered, f"{where}/{key}"
            check_shape(value, answered[key], f"{where}/{key}")
    elif isinstance(written, list):
        for position, (left, right) in enumerate(zip(written, answered, strict=False)):
            check_shape(left, right, f"{where}/{position}")
        assert bool(answered) or not written, where
    elif isinstance(written, float | int) and not isinstance(written, bool):
        assert isinstance(answered, float | int), where
    else:
        assert type(answered) is type(written), where


def test_examples_answer_what_is_written(owner: Browser, stranger: Browser):
    """A reader who types the examples sees what the page shows."""
    token = owner.post("/api/v1/tokens", {"name": "a reader", "scopes": ["capture", "control"]}).json["token"]
    blocks, answer = BLOCK.findall(DOCS.read_text("utf-8")), None
    for kind, text in blocks:
        if kind == "bash":
            answer = run_curl(text, stranger, token=token)
        else:
            check_shape(json.loads(text), answer, "")

    assert len(blocks) > 20


def test_exact_answers_of_capture_and_erasure_are_true(paired: Browser):
    """Counts in the examples are those that come."""
    blocks = [text for kind, text in BLOCK.findall(DOCS.read_text("utf-8")) if kind == "bash" and "Bearer" in text]
    token = paired.headers["Authorization"].removeprefix("Bearer ")
    answers = [run_curl(text, paired, token=token) for text in blocks]

    assert answers[0]["accepted"] == 3
    erased = {answer["what"]: answer["erased"] for answer in answers if "erased" in answer}
    assert erased["visits"] == {"visits": 1, "tracker_contacts": 1, "impressions": 0, "deliveries": 0, "opinions": 0}
    assert erased["site"] == {"visits": 0, "tracker_contacts": 0, "impressions": 1, "deliveries": 0, "opinions": 1}
