"""What a seed decides: which exhibit stands on which page and where, how large, for whom, and in which language."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from adtown.showroom.exhibits import EXHIBITS, Exhibit

HALL: Final = "halls.localhost"
PLAYERS: Final = "players.localhost"
KNOWN_COMPANIES: Final = ("adnettle.localhost", "bidwharf.localhost", "clickloft.localhost")
UNKNOWN_COMPANIES: Final = ("smallsales.localhost", "quietmedia.localhost")
PAGES: Final = 3
LABELS_EACH: Final = 6  # labelled banners and teasers per showroom: over a few seeds every language comes up
UNITS: Final = (2, 6)
WORDS: Final[dict[str, Any]] = json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Planned:
    """One exhibit as it stands in this showroom. ``id`` is drawn, so that nothing can be known by it."""

    exhibit: Exhibit
    id: str
    width: int
    height: int
    company: str
    label: tuple[str, str]
    title: str
    ads: tuple[tuple[str, str, str], ...]
    stories: tuple[str, ...]

    @property
    def at(self) -> str:
        """CSS selector of what is, or only looks like, the ad."""
        return f"#{self.id} {self.exhibit.part}".strip()

    @property
    def count(self) -> int:
        """How many elements that are."""
        return len(self.ads) if self.exhibit.parts is None else self.exhibit.parts


@dataclass(frozen=True, slots=True)
class Hall:
    """One page of the showroom."""

    number: int
    exhibits: tuple[Planned, ...]


def plan_showroom(seed: int) -> tuple[Hall, ...]:
    """The halls of one showroom: every exhibit at least once, labelled ones in several languages."""
    dice = random.Random(f"showroom {seed}")
    again = [exhibit for exhibit in EXHIBITS if exhibit.name in {"labelled_banner", "labelled_teaser"}]
    shown = [*EXHIBITS, *(dice.choice(again) for _ in range(LABELS_EACH))]
    dice.shuffle(shown)
    labels = dice.sample(WORDS["labels"], len(WORDS["labels"]))
    planned = [_place(exhibit, labels[number % len(labels)], dice) for number, exhibit in enumerate(shown)]
    return tuple(Hall(number, tuple(planned[number::PAGES])) for number in range(PAGES))


def tracker_rules() -> str:
    """Filter rules for the companies that a list would know, one a line, as filter lists write them."""
    return "".join(f"||{company}^$third-party\n" for company in KNOWN_COMPANIES)


def _place(exhibit: Exhibit, label: list[str], dice: random.Random) -> Planned:
    width, height = dice.choice(exhibit.sizes)
    companies = KNOWN_COMPANIES if exhibit.needs_known_company else KNOWN_COMPANIES + UNKNOWN_COMPANIES
    return Planned(
        exhibit=exhibit,
        id="x" + "".join(dice.choices("abcdefghijklmnopqrstuvwxyz", k=7)),
        width=width,
        height=height,
        company=dice.choice(companies),
        label=(label[0], label[1]),
        title=dice.choice(WORDS["titles"]),
        ads=tuple((ad[0], ad[1], ad[2]) for ad in dice.sample(WORDS["ads"], dice.randint(*UNITS))),
        stories=tuple(dice.sample(WORDS["stories"], 4)),
    )
