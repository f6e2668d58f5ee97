"""How often "about you" is said of an ad that nobody chose by anything about the person, and how many that is a day.

One error in a hundred sounds rare, but a person sees hundreds of ads a day. So the figure that counts is the number of
false "about you" a day, and whether Whyad knows it: each answer says how probable its named cause is, and what these
probabilities leave over is the number of wrong causes to expect. The panel tells that number under the day's ads.

Freshly simulated people, one person alone, the whole log as evidence; intervals are bootstrapped over people.

    python -m benchmarks.false_alarms --quick
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from benchmarks.faithfulness import simple_rule
from benchmarks.reporting import RESAMPLES, Bar, print_heading, write
from explainer.base_model import BaseModel
from explainer.features import TopicRelations
from explainer.records import Cause, Verdict
from explainer.simulation import OUTSIDE, TRAINING, Priors, simulate
from explainer.taxonomy import Taxonomy
from explainer.training.calibration import ADS_A_DAY
from explainer.training.grading import GradedAnswer, grade_person, score_person
from explainer.verdict import VERDICT_OF_CAUSE

FIRST_SEED: Final = 7_500_001  # far from the seeds of any shipped model
PEOPLE, QUICK_PEOPLE = 200, 40
GAP_REACH: Final = 0.05  # between the share of wrong causes to expect and their true share, as for calibration errors

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PersonCount:
    """What one person was told in all.

    Attributes:
        ads: All ads.
        impersonal: Those for which nothing about the person was used.
        false: Of the impersonal ones, those called "about you".
        rule_false: The same for the simple rule: the shop if it was visited, the page, the ad's topic.
        about_you: All ads called "about you".
        wrong: Of these, those with a cause named that is none of the true ones.
        expected_wrong: How many that should be by the probabilities that were told.
    """

    ads: int
    impersonal: int
    false: int
    rule_false: int
    about_you: int
    wrong: int
    expected_wrong: float


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer people, under a minute")
    parser.add_argument("--seed", type=int, default=FIRST_SEED)
    parser.add_argument("--json", type=Path, help="write the figures here")
    asked = parser.parse_args()
    people = QUICK_PEOPLE if asked.quick else PEOPLE
    print_heading(f"False alarms, one person alone: {people} people a set, seed {asked.seed}")
    bars: list[Bar] = []
    for name, priors, seed in (("training ranges", TRAINING, asked.seed), ("outside them", OUTSIDE, asked.seed + 1)):
        bars += bars_of(name, tuple(count_people(people, priors, seed)), seed, quick=asked.quick)
    write(asked.json, bars, seed=asked.seed, ads_a_day=ADS_A_DAY)


def count_people(people: int, priors: Priors, seed: int) -> Iterator[PersonCount]:
    """Answer for simulated people and count."""
    taxonomy, model = Taxonomy.load(), BaseModel.load()
    relations = TopicRelations(taxonomy)
    for person in simulate(people, seed=seed, priors=priors, taxonomy=taxonomy):
        if person.logged:
            answers = tuple(grade_person(score_person(person, model, taxonomy, relations), model))
            by_rule = tuple(simple_rule(row, relations) for row in person.logged)
            yield count(answers, by_rule, model.calibration.silence)


def count(answers: Sequence[GradedAnswer], by_rule: Sequence[Cause | None], silence: float) -> PersonCount:
    """Count one person's answers, and those of the simple rule about the same ads."""
    told = [answer for answer in answers if answer.is_about_you(silence)]
    return PersonCount(
        ads=len(answers), impersonal=sum(not answer.is_personal for answer in answers),
        false=sum(not answer.is_personal for answer in told), about_you=len(told),
        rule_false=sum(
            cause is not None and VERDICT_OF_CAUSE[cause.kind] is Verdict.ABOUT_YOU and not answer.is_personal
            for cause, answer in zip(by_rule, answers, strict=True)
        ),
        wrong=sum(not answer.right for answer in told), expected_wrong=sum(1 - answer.claimed for answer in told),
    )  # fmt: skip


def bars_of(name: str, people: tuple[PersonCount, ...], seed: int, *, quick: bool) -> list[Bar]:
    """Print what was counted, and hold it against the bars."""
    sums = np.array([
        (one.ads, one.impersonal, one.false, one.about_you, one.wrong, one.expected_wrong, one.rule_false)
        for one in people
    ])  # fmt: skip
    picks = np.random.default_rng(seed).integers(len(sums), size=(RESAMPLES, len(sums)))
    drawn = sums[picks].sum(axis=1)
    total = sums.sum(axis=0)[None]
    false = _with_interval(_false_share(total), _false_share(drawn))
    daily = _with_interval(_false_a_day(total), _false_a_day(drawn))
    gap = _with_interval(_gap(total), _gap(drawn))
    ads, impersonal, _, about_you, wrong, expected, rule_false = total[0]
    rule = float(rule_false / impersonal)
    print(f"\n{name}: {ads:.0f} ads, {impersonal:.0f} not chosen by the person, {about_you:.0f} called about you")
    print(f"  false about_you among ads not chosen by the person  {_cell(false)}; simple rule {rule:.3f}")
    print(f"  false about_you a day, of {ADS_A_DAY} ads seen             {_cell(daily, digits=1)}")
    print(f"  wrong causes named: {wrong:.0f}; by the probabilities told to expect: {expected:.0f}")
    bars = [
        Bar(f"false about_you, {name}", *false, rule, "lower", "simple rule", rule, quick=quick),
        Bar(f"wrong causes to expect against found, {name}", *gap, GAP_REACH, "lower", quick=quick),
    ]
    for bar in bars:
        print(f"  {bar.bar}: {bar.value:.3f}, bar {bar.reach:.2f}: {'met' if bar.ok else 'MISSED'}")
    return bars


def _false_share(sums: FloatArray) -> FloatArray:
    return sums[:, 2] / np.maximum(sums[:, 1], 1)


def _false_a_day(sums: FloatArray) -> FloatArray:
    return ADS_A_DAY * sums[:, 2] / np.maximum(sums[:, 0], 1)


def _gap(sums: FloatArray) -> FloatArray:
    gap: FloatArray = np.abs(sums[:, 5] - sums[:, 4]) / np.maximum(sums[:, 3], 1)
    return gap


def _with_interval(value: FloatArray, drawn: FloatArray) -> tuple[float, float, float]:
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(value[0]), float(low), float(high)


def _cell(figure: tuple[float, float, float], digits: int = 3) -> str:
    value, low, high = (f"{one:.{digits}f}" for one in figure)
    return f"{value} [{low}, {high}]"


if __name__ == "__main__":
    main()
