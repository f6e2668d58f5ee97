"""Reads the two files of a model folder. Whatever they hold, it ends soon: in a model or in an error that says why not.

A model folder may come from anybody. So sizes are looked at before anything is unpacked, nothing is unpickled, and
numbers that the sums could not bear are refused.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NoReturn

import numpy as np
import numpy.typing as npt

from explainer.errors import ModelFileError

FORMAT: Final = 1
SIDECAR_FILE: Final = "model.json"
TREES_FILE: Final = "trees.npz"
REBUILD: Final = "make it again with `whyad simulate | whyad train`, or leave --model out to use the shipped one"

SIDECAR_MAX_BYTES: Final = 1_048_576  # ours has 7 kB
TREES_MAX_BYTES: Final = 33_554_432  # ours have 1 MB
UNPACKED_MAX_BYTES: Final = 67_108_864  # doubled in memory, that is still far below what the service may take
ARRAYS_MAX: Final = 4_096
HEADER_MAX_BYTES: Final = 1_024  # of one array: its type and shape
NUMBERS: Final = "biuf"  # NumPy's kinds of plain numbers; no objects, no texts

Arrays = Mapping[str, npt.NDArray[Any]]


def read_sidecar(folder: Path) -> Mapping[str, Any]:
    """What ``model.json`` says.

    Raises:
        ModelFileError: Missing, too large, not JSON, or of another format.
    """
    text = _read(folder, SIDECAR_FILE, SIDECAR_MAX_BYTES)
    try:
        sidecar = json.loads(text, parse_constant=_refuse_constant, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise _unusable(folder, f"{SIDECAR_FILE} is not plain JSON") from error
    if not isinstance(sidecar, dict):
        raise _unusable(folder, f"{SIDECAR_FILE} holds no object")
    if sidecar.get("format") != FORMAT:
        raise _unusable(folder, f"{SIDECAR_FILE} is not of format {FORMAT}")
    return sidecar


def read_trees(folder: Path, *, sha256: object) -> Arrays:
    """The arrays of ``trees.npz``, if these are the bytes that the sidecar speaks of.

    Raises:
        ModelFileError: Missing, too large packed or unpacked, other bytes, or something else than arrays of numbers.
    """
    packed = _read(folder, TREES_FILE, TREES_MAX_BYTES)
    if hashlib.sha256(packed).hexdigest() != sha256:
        raise _unusable(folder, f"{TREES_FILE} and {SIDECAR_FILE} do not belong together")
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            members = archive.infolist()
            if len(members) > ARRAYS_MAX or sum(member.file_size for member in members) > UNPACKED_MAX_BYTES:
                raise _unusable(folder, f"{TREES_FILE} unpacks to more than a model needs")
            return {member.filename.removesuffix(".npy"): _array(archive.read(member)) for member in members}
    except (OSError, ValueError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
        raise _unusable(folder, f"{TREES_FILE}: {type(error).__name__}") from error


def _array(content: bytes) -> npt.NDArray[Any]:
    """One array in NumPy's own format. Its header is believed only where it fits the bytes that are there."""
    stream = io.BytesIO(content)
    if np.lib.format.read_magic(stream) != (1, 0):
        raise ValueError("not an array of format 1.0")
    shape, is_fortran, dtype = np.lib.format.read_array_header_1_0(stream, max_header_size=HEADER_MAX_BYTES)
    if dtype.kind not in NUMBERS or is_fortran or math.prod(shape) * dtype.itemsize != len(content) - stream.tell():
        raise ValueError("not a plain array of numbers")
    return np.frombuffer(content, dtype, offset=stream.tell()).reshape(shape)


def _read(folder: Path, name: str, max_bytes: int) -> bytes:
    try:
        with (folder / name).open("rb") as file:
            content = file.read(max_bytes + 1)
    except OSError as error:
        raise _unusable(folder, f"{name}: {type(error).__name__}") from error
    if len(content) > max_bytes:
        raise _unusable(folder, f"{name} is larger than {max_bytes} bytes")
    return content


def _refuse_constant(_: str) -> NoReturn:
    raise ValueError("not a finite number")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("not a finite number")
    return number


def _unusable(folder: Path, problem: str) -> ModelFileError:
    return ModelFileError(folder.name, problem=problem, hint=REBUILD)
