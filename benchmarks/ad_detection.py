"""Which ads of the corpus the extension finds, what it takes for ads that are none, and what that costs.

A real Chromium with the built extension looks at the hand-written pages of ``tests/pages``. On the same pages in the
same browser stand two peers: EasyList alone (what a blocker with that list stops, hides or empties) and a rule of thumb
(every frame of an ad's size is one). With ``--data`` (or ``WHYAD_DATA``) all three also look at real news pages that
somebody saved, with our labels of them in ``tests/pages/real-labels.json``, and the lists meet labelled requests.

    python -m benchmarks.ad_detection --quick
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.ad_pages.browser import (
    BUILT,
    Chromium,
    LookedAt,
    look_at_pages,
    open_chromium,
    open_own_page,
    read_found,
)
from benchmarks.ad_pages.corpus import CorpusPage, pages_by_address, read_corpus
from benchmarks.ad_pages.cost import badge_ms, main_thread_ms, panel_ms, worker_megabytes
from benchmarks.ad_pages.judging import Judgement, judge, recall_by_kind, together
from benchmarks.ad_pages.peers import Removal, block_with_easylist, iab_frames, open_easylist, shown_places
from benchmarks.ad_pages.saved import read_saved
from benchmarks.ad_pages.tables import print_kinds, print_signs
from benchmarks.ad_pages.web import serve_web
from benchmarks.reporting import Bar, interval, print_heading, write

RECALL_REACH, PRECISION_REACH, KIND_REACH = 0.95, 0.97, 0.85
MAIN_THREAD_MS, BADGE_MS, PANEL_MS, WORKER_MB = 50.0, 1000.0, 300.0, 60.0
QUICK_EVERY: Final = 9  # a quick run takes each ninth page, which is one windowful: less than a minute on two cores
COST_PAGES, QUICK_COST_PAGES = 14, 2
PANELS: Final = 5
SHIPPED: Final = ("easylist.txt", "regional.txt", "own.txt", "easyprivacy.txt")
REQUESTS: Final = "adrequests/matching-test-requests.json"


def main() -> None:
    """Print the figures; write them where asked."""
    arguments = parse_arguments()
    print_heading("Ad detection on the corpus")
    every = QUICK_EVERY if arguments.quick else 1
    bars: list[Bar] = []
    with tempfile.TemporaryDirectory() as name:
        pages, saved = read_corpus()[::every], read_saved(arguments.data, Path(name))[::every]
        seen, removals, fast = look_at_everything(pages, saved, Path(name), bars, quick=arguments.quick)
    ours, by_size = seen.of(pages)
    bars += detection_bars(ours, by_size, of_pages(removals, pages), quick=arguments.quick)
    bars.append(main_thread_bar(seen.main_thread, fast, quick=arguments.quick))
    report(ours, bars)
    print_kinds(ours, by_size, of_pages(removals, pages))
    on_saved = saved_pages(seen, saved, removals) if saved else None
    requests = labelled_requests(arguments.data)
    write(arguments.json, bars, requests=requests, saved_pages=on_saved)


def look_at_everything(
    pages: Sequence[CorpusPage], saved: Sequence[CorpusPage], folder: Path, bars: list[Bar], *, quick: bool
) -> tuple[Seen, list[Removal], list[tuple[float, float]]]:
    """All pages in a browser with the extension, then in one without; costs go to ``bars``, those without come last."""
    everything = [*pages, *saved]
    costly = pages[:: math.ceil(len(pages) / (QUICK_COST_PAGES if quick else COST_PAGES))]
    with_it, without = folder / "with", folder / "without"
    with_it.mkdir()
    without.mkdir()
    still = {page.html for page in everything if page.is_saved}
    with serve_web(pages_by_address(everything), folder, still=still) as port:
        with open_chromium(with_it, port, extension=BUILT) as chromium:
            seen = run_extension(chromium, everything, costly, bars, quick=quick)
        with open_chromium(without, port, extension=None) as chromium:
            fast = [main_thread_ms(chromium.context, page) for page in costly]
            with open_easylist("easylist.txt") as easylist:
                return seen, block_with_easylist(chromium.context, everything, easylist, seen.shown), fast


def parse_arguments() -> argparse.Namespace:
    """What was typed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="each ninth page")
    parser.add_argument("--seed", type=int, default=0, help="taken by every benchmark; nothing is drawn here")
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("WHYAD_DATA", "../shared/data")))
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found and measured in the browser with the extension."""

    ours: dict[str, Judgement]
    by_size: dict[str, Judgement]
    shown: dict[str, list[list[bool]]]
    main_thread: list[tuple[float, float]]

    def of(self, pages: Sequence[CorpusPage]) -> tuple[Judgement, Judgement]:
        """The extension's judgement on some of the pages, and that by frame size."""
        names = [page.name for page in pages]
        return together(self.ours[name] for name in names), together(self.by_size[name] for name in names)


