"""Training is repeatable, and says what it could not learn."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from explainer.base_model import SHIPPED, SIDECAR_FILE, TREES_FILE, BaseModel
from explainer.commands import explain_command, simulate_command, train_command
from explainer.errors import FeatureMismatchError, ModelFileError
from explainer.simulation import simulate
from explainer.training import model_card, report_lines, train

MOST_BYTES = 3_000_000
ROOT = Path(__file__).parents[3]


def bytes_of(folder: Path) -> dict[str, bytes]:
    """What a model folder holds."""
    return {name: (folder / name).read_bytes() for name in (SIDECAR_FILE, TREES_FILE)}


@pytest.mark.slow
def test_the_same_people_give_the_same_bytes(tmp_path: Path) -> None:
    """A model can be made again, from memory or through the commands."""
    train(simulate(40, seed=3), tmp_path / "a", seed=3, members=5)
    log, runner = tmp_path / "log.jsonl", CliRunner()
    assert runner.invoke(simulate_command, ["--seed", "3", "--people", "40", "--out", str(log)]).exit_code == 0
    trained = runner.invoke(train_command, [str(log), "--seed", "3", "--model", str(tmp_path / "b")])

    assert trained.exit_code == 0, trained.output
    assert "Not learned" in trained.output
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")


@pytest.mark.slow
def test_whyad_explain_answers_every_line(tmp_path: Path) -> None:
    """One answer per ad, strongest contribution first."""
    log, answers, runner = tmp_path / "log.jsonl", tmp_path / "answers.jsonl", CliRunner()
    runner.invoke(simulate_command, ["--seed", "4", "--people", "2", "--out", str(log)])
    result = runner.invoke(explain_command, [str(log), "--out", str(answers)])

    assert result.exit_code == 0, result.output
    found = [json.loads(line) for line in answers.read_text().splitlines()]
    assert [item["impression_id"] for item in found] == [
        json.loads(line)["impression_id"] for line in log.read_text().splitlines()
    ]
    sizes = [[part["log_odds"] for part in item["contributions"]] for item in found]
    assert sizes == [sorted(part, reverse=True) for part in sizes]


def test_the_shipped_model_is_small_and_whole() -> None:
    """It travels with the package."""
    assert sum(len(content) for content in bytes_of(SHIPPED).values()) < MOST_BYTES
    assert BaseModel.load().model_id.startswith("base-")


def test_the_model_card_is_the_sidecars() -> None:
    """What the card says is what the model says of itself."""
    assert (ROOT / "docs" / "model-card.md").read_text(encoding="utf-8") == model_card(BaseModel.load().sidecar)


def test_what_was_not_learned_is_said() -> None:
    """A weak figure is named, not hidden."""
    figures = {**BaseModel.load().sidecar["held_out"], "by_rule": {"look_alike": 0.2}}

    assert "naming the cause of look_alike ads" in list(report_lines(figures))[-1]


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    """Trees that do not belong to their description are not used."""
    shutil.copytree(SHIPPED, tmp_path / "m")
    sidecar = json.loads((tmp_path / "m" / SIDECAR_FILE).read_text())
    (tmp_path / "m" / SIDECAR_FILE).write_text(json.dumps({**sidecar, "trees_sha256": "0"}))

    with pytest.raises(ModelFileError):
        BaseModel.load(tmp_path / "m")


def test_a_model_for_other_columns_is_refused(tmp_path: Path) -> None:
    """An older model does not silently read new features."""
    shutil.copytree(SHIPPED, tmp_path / "m")
    sidecar = json.loads((tmp_path / "m" / SIDECAR_FILE).read_text())
    (tmp_path / "m" / SIDECAR_FILE).write_text(json.dumps({**sidecar, "columns": ["other"]}))

    with pytest.raises(FeatureMismatchError):
        BaseModel.load(tmp_path / "m")


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    """The error names the remedy."""
    with pytest.raises(ModelFileError) as caught:
        BaseModel.load(tmp_path)

    assert "whyad simulate" in str(caught.value)
