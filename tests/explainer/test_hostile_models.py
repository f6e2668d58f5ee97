"""Criterion 7: a model folder from anybody ends in a model or in an error with a reason, soon, and in little memory."""

from __future__ import annotations

import hashlib
import io
import json
import os
import pickle
import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from explainer import BaseModel, WhyadError
from explainer.base_model import EXPERT_KINDS, KINDS, SHIPPED, save_model
from explainer.base_model.files import SIDECAR_FILE, TREES_FILE
from explainer.features import COLUMNS, EVIDENCE_COLUMNS
from explainer.trees import TreeEnsemble

FILES, FILES_LONG = 200, 5_000
SECONDS_MAX = 2.0
MEMORY_MAX_BYTES = 300_000_000
HOSTILE_NUMBERS = [-1, 0, 1, 2**31, 2**63, 10**400, -0.5, 1e308, float("nan"), float("inf")]
HOSTILE_VALUES = [*HOSTILE_NUMBERS, None, True, "", "x", "1", [], {}, [[]], {"a": 1}, "\ud800", [1] * 99]


class _Runs:
    def __reduce__(self) -> tuple[Callable[..., int], tuple[str]]:
        return os.system, ("touch was-run",)


def stump(columns: tuple[str, ...]) -> TreeEnsemble:
    """Two trees of one split each."""
    return TreeEnsemble.from_arrays({
        "columns": np.array(columns), "base_margin": np.array(0.1), "roots": np.array([0, 3]),
        "feature": np.array([1, 0, 0, 0, 0, 0]), "threshold": np.array([0.5, np.inf, np.inf] * 2, np.float32),
        "default_left": np.array([True] * 6), "children": np.array([1, 2, 1, 1, 2, 2, 4, 5, 4, 4, 5, 5]),
        "value": np.array([0.0, 0.2, -0.2] * 2),
    })  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small, good model."""
    trees = {f"expert-{kind}-0": stump(COLUMNS) for kind in EXPERT_KINDS}
    trees |= {f"judge-{kind}-0": stump(EVIDENCE_COLUMNS) for kind in KINDS}
    shipped = json.loads((SHIPPED / SIDECAR_FILE).read_text("utf-8"))
    said = {key: value for key, value in shipped.items() if key not in {"model_id", "trees_sha256"}}
    save_model(tmp_path / "model", trees, {**said, "members": 1})
    return tmp_path / "model"


def outcome(folder: Path) -> str:
    """What loading the folder, and using what was loaded, comes to; anything but a result or our error fails."""
    began = time.perf_counter()
    try:
        shares = BaseModel.load(folder).kind_probabilities(np.zeros((1, len(EVIDENCE_COLUMNS))))
        found = "loaded" if np.isfinite(shares).all() else "loaded, without sense"
    except WhyadError as error:
        found = str(error)
    assert time.perf_counter() - began < SECONDS_MAX
    return found


def replace_trees(folder: Path, packed: bytes) -> None:
    """Put other trees there, and say in the sidecar that they are the right ones."""
    (folder / TREES_FILE).write_bytes(packed)
    sidecar = json.loads((folder / SIDECAR_FILE).read_text("utf-8"))
    sidecar["trees_sha256"] = hashlib.sha256(packed).hexdigest()
    (folder / SIDECAR_FILE).write_text(json.dumps(sidecar), "utf-8")


def flip_bytes(content: bytes, dice: random.Random) -> bytes:
    """Some bytes changed, some cut out, or the end cut off."""
    changed = bytearray(content)
    for _ in range(dice.randint(1, 8)):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    start = dice.randrange(len(changed))
    kept = {0: changed[:start], 1: changed[:start] + changed[start + dice.randint(1, 64) :]}
    return bytes(kept.get(dice.randrange(4), changed))


def break_sidecar(sidecar: dict[str, Any], dice: random.Random) -> None:
    """Replace or drop a value, anywhere in it."""
    place: Any = sidecar
    for _ in range(3):
        key = dice.choice(sorted(place) if isinstance(place, dict) else range(len(place)))
        inner = place[key]
        if not (isinstance(inner, dict | list) and inner and dice.random() < 0.7):
            break
        place = inner
    place[key] = dice.choice(HOSTILE_VALUES)


def break_arrays(arrays: Mapping[str, np.ndarray], dice: random.Random) -> dict[str, np.ndarray]:
    """Change numbers, types, lengths or names of one or more arrays."""
    broken = {name: array.copy() for name, array in arrays.items()}
    for name in dice.sample(sorted(broken), dice.randint(1, 3)):
        array = broken[name]
        with np.errstate(all="ignore"):
            match dice.randrange(5):
                case 0 if array.size:
                    array.flat[dice.randrange(array.size)] = dice.choice([-1, 0, 1, 5, 99, 2**31 - 1])
                case 1:
                    broken[name] = array.astype(dice.choice([np.float16, np.uint8, np.int8, np.bool_]))
                case 2:
                    broken[name] = np.resize(array, dice.randint(0, 9))
                case 3:
                    broken[name] = np.full(array.shape, dice.choice([np.nan, np.inf, -1.0, 1e300]))
                case _:
                    del broken[name]
    return broken


def mutate(folder: Path, good: Mapping[str, bytes], dice: random.Random) -> None:
    """Write one hostile variant of a good model folder."""
    for name, content in good.items():
        (folder / name).write_bytes(content)
    kind = dice.randrange(4)
    if kind == 0:
        (folder / SIDECAR_FILE).write_bytes(flip_bytes(good[SIDECAR_FILE], dice))
    elif kind == 1:
        sidecar = json.loads(good[SIDECAR_FILE])
        break_sidecar(sidecar, dice)
        (folder / SIDECAR_FILE).write_text(json.dumps(sidecar), "utf-8", "surrogatepass")
    elif kind == 2:
        replace_trees(folder, flip_bytes(good[TREES_FILE], dice))
    else:
        packed = io.BytesIO()
        with np.load(io.BytesIO(good[TREES_FILE])) as arrays:
            np.savez(packed, **break_arrays(arrays, dice))
        replace_trees(folder, packed.getvalue())


def outcomes_of_mutants(folder: Path, count: int) -> list[str]:
    """What became of so many hostile variants."""
    good = {name: (folder / name).read_bytes() for name in (SIDECAR_FILE, TREES_FILE)}
    dice = random.Random(7)  # the same variants each time
    outcomes = []
    for _ in range(count):
        mutate(folder, good, dice)
        outcomes.append(outcome(folder))
    return outcomes


def are_refused(outcomes: list[str]) -> bool:
    """Whether most were refused with a reason, and none was taken for a model that makes no sense."""
    refused = sum(not found.startswith("loaded") for found in outcomes)
    return refused > len(outcomes) / 2 and "loaded, without sense" not in outcomes


def test_the_good_model_loads(folder: Path):
    """The control: what the variants are made from is a model."""
    assert outcome(folder) == "loaded"


def test_mutated_models_are_refused_with_a_reason(folder: Path):
    """Broken bytes, values, types, lengths and trees: a model or an error of ours, never anything else."""
    assert are_refused(outcomes_of_mutants(folder, FILES))


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_thousands_of_mutated_models_are_refused_with_a_reason(folder: Path):
    """The same, 5,000 times."""
    assert are_refused(outcomes_of_mutants(folder, FILES_LONG))


def with_children(children: list[int]) -> dict[str, Any]:
    """A stump whose branches lead elsewhere."""
    arrays = {name: array for name, array in stump(("a", "b")).to_arrays().items() if name != "columns"}
    return {**arrays, "columns": np.array(["a", "b"]), "children": np.array(children)}


@pytest.mark.parametrize(
    "children",
    [
        [1, 2, 0, 0, 2, 2, 4, 5, 4, 4, 5, 5],  # a circle
        [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 0, 0],  # twice as many walks on each level, without end
        [1, 2, 1, 2, 2, 2, 4, 5, 4, 4, 5, 5],  # half a leaf
        [1, 6, 1, 1, 2, 2, 4, 5, 4, 4, 5, 5],  # a node that is not there
        [1, -2, 1, 1, 2, 2, 4, 5, 4, 4, 5, 5],
    ],
)
def test_branches_that_lead_nowhere_are_refused(children: list[int]):
    """A walk through a tree ends: circles and missing nodes are found when the model is read."""
    with pytest.raises(WhyadError):
        TreeEnsemble.from_arrays(with_children(children))


def zipped(**members: bytes) -> bytes:
    """An archive with these members, as small as it gets."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.npy", content)
    return packed.getvalue()


