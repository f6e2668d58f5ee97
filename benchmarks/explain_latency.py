"""How long an explanation takes, beside what shap and XGBoost need for the same trees in the same run.

First the kernel alone: one row, one reference, on a model as large as a shipped expert and on two larger ones. Then the
whole answer (score, all contributions, intervals, probability of the cause, three counterfactuals) for ads of simulated
people, warm and in a fresh process. Calls take turns in short bursts, so that no one finds its caches always warm.

    python -m benchmarks.explain_latency --quick
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np
import pandas as pd
import shap
import xgboost

from benchmarks.reporting import Bar, print_heading, write
from explainer import (
    AdImpression,
    BaseModel,
    DeliveryHop,
    LoggedImpression,
    PersonLog,
    Taxonomy,
    TrackerContact,
    Visit,
    VisitReader,
    explain_impression,
    explain_logged,
    read_person,
    remember_campaigns,
)
from explainer.importers import impression_log_lines
from explainer.patterns import PatternKernel
from explainer.simulation import TRAINING, simulate
from explainer.tabular import prepare
from explainer.trees import TreeEnsemble

FIRST_SEED: Final = 7_300_001
KERNEL_REACH: Final = 1 / 3  # of shap's time, as in the project's bars
WHOLE_REACH: Final = 3.0  # of a one-row pred_contribs from a pandas frame
WARM_UP: Final = 30
IN_A_ROW: Final = 5
# Columns, trees, levels: one expert as shipped, and two models as practitioners have them.
SIZES: Final = {"expert": (43, 50, 3), "100 trees of depth 6": (60, 100, 6), "300 trees of depth 6": (60, 300, 6)}
# A person of a few days, for the answer from visits.
VISITS, ADS = 400, 100
COMPANIES: Final = ("Alpha", "Beta", "Gamma", "Delta")
PAGES: Final = (
    "Camping in the mountains: tents, sleeping bags and stoves", "Easy pasta recipes for every evening",
    "Football: all results of the weekend", "How to choose running shoes", "Museums worth a trip",
    "Electric cars compared", "News of the day",
)  # fmt: skip
# As shap comes, and without its own check that the values add up: Whyad makes no such check in a single call.
SHAP, SHAP_UNCHECKED = "shap, same reference", "shap, its own check off"
SHAP_PEERS: Final = (SHAP, SHAP_UNCHECKED)
FITTED_ROWS: Final = 20_000
MOST_SHAP_GAP: Final = 1e-5  # log odds

Call = Callable[[int], Any]

_COLD: Final = """
import json, sys, time
begin = time.perf_counter()
from explainer import BaseModel, explain_logged
from explainer.importers import read_impression_log
model = BaseModel.load()
rows = list(read_impression_log(open(sys.argv[1]), "log"))
ready = time.perf_counter()
next(explain_logged(rows[-1:], model))
print(json.dumps([ready - begin, time.perf_counter() - ready]))
"""
_COLD_PEER: Final = """
import json, sys, time
begin = time.perf_counter()
import pandas, xgboost
booster = xgboost.Booster(model_file=sys.argv[1])
row = pandas.DataFrame([[0.0] * booster.num_features()], columns=booster.feature_names)
ready = time.perf_counter()
booster.predict(xgboost.DMatrix(row), pred_contribs=True)
print(json.dumps([ready - begin, time.perf_counter() - ready]))
"""


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of many calls."""

    p50: float
    p99: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Times:
        """Summarise."""
        return cls(*(float(value) * 1e3 for value in np.quantile(seconds, (0.5, 0.99))))


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model with rows to explain and the reference to compare with."""

    booster: xgboost.Booster
    trees: TreeEnsemble
    rows: np.ndarray[Any, np.dtype[np.float32]]
    frame: pd.DataFrame
    reference: np.ndarray[Any, np.dtype[np.float32]]


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer calls, under a minute")
    parser.add_argument("--seed", type=int, default=FIRST_SEED)
    parser.add_argument("--json", type=Path, help="write the figures here")
    asked = parser.parse_args()
    calls = 200 if asked.quick else 2000
    print_heading(f"Latency of explanations: {calls} calls each, seed {asked.seed}; ms p50 / p99")
    bars: list[Bar] = []
    models = {name: fit(*size, seed=asked.seed) for name, size in SIZES.items()}
    for name, fitted in models.items():
        bars += kernel_bars(name, fitted, calls, quick=asked.quick)
    bars += whole_bars(models, calls, seed=asked.seed, quick=asked.quick)
    write(asked.json, bars, seed=asked.seed, calls=calls)


def fit(columns: int, trees: int, depth: int, *, seed: int) -> Fitted:
    """A model on sparse, non-negative strengths with effects of one and two columns."""
    dice = np.random.default_rng(seed)
    rows = (dice.gamma(1, 2, (FITTED_ROWS, columns)) * (dice.random((FITTED_ROWS, columns)) < 0.4)).astype(np.float32)
    score = rows[:, : columns // 2] @ dice.normal(size=columns // 2) * 0.3 + rows[:, 0] * rows[:, 1] * 0.2
    labels = score + dice.normal(size=FITTED_ROWS) > np.median(score)
    frame = pd.DataFrame(rows, columns=[f"column{number}" for number in range(columns)])
    settings = {"objective": "binary:logistic", "max_depth": depth, "eta": 0.1, "nthread": 1, "seed": seed}
    booster = xgboost.train(settings, xgboost.DMatrix(frame, labels), trees)
    document = json.loads(bytes(booster.save_raw("json")))
    reference = np.zeros(columns, dtype=np.float32)
    return Fitted(booster, TreeEnsemble.from_xgboost_json(document), rows, frame, reference)


def take_turns(calls: Mapping[str, Call], times: int) -> dict[str, Times]:
    """Time every call a few times in a row, round after round: what ran before is felt by the first of them only."""
    seconds: dict[str, list[float]] = {name: [] for name in calls}
    for begin in range(0, times + WARM_UP, IN_A_ROW):
        for name, call in calls.items():
            for turn in range(begin, begin + IN_A_ROW):
                started = time.perf_counter()
                call(turn)
                if turn >= WARM_UP:
                    seconds[name].append(time.perf_counter() - started)
    return {name: Times.of(found) for name, found in seconds.items()}


def kernel_bars(name: str, fitted: Fitted, calls: int, *, quick: bool) -> list[Bar]:
    """One row against one reference: single columns (so that shap can be compared) and groups of five."""
    columns = len(fitted.reference)
    alone = prepare(fitted.booster, reference=_named(fitted))
    groups = {f"group{n}": list(fitted.frame.columns[n : n + 5]) for n in range(0, columns, 5)}
    grouped = prepare(fitted.booster, reference=_named(fitted), groups=groups)
    oracle = shap.TreeExplainer(fitted.booster, data=fitted.reference[None], feature_perturbation="interventional")
    rows = fitted.rows
    asked: dict[str, Call] = {
        "Whyad, grouped": lambda turn: grouped.contributions(rows[turn : turn + 1]),
        "Whyad, single columns": lambda turn: alone.contributions(rows[turn : turn + 1]),
        SHAP: lambda turn: oracle.shap_values(rows[turn : turn + 1]),
        SHAP_UNCHECKED: lambda turn: oracle.shap_values(rows[turn : turn + 1], check_additivity=False),
        "pred_contribs, NumPy": lambda turn: _contribs(fitted, rows[turn : turn + 1]),
        "pred_contribs, pandas": lambda turn: _contribs(fitted, fitted.frame.iloc[turn : turn + 1]),
    }
    if fitted.trees.depth <= 3:
        table = PatternKernel([fitted.trees], grouped.owner).against(fitted.reference)
        asked["Whyad, grouped, NumPy only"] = lambda turn: table.contributions(rows[turn : turn + 1])
    found = take_turns(asked, calls)
    gaps = _gaps(fitted, asked)
    print(f"\nKernel, {name}: {columns} columns, {len(fitted.trees.roots)} trees")
    for what, times in found.items():
        print(f"  {what:<28}{times.p50:8.3f} / {times.p99:.3f}   {gaps[what]}")
    ours = [what for what in found if what.startswith("Whyad, grouped")]
    return [
        _bar(f"kernel, {name}, {what}, beside {peer}", found[what].p50, found[peer].p50, KERNEL_REACH, quick=quick)
        for what in ours for peer in SHAP_PEERS
    ]  # fmt: skip


def _named(fitted: Fitted) -> dict[str, float]:
    return dict(zip(fitted.frame.columns, map(float, fitted.reference), strict=True))


def _contribs(fitted: Fitted, rows: Any) -> Any:
    names = None if isinstance(rows, pd.DataFrame) else fitted.booster.feature_names
    return fitted.booster.predict(xgboost.DMatrix(rows, feature_names=names, nthread=1), pred_contribs=True)


def _gaps(fitted: Fitted, asked: Mapping[str, Call]) -> dict[str, str]:
    """For each way, what it agrees with on twenty rows: shap where the question is the same, else the score."""
    turns = range(20)
    shap_values = np.concatenate([asked[SHAP](turn) for turn in turns])
    margins = fitted.trees.margin(fitted.rows[:20])
    base = fitted.trees.margin(fitted.reference)
    said = {}
    for name, call in asked.items():
        values = np.concatenate([np.asarray(call(turn)).reshape(1, -1) for turn in turns])
        sums = values.sum(axis=1) - (margins if "pred_contribs" in name else margins - base)
        said[name] = f"adds up within {np.abs(sums).max():.0e}"
        if values.shape == shap_values.shape and "pred_contribs" not in name:
            gap = float(np.abs(values - shap_values).max())
            assert gap < MOST_SHAP_GAP, (name, gap)  # noqa: S101 - a time means nothing beside a wrong answer
            said[name] += f", equals shap within {gap:.0e}"
    return said


def whole_bars(models: Mapping[str, Fitted], calls: int, *, seed: int, quick: bool) -> list[Bar]:
    """The whole answer, warm and cold: from a log alone, and from a person's own visits."""
    person = max(simulate(6, seed=seed, priors=TRAINING), key=lambda found: len(found.logged)).logged
    from_log, from_visits = _explainer_of_log(person, calls + WARM_UP + IN_A_ROW), _explainer_of_visits(seed)
    peer = models["100 trees of depth 6"]
    asked: dict[str, Call] = {
        "whole, from a log": from_log,
        "whole, from visits": from_visits,
        "pred_contribs, pandas": lambda turn: _contribs(peer, peer.frame.iloc[turn : turn + 1]),
        "pred_contribs, NumPy": lambda turn: _contribs(peer, peer.rows[turn : turn + 1]),
    }
    found = take_turns(asked, calls)
    worst = {what: max(asked[what](turn).fidelity for turn in range(20)) for what in asked if what.startswith("whole")}
    print(f"\nWhole, warm ({len(person)} ads in the log, or {VISITS} visits and {ADS} ads; peer: 100 trees of depth 6)")
    for what, times in found.items():
        adds = f"   contributions add up within {worst[what]:.0e}" if what in worst else ""
        print(f"  {what:<28}{times.p50:8.3f} / {times.p99:.3f}{adds}")
    _print_cold(person, peer, times=3 if quick else 10)
    theirs = found["pred_contribs, pandas"]
    bars = []
    for what in worst:
        bars.append(_bar(f"{what}, p50", found[what].p50, theirs.p50, WHOLE_REACH, quick=quick))
        bars.append(_bar(f"{what}, p99", found[what].p99, theirs.p99, WHOLE_REACH, quick=quick))
    return bars


