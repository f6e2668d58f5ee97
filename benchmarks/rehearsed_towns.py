"""A walk through a town without a browser, written down as the extension would have seen it.

A rehearsal takes a second where a live walk takes minutes. It leaves out what only a browser adds: late pixels, ads
below the fold, labels that sites put on ads. So its figures lie a little above those of ``benchmarks.live_truth``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final

from adtown.layout import Campaign, Company, Role, Site, Town
from adtown.rehearsal import Rehearsal, Stop, look_up
from adtown.score import Decision
from adtown.town import build_town
from adtown.walk import plan_walk
from explainer.records import AdImpression, Bid, DeliveryHop, PersonLog, TrackerContact, Visit

MONDAY: Final = datetime(2026, 11, 2, tzinfo=UTC)
BETWEEN_PAGES: Final = timedelta(seconds=2.3)
PORT: Final = 80


@dataclass(frozen=True, slots=True)
class RehearsedTown:
    """What was seen, and, by impression id, why each scored ad was shown; ``all_decisions`` holds the warm-up's too."""

    seed: int
    log: PersonLog
    decisions: Mapping[str, Decision]
    all_decisions: Mapping[str, Decision]


def rehearse(seed: int) -> RehearsedTown:
    """Walk one town at an hour of its own."""
    return _Walk(seed).walked()


class _Walk:
    def __init__(self, seed: int) -> None:
        self._seed, self._town, dice = seed, build_town(seed), Random(seed)
        self._begins = MONDAY + timedelta(days=dice.randrange(7), hours=dice.randrange(7, 24))
        self._rehearsal = Rehearsal(self._town, now=self._begins)
        self._campaigns = {campaign.id: campaign for campaign in self._town.campaigns}
        self._visits: list[Visit] = []
        self._contacts: list[TrackerContact] = []
        self._impressions: list[AdImpression] = []
        self._decisions: dict[str, Decision] = {}

    def walked(self) -> RehearsedTown:
        plan = plan_walk(self._town, self._seed, PORT)
        for number, step in enumerate([*plan.warm_up, *plan.scored]):
            if number == len(plan.warm_up):
                warm = frozenset(self._decisions)
            self._visit(number, step.url, step.title)
        log = PersonLog(
            tuple(self._visits), tuple(self._contacts), tuple(self._impressions), self._begins - timedelta(minutes=1)
        )
        scored = {name: decision for name, decision in self._decisions.items() if name not in warm}
        return RehearsedTown(self._seed, log, scored, dict(self._decisions))

    def _visit(self, number: int, url: str, title: str) -> None:
        stop, time, visit_id = look_up(self._town, url), self._begins + number * BETWEEN_PAGES, f"v{number:03d}"
        self._visits.append(Visit(visit_id, time, url, stop.place.domain, language="en", **_words(stop, title)))
        for code in sorted(stop.place.pixels):
            company = self._town.company(code)
            self._contacts.append(TrackerContact(visit_id, company.name, company.domain))
        for place, line in enumerate(self._rehearsal.play([url])):
            shown_at = time + timedelta(milliseconds=500 + 100 * place)
            self._show(f"i{number:03d}-{place}", shown_at, self._visits[-1], line)

    def _show(self, name: str, time: datetime, page: Visit, line: Mapping[str, Any]) -> None:
        campaign, company = self._campaigns[line["campaign_id"]], self._town.company(line["seller"])
        is_bid = company.role is Role.BIDDER
        self._impressions.append(
            AdImpression(
                name, time, page.id, page.url, page.domain, adomain=(line["adomain"],),
                crid=line["crid"] if is_bid else None, text=_text(line, campaign), width=300, height=250,
                delivery=(DeliveryHop(company.domain, company.name, "bidder" if is_bid else "ad_server"),),
                bid=_bid(line, campaign, company, self._town) if is_bid else None,
            )
        )  # fmt: skip
        cause = line["cause"]
        ids = frozenset(cause.get("ids") or ([cause["id"]] if cause["id"] else []))
        self._decisions[name] = Decision(time, page.url, line["adomain"], line["crid"], cause["kind"], cause["id"], ids)


def _words(stop: Stop, title: str) -> dict[str, Any]:
    """What the extension reads of a page: title, headings, description and types, never its text."""
    if isinstance(stop.place, Site):
        if stop.article is None:
            return {"title": stop.place.text.name}
        text = stop.article.text
        return {
            "title": f"{text.title} | {stop.place.text.name}", "headings": (text.title, *text.headings),
            "description": text.description, "schema_types": ("Article",),
        }  # fmt: skip
    item = next((item for item in stop.place.text.products if item.sku == stop.sku), None)
    if item is None:
        return {"title": title}
    return {
        "title": f"{item.name} | {stop.place.text.name}", "headings": (item.name,), "description": item.description,
        "schema_types": ("Product", "Offer"),
    }  # fmt: skip


def _text(line: Mapping[str, Any], campaign: Campaign) -> str:
    second = next((creative.line for creative in campaign.creatives if creative.headline == line["text"]), "")
    return f"{line['text']} {second} {campaign.advertiser_name}"


def _bid(line: Mapping[str, Any], campaign: Campaign, company: Company, town: Town) -> Bid:
    topics = (campaign.topic,) if campaign.topic else ()
    return Bid(company.code, line["price"], cat=topics, told_place=town.home_place)
