"""What is forgotten was never learned, and what is interrupted leaves nothing half done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from explainer.base_model import SIDECAR_FILE, TREES_FILE, BaseModel, save_model
from explainer.simulation import SimulatedPerson, simulate
from explainer.training import train
from tests.explainer.models import a_booster, ensemble_of
from tests.explainer.training.test_training import bytes_of

FORGOTTEN = 4  # somebody from the middle, so that everybody after them moves up


def all_but(people: list[SimulatedPerson], number: int) -> list[SimulatedPerson]:
    """The others, in their order."""
    return people[:number] + people[number + 1 :]


@pytest.mark.slow
def test_a_model_that_forgot_somebody_is_a_model_that_never_knew_them(tmp_path: Path) -> None:
    """Trained again without a person, every byte is as if that person had never been in the log."""
    everybody = list(simulate(24, seed=6))
    never_knew = [person for person in simulate(24, seed=6) if person.person_id != everybody[FORGOTTEN].person_id]

    train(everybody, tmp_path / "model", seed=6, members=1)
    knew = bytes_of(tmp_path / "model")
    train(all_but(everybody, FORGOTTEN), tmp_path / "model", seed=6, members=1)
    train(never_knew, tmp_path / "other", seed=6, members=1)

    assert bytes_of(tmp_path / "model") == bytes_of(tmp_path / "other")
    assert bytes_of(tmp_path / "model") != knew


def test_an_interrupted_training_leaves_the_old_model(tmp_path: Path) -> None:
    """Whoever presses Ctrl-C while people are read still has the model of before."""
    save_model(tmp_path, {"expert": ensemble_of(a_booster(rounds=1))}, {"seed": 1})
    before = bytes_of(tmp_path)

    def interrupted() -> Iterator[SimulatedPerson]:
        yield from simulate(2, seed=1)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(interrupted(), tmp_path, seed=1)

    assert bytes_of(tmp_path) == before


def test_an_interrupted_writing_leaves_the_old_model(tmp_path: Path) -> None:
    """The same while the model is written: no half of it stays behind."""
    trees = {"expert": ensemble_of(a_booster(rounds=1))}
    save_model(tmp_path, trees, {"seed": 1})
    before = bytes_of(tmp_path)

    with pytest.raises(TypeError):
        save_model(tmp_path, trees, {"seed": object()})

    assert bytes_of(tmp_path) == before
    assert {file.name for file in tmp_path.iterdir()} == {SIDECAR_FILE, TREES_FILE}


def test_a_model_that_was_never_finished_is_no_model(tmp_path: Path) -> None:
    """A first training that was interrupted leaves no folder that could be taken for a model."""
    with pytest.raises(TypeError):
        save_model(tmp_path / "new", {"expert": ensemble_of(a_booster(rounds=1))}, {"seed": object()})

    assert list((tmp_path / "new").iterdir()) == []


def test_a_model_of_another_version_says_so(tmp_path: Path) -> None:
    """A folder written by another version of Whyad is named as that, with a way out."""
    save_model(tmp_path, {"expert": ensemble_of(a_booster(rounds=1))}, {"seed": 1})
    sidecar = json.loads((tmp_path / SIDECAR_FILE).read_text())
    (tmp_path / SIDECAR_FILE).write_text(json.dumps({**sidecar, "format": 99}))

    with pytest.raises(Exception, match="not of format 1") as caught:
        BaseModel.load(tmp_path)

    assert caught.value.hint  # type: ignore[attr-defined]  # every error of ours has one
