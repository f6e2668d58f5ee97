"""Draws the campaigns of a town: what they sell, whom they want, what they pay, how often they show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from adtown.drawing import COMPANIES
from adtown.layout import UNTARGETED, Campaign, Habits, Kind, Persona, Role, Site
from adtown.lifestyles import SyntheticVisitor, draw_visitors, learn_look_alike
from adtown.texts import Line, Product, Texts, TopicTree

LIFESTYLES: Final = 5
SUBJECT_SHARE: Final = 0.55  # of the contextual campaigns
DECLARING_SHARE: Final = 0.1  # of the campaigns; at most a fifth of the bids may declare anything
NATIVE_FARM: Final = ("curiomill.localhost", "Curio Mill")  # sells nothing but its own reading
SEAT_FINDER: Final = ("seatfinder.localhost", "Seatfinder")  # sells seats in a city without naming it
SEAT_LINE: Final = Line("A good seat is still free", "Theatre, concerts and museums near you")
SILENT_PLACE_SHARE: Final = 0.15  # of the local campaigns
SPACING: Final = {Kind.RUN_OF_NETWORK: (3, 6), Kind.HOUSE: (0, 0)}  # page views between two showings, where not (0, 1)
MOMENT_WORDS: Final = {"morning": "Good morning! {0}", "evening": "Tonight: {0}", "weekend": "This weekend: {0}"}
BIDDERS: Final = tuple(company.code for company in COMPANIES if company.role is Role.BIDDER)
AD_SERVER: Final = next(company.code for company in COMPANIES if company.role is Role.AD_SERVER)
NATIVE: Final = next(company.code for company in COMPANIES if company.role is Role.NATIVE)
# Whose campaigns buy anybody, in this order; the chumbox has to fill a whole box with them.
SELLERS_OF_EVERYBODY: Final = (*BIDDERS, NATIVE, NATIVE, NATIVE, AD_SERVER, *BIDDERS)


@dataclass(slots=True)
class CampaignDraw:
    """Draws one town's campaigns; keeps track of which lines are taken, so that no two campaigns look the same."""

    dice: Random
    texts: Texts
    tree: TopicTree
    persona: Persona
    habits: Habits
    sites: Sequence[Site]
    campaigns: list[Campaign] = field(default_factory=list)
    used: dict[str, int] = field(default_factory=dict)

    def draw(self) -> tuple[Campaign, ...]:
        """All campaigns: four to six of the six targeted kinds, run-of-network and house ads."""
        dice = self.dice
        drawers = {
            Kind.INTEREST: self._interest,
            Kind.PARENT_SEGMENT: self._parent_segments,
            Kind.LOOK_ALIKE: self._look_alike,
            Kind.RETARGETING: self._retargeting,
            Kind.PAGE_CONTEXT: self._page_context,
            Kind.PLACE_TIME: self._place_time,
        }
        for kind in sorted(dice.sample(sorted(drawers), dice.choice((4, 5, 5, 6, 6, 6)))):
            drawers[kind]()
        for number in range(dice.randint(8, len(SELLERS_OF_EVERYBODY))):
            self._run_of_network(SELLERS_OF_EVERYBODY[number])
        self._house()
        return tuple(self.campaigns)

    def _interest(self) -> None:
        strong = self.dice.sample(self.persona.strong_topics, self.dice.randint(2, 3))
        for topic in [*strong, self.dice.choice(self.persona.weak_topics), *self._other_topics(2)]:
            self._add(
                Kind.INTEREST,
                topic,
                buyer=self._bidder(),
                targets=frozenset({topic}),
                visits_needed=self._visits_needed(),
            )

    def _parent_segments(self) -> None:
        mine = [*self.persona.strong_topics, *self.persona.weak_topics]
        for topic in self.dice.sample(mine, self.dice.randint(2, 4)):
            self._parent_segment(topic)

    def _look_alike(self) -> None:
        """Most seek people of the first lifestyle, which is the person's own too."""
        visitors = self._synthetic_visitors()
        for lifestyle in (0, 0, 0, 1, 2)[: self.dice.randint(3, 5)]:
            learnt = learn_look_alike(self.dice, visitors, lifestyle)
            topic = self.dice.choice([*self._other_topics(3), *self.persona.strong_topics])
            self._add(Kind.LOOK_ALIKE, topic, buyer=self._bidder(), weights=learnt.weights, threshold=learnt.threshold)

    def _retargeting(self) -> None:
        """Not every shop that the person visits follows them, and one follows people who never come."""
        for domain in self.dice.sample(self.persona.shops, self.dice.randint(2, 3)):
            self._add(Kind.RETARGETING, self._topic_of_shop(domain), buyer=self.dice.choice(BIDDERS))
        self._add(Kind.RETARGETING, self._other_topics(1)[0], buyer=self.dice.choice(BIDDERS))

    def _page_context(self) -> None:
        """Half of them about topics that the person likes anyway; some want all pages of a subject."""
        mine = [*self.persona.strong_topics, *self.persona.weak_topics]
        count = self.dice.randint(4, 5)
        for topic in [*self.dice.sample(mine, count), *self._other_topics(count)]:
            subject = self.tree.below(self.tree.parent(topic) or topic)
            targets = subject if self.dice.random() < SUBJECT_SHARE else frozenset({topic})
            buyer = self.dice.choice((*BIDDERS, AD_SERVER, AD_SERVER, AD_SERVER, NATIVE))
            self._add(Kind.PAGE_CONTEXT, topic, buyer=buyer, targets=targets)

    def _parent_segment(self, topic: str) -> None:
        """A segment around one of the person's topics, advertised by whatever lies in it, often a sibling."""
        segment = self.tree.parent(topic) or topic
        inside = self.tree.below(segment)
        known = [candidate for candidate in sorted(self.texts.topics) if candidate in inside]
        self._add(
            Kind.PARENT_SEGMENT, self.dice.choice(known), buyer=self._bidder(), targets=inside, segment=segment,
            visits_needed=self._visits_needed() + self.dice.randint(0, 1),
        )  # fmt: skip

    def _place_time(self) -> None:
        """Most name the home city, one another city, some a time of the day."""
        other = self.dice.choice([city for city in sorted(self.texts.places) if city != self.persona.home_place])
        for city in [*[self.persona.home_place] * self.dice.randint(2, 4), other]:
            domain, name = f"{city.lower()}tickets.localhost", f"{city} Tickets"
            lines = self._take(f"city {city}", self.texts.places[city], 1)
            if self.dice.random() < SILENT_PLACE_SHARE:
                (domain, name), lines = SEAT_FINDER, (SEAT_LINE,)
            self._add(
                Kind.PLACE_TIME, None, buyer=self.dice.choice((*BIDDERS, AD_SERVER, AD_SERVER)), city=city,
                creatives=lines, advertiser=domain, advertiser_name=name, landing_path="/",
            )  # fmt: skip
        for moment in self.dice.sample(sorted(MOMENT_WORDS), self.dice.randint(1, 2)):
            topic = self.dice.choice(sorted(self.texts.topics))
            lines = tuple(
                Line(MOMENT_WORDS[moment].format(line.headline), line.line)
                for line in self._take(topic, self._lines_of(topic), 1)
            )
            self._add(Kind.PLACE_TIME, topic, buyer=self._bidder(), moment=moment, creatives=lines)

    def _run_of_network(self, buyer: str) -> None:
        """Ads for everybody; mostly about something that this person happens to like."""
        matches = self.dice.random() < self.habits.topic_match
        if buyer == NATIVE:
            self._teaser(matches=matches)
            return
        topic = self.dice.choice(self.persona.strong_topics) if matches else self._other_topics(1)[0]
        self._add(Kind.RUN_OF_NETWORK, topic, buyer=buyer)

    def _teaser(self, *, matches: bool) -> None:
        liked = [line for line in self.texts.teasers if set(line.topics) & set(self.persona.strong_topics)]
        taken = {line for campaign in self.campaigns for line in campaign.creatives}
        free = [line for line in (liked if matches else self.texts.teasers) if line not in taken]
        if not free:  # the teasers that fit are taken: a shop's line will do
            self._add(Kind.RUN_OF_NETWORK, self.dice.choice(self.persona.strong_topics), buyer=NATIVE)
            return
        line = self.dice.choice(free)
        if line.topics:
            self._add(Kind.RUN_OF_NETWORK, line.topics[0], buyer=NATIVE, creatives=(line,))
        else:
            farm, name = NATIVE_FARM
            self._add(
                Kind.RUN_OF_NETWORK,
                None,
                buyer=NATIVE,
                creatives=(line,),
                advertiser=farm,
                advertiser_name=name,
                landing_path="/",
            )

    def _house(self) -> None:
        """The publishers' own ads in the ad server: for the site itself, and for articles on sister sites."""
        for line in self.dice.sample(self.texts.house, self.dice.randint(1, 2)):
            self._add(
                Kind.HOUSE,
                None,
                buyer=AD_SERVER,
                creatives=(line,),
                advertiser=None,
                advertiser_name="",
                landing_path="/#subscribe",
            )
        liked = [
            article for site in self.sites for article in site.articles if article.topic in self.persona.strong_topics
        ]
        for article in self.dice.sample(liked, min(len(liked), self.dice.randint(4, 5))):
            name = next(site.text.name for site in self.sites if site.domain == article.domain)
            self._add(
                Kind.HOUSE, article.topic, buyer=AD_SERVER, creatives=(Line(article.text.title, f"Read it in {name}"),),
                advertiser=article.domain, advertiser_name=name, landing_path=article.path,
            )  # fmt: skip

    def _add(self, kind: Kind, topic: str | None, *, buyer: str, **given: Any) -> None:
        low, high = self.habits.caps
        is_untargeted = kind in UNTARGETED
        seller: dict[str, Any] = self._shop_of(topic) if topic is not None and "advertiser" not in given else {}
        if topic is not None and "creatives" not in given:
            given["creatives"] = self._take(topic, self._lines_of(topic), self.dice.choice((1, 1, 2)))
        self.campaigns.append(
            Campaign(
                id=f"c{len(self.campaigns) + 1:02d}", buyer=buyer, kind=kind, topic=topic,
                price=self._price(kind),
                boost=1.0 if is_untargeted else max(1.2, self.habits.premium * self.dice.uniform(0.7, 1.3)),
                cap=200 if is_untargeted else self.dice.randint(low, high),
                spacing=0 if buyer == NATIVE and is_untargeted else self.dice.randint(*SPACING.get(kind, (0, 1))),
                is_strict=is_untargeted or self.dice.random() < self.habits.strict,
                declares_dsa=self.dice.random() < DECLARING_SHARE,
                **{**seller, **given},
            )
        )  # fmt: skip

    def _price(self, kind: Kind) -> float:
        """USD for a thousand showings, before the boost of a matching rule."""
        if kind is Kind.HOUSE:
            return self.dice.uniform(0.2, 0.6)
        return self.dice.lognormvariate(0.2 if kind not in UNTARGETED else -0.1, 0.35)

    def _shop_of(self, topic: str) -> dict[str, Any]:
        shop = self.texts.topics[topic].shop
        landing = self.dice.choice(("/", f"/product/{self.dice.choice(shop.products).sku}"))
        return {"advertiser": f"{shop.slug}.localhost", "advertiser_name": shop.name, "landing_path": landing}

    def _lines_of(self, topic: str) -> tuple[Line, ...]:
        """The written lines of a topic, then one for each product of its shop."""
        text = self.texts.topics[topic]
        return (*text.creatives, *(price_line(product, text.shop.name) for product in text.shop.products))

    def _take(self, pool: str, lines: Sequence[Line], count: int) -> tuple[Line, ...]:
        """The next lines of a pool; each line is used by one campaign as long as there are enough."""
        first = self.used.get(pool, 0)
        self.used[pool] = first + count
        return tuple(dict.fromkeys(lines[(first + number) % len(lines)] for number in range(count)))

    def _topic_of_shop(self, domain: str) -> str:
        return next(topic.id for topic in self.texts.topics.values() if f"{topic.shop.slug}.localhost" == domain)

    def _other_topics(self, count: int) -> list[str]:
        mine = {*self.persona.strong_topics, *self.persona.weak_topics}
        return self.dice.sample([topic for topic in sorted(self.texts.topics) if topic not in mine], count)

    def _bidder(self) -> str:
        """A bidder, sometimes the native network, which has pixels of its own."""
        return self.dice.choice((*BIDDERS, *BIDDERS, NATIVE, NATIVE))

    def _visits_needed(self) -> int:
        return self.habits.visits_needed + self.dice.randint(0, 1)

    def _synthetic_visitors(self) -> tuple[SyntheticVisitor, ...]:
        """Everybody else; the first lifestyle is shared by the person."""
        topics = sorted(self.texts.topics)
        mine = [*self.dice.sample(self.persona.strong_topics, 2), self.dice.choice(self.persona.weak_topics)]
        shared = frozenset([*mine, *self._other_topics(self.dice.randint(1, 2))])
        strangers = [frozenset(self._other_topics(self.dice.randint(4, 6))) for _ in range(LIFESTYLES - 1)]
        return draw_visitors(self.dice, [shared, *strangers], topics)


def price_line(product: Product, shop: str) -> Line:
    """A product as an ordinary ad."""
    return Line(f"{product.name}, now {product.price:.0f} euros", f"Only at {shop}")
