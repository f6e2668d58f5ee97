"""Tables of a benchmark run: how each kind of ad fared with all detectors, and how good each sign is by itself."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from benchmarks.ad_pages.judging import Judgement, recall_by_kind
from benchmarks.ad_pages.peers import Removal


def print_kinds(ours: Judgement, by_size: Judgement, removals: Sequence[Removal]) -> None:
    """Recall of each kind of ad by detector."""
    blocked: dict[str, list[float]] = {}
    for one in removals:
        if one.position.is_ad:
            blocked.setdefault(one.position.kind, []).append(float(one.removed))
    sized = recall_by_kind(by_size)
    print(f"  {'recall by kind of ad':26} {'ads':>4} {'Whyad':>7} {'EasyList':>9} {'by size':>8}")
    for kind, hits in recall_by_kind(ours).items():
        list_alone = statistics.fmean(blocked.get(kind, [0.0]))
        shares = f"{statistics.fmean(hits):7.3f} {list_alone:9.3f} {statistics.fmean(sized[kind]):8.3f}"
        print(f"  {kind:26} {len(hits):4} {shares}")


def print_signs(ours: Judgement) -> None:
    """For each finder: how many ads it saw, for how many nothing else would have, and how often it was right."""
    seen = [{name for one in ad.findings for name, _ in one.finders} for ad in ours.ads]
    wrong = [{name for name, _ in alarm.finding.finders} for alarm in ours.alarms]
    print(f"  {'finder':16} {'ads':>4} {'alone':>6} {'right':>7}")
    for name in sorted(set().union(*seen, *wrong), key=lambda name: -sum(name in signs for signs in seen)):
        found, alone = sum(name in signs for signs in seen), sum(signs == {name} for signs in seen)
        right = found / (found + sum(name in signs for signs in wrong))
        print(f"  {name:16} {found:4} {alone:6} {right:7.3f}")