def _explainer_of_log(person: Sequence[LoggedImpression], times: int) -> Call:
    """Explains the person's ads in turn. What is remembered of campaigns is the person's state, and made before."""
    model = BaseModel.load()
    passes = [explain_logged(person, model) for _ in range(times // (len(person) - 1) + 2)]
    for one in passes:
        next(one)
    answers = chain.from_iterable(passes)
    return lambda _turn: next(answers)


def _explainer_of_visits(seed: int) -> Call:
    """The same from a person's own pages, with evidence, companies and the life without a site."""
    model, log = BaseModel.load(), _a_person(seed)
    reading = read_person(log, VisitReader(Taxonomy.load()))
    memory = remember_campaigns(reading.logged)
    asked = [shown.id for shown in log.impressions[ADS // 2 :]]
    return lambda turn: explain_impression(asked[turn % len(asked)], reading, memory, model)


def _a_person(seed: int) -> PersonLog:
    """Someone with a few subjects and sites; every company is on some of them."""
    dice = np.random.default_rng(seed)
    begin = datetime(2026, 11, 1, 8, tzinfo=UTC)
    visits, ads, contacts = [], [], []
    for number in range(VISITS):
        subject, site = PAGES[dice.integers(len(PAGES))], f"site{dice.integers(40)}.example"
        moment = begin + timedelta(minutes=10 * number)
        visits.append(Visit(f"v{number}", moment, site, f"https://{site}/{number}", title=subject))
        seen_by = dice.choice(COMPANIES, 2, replace=False)
        contacts += [TrackerContact(f"v{number}", name, f"{name.lower()}.example") for name in seen_by]
        if number % (VISITS // ADS) == 0:
            brand, company = f"brand{dice.integers(25)}.example", COMPANIES[dice.integers(len(COMPANIES))]
            shown = AdImpression(
                f"i{number}", moment + timedelta(seconds=5), f"v{number}", page_url=f"https://{site}/{number}",
                page_domain=site, text=PAGES[dice.integers(len(PAGES))], adomain=(brand,),
                delivery=(DeliveryHop(f"{company.lower()}.example", company, "bidder"),),
            )  # fmt: skip
            ads.append(shown)
    return PersonLog(visits=tuple(visits), impressions=tuple(ads), contacts=tuple(contacts), observed_since=begin)


def _print_cold(person: Sequence[LoggedImpression], peer: Fitted, *, times: int) -> None:
    with TemporaryDirectory() as folder:
        log, model = Path(folder, "log.jsonl"), Path(folder, "model.ubj")
        log.write_text("".join(impression_log_lines(person)), encoding="utf-8")
        peer.booster.save_model(model)
        print(f"\nCold, a fresh process each time (medians of {times}): start and load, then the first answer")
        for name, program, file in (("whole explanation", _COLD, log), ("pred_contribs, pandas", _COLD_PEER, model)):
            found = [_run(program, file) for _ in range(times)]
            start, first = np.median(found, axis=0) * 1e3
            print(f"  {name:<28}{start:8.0f} + {first:.0f}")


def _run(program: str, file: Path) -> list[float]:
    done = subprocess.run([sys.executable, "-c", program, str(file)], check=True, capture_output=True, text=True)
    seconds: list[float] = json.loads(done.stdout)
    return seconds


def _bar(name: str, value: float, peer: float, reach: float, *, quick: bool) -> Bar:
    ratio = value / peer
    bar = Bar(name, ratio, ratio, ratio, reach, "lower", "same run", 1.0, quick=quick)
    print(f"  {name}: {ratio:.2f} of the peer's time, bar {reach:.2f}: {'met' if bar.ok else 'MISSED'}")
    return bar


if __name__ == "__main__":
    main()
