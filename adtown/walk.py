"""The walk of the demo: what a person does before the ads count, and the pages on which they do.

First some pages about nothing in particular, so that ads which follow nobody are seen before there is anything to
follow; then reading about what the person likes, and shopping; then an evening across the town, on and off topic.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from adtown.layout import Article, Shop, Town

if TYPE_CHECKING:  # a walk can be planned and rehearsed where there is no browser
    from playwright.sync_api import Page

FIRST_PAGES: Final = 5
PAGES_PER_STRONG_TOPIC: Final = 3
SCORED_ON_TOPIC: Final = 7
SCORED_OFF_TOPIC: Final = 15
FEWEST_SITES: Final = 10

# What a page needs in the demo's quick motion: its auction and its frames, then each screen long enough to be seen.
AUCTION_MS: Final = 650
SCREEN_MS: Final = 380
CANARY: Final = "canary-form-text"


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the walk. ``fills_form`` types into every field of the page, which must never be recorded."""

    url: str
    title: str
    domain: str
    fills_form: bool = False


@dataclass(frozen=True, slots=True)
class Walk:
    """All pages in order; only ads on the scored ones count."""

    warm_up: tuple[Step, ...]
    scored: tuple[Step, ...]


def plan_walk(town: Town, seed: int, port: int) -> Walk:
    """Decide the walk of one town; the same seed walks the same way."""
    dice = random.Random(f"walk {seed}")
    planner = _Planner(town, port, dice)
    first = planner.take(planner.off_topic, FIRST_PAGES)
    liked = [
        article
        for topic in town.persona.strong_topics
        for article in planner.take(planner.about({topic}), PAGES_PER_STRONG_TOPIC)
    ]
    liked += [article for topic in town.persona.weak_topics for article in planner.take(planner.about({topic}), 1)]
    dice.shuffle(liked)
    shopping = [
        step
        for number, domain in enumerate(town.persona.shops)
        if (shop := town.shop(domain))
        for step in planner.shop_steps(shop, buys=number == 0)
    ]
    half = len(liked) // 2
    reading = [planner.step(article) for article in liked]
    warm_up = (*(planner.step(article) for article in first), *reading[:half], *shopping, *reading[half:])
    scored = [
        *planner.take(planner.about(set(town.persona.strong_topics)), SCORED_ON_TOPIC),
        *planner.take(planner.off_topic, SCORED_OFF_TOPIC),
    ]
    dice.shuffle(scored)
    return Walk(tuple(warm_up), tuple(planner.step(article) for article in scored))


class _Planner:
    """Deals out articles so that none is read twice and sites take turns."""

    def __init__(self, town: Town, port: int, dice: random.Random) -> None:
        self._town, self._port, self._dice = town, port, dice
        self._articles = [article for site in town.sites for article in site.articles]
        dice.shuffle(self._articles)
        self._read: set[tuple[str, str]] = set()
        self._site_reads: dict[str, int] = {}

    @property
    def off_topic(self) -> list[Article]:
        """Articles about nothing that the person likes."""
        liked = {*self._town.persona.strong_topics, *self._town.persona.weak_topics}
        return [article for article in self._articles if article.topic not in liked]

    def about(self, topics: set[str]) -> list[Article]:
        """Articles about any of some topics."""
        return [article for article in self._articles if article.topic in topics]

    def take(self, articles: Sequence[Article], count: int) -> list[Article]:
        """Articles that were not read yet, those of rarely visited sites first."""
        return list(self._deal(articles, count))

    def _deal(self, articles: Sequence[Article], count: int) -> Iterator[Article]:
        for _ in range(count):
            fresh = [article for article in articles if (article.domain, article.path) not in self._read]
            if not fresh:
                return
            chosen = min(fresh, key=lambda article: self._site_reads.get(article.domain, 0))
            self._read.add((chosen.domain, chosen.path))
            self._site_reads[chosen.domain] = self._site_reads.get(chosen.domain, 0) + 1
            yield chosen

    def step(self, article: Article) -> Step:
        """Read an article."""
        return Step(article.url(self._port), article.text.title, article.domain)

    def shop_steps(self, shop: Shop, *, buys: bool) -> list[Step]:
        """Look at two products; the buyer also fills a cart and begins to check out."""
        products = self._dice.sample(shop.text.products, k=2)
        looked_at = [Step(shop.url(self._port, f"/product/{item.sku}"), item.name, shop.domain) for item in products]
        if not buys:
            return looked_at
        checkout = Step(shop.url(self._port, "/checkout"), f"{shop.text.name}: checkout", shop.domain, fills_form=True)
        return [
            *looked_at,
            Step(shop.url(self._port, f"/cart?add={products[-1].sku}"), f"{shop.text.name}: cart", shop.domain),
            checkout,
        ]


def take_step(page: Page, step: Step) -> None:
    """Open a page, let its ads come, and look at it from top to bottom."""
    page.goto(step.url, wait_until="load")
    if step.fills_form:
        for field in page.locator("input:visible").all():
            if (field.get_attribute("type") or "text") in {"text", "email", "tel", "password"}:
                field.fill(CANARY)
    page.wait_for_timeout(AUCTION_MS)
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    for top in range(0, height, 700):
        page.mouse.wheel(0, 700 if top else 0)
        page.wait_for_timeout(SCREEN_MS)