def of_pages(removals: Sequence[Removal], pages: Sequence[CorpusPage]) -> list[Removal]:
    """What a blocker did on some of the pages, where people agree on what is an ad."""
    names = {page.name for page in pages}
    return [one for one in removals if one.page in names and one.position.is_sure]


def run_extension(
    chromium: Chromium, pages: Sequence[CorpusPage], costly: Sequence[CorpusPage], bars: list[Bar], *, quick: bool
) -> Seen:
    """The extension's findings and those by frame size; its costs go to ``bars``."""
    own_page = open_own_page(chromium.context)
    ours: dict[str, Judgement] = {}
    by_size: dict[str, Judgement] = {}
    shown: dict[str, list[list[bool]]] = {}

    def take(looked_at: list[LookedAt]) -> None:
        found = read_found(own_page)
        for one in looked_at:
            ours[one.page.name] = judge(one, found.get(one.tab.url, []))
            by_size[one.page.name] = judge(one, iab_frames(one.tab))
            shown[one.page.name] = shown_places(one)

    look_at_pages(chromium.context, pages, take)
    main_thread = [main_thread_ms(chromium.context, page) for page in costly]
    panels = [panel_ms(chromium.context, own_page) for _ in range(PANELS)]
    badges = badge_ms(chromium.context, own_page, costly)
    worker = worker_megabytes(chromium.playwright, chromium.profile)
    bars += [
        cost_bar("badge after paint, ms, median", badges, BADGE_MS, quick=quick),
        cost_bar("panel's first words, ms, median", panels, PANEL_MS, quick=quick),
        cost_bar("worker and lists, MB", [worker], WORKER_MB, quick=quick),
    ]
    return Seen(ours, by_size, shown, main_thread)


def detection_bars(
    ours: Judgement, by_size: Judgement, removals: Sequence[Removal], *, quick: bool
) -> list[Bar]:
    """Recall and precision beside the better peer, and the recall of each kind."""
    peers = {"EasyList alone": blocked(removals), "frames of an ad's size": (by_size.hits, by_size.truths)}
    bars = []
    for number, (name, values, reach) in enumerate(
        (("recall", ours.hits, RECALL_REACH), ("precision", ours.truths, PRECISION_REACH))
    ):
        shares = {peer: statistics.fmean(figures[number]) for peer, figures in peers.items()}
        for peer, share in shares.items():
            print(f"  {peer}: {name} {share:.3f}")
        best = max(shares, key=lambda peer: shares[peer])
        bars.append(Bar(name, *interval(values), max(reach, shares[best]), "higher", best, shares[best], quick=quick))
    kinds = recall_by_kind(ours)
    bars += [Bar(f"recall, {kind}", *interval(hits), KIND_REACH, "higher", quick=quick) for kind, hits in kinds.items()]
    return bars


def blocked(removals: Sequence[Removal]) -> tuple[list[float], list[float]]:
    """For a blocker: 1 for each ad it removed, else 0; 1 for each removed place that is an ad, else 0."""
    ads = [float(one.removed) for one in removals if one.position.is_ad]
    return ads, [float(one.position.is_ad) for one in removals if one.removed]


