"""The model that explains: experts for each kind of campaign, and a judge of kinds. Loads with NumPy alone.

``model.json`` (the sidecar) says what the model is: columns, taxonomy, training market, seed, figures on markets it
never saw. ``trees.npz`` holds the trees that XGBoost grew. How both are made: docs/model-card.md.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from explainer.base_model.files import FORMAT, REBUILD, SIDECAR_FILE, TREES_FILE, read_sidecar, read_trees
from explainer.contributions import GroupKernel
from explainer.errors import FeatureMismatchError, ModelFileError
from explainer.features import COLUMNS, EVIDENCE_COLUMNS, SLOT_OF_COLUMN
from explainer.records import CampaignKind
from explainer.trees import TreeEnsemble

FloatArray = npt.NDArray[np.float64]

SHIPPED: Final = Path(__file__).parent

KINDS: Final = tuple(CampaignKind)
# A campaign that picks nobody moves nothing, so its expert needs no trees.
EXPERT_KINDS: Final = tuple(kind for kind in KINDS if kind is not CampaignKind.RUN_OF_NETWORK)

LEAST_SHARE: Final = 1e-3  # probabilities are kept this far from 0 and 1 where their log odds are taken

MEMBERS_MAX: Final = 64  # ours has five


@dataclass(frozen=True, slots=True)
class Calibration:
    """Numbers fitted on markets that the trees never saw.

    Attributes:
        temperature: Divides the margins of the judge of kinds.
        bias: Added to the margin of each kind, in the order of ``KINDS``.
        named: Offset and slope that turn the log odds of the named cause into those of its being a true one.
        silence: How many times likelier "everybody" must at most be than the named cause; above that we stay silent.
        interval_width: Standard deviations on each side of an estimate that cover 90 % of the true contributions.
    """

    temperature: float
    bias: tuple[float, ...]
    named: tuple[float, float]
    silence: float
    interval_width: float

    def probability_of_truth(self, on_top: float) -> float:
        """How probable it is that a cause is a true one, if the kinds give it that probability of being on top."""
        offset, slope = self.named
        share = min(max(on_top, LEAST_SHARE), 1.0 - LEAST_SHARE)
        return 1.0 / (1.0 + math.exp(-offset - slope * math.log(share / (1.0 - share))))


@dataclass(frozen=True, slots=True)
class BaseModel:
    """A loaded model.

    Attributes:
        model_id: Name that changes whenever a byte of the trees does.
        experts: For each kind the members of its log-lift model; columns are ``features.COLUMNS``.
        judges: Members; each has one yes-or-no model per kind; columns are ``features.EVIDENCE_COLUMNS``.
        log_draws: Added to an expert's margin to make it a log lift (DESIGN 2.1).
        sidecar: Everything that ``model.json`` says.
    """

    model_id: str
    experts: Mapping[CampaignKind, tuple[TreeEnsemble, ...]]
    judges: tuple[Mapping[CampaignKind, TreeEnsemble], ...]
    calibration: Calibration
    log_draws: float
    sidecar: Mapping[str, Any]
    _kernels: dict[CampaignKind, GroupKernel] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def load(cls, path: Path | str | None = None) -> BaseModel:
        """Read a model folder; without a path, the shipped one.

        Raises:
            ModelFileError: Missing, damaged or of another format.
            FeatureMismatchError: Made for other columns.
        """
        folder = SHIPPED if path is None else Path(path)
        sidecar = read_sidecar(folder)
        arrays = read_trees(folder, sha256=sidecar.get("trees_sha256"))
        _check_columns(sidecar)
        try:
            calibration, log_draws = _calibration(sidecar["calibration"]), math.log(sidecar["draws"])
            members, model_id = range(min(sidecar["members"], MEMBERS_MAX)), str(sidecar["model_id"])
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            problem = f"{SIDECAR_FILE} lacks a number or holds an impossible one"
            raise ModelFileError(folder.name, problem=problem, hint=REBUILD) from error
        if not members:
            raise ModelFileError(folder.name, problem="no members", hint=REBUILD)
        return cls(
            model_id=model_id, calibration=calibration, log_draws=log_draws, sidecar=sidecar,
            experts={kind: tuple(_ensemble(arrays, f"expert-{kind}-{m}",
            COLUMNS) for m in members) for kind in EXPERT_KINDS},
            judges=tuple(
                {kind: _ensemble(arrays, f"judge-{kind}-{m}", EVIDENCE_COLUMNS) for kind in KINDS} for m in members
            ),
        )  # fmt: skip

    def split_by_slot(self, rows: FloatArray, references: FloatArray) -> tuple[FloatArray, FloatArray]:
        """What each slot of ``features.SLOTS`` adds to a row's log lift, and the log lift of its reference.

        Both arguments have shape (n, columns).

        Returns:
            Shapes (n, members, kinds, slots) and (n, members, kinds).
        """
        shape = (len(rows), len(self.judges), len(KINDS))
        split, strangers = np.zeros((*shape, max(SLOT_OF_COLUMN) + 1)), np.zeros(shape)
        for kind, experts in self.experts.items():
            if kind not in self._kernels:
                self._kernels[kind] = GroupKernel(experts, SLOT_OF_COLUMN)
            place = KINDS.index(kind)
            split[:, :, place], margins = self._kernels[kind].contributions(rows, references)
            strangers[:, :, place] = margins + self.log_draws
        return split, strangers

    def margins_of_kinds(self, evidence: FloatArray) -> FloatArray:
        """What each member says for each kind, before calibration: shape (members, campaigns, kinds)."""
        return np.stack([np.stack([judge[kind].margin(evidence) for kind in KINDS], axis=1) for judge in self.judges])

    def kind_probabilities(self, evidence: FloatArray) -> FloatArray:
        """How probable each kind is, by member: shape (members, campaigns, kinds)."""
        return calibrated(self.margins_of_kinds(evidence), self.calibration)


def calibrated(margins: FloatArray, calibration: Calibration) -> FloatArray:
    """Turn margins of the yes-or-no models into probabilities that add up to 1 over the last axis."""
    scaled = margins / calibration.temperature + np.array(calibration.bias)
    weights = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    shares: FloatArray = weights / weights.sum(axis=-1, keepdims=True)
    return shares


def save_model(folder: Path, trees: Mapping[str, TreeEnsemble], sidecar: Mapping[str, Any]) -> str:
    """Write a model folder and return the model's id. The same trees give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {
        f"{name}.{part}": array
        for name, ensemble in sorted(trees.items())
        for part, array in sorted(ensemble.to_arrays().items())
        if part != "columns"
    }  # fmt: skip
    trees_part, sidecar_part = folder / f"{TREES_FILE}.part", folder / f"{SIDECAR_FILE}.part"
    try:
        with trees_part.open("wb") as file:
            np.savez_compressed(file, **arrays)  # type: ignore[arg-type]  # the stubs take no mapping of arrays
        digest = hashlib.sha256(trees_part.read_bytes()).hexdigest()
        model_id = f"base-{digest[:12]}"
        document = {"format": FORMAT, "model_id": model_id, "trees_sha256": digest, **sidecar}
        sidecar_part.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
        trees_part.replace(folder / TREES_FILE)
        sidecar_part.replace(folder / SIDECAR_FILE)
    finally:  # whoever interrupts finds the old model, or the new one, and nothing in between
        trees_part.unlink(missing_ok=True)
        sidecar_part.unlink(missing_ok=True)
    return model_id


def _calibration(numbers: Mapping[str, Any]) -> Calibration:
    offset, slope = numbers["named"]
    temperature = float(numbers["temperature"])
    if temperature <= 0.0:
        raise ValueError("a temperature is positive")
    return Calibration(
        temperature=temperature, bias=tuple(float(numbers["bias"][kind]) for kind in KINDS),
        named=(float(offset), float(slope)), silence=float(numbers["silence"]),
        interval_width=float(numbers["interval_width"]),
    )  # fmt: skip


def _check_columns(sidecar: Mapping[str, Any]) -> None:
    for name, expected in (("columns", COLUMNS), ("evidence_columns", EVIDENCE_COLUMNS)):
        said = sidecar.get(name)
        found = tuple(map(str, said)) if isinstance(said, list) else ()
        if found != expected:
            raise FeatureMismatchError(expected=expected, got=found, hint=REBUILD)


def _ensemble(arrays: Mapping[str, npt.NDArray[Any]], name: str, columns: Sequence[str]) -> TreeEnsemble:
    prefix = f"{name}."
    own = {key.removeprefix(prefix): array for key, array in arrays.items() if key.startswith(prefix)}
    return TreeEnsemble.from_arrays({**own, "columns": np.array(columns)})
