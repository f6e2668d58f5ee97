"""What can be known in the town at all? The shipped model beside judges that learnt from hundreds of these very towns.

The observer sees what Whyad sees, keeps the shipped experts, and knows the town's own habits: how often each kind of
campaign runs, what it pays, how often it shows. It marks what the evidence allows, is made for this comparison only and
is never shipped. It is a lower mark than an ideal observer's, since its judges are trees that saw a few hundred towns.

    python -m benchmarks.town_observer --quick
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from adtown.score import UNTARGETED, VERDICT_ASKED, Decision, is_right
from benchmarks.live_truth import macro, macro_interval
from benchmarks.rehearsed_towns import RehearsedTown, rehearse
from benchmarks.reporting import Bar, interval, print_heading, write
from explainer.base_model import BaseModel
from explainer.campaign_memory import remember_campaigns
from explainer.explanations import explain_impression
from explainer.records import Cause, CauseKind
from explainer.simulation import Rule, SimulatedPerson, Truth
from explainer.situation import PersonReading, VisitReader, read_person
from explainer.targeting_model import MEMBERS, TrainingRows, grow_judges, judge_weights, training_rows
from explainer.taxonomy import Taxonomy
from explainer.training.calibration import fit_probabilities

FIRST_SEED: Final = 40_001  # far from every town that anybody walked
GRADED, QUICK_GRADED = 40, 6
LEARNT, QUICK_LEARNT = 200, 20
CALIBRATED_SHARE: Final = 0.2  # of the towns learnt from; their trees never saw these
SILENCES: Final = (0.4, 0.6, 0.8, 1.0, 1.3)
WITHIN: Final = 0.05  # of the observer

Marks = dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class ReadTown:
    """A rehearsed town, read."""

    town: RehearsedTown
    reading: PersonReading


def read_towns(seeds: Sequence[int]) -> list[ReadTown]:
    """Walk and read towns; about a second each."""
    reader, found = VisitReader(Taxonomy.load()), []
    for number, seed in enumerate(seeds, start=1):
        town = rehearse(seed)
        found.append(ReadTown(town, read_person(town.log, reader)))
        if number % 20 == 0:
            print(f"  {number} of {len(seeds)} towns walked", flush=True)
    return found


def as_people(towns: Sequence[ReadTown]) -> Iterator[SimulatedPerson]:
    """Towns as training people: the logged impressions with the kind that the bidders logged."""
    for read in towns:
        truths = tuple(truth_of(row.impression_id, read.town.all_decisions) for row in read.reading.logged)
        yield SimulatedPerson(f"town-{read.town.seed}", read.reading.logged, truths)


def truth_of(impression_id: str, decisions: Mapping[str, Decision]) -> Truth:
    """What judges learn from: the rule, and whether anything was used."""
    decision = decisions[impression_id]
    if decision.kind in UNTARGETED:
        return Truth(impression_id, Rule.RUN_OF_NETWORK, 0, (), (), ())
    return Truth(impression_id, Rule(decision.kind), 0, (Cause(CauseKind.INTEREST, "any"),), (1.0,), ())


def grade(towns: Sequence[ReadTown], model: BaseModel) -> Marks:
    """Right and wrong answers by logged kind."""
    marks: Marks = {}
    for read in towns:
        memory = remember_campaigns(read.reading.logged, read.reading.reader.taxonomy)
        for name, decision in read.town.decisions.items():
            answer = explain_impression(
                name, read.reading, memory, model, use_stated=False, counterfactuals=False
            )
            cause = answer.top_cause.cause if answer.top_cause else None
            top = {"kind": cause.kind.value, "id": cause.id} if cause else None
            marks.setdefault(decision.kind, []).append(float(is_right(answer.verdict.value, top, decision)))
    return marks


def observer_of(shipped: BaseModel, towns: Sequence[ReadTown], seed: int) -> BaseModel:
    """The shipped model with judges, their calibration and the silence learnt from towns."""
    held_out = max(2, round(len(towns) * CALIBRATED_SHARE))
    taxonomy = Taxonomy.load()
    rows = training_rows(as_people(towns[held_out:]), taxonomy)
    judges = tuple(grow_judges(rows, seed=seed, member=member) for member in range(MEMBERS))
    learnt = replace(shipped, judges=judges, model_id="town observer")
    calibrated = _calibrated(learnt, training_rows(as_people(towns[:held_out]), taxonomy))
    tried = [_with_silence(calibrated, silence) for silence in SILENCES]
    return max(tried, key=lambda model: _worth(grade(towns[:held_out], model)))


def _calibrated(model: BaseModel, rows: TrainingRows) -> BaseModel:
    margins = model.margins_of_kinds(rows.evidence).mean(axis=0)
    weight = judge_weights(rows.judge_rules, rows.showings)
    temperature, bias = fit_probabilities(margins, rows.judge_kinds, weight)
    return replace(model, calibration=replace(model.calibration, temperature=temperature, bias=bias))


def _with_silence(model: BaseModel, silence: float) -> BaseModel:
    numbers = replace(model.calibration, silence=silence)
    return replace(model, calibration=numbers, model_id=f"town observer {silence}")


def _worth(marks: Marks) -> float:
    """Right counts twice: it asks for two things, to speak and to name the true cause."""
    return macro(marks, targeted=True) ** 2 * macro(marks, targeted=False)


def bars_of(shipped: Marks, observer: Marks, *, quick: bool) -> list[Bar]:
    """How near the shipped model comes to the observer, on ads that ask for a reason and ads that ask for silence."""
    found = []
    for name, targeted in (("right on targeted", True), ("silent on untargeted", False)):
        best = macro(observer, targeted=targeted)
        figures = macro_interval(shipped, targeted=targeted)
        found.append(Bar(f"{name}, rehearsed", *figures, best - WITHIN, "higher", "town observer", best, quick=quick))
    return found


def main() -> None:
    """Walk, learn, grade, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--seed", type=int, default=FIRST_SEED, help="first of the towns that are graded")
    parser.add_argument("--quick", action="store_true", help="few towns, for a look")
    parser.add_argument("--json", type=Path, help="write figures to this file")
    chosen = parser.parse_args()
    graded, learnt = (QUICK_GRADED, QUICK_LEARNT) if chosen.quick else (GRADED, LEARNT)
    print_heading(f"What can be known in the town: {graded} rehearsed towns, and an observer that learnt from {learnt}")
    to_grade = read_towns(range(chosen.seed, chosen.seed + graded))
    to_learn = read_towns(range(chosen.seed + graded, chosen.seed + graded + learnt))
    shipped = BaseModel.load()
    marks = {"Whyad": grade(to_grade, shipped)}
    marks["town observer"] = grade(to_grade, observer_of(shipped, to_learn, chosen.seed))
    for kind in (*VERDICT_ASKED, *sorted(UNTARGETED)):
        cells = {name: interval(found.get(kind, [])) for name, found in marks.items()}
        shown = "  ".join(f"{name} {mean:.2f} [{low:.2f}, {high:.2f}]" for name, (mean, low, high) in cells.items())
        print(f"{kind:<16}{len(marks['Whyad'].get(kind, [])):>6}  {shown}")
    bars = bars_of(marks["Whyad"], marks["town observer"], quick=chosen.quick)
    for bar in bars:
        print(
            f"{'ok  ' if bar.ok else 'MISS'} {bar.bar}: {bar.value:.2f} [{bar.low:.2f}, {bar.high:.2f}], "
            f"observer {bar.peer_value:.2f}, reach {bar.reach:.2f}"
        )
    write(chosen.json, bars, graded=int(np.sum([len(found) for found in marks["Whyad"].values()])))


if __name__ == "__main__":
    main()
