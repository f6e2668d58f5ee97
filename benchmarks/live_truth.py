"""How often the named cause is the logged one, in a real browser, over several towns.

Each seed is another town with other campaigns and another walk (``whyad demo --once --seed N``). The answers are held
against the bidders' own log beside three cheap players that see what any reader of the log line could guess from: the
ad's topic, the page's topic, and the shops that were visited before.

    python -m benchmarks.live_truth --seeds 1-10
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np

from adtown.score import UNTARGETED, VERDICT_ASKED, Decision, is_right
from adtown.town import build_town
from adtown.walk import plan_walk
from benchmarks.reporting import Bar, interval, print_heading, write

REACH: Final = 0.70
LEAD_OVER_CHEAP: Final = 0.15
ANY_TIME: Final = datetime(2000, 1, 1, tzinfo=UTC)  # cases are graded one by one, so the time plays no part


@dataclass(frozen=True, slots=True)
class Case:
    """One graded ad: what Whyad answered, what was logged, and what a cheap player may look at."""

    seed: int
    answer: tuple[str, Mapping[str, Any] | None]
    decision: Decision
    ad_topic: str | None
    page_topic: str | None
    visited_shop: bool


Answer = tuple[str, Mapping[str, Any] | None]
Player = Callable[[Case], Answer]


def whyad(case: Case) -> Answer:
    """The answers of the run."""
    return case.answer


def always_topic(case: Case) -> Answer:
    """Names the ad's own topic as an interest, every time."""
    return "about_you", {"kind": "interest", "id": case.ad_topic}


def always_silent(_case: Case) -> Answer:
    """Never says anything."""
    return "not_enough_evidence", None


def shop_page_topic(case: Case) -> Answer:
    """Visited that shop? Same topic as the page? Otherwise the ad's topic."""
    if case.visited_shop:
        return "about_you", {"kind": "retargeting", "id": case.decision.adomain}
    if case.ad_topic is not None and case.ad_topic == case.page_topic:
        return "about_the_page", {"kind": "page_context", "id": case.page_topic}
    return always_topic(case)


PLAYERS: Final[tuple[tuple[str, Player], ...]] = (
    ("Whyad", whyad), ("always the ad's topic", always_topic), ("always silent", always_silent),
    ("shop, then page, then topic", shop_page_topic),
)  # fmt: skip


