"""Draws the ground of a town from its seed: companies, sites with their articles, shops, syncs and the person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Final

from adtown.layout import Article, Company, Habits, Persona, Role, Shop, Site, Sync
from adtown.texts import ArticleText, SiteText, Texts, TopicTree

COMPANIES: Final = (
    Company("velquist", "Velquist", Role.BIDDER),
    Company("brontel", "Brontel", Role.BIDDER),
    Company("marquano", "Marquano", Role.BIDDER),
    Company("idunta", "Idunta Data", Role.DATA),
    Company("slotwick", "Slotwick", Role.AD_SERVER),
    Company("nattersby", "Nattersby", Role.NATIVE),
)
SITES: Final = 14
CHUMBOXES: Final = 4  # sites with a box of paid links
NEWS_TOPICS: Final = 8  # topics of the one mixed news site
STRONG_TOPICS: Final = 3
# Topics that most people would not want to be known by; a person may read about them, but nobody's main interest here.
DELICATE: Final = frozenset({"310", "317"})
LEAST_BIDDERS: Final = 2


def draw_habits(dice: Random) -> Habits:
    """The market's habits, from wide ranges."""
    low = dice.randint(4, 7)
    return Habits(
        noise=dice.uniform(0.15, 0.55),
        premium=dice.uniform(1.4, 4.0),
        topic_match=dice.uniform(0.8, 1.0),
        coverage=dice.uniform(0.55, 0.95),
        visits_needed=dice.randint(1, 2),
        caps=(low, low + dice.randint(2, 6)),
        strict=dice.uniform(0.7, 1.0),
    )


def draw_persona(dice: Random, texts: Texts, tree: TopicTree) -> Persona:
    """Three strong interests in different subjects, two or three weak ones, and some shops to visit."""
    topics = sorted(texts.topics)
    dice.shuffle(topics)
    strong: list[str] = []
    for topic in topics:
        subjects = {tree.parent(chosen) for chosen in strong}
        if topic not in DELICATE and tree.parent(topic) not in subjects and len(strong) < STRONG_TOPICS:
            strong.append(topic)
    others = [topic for topic in topics if topic not in strong]
    weak = others[: dice.randint(2, 3)]
    shop_topics = [*dice.sample(strong, dice.randint(1, 2)), *others[len(weak) : len(weak) + dice.randint(2, 3)]]
    shops = tuple(f"{texts.topics[topic].shop.slug}.localhost" for topic in shop_topics)
    return Persona(dice.choice(sorted(texts.places)), "desktop", tuple(strong), tuple(weak), shops)


def draw_sites(dice: Random, texts: Texts, persona: Persona, habits: Habits) -> tuple[Site, ...]:
    """Publishers with two to four topics each; the first is the mixed news site. No article stands on two sites."""
    names = dice.sample(texts.sites, min(SITES, len(texts.sites)))
    topics_of = _share_topics(dice, texts, persona, len(names))
    articles = _publish(dice, texts, names, topics_of)
    refreshing, chumboxes = dice.randrange(1, len(names)), set(dice.sample(range(len(names)), CHUMBOXES))
    sites = []
    for number, name in enumerate(names):
        bidders = [company.code for company in COMPANIES if company.role is Role.BIDDER]
        sites.append(
            Site(
                text=name,
                theme=dice.randrange(4),
                topics=tuple(topics_of[number]),
                articles=tuple(articles[number]),
                pixels=_draw_pixels(dice, habits.coverage, has_chumbox=number in chumboxes),
                bidders=tuple(dice.sample(bidders, dice.randint(LEAST_BIDDERS, len(bidders)))),
                has_friendly_slot=dice.random() < 0.5,
                has_chumbox=number in chumboxes,
                refreshes=number == refreshing,
            )
        )
    return tuple(sites)


