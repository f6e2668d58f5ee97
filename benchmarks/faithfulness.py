"""How often the named cause is the true one, on freshly simulated people whom the model never saw.

One person alone, the shipped model, the whole log as evidence. Two sets: markets from the training ranges (other
seeds), and markets beyond them. Beside Whyad stand three cheap players. Intervals are bootstrapped over people, since
the ads of one person are not independent.

Then known campaigns: markets of many people, contributions held against the auction's own Shapley values, and four
peers (``known_campaigns.py``). Then unknown ones, next to an observer who knows the simulator's rules and priors but
not the campaign (``unknown_campaigns.py``).

    python -m benchmarks.faithfulness --quick
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.known_campaigns import SETTINGS, known_campaign_bars
from benchmarks.reporting import RESAMPLES, Bar, print_heading, write
from benchmarks.unknown_campaigns import unknown_campaign_bars
from explainer.base_model import BaseModel
from explainer.features import Relation, TopicRelations
from explainer.records import Cause, CauseKind, LoggedImpression
from explainer.simulation import OUTSIDE, TRAINING, Priors, SimulatedPerson, Truth, simulate
from explainer.taxonomy import Taxonomy
from explainer.training.grading import grade_person, names_truth, score_person

FIRST_SEED: Final = 7_000_001  # far from the seeds of any shipped model
PEOPLE, QUICK_PEOPLE = 400, 60
UNTARGETED: Final = "untargeted"
RIGHT_REACH, SILENT_REACH = 0.55, 0.60  # what a wide market allows; the live town's bars stand in live_truth

Player = Callable[[LoggedImpression, TopicRelations], Cause | None]


@dataclass(frozen=True, slots=True)
class Mark:
    """One answer of one player: for whom, what asked of it (a rule, or silence), and whether it was right."""

    person_id: str
    asked: str
    is_right: bool


def always_topic(row: LoggedImpression, relations: TopicRelations) -> Cause | None:
    """Names the ad's own topic as an interest, every time."""
    del relations
    return Cause(CauseKind.INTEREST, row.ad.cat[0]) if row.ad.cat else None


def always_silent(row: LoggedImpression, relations: TopicRelations) -> Cause | None:
    """Never names anything."""
    del row, relations
    return None


def simple_rule(row: LoggedImpression, relations: TopicRelations) -> Cause | None:
    """The shop if it was visited, else the page if its topic is the ad's, else the ad's topic if the person has it."""
    visited = [domain for domain in row.ad.adomain if domain in row.visited_advertisers]
    if visited:
        return Cause(CauseKind.RETARGETING, visited[0])
    if relations.nearest_of(row.page.cat, row.ad.cat) is Relation.SAME:
        return Cause(CauseKind.PAGE_CONTEXT, row.page.cat[0])
    held = [trait for trait in row.traits if trait.id in row.ad.cat]
    return Cause(held[0].kind, held[0].id) if held else None


PEERS: Final[dict[str, Player]] = {
    "always topic": always_topic,
    "always silent": always_silent,
    "simple rule": simple_rule,
}


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer people, under a minute")
    parser.add_argument("--seed", type=int, default=FIRST_SEED)
    parser.add_argument("--json", type=Path, help="write the figures here")
    asked = parser.parse_args()
    people = QUICK_PEOPLE if asked.quick else PEOPLE
    print_heading(f"Truth on simulated people, one person alone: {people} people a set, seed {asked.seed}")
    bars: list[Bar] = []
    for name, priors, seed in (("training ranges", TRAINING, asked.seed), ("outside them", OUTSIDE, asked.seed + 1)):
        marks = mark_players(people, priors, seed)
        print(f"\n{name}")
        print_table(marks, seed)
        bars += bars_of(name, marks, seed, quick=asked.quick)
    for setting in SETTINGS:
        bars += known_campaign_bars(setting, asked.seed, quick=asked.quick)
    bars += unknown_campaign_bars(asked.seed, quick=asked.quick)
    write(asked.json, bars, seed=asked.seed)


def mark_players(people: int, priors: Priors, seed: int) -> dict[str, list[Mark]]:
    """Let Whyad and its peers answer for the same people."""
    taxonomy, model = Taxonomy.load(), BaseModel.load()
    relations = TopicRelations(taxonomy)
    marks: dict[str, list[Mark]] = defaultdict(list)
    for person in simulate(people, seed=seed, priors=priors, taxonomy=taxonomy):
        if person.logged:
            found = score_person(person, model, taxonomy, relations)
            marks["whyad"] += [
                Mark(
                    answer.person_id, answer.rule.value if answer.targeted else UNTARGETED,
                    answer.is_right(model.calibration.silence),
                )
                for answer in grade_person(found, model)
            ]  # fmt: skip
            for name, player in PEERS.items():
                marks[name] += _marks_of(person, player, relations)
    return marks