def saved_pages(seen: Seen, saved: Sequence[CorpusPage], removals: Sequence[Removal]) -> dict[str, dict[str, float]]:
    """Recall and precision of all three on the saved news pages, printed with what went wrong; no bar is set there."""
    ours, by_size = seen.of(saved)
    print(f"  {len(saved)} saved news pages with {len(ours.ads)} ads:")
    detectors = {
        "the extension": (ours.hits, ours.truths),
        "EasyList alone": blocked(of_pages(removals, saved)),
        "frames of an ad's size": (by_size.hits, by_size.truths),
    }
    shares = {}
    for name, (hits, truths) in detectors.items():
        recall, precision = interval(hits), interval(truths)
        print(f"    {name}: recall {recall[0]:.3f} ({recall[1]:.3f} to {recall[2]:.3f})", end="")
        print(f", precision {precision[0]:.3f} ({precision[1]:.3f} to {precision[2]:.3f})")
        shares[name] = {"recall": recall[0], "precision": precision[0], "ads": len(hits)}
    report_mistakes(ours)
    return shares


def main_thread_bar(
    with_it: Sequence[tuple[float, float]], without: Sequence[tuple[float, float]], *, quick: bool
) -> Bar:
    """Added processor time of a page's main thread, with its 95th percentile and long tasks printed."""
    added = [slow[0] - fast[0] for slow, fast in zip(with_it, without, strict=True)]
    long_tasks = [slow[1] - fast[1] for slow, fast in zip(with_it, without, strict=True)]
    print(f"  added main-thread time: p95 {sorted(added)[int(len(added) * 0.95)]:.0f} ms", end="")
    print(f"; added long tasks: median {statistics.median(long_tasks):.0f} ms, most {max(long_tasks):.0f} ms")
    return cost_bar("added main-thread time, ms, median", added, MAIN_THREAD_MS, quick=quick)


def cost_bar(name: str, values: Sequence[float], reach: float, *, quick: bool) -> Bar:
    """The median of some measurements, with their quartiles for an interval."""
    if not values:
        return Bar(name, float("nan"), float("nan"), float("nan"), reach, "lower", quick=quick)
    ordered = sorted(values)
    low, high = ordered[len(ordered) // 4], ordered[(3 * len(ordered)) // 4]
    return Bar(name, statistics.median(ordered), low, high, reach, "lower", quick=quick)


def report(judgement: Judgement, bars: Sequence[Bar]) -> None:
    """The bars, what was missed, what was taken for an ad, and how good each sign is."""
    for bar in bars:
        mark = "ok " if bar.ok else "-- "
        print(f"  {mark}{bar.bar:44} {bar.value:8.3f}  ({bar.low:.3f} to {bar.high:.3f}), reach {bar.reach:g}")
    report_mistakes(judgement)
    print_signs(judgement)
    seen = sum(any(one.seen for one in ad.findings) for ad in judgement.ads)
    print(f"  {len(judgement.ads)} ads labelled, {seen} of them looked at long enough to count as seen")


def report_mistakes(judgement: Judgement) -> None:
    """The ads that were missed and the places that were taken for one, the same on one page in one line."""
    missed = Counter((ad.page, ad.place.position) for ad in judgement.ads if not ad.findings)
    for (page, position), count in missed.items():
        print(f"  missed on {page}: {count} of {position.count}, {position.kind}, {position.at}")
    for alarm in judgement.alarms:
        signs = ", ".join(name for name, _ in alarm.finding.finders)
        print(f"  taken for an ad on {alarm.page}: {alarm.taken_for}, by {signs}")


def labelled_requests(data: Path) -> dict[str, dict[str, float]] | None:
    """What the shipped lists make of the labelled requests, beside EasyList alone; None without the data."""
    file = data / REQUESTS
    if not file.exists():
        print(f"  no labelled requests at {data}: set WHYAD_DATA or --data")
        return None
    shares = {}
    for name, lists in {"the shipped lists": SHIPPED, "EasyList alone": SHIPPED[:1]}.items():
        with open_easylist(*lists) as known:
            counts = known.ask(requests=str(file))
        known_share, wrong_share = counts["stopped"] / counts["to_stop"], counts["wrongly_stopped"] / counts["exempt"]
        print(f"  labelled requests, {name}: {known_share:.3f} of {counts['to_stop']} known,", end="")
        print(f" {wrong_share:.3f} of {counts['exempt']} exempt ones taken for ads")
        shares[name] = {"known": known_share, "exempt_taken": wrong_share}
    return shares


if __name__ == "__main__":
    main()
