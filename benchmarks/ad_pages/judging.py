"""Findings against labels: which ads were found, and which findings are none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.ad_pages.browser import FoundAd, LabelledPage, LabelledPlace
from benchmarks.ad_pages.geometry import is_same_place


@dataclass(frozen=True, slots=True)
class JudgedAd:
    """A labelled ad, and the findings that are it."""

    page: str
    place: LabelledPlace
    findings: tuple[FoundAd, ...]


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    """A finding that is no labelled ad; ``taken_for`` is the kind of the labelled look-alike it is, if any."""

    page: str
    finding: FoundAd
    taken_for: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a detector made of some pages."""

    ads: tuple[JudgedAd, ...]
    alarms: tuple[FalseAlarm, ...]

    @property
    def hits(self) -> list[float]:
        """1 for each labelled ad that was found, else 0: its mean is the recall."""
        return [float(bool(ad.findings)) for ad in self.ads]

    @property
    def truths(self) -> list[float]:
        """1 for each finding that is a labelled ad, 0 for each other: its mean is the precision."""
        return [1.0] * sum(map(bool, (ad.findings for ad in self.ads))) + [0.0] * len(self.alarms)


def judge(labelled: LabelledPage, found: Sequence[FoundAd]) -> Judgement:
    """Hold the findings of one page against its labels."""
    name = labelled.page.name
    ads = [
        JudgedAd(name, place, tuple(one for one in found if _is_at(one, place)))
        for place in labelled.places
        if place.position.is_ad
    ]
    right = {id(one) for ad in ads for one in ad.findings}
    unsure = [place for place in labelled.places if not place.position.is_sure]
    wrong = [one for one in found if id(one) not in right and not any(_is_at(one, place) for place in unsure)]
    alarms = [FalseAlarm(name, one, _taken_for(one, labelled)) for one in wrong]
    return Judgement(tuple(ads), tuple(alarms))


def together(judgements: Iterable[Judgement]) -> Judgement:
    """The judgements of several pages as one."""
    all_of_them = list(judgements)
    return Judgement(
        tuple(ad for one in all_of_them for ad in one.ads), tuple(alarm for one in all_of_them for alarm in one.alarms)
    )


def recall_by_kind(judgement: Judgement) -> dict[str, list[float]]:
    """Hits of each kind of ad."""
    kinds: dict[str, list[float]] = {}
    for ad, hit in zip(judgement.ads, judgement.hits, strict=True):
        kinds.setdefault(ad.place.position.kind, []).append(hit)
    return dict(sorted(kinds.items()))


def _is_at(finding: FoundAd, place: LabelledPlace) -> bool:
    return any(is_same_place(finding.box, box) for box in place.boxes)


def _taken_for(finding: FoundAd, labelled: LabelledPage) -> str:
    others = [place for place in labelled.places if not place.position.is_ad and _is_at(finding, place)]
    return others[0].position.kind if others else "not labelled"