def _share_topics(dice: Random, texts: Texts, persona: Persona, sites: int) -> list[list[str]]:
    """Every topic gets at least one site, the person's topics two; leftover room is filled by chance."""
    room = [NEWS_TOPICS, *(dice.randint(2, 4) for _ in range(sites - 1))]
    shared: list[list[str]] = [[] for _ in room]
    mine = [*persona.strong_topics, *persona.weak_topics]
    others = [topic for topic in sorted(texts.topics) if topic not in mine]
    dice.shuffle(others)
    for topic in [*mine, *mine, *others]:
        free = [number for number, own in enumerate(shared) if len(own) < room[number] and topic not in own]
        if free:
            shared[max(free, key=lambda number: (room[number] - len(shared[number]), dice.random()))].append(topic)
    for own, size in zip(shared, room, strict=True):
        own.extend(dice.sample([topic for topic in others if topic not in own], size - len(own)))
    return shared


def _publish(
    dice: Random, texts: Texts, names: Sequence[SiteText], topics_of: Sequence[Sequence[str]]
) -> list[list[Article]]:
    """Give each text to one of the sites with its topic; general texts go to the news site and three others."""
    published: list[list[Article]] = [[] for _ in names]
    for topic in sorted(texts.topics):
        homes = [number for number, own in enumerate(topics_of) if topic in own]
        _deal(published, names, homes, list(texts.topics[topic].articles), topic)
    generalists = [0, *dice.sample(range(1, len(names)), min(3, len(names) - 1))]
    _deal(published, names, generalists, list(texts.general), None)
    return published


def _deal(
    published: list[list[Article]],
    names: Sequence[SiteText],
    homes: Sequence[int],
    articles: Sequence[ArticleText],
    topic: str | None,
) -> None:
    for number, text in enumerate(articles):
        if homes:
            home = homes[number % len(homes)]
            published[home].append(Article(text, topic, f"{names[home].slug}.localhost"))


def _draw_pixels(dice: Random, coverage: float, *, has_chumbox: bool) -> frozenset[str]:
    """Which companies count a site's pages: each with its own luck around the town's coverage."""
    codes = set()
    for company in COMPANIES:
        if company.role in {Role.BIDDER, Role.DATA} and dice.random() < coverage:
            codes.add(company.code)
        if company.role is Role.NATIVE and (has_chumbox or dice.random() < coverage / 2):
            codes.add(company.code)
    return frozenset(codes)


def draw_shops(dice: Random, texts: Texts, habits: Habits, hired: Mapping[str, str]) -> tuple[Shop, ...]:
    """One shop for each topic. ``hired`` is the buyer that retargets for a shop and has its pixel there."""
    shops = []
    for topic in sorted(texts.topics):
        text = texts.topics[topic].shop
        pixels = _draw_pixels(dice, habits.coverage * 0.6, has_chumbox=False)
        own = hired.get(f"{text.slug}.localhost")
        shops.append(Shop(text, topic, pixels | ({own} if own else frozenset())))
    return tuple(shops)


def draw_syncs(dice: Random) -> tuple[Sync, ...]:
    """Who shares with whom: at least as many quiet deals between servers as syncs through the browser."""
    bidders = [company.code for company in COMPANIES if company.role is Role.BIDDER]
    data = next(company.code for company in COMPANIES if company.role is Role.DATA)
    native = next(company.code for company in COMPANIES if company.role is Role.NATIVE)
    customers = dice.sample(bidders, dice.randint(1, 2))
    pairs = [(one, other) for one in [*bidders, native] for other in bidders if one != other]
    between = dice.sample(pairs, dice.randint(2, 3))
    visible = dice.randint(1, len(between) - 1)
    quiet = [*((data, customer) for customer in customers), *between[visible:]]
    visible_pairs = between[: min(visible, len(quiet))]
    return (
        *(Sync(*pair, is_visible=False) for pair in quiet),
        *(Sync(*pair, is_visible=True) for pair in visible_pairs),
    )
