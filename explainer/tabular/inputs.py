"""What a practitioner hands in, checked and brought into the kernel's form: model, rows, reference and groups."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from explainer.errors import FeatureMismatchError, InvalidRecordError, ModelFileError, UnsupportedModelError
from explainer.tabular.categories import Categories, Rows, without_categories
from explainer.trees import FloatArray, IntArray, TreeEnsemble, read_document

if TYPE_CHECKING:
    import xgboost

    Model = xgboost.Booster | xgboost.XGBModel | str | PathLike[str]

Reference = pd.DataFrame | pd.Series | Mapping[str, float | str]


def document_of(model: Model) -> Mapping[str, Any]:
    """The model as XGBoost writes it; a JSON file is read without importing xgboost."""
    if isinstance(model, str | PathLike) and Path(model).suffix == ".json":
        return read_document(Path(model))
    document: Mapping[str, Any] = json.loads(booster_of(model).save_raw("json").decode())
    return document


def trees_of(model: Model) -> tuple[TreeEnsemble, Categories]:
    """The model's trees, and what it knows of categories; the trees' last columns are the questions about them."""
    document, categories = without_categories(document_of(model))
    return TreeEnsemble.from_xgboost_json(document), categories


def booster_of(model: Model) -> xgboost.Booster:
    """The model as a Booster, loaded from its file if need be.

    Raises:
        ModelFileError: XGBoost cannot read the file.
        UnsupportedModelError: The model is of another library.
    """
    if isinstance(model, str | PathLike):
        import xgboost  # noqa: PLC0415 - a path to JSON is explained without it

        if not Path(model).exists():
            raise ModelFileError(Path(model).name, problem="there is no such file", hint="use Booster.save_model")
        try:
            return xgboost.Booster(model_file=str(model))
        except xgboost.core.XGBoostError as error:
            raise ModelFileError(
                Path(model).name, problem="is no model of XGBoost", hint="use Booster.save_model"
            ) from error
    booster: xgboost.Booster = model.get_booster() if hasattr(model, "get_booster") else model
    if not hasattr(booster, "save_raw"):
        raise UnsupportedModelError(
            f"{type(model).__name__} is no model of XGBoost", hint="hand in a Booster, an XGBModel or a path to one"
        )
    return booster


def objective_of(model: Model) -> str:
    """What the model was fitted for, such as ``binary:logistic``."""
    return str(document_of(model)["learner"]["objective"]["name"])


def margins_of(booster: xgboost.Booster, rows: Rows) -> FloatArray:
    """XGBoost's own margins, by the trees that predict."""
    import xgboost  # noqa: PLC0415 - see booster_of

    best = booster.attr("best_iteration")
    kept = (0, int(best) + 1) if best is not None else (0, 0)
    frame = xgboost.DMatrix(rows, feature_names=booster.feature_names, feature_types=booster.feature_types)
    return np.asarray(booster.predict(frame, output_margin=True, iteration_range=kept), dtype=np.float64)


def columns_of(known: tuple[str, ...], given: tuple[str, ...]) -> tuple[str, ...]:
    """The model's columns by the names given; a model fitted on a bare array has none of its own.

    Raises:
        FeatureMismatchError: Other columns, or one of them twice.
    """
    is_unnamed = known == tuple(f"f{i}" for i in range(len(known)))
    if is_unnamed and len(given) == len(known) == len(set(given)) and set(given) != set(known):
        return given
    if set(given) != set(known) or len(given) != len(set(given)):
        raise FeatureMismatchError(
            expected=known, got=given, hint="X needs the model's columns, each once, and no others"
        )
    return known


def players_of(columns: tuple[str, ...], groups: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], IntArray]:
    """Names of the groups and then of the columns in none, and which of them owns each column.

    Raises:
        FeatureMismatchError: A group names a column that does not exist.
        InvalidRecordError: A column is in two groups, a group has the name of a column outside it, or is a mere text.
    """
    owner = np.full(len(columns), -1, dtype=np.int64)
    place = {name: i for i, name in enumerate(columns)}
    for player, (group, members) in enumerate(groups.items()):
        if isinstance(members, str):
            raise InvalidRecordError(record="groups", field=group, expected="a list of columns", got=repr(members))
        for name in members:
            if name not in place:
                raise FeatureMismatchError(expected=tuple(members), got=columns, hint=f"group {group!r} names {name!r}")
            if owner[place[name]] >= 0:
                raise InvalidRecordError(record="groups", field=group, expected="columns of no other group", got=name)
            owner[place[name]] = player
    alone = [name for name in columns if owner[place[name]] < 0]
    for name in alone:
        if name in groups:
            raise InvalidRecordError(record="groups", field=name, expected="a name that no other column has", got=name)
        owner[place[name]] = len(groups) + alone.index(name)
    return (*groups, *alone), owner


def table_of(rows: object) -> pd.DataFrame:
    """The rows, if they are a frame; anything else would have to be guessed at.

    A sparse matrix is refused in particular: XGBoost takes its unwritten zeros for missing values, and a model fitted
    on plain zeros then says something else.

    Raises:
        InvalidRecordError: No frame.
    """
    if not isinstance(rows, pd.DataFrame):
        raise InvalidRecordError(
            record="explain", field="X", got=type(rows).__name__,
            expected="a DataFrame (one row as X.iloc[[0]], an array as pd.DataFrame(array))",
        )  # fmt: skip
    return rows


def numbers_of(rows: pd.DataFrame, columns: tuple[str, ...], model: Model, categories: Categories) -> Rows:
    """The frame as XGBoost would see it: float32, missing as NaN, columns in the model's order, categories numbered.

    Raises:
        InvalidRecordError: A column does not hold numbers or categories of the model, or an infinite number, which
            XGBoost refuses to predict for.
    """
    named = rows.set_axis([str(name) for name in rows.columns], axis=1)
    named = categories.numbered(named, columns)
    for name in columns:
        if not pd.api.types.is_numeric_dtype(named[name].dtype):
            raise InvalidRecordError(record="X", field=name, expected="a column of numbers", got=str(named[name].dtype))
    with np.errstate(over="ignore"):  # what does not fit float32 becomes infinite, and is named below
        values = named[list(columns)].to_numpy(dtype=np.float32, na_value=np.nan)
    too_large = np.flatnonzero(np.isinf(values).any(axis=0))
    if len(too_large):
        raise InvalidRecordError(
            record="X", field=columns[too_large[0]], expected="numbers within float32, or missing", got="infinity"
        )
    missing = getattr(model, "missing", np.nan)  # XGBModel(missing=0) means that 0 is missing
    return values if np.isnan(missing) else np.where(values == np.float32(missing), np.float32(np.nan), values)


def one_row(frame: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    """The reference's frame, if it is one row with exactly these columns.

    Raises:
        InvalidRecordError: More or fewer rows than one.
        FeatureMismatchError: Other columns.
    """
    if len(frame) != 1:
        raise InvalidRecordError(
            record="explain", field="reference", expected="one row, such as X.median()", got=f"{len(frame)} rows"
        )
    names = tuple(str(name) for name in frame.columns)
    if set(names) != set(columns):
        raise FeatureMismatchError(expected=columns, got=names, hint="the reference needs a value for each column of X")
    return frame
