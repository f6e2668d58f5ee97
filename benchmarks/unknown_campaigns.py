"""Campaigns that nobody knows: Whyad beside an ideal observer and peers, on the same people and the same ads.

Two questions. *New*: an ad was shown once, twice, 5 or 20 times by now; why this time? *Alone*: of one person the first
30, 100 or 300 impressions are there and nothing else; why each of them? The shipped base model answers, which was
trained on other markets. The observer (``ideal_observer.py``) marks what can be known at all, so its figures are the
measure and Whyad's are told as a ratio.

Read by ``benchmarks.faithfulness``. Intervals are bootstrapped over people, since the ads of one person are not
independent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

import numpy as np

from benchmarks.ideal_observer import IdealObserver
from benchmarks.known_campaign_peers import cooccurrence, own_topic
from benchmarks.path_dependent import PathDependent
from benchmarks.reporting import Bar
from benchmarks.unknown_campaign_figures import IDEAL, WHYAD, Mark, Setting, print_and_hold
from benchmarks.watched_people import WatchedPerson, watch_people
from explainer.base_model import BaseModel, FloatArray
from explainer.campaign_memory import remember_campaigns
from explainer.features import TopicRelations
from explainer.records import Cause, CauseKind, Verdict
from explainer.taxonomy import Taxonomy
from explainer.training.grading import names_truth
from explainer.verdict import VERDICT_OF_CAUSE, judge, mixed, page_of, score_kinds

SEEDS: Final = 3
PEOPLE, QUICK_PEOPLE = 40, 3  # of each seed; a quick run has one seed
ADS_EACH: Final = 7  # graded for each person and setting
LONGEST: Final = 300  # impressions; nobody is asked about more
MATTERS: Final = 0.3  # log odds from which a peer's figure counts as a cause
PERSONAL: Final = frozenset({CauseKind.INTEREST, CauseKind.PURCHASE_INTENT, CauseKind.RETARGETING})


SETTINGS: Final = (
    Setting("new, 1 impression", showings=1, right=0.94),
    Setting("new, 2 impressions", showings=2, right=0.92),
    Setting("new, 5 impressions", showings=5, right=0.92),
    Setting("new, 20 impressions", showings=20, right=0.94),
    Setting("alone, 30 impressions", length=30),
    Setting("alone, 100 impressions", length=100),
    Setting("alone, 300 impressions", length=300, right=0.93, courage=0.75),
)


@dataclass(frozen=True, slots=True)
class Said:
    """One player's answer: the cause on top, whether it is said to be about the person, and how sure that is."""

    top: Cause | None
    is_about_you: bool
    claimed: float = 0.0
    inside: int = 0
    estimates: int = 0


Marks = dict[str, dict[str, list[Mark]]]  # by setting and player


def unknown_campaign_bars(seed: int, *, quick: bool) -> list[Bar]:
    """Grade everybody, print a table for each setting, and hold the figures against the bars."""
    marks = grade_players(seed, people=QUICK_PEOPLE) if quick else grade_players(seed, seeds=SEEDS, people=PEOPLE)
    bars: list[Bar] = []
    for setting in SETTINGS:
        bars += print_and_hold(setting, marks[setting.name], seed, quick=quick)
    return bars


def grade_players(seed: int, *, seeds: int = 1, people: int) -> Marks:
    """Let everybody answer about the same ads; so many people of each seed."""
    taxonomy, model = Taxonomy.load(), BaseModel.load()
    marks: Marks = {setting.name: {} for setting in SETTINGS}
    for number in range(seeds):
        watched = islice(watch_people(seed + number, taxonomy, least=LONGEST), people)
        for place, person in enumerate(watched):
            dice = np.random.default_rng([seed + number, place])
            _grade_person(marks, person, Players(person, model, taxonomy, dice), dice)
    return marks


def _grade_person(marks: Marks, person: WatchedPerson, players: Players, dice: np.random.Generator) -> None:
    for setting in SETTINGS:
        for number, seen in asked_of(person, setting, dice):
            for name, said in players.answers(number, seen):
                marks[setting.name].setdefault(name, []).append(_mark(person, number, said))


