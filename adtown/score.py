"""Holds explanations against the bidders' own log: which named causes were right, where silence was right.

What a logged reason asks of an explanation is the table below. Nothing here knows the product: explanations come in as
the JSON that any user of the local API can read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

UNTARGETED: Final = frozenset({"run_of_network", "house"})
SILENT: Final = frozenset({"about_everyone", "not_enough_evidence"})
TRAIT_KINDS: Final = frozenset({"interest", "purchase_intent"})

# The verdict that each logged reason asks for; kinds that are missing here ask for silence.
VERDICT_ASKED: Final[Mapping[str, str]] = {
    "interest": "about_you",
    "parent_segment": "about_you",
    "look_alike": "about_you",
    "retargeting": "about_you",
    "page_context": "about_the_page",
    "place_time": "about_the_moment",
}

# A bidder writes its line when the creative is fetched, the extension its own once the ad was really visible; a lazy or
# slow slot may lie that far apart.
MATCH_SECONDS: Final = 20.0


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the bidders' log: an ad that was delivered, and why."""

    time: datetime
    page: str
    adomain: str
    crid: str
    kind: str
    id: str | None
    ids: frozenset[str]
    text: str = ""

    @property
    def is_targeted(self) -> bool:
        """Whether anything about the person, the page or the moment was used."""
        return self.kind not in UNTARGETED


@dataclass(frozen=True, slots=True)
class GradedAd:
    """One explanation beside the logged reason; ``is_right`` means named for targeted ads and silent for the others."""

    explanation: Mapping[str, Any]
    decision: Decision
    is_right: bool

    def to_json(self) -> dict[str, Any]:
        """The shape of one entry of ``ads`` in the demo's result file."""
        impression, top = self.explanation["impression"], self.explanation["top_cause"]
        return {
            "impression_id": impression["id"], "page": impression["page_url"], "adomain": impression["adomain"],
            "verdict": self.explanation["verdict"], "sentence": self.explanation["sentence"],
            "top_cause": top and {"kind": top["kind"], "id": top["id"], "log_odds": log_odds_of(self.explanation, top)},
            "logged_cause": {"kind": self.decision.kind, "id": self.decision.id, "ids": sorted(self.decision.ids)},
            "right": self.is_right,
        }  # fmt: skip


def log_odds_of(explanation: Mapping[str, Any], cause: Mapping[str, Any]) -> float:
    """The contribution of one cause; 0 if it is not listed."""
    sizes = [
        item["log_odds"] for item in explanation["contributions"]
        if (item["cause"]["kind"], item["cause"]["id"]) == (cause["kind"], cause["id"])
    ]  # fmt: skip
    return float(sizes[0]) if sizes else 0.0


def parse_time(text: str) -> datetime:
    """RFC 3339 with ``Z`` or an offset."""
    return datetime.fromisoformat(text).astimezone(UTC)


def read_decisions(log_file: Path) -> list[Decision]:
    """The bidders' log, oldest first."""
    decisions = []
    for line in log_file.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        cause = entry["cause"]
        ids = frozenset(cause.get("ids") or ([cause["id"]] if cause["id"] else []))
        decisions.append(
            Decision(
                time=parse_time(entry["time"]),
                page=entry["page"],
                adomain=entry["adomain"],
                crid=entry["crid"],
                kind=cause["kind"],
                id=cause["id"],
                ids=ids,
                text=entry.get("text", ""),
            )
        )
    return sorted(decisions, key=lambda decision: decision.time)


def without_query(url: str) -> str:
    """The part of an address that both sides keep."""
    return url.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0].rstrip("/")


def domain_of(adomain: str) -> str:
    """An advertiser's domain without its port."""
    return adomain.split(":", maxsplit=1)[0]


def match(
    explanations: Iterable[Mapping[str, Any]], decisions: Sequence[Decision]
) -> list[tuple[Mapping[str, Any], Decision]]:
    """Pair each explanation with the delivery it is about: same page and advertiser, its headline in the ad, used once.

    One advertiser may stand twice on a page with two campaigns, so the headline decides before the time does.
    """
    pairs, used = [], set[int]()
    for explanation in sorted(explanations, key=lambda item: str(item["impression"]["time"])):
        impression = explanation["impression"]
        shown_at, page = parse_time(impression["time"]), without_query(impression["page_url"])
        candidates = [
            (decision.text not in impression["text"], abs((shown_at - decision.time).total_seconds()), number)
            for number, decision in enumerate(decisions)
            if number not in used
            and without_query(decision.page) == page
            and domain_of(decision.adomain) in {domain_of(name) for name in impression["adomain"]}
        ]
        candidates = [candidate for candidate in candidates if candidate[1] <= MATCH_SECONDS]
        if candidates:
            number = min(candidates)[2]
            used.add(number)
            pairs.append((explanation, decisions[number]))
    return pairs


def is_right(verdict: str, top_cause: Mapping[str, Any] | None, decision: Decision) -> bool:
    """Whether an answer is what the logged reason asks for: silence, or the kind and the identity of the cause."""
    if not decision.is_targeted:
        return verdict in SILENT
    if top_cause is None or verdict != VERDICT_ASKED.get(decision.kind):
        return False
    kind, cause_id = top_cause["kind"], top_cause["id"]
    if decision.kind in {"interest", "parent_segment", "look_alike"}:
        return kind in TRAIT_KINDS and cause_id in decision.ids
    if decision.kind == "retargeting":
        return bool(kind == "retargeting" and domain_of(cause_id) == domain_of(decision.adomain))
    return bool(kind == {"page_context": "page_context", "place_time": "place_time_device"}[decision.kind])


def grade(explanations: Iterable[Mapping[str, Any]], decisions: Sequence[Decision]) -> list[GradedAd]:
    """Every explanation that has a logged delivery, graded."""
    return [
        GradedAd(explanation, decision, is_right(explanation["verdict"], explanation["top_cause"], decision))
        for explanation, decision in match(explanations, decisions)
    ]


def summarise(graded: Sequence[GradedAd]) -> dict[str, int]:
    """The score of one walk in four counts."""
    targeted = [ad for ad in graded if ad.decision.is_targeted]
    untargeted = [ad for ad in graded if not ad.decision.is_targeted]
    return {
        "targeted": len(targeted), "targeted_right": sum(ad.is_right for ad in targeted),
        "untargeted": len(untargeted), "untargeted_silent": sum(ad.is_right for ad in untargeted),
    }  # fmt: skip


def by_kind(graded: Iterable[GradedAd]) -> dict[str, tuple[int, int]]:
    """For each logged kind how many answers were right, of how many."""
    counts: dict[str, tuple[int, int]] = {}
    for ad in graded:
        right, total = counts.get(ad.decision.kind, (0, 0))
        counts[ad.decision.kind] = (right + ad.is_right, total + 1)
    return dict(sorted(counts.items()))