def walk_town(seed: int, folder: Path) -> list[Case]:
    """Play one town in a browser and collect its graded ads; a town that was played before is only read again."""
    out = folder / f"seed-{seed}.json"
    if out.exists():
        return cases_of(seed, json.loads(out.read_text()))
    whyad_command = str(Path(sys.executable).with_name("whyad"))
    subprocess.run(
        [whyad_command, "demo", "--once", "--quiet", "--seed", str(seed), "--json", str(out)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return cases_of(seed, json.loads(out.read_text()))


def cases_of(seed: int, result: Mapping[str, Any]) -> list[Case]:
    """What each player may see of each graded ad."""
    town, walk = build_town(seed), plan_walk(build_town(seed), seed, 0)
    campaign_topics = {campaign.advertiser: campaign.topic for campaign in town.campaigns if campaign.advertiser}
    page_topics = {(site.domain, article.path): article.topic for site in town.sites for article in site.articles}
    shops = {step.domain for step in walk.warm_up} & {shop.domain for shop in town.shops}
    cases = []
    for ad in result["ads"]:
        logged = ad["logged_cause"]
        adomain = str(ad["adomain"][0]).split(":")[0]
        domain, path = page_key(ad["page"])
        decision = Decision(
            ANY_TIME,
            ad["page"],
            adomain,
            "",
            logged["kind"],
            logged["id"],
            frozenset(logged.get("ids") or [logged["id"]]),
        )
        cases.append(
            Case(
                seed,
                (ad["verdict"], ad["top_cause"]),
                decision,
                campaign_topics.get(adomain),
                page_topics.get((domain, path)),
                adomain in shops,
            )
        )
    return cases


def page_key(url: str) -> tuple[str, str]:
    """Host without its port, and path."""
    host, _, path = url.split("//", 1)[1].partition("/")
    return host.split(":")[0], f"/{path}"


def score(cases: Iterable[Case], player: Player) -> dict[str, list[float]]:
    """For each logged kind the list of right (1) and wrong (0) answers."""
    found: dict[str, list[float]] = defaultdict(list)
    for case in cases:
        verdict, top = player(case)
        found[case.decision.kind].append(float(is_right(verdict, top, case.decision)))
    return found


def macro(by_kind: Mapping[str, list[float]], *, targeted: bool) -> float:
    """Mean over kinds, so that a common kind does not hide a rare one."""
    means = [np.mean(values) for kind, values in by_kind.items() if (kind not in UNTARGETED) == targeted and values]
    return float(np.mean(means)) if means else float("nan")


def macro_interval(by_kind: Mapping[str, list[float]], *, targeted: bool) -> tuple[float, float, float]:
    """The macro average with its bootstrap 95 % interval, resampled within kinds."""
    generator = np.random.default_rng(0)
    draws = [
        macro(
            {kind: list(generator.choice(values, len(values))) for kind, values in by_kind.items() if values},
            targeted=targeted,
        )
        for _ in range(1000)
    ]
    return macro(by_kind, targeted=targeted), float(np.quantile(draws, 0.025)), float(np.quantile(draws, 0.975))


def print_table(cases: list[Case]) -> dict[str, tuple[float, float]]:
    """Right and silent per kind for every player; returns each player's two macro averages."""
    kinds = [*VERDICT_ASKED, *sorted(UNTARGETED)]
    tables = {name: score(cases, player) for name, player in PLAYERS}
    print(f"\n{'':<18}{'n':>5}  " + "  ".join(f"{name:>28}" for name, _ in PLAYERS))
    for kind in kinds:
        count = len(tables["Whyad"].get(kind, []))
        if count:
            cells = [interval(tables[name].get(kind, [])) for name, _ in PLAYERS]
            print(
                f"{kind:<18}{count:>5}  "
                + "  ".join(f"{mean:>14.2f} [{low:.2f}, {high:.2f}]" for mean, low, high in cells)
            )
    for label, targeted in (("right, macro", True), ("silent, macro", False)):
        cells = [macro_interval(tables[name], targeted=targeted) for name, _ in PLAYERS]
        print(f"{label:<23}  " + "  ".join(f"{mean:>14.2f} [{low:.2f}, {high:.2f}]" for mean, low, high in cells))
    return {name: (macro(tables[name], targeted=True), macro(tables[name], targeted=False)) for name, _ in PLAYERS}


def bars_of(cases: list[Case], averages: Mapping[str, tuple[float, float]], *, quick: bool) -> list[Bar]:
    """The three bars: right, silent, and the lead of both together over the best cheap player."""
    table = score(cases, whyad)
    right, silent = macro_interval(table, targeted=True), macro_interval(table, targeted=False)
    best, best_value = max(
        ((name, sum(pair) / 2) for name, pair in averages.items() if name != "Whyad"), key=lambda item: item[1]
    )
    both = (right[0] + silent[0]) / 2
    both_low, both_high = (right[1] + silent[1]) / 2, (right[2] + silent[2]) / 2
    return [
        Bar("right on targeted, macro over kinds", *right, REACH, "higher", quick=quick),
        Bar("silent on untargeted, macro over kinds", *silent, REACH, "higher", quick=quick),
        Bar(
            "both together",
            both,
            both_low,
            both_high,
            best_value + LEAD_OVER_CHEAP,
            "higher",
            best,
            best_value,
            quick=quick,
        ),
    ]


def parse_seeds(text: str) -> list[int]:
    """``1-10`` or ``3,5,8``."""
    seeds: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        seeds += range(int(first), int(last or first) + 1)
    return seeds


def main() -> None:
    """Walk the towns, print the table and the bars."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--seeds", type=parse_seeds, default=None, help="such as 1-10 (default) or 3,5,8")
    parser.add_argument("--seed", type=int, default=1, help="first seed when --seeds is not given")
    parser.add_argument("--quick", action="store_true", help="one town only")
    parser.add_argument("--jobs", type=int, default=1, help="towns walked at the same time (default 1)")
    parser.add_argument("--results", type=Path, help="keep each town's answers here, and go on from them")
    parser.add_argument("--json", type=Path, help="write figures to this file")
    chosen = parser.parse_args()
    seeds = chosen.seeds or [chosen.seed + k for k in range(1 if chosen.quick else 10)]
    print_heading(f"Live truth in {len(seeds)} towns (seeds {seeds[0]} to {seeds[-1]}), stated evidence off")
    cases: list[Case] = []
    with tempfile.TemporaryDirectory() as passing, ThreadPoolExecutor(chosen.jobs) as jobs:
        folder = chosen.results or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        for seed, found in zip(seeds, jobs.map(lambda seed: walk_town(seed, folder), seeds), strict=True):
            cases += found
            right = sum(is_right(*case.answer, case.decision) for case in found)
            print(f"  town {seed}: {len(found)} ads graded, {right} answers right", flush=True)
    averages = print_table(cases)
    bars = bars_of(cases, averages, quick=chosen.quick)
    for bar in bars:
        peer = f" ({bar.peer}: {bar.peer_value:.2f})" if bar.peer else ""
        figures = f"{bar.value:.2f} [{bar.low:.2f}, {bar.high:.2f}], reach {bar.reach:.2f}"
        print(f"{'ok  ' if bar.ok else 'MISS'} {bar.bar}: {figures}{peer}")
    write(chosen.json, bars, seeds=seeds, graded=len(cases))


if __name__ == "__main__":
    main()
