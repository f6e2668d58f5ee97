"""What is the same for everybody in a crowd's market: topics, sites, companies, shops and campaigns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from explainer.simulation.crowd.rules import KINDS, Columns, FloatArray, IntArray, RuleDraw, Term, TermTable
from explainer.simulation.drawing import SUBJECTS
from explainer.simulation.market import MOMENTS, PLACES
from explainer.taxonomy import Taxonomy

BoolArray = npt.NDArray[np.bool_]

SITES_PER_TOPIC: Final = 3
PARTS_OF_DAY: Final = MOMENTS[:5]
UNCAPPED: Final = 10_000


@dataclass(frozen=True, slots=True)
class CrowdSettings:
    """How large and how hard a market is.

    Attributes:
        people: How many are watched.
        showings: Ads that each of them sees.
        campaigns: How many bid.
        subjects: Tier-1 topics with ``topics_each`` topics below each.
        vendors: Companies that buy; each knows only the visits on sites that carry it.
        topics_per_person: Topics that one person ever reads about.
        capped: Share of campaigns that show themselves to one person only a few times.
        local: Share of sites that a campaign does not buy on.
        short: Share of campaigns that begin late or end early.
    """

    people: int = 500
    showings: int = 60
    campaigns: int = 60
    subjects: int = 12
    topics_each: int = 3
    vendors: int = 3
    topics_per_person: int = 7
    capped: float = 0.4
    local: float = 0.0
    short: float = 0.15


@dataclass(frozen=True, slots=True)
class Campaigns:
    """All campaigns; arrays have one entry each. ``base`` is utility where nothing fits, ``share`` is paced towards."""

    kinds: tuple[str, ...]
    rules: tuple[tuple[Term, ...], ...]
    topic: IntArray
    vendor: IntArray
    base: FloatArray
    share: FloatArray
    cap: IntArray
    runs: FloatArray
    sites: BoolArray


@dataclass(frozen=True, slots=True)
class CrowdWorld:
    """A drawn market.

    ``seen_at_site`` has shape (sites, vendors); ``seen_at_shop`` (campaigns, vendors): each campaign has a shop.
    """

    settings: CrowdSettings
    columns: Columns
    topics: tuple[str, ...]
    subject_of: IntArray
    seen_at_site: BoolArray
    seen_at_shop: BoolArray
    campaigns: Campaigns
    terms: TermTable


def draw_world(dice: np.random.Generator, settings: CrowdSettings, taxonomy: Taxonomy) -> CrowdWorld:
    """Draw one market."""
    topics, subject_of = _topics(dice, settings, taxonomy)
    columns = Columns(len(topics), settings.subjects, settings.campaigns, len(PLACES), len(PARTS_OF_DAY))
    coverage = dice.uniform(0.5, 0.95, settings.vendors)
    sites = len(topics) * SITES_PER_TOPIC
    campaigns = _campaigns(dice, settings, RuleDraw(dice, columns, subject_of), sites)
    seen_at_shop = dice.random((settings.campaigns, settings.vendors)) < coverage
    # Whoever retargets for a shop was let onto its pages.
    seen_at_shop[np.arange(settings.campaigns), campaigns.vendor] |= np.array(campaigns.kinds) == "retargeting"
    return CrowdWorld(
        settings=settings, columns=columns, topics=topics, subject_of=subject_of,
        seen_at_site=dice.random((sites, settings.vendors)) < coverage, seen_at_shop=seen_at_shop,
        campaigns=campaigns, terms=TermTable(campaigns.rules, campaigns.vendor),
    )  # fmt: skip


def _topics(
    dice: np.random.Generator, settings: CrowdSettings, taxonomy: Taxonomy
) -> tuple[tuple[str, ...], IntArray]:
    rich = [subject for subject in SUBJECTS if len(taxonomy.children(subject)) >= settings.topics_each]
    topics: list[str] = []
    for subject in dice.choice(rich, size=settings.subjects, replace=False):
        topics += dice.choice(taxonomy.children(str(subject)), size=settings.topics_each, replace=False).tolist()
    return tuple(topics), np.repeat(np.arange(settings.subjects), settings.topics_each)


def _campaigns(dice: np.random.Generator, settings: CrowdSettings, rules: RuleDraw, sites: int) -> Campaigns:
    count = settings.campaigns
    shares = np.array(list(KINDS.values()))
    numbers = np.floor(np.cumsum(shares) / shares.sum() * count + 0.5).astype(int)
    kinds = tuple(list(KINDS)[int(np.searchsorted(numbers, number, side="right"))] for number in range(count))
    topic = dice.integers(rules.columns.topics, size=count)
    share = dice.lognormal(0, 0.35, count)
    starts = np.where(dice.random(count) < settings.short, dice.uniform(0, 0.3, count), 0.0)
    ends = np.where(dice.random(count) < settings.short, dice.uniform(0.7, 1.0, count), 1.0)
    return Campaigns(
        kinds=kinds, rules=tuple(tuple(rules.draw(kind, n, int(topic[n]))) for n, kind in enumerate(kinds)),
        topic=topic, vendor=dice.integers(settings.vendors, size=count), base=dice.normal(0, 0.5, count),
        share=share / share.sum(),
        cap=np.where(dice.random(count) < settings.capped, dice.integers(4, 12, count), UNCAPPED),
        runs=np.stack([starts, ends]), sites=dice.random((sites, count)) >= settings.local,
    )  # fmt: skip