def array_file(header: str, body: bytes = b"") -> bytes:
    """An array whose header claims what it likes."""
    text = header.encode().ljust(118) + b"\n"
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text + body


def pickled() -> bytes:
    """An array of objects, which NumPy would unpickle if it were let."""
    file = io.BytesIO()
    np.save(file, np.array([_Runs()], dtype=object), allow_pickle=True)
    return file.getvalue()


HOSTILE_ARCHIVES = {
    "pickle in place of the archive": lambda: pickle.dumps(_Runs()),
    "pickle in an array": lambda: zipped(a=pickled()),
    "bomb": lambda: zipped(a=b"\0" * 100_000_000),
    "claims ten gigabytes": lambda: zipped(
        a=array_file("{'descr': '<f8', 'fortran_order': False, 'shape': (1250000000,), }")
    ),
    "claims a negative size": lambda: zipped(a=array_file("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,)}")),
    "header that computes": lambda: zipped(a=array_file("{'descr': '<f8', 'fortran_order': 9**9**9, 'shape': (1,)}")),
    "path out of the folder": lambda: zipped(**{"../../was-run": b"x"}),
    "many members": lambda: zipped(**{f"m{number}": b"" for number in range(5_000)}),
    "empty": lambda: b"",
}


@pytest.mark.parametrize("name", HOSTILE_ARCHIVES)
def test_hostile_archives_are_refused(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch):
    """Nothing is unpickled, nothing is unpacked that a model does not need, nothing is written anywhere."""
    monkeypatch.chdir(folder)
    replace_trees(folder, HOSTILE_ARCHIVES[name]())

    assert not outcome(folder).startswith("loaded")
    assert {path.name for path in folder.iterdir()} == {SIDECAR_FILE, TREES_FILE}
    assert not (folder.parent.parent / "was-run").exists()


@pytest.mark.slow
def test_five_gigabytes_take_neither_time_nor_memory(folder: Path):
    """A sidecar of 5 GB and a bomb in the trees: both refused in less than 300 MB."""
    replace_trees(folder, HOSTILE_ARCHIVES["bomb"]())
    huge = folder.with_name("huge")
    huge.mkdir()
    with (huge / SIDECAR_FILE).open("wb") as file:
        file.truncate(5_000_000_000)
    program = (
        "import re, sys\n"
        "from explainer import BaseModel, WhyadError\n"
        "for folder in sys.argv[1:]:\n"
        "    try: BaseModel.load(folder)\n"
        "    except WhyadError as error: print(error)\n"
        "print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])"
    )
    command = [sys.executable, "-c", program, str(folder), str(huge)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)

    bomb, sidecar, memory = done.stdout.splitlines()
    assert "unpacks to more than a model needs" in bomb
    assert "is larger than 1048576 bytes" in sidecar
    assert int(memory) * 1024 < MEMORY_MAX_BYTES