def asked_of(person: WatchedPerson, setting: Setting, dice: np.random.Generator) -> list[tuple[int, int]]:
    """Which impressions of a person are graded, and how many of the log are seen by then; oldest first."""
    rows = person.logged[:LONGEST]
    if setting.length is not None:
        picks = dice.choice(setting.length, size=ADS_EACH, replace=False)
        return [(number, setting.length) for number in sorted(picks.tolist())]
    shown: dict[str, int] = {}
    fitting = []
    for number, row in enumerate(rows):
        shown[row.ad.ad_id] = shown.get(row.ad.ad_id, 0) + 1
        if shown[row.ad.ad_id] == setting.showings:
            fitting.append(number)
    picks = dice.choice(len(fitting), size=min(ADS_EACH, len(fitting)), replace=False)
    return [(fitting[pick], fitting[pick] + 1) for pick in sorted(picks.tolist())]


class Players:
    """Everybody who answers about one person."""

    def __init__(
        self, person: WatchedPerson, model: BaseModel, taxonomy: Taxonomy, dice: np.random.Generator
    ) -> None:
        """Get ready."""
        self._person, self._model, self._taxonomy = person, model, taxonomy
        self._relations, self._observer = TopicRelations(taxonomy), IdealObserver(person, taxonomy, dice)
        self._trees = PathDependent(model, self._relations, person.logged[:LONGEST])
        self._seen, self._memory = 0, remember_campaigns((), taxonomy)

    def answers(self, number: int, seen: int) -> Iterator[tuple[str, Said]]:
        """What each says about one impression, having seen the first ``seen`` of the log."""
        row, rows = self._person.logged[number], self._person.logged[:seen]
        if self._seen != seen:
            self._seen, self._memory = seen, remember_campaigns(rows, self._taxonomy, before=self._memory)
        kinds = self._memory.kinds_by_member(row.impression_id, self._model)
        yield WHYAD, self._whyad(number, kinds)
        yield IDEAL, self._ideal(number, seen)
        yield "own topic", said_by_figures(own_topic(rows, None)(row))
        yield "path-dependent SHAP", said_by_figures(self._trees.figures(number, kinds.mean(axis=0)))
        yield "co-occurrence", said_by_figures(cooccurrence(rows, None)(row))

    def _whyad(self, number: int, kinds: FloatArray) -> Said:
        row, truth, calibration = self._person.logged[number], self._person.truths[number], self._model.calibration
        (scores,) = score_kinds([row], self._relations, self._model)
        found = judge(scores, kinds.mean(axis=0), calibration, page=page_of(row))
        sizes = dict(zip(truth.causes, truth.contributions, strict=True))
        intervals = zip(scores.causes, mixed(scores.contributions, kinds, calibration.interval_width), strict=True)
        inside = sum(own.low - 1e-9 <= sizes.get(cause, 0.0) <= own.high + 1e-9 for cause, own in intervals)
        return Said(
            found.top.cause if found.top else None, found.verdict is Verdict.ABOUT_YOU,
            found.top.probability if found.top else 0.0, inside, len(scores.causes),
        )  # fmt: skip

    def _ideal(self, number: int, seen: int) -> Said:
        found = self._observer.answer(number, seen)
        is_about_you = found.verdict(self._model.calibration.silence) is Verdict.ABOUT_YOU
        return Said(found.top, is_about_you, found.right[found.top] if found.top else 0.0)


def said_by_figures(figures: Mapping[Cause, float]) -> Said:
    """The answer of somebody who has a figure for each cause and no silence: the largest, if it is one to speak of."""
    top = max(figures, key=lambda cause: figures[cause], default=None)
    if top is None or figures[top] <= MATTERS:
        return Said(None, is_about_you=False)
    return Said(top, VERDICT_OF_CAUSE[top.kind] is Verdict.ABOUT_YOU)


def _mark(person: WatchedPerson, number: int, said: Said) -> Mark:
    row, truth = person.logged[number], person.truths[number]
    return Mark(
        person=row.person_id, asked=truth.rule.value if truth.is_targeted else "untargeted",
        is_targeted=truth.is_targeted, is_personal=any(cause.kind in PERSONAL for cause in truth.causes),
        is_right=said.top is not None and names_truth(said.top, truth), is_about_you=said.is_about_you,
        is_named=said.top is not None, claimed=said.claimed, inside=said.inside, estimates=said.estimates,
    )  # fmt: skip