def _marks_of(person: SimulatedPerson, player: Player, relations: TopicRelations) -> Iterable[Mark]:
    for row, truth in zip(person.logged, person.truths, strict=True):
        asked = truth.rule.value if truth.is_targeted else UNTARGETED
        yield Mark(person.person_id, asked, _is_right(player(row, relations), truth))


def _is_right(named: Cause | None, truth: Truth) -> bool:
    return (named is not None and names_truth(named, truth)) if truth.is_targeted else named is None


def print_table(marks: dict[str, list[Mark]], seed: int) -> None:
    """One line per question, one column per player."""
    print(f"  {'':<20}" + "".join(f"{name:>26}" for name in marks))
    questions = sorted({mark.asked for mark in marks["whyad"]} - {UNTARGETED})
    for question in [*questions, UNTARGETED]:
        cells = (
            interval_over_people([mark for mark in found if mark.asked == question], seed) for found in marks.values()
        )
        print(
            f"  {question:<20}" + "".join(f"{f'{mean:.2f} [{low:.2f}, {high:.2f}]':>26}" for mean, low, high in cells)
        )
    rows = {"targeted, macro": right_on_targeted, "both, mean": both}
    for name, measure in rows.items():
        print(f"  {name:<20}" + "".join(f"{measure(found):>26.3f}" for found in marks.values()))


def right_on_targeted(marks: Sequence[Mark]) -> float:
    """Share right, mean over rules, so that a common rule does not decide."""
    found: dict[str, list[bool]] = defaultdict(list)
    for mark in marks:
        if mark.asked != UNTARGETED:
            found[mark.asked].append(mark.is_right)
    return float(np.mean([np.mean(values) for values in found.values()])) if found else float("nan")


def silent_on_untargeted(marks: Sequence[Mark]) -> float:
    """Share silent where nothing was used."""
    values = [mark.is_right for mark in marks if mark.asked == UNTARGETED]
    return float(np.mean(values)) if values else float("nan")


def both(marks: Sequence[Mark]) -> float:
    """Mean of the two: a player that always speaks and one that never does get half at best."""
    return (right_on_targeted(marks) + silent_on_untargeted(marks)) / 2


def interval_over_people(marks: Sequence[Mark], seed: int) -> tuple[float, float, float]:
    """Share right, mean over the questions asked, with a 95 % interval by resampling people."""
    people, asked = sorted({mark.person_id for mark in marks}), sorted({mark.asked for mark in marks})
    if not people:
        return float("nan"), float("nan"), float("nan")
    right, total = np.zeros((2, len(people), len(asked)))
    for mark in marks:
        cell = people.index(mark.person_id), asked.index(mark.asked)
        right[cell] += mark.is_right
        total[cell] += 1
    picks = np.random.default_rng(seed).integers(len(people), size=(RESAMPLES, len(people)))
    drawn_right, drawn_total = right[picks].sum(axis=1), total[picks].sum(axis=1)
    # A question that nobody drawn was asked is left out of that draw's mean.
    shares = np.nanmean(np.where(drawn_total > 0, drawn_right / np.maximum(drawn_total, 1), np.nan), axis=1)
    low, high = np.nanquantile(shares, [0.025, 0.975])
    return float((right.sum(axis=0) / total.sum(axis=0)).mean()), float(low), float(high)


def bars_of(name: str, marks: dict[str, list[Mark]], seed: int, *, quick: bool) -> list[Bar]:
    """Right and silent, with the best peer of the same question."""
    best = max(PEERS, key=lambda peer: both(marks[peer]))
    targeted = [mark for mark in marks["whyad"] if mark.asked != UNTARGETED]
    untargeted = [mark for mark in marks["whyad"] if mark.asked == UNTARGETED]
    questions = (
        (f"right on targeted, {name}", targeted, RIGHT_REACH, right_on_targeted(marks[best])),
        (f"silent on untargeted, {name}", untargeted, SILENT_REACH, silent_on_untargeted(marks[best])),
    )
    return [
        Bar(bar, *interval_over_people(found, seed), reach, "higher", best, peer_value, quick=quick)
        for bar, found, reach, peer_value in questions
    ]


if __name__ == "__main__":
    main()
