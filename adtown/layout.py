"""What a town consists of: frozen records of sites, shops, companies, campaigns and the person who walks.

A town is fully described by them and holds no state; whoever has seen whom is the business of ``memory``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from adtown.texts import ArticleText, Line, ShopText, SiteText, Texts

START_HOST: Final = "town.localhost"


def address(host: str, port: int, path: str = "/") -> str:
    """An absolute address in the town; browsers resolve every name under ``localhost`` to this machine."""
    return f"http://{host}:{port}{path}"


class Role(StrEnum):
    """What a company of the ad market does."""

    BIDDER = "bidder"
    DATA = "data"
    AD_SERVER = "ad_server"
    NATIVE = "native"


class Kind(StrEnum):
    """What decides whether a campaign buys an ad slot."""

    INTEREST = "interest"
    PARENT_SEGMENT = "parent_segment"
    LOOK_ALIKE = "look_alike"
    RETARGETING = "retargeting"
    PAGE_CONTEXT = "page_context"
    PLACE_TIME = "place_time"
    RUN_OF_NETWORK = "run_of_network"
    HOUSE = "house"


UNTARGETED: Final = frozenset({Kind.RUN_OF_NETWORK, Kind.HOUSE})
NEEDS_HISTORY: Final = frozenset({Kind.INTEREST, Kind.PARENT_SEGMENT, Kind.LOOK_ALIKE, Kind.RETARGETING})


@dataclass(frozen=True, slots=True)
class Company:
    """A company of the ad market. Its pixels, bids and creatives come from hosts under one domain."""

    code: str
    name: str
    role: Role

    @property
    def domain(self) -> str:
        """The domain its cookie is set for."""
        return f"{self.code}.localhost"

    def url(self, part: str, port: int, path: str) -> str:
        """An address on one of its hosts, such as ``px`` (pixels) or ``rtb`` (bids)."""
        return address(f"{part}.{self.domain}", port, path)


@dataclass(frozen=True, slots=True)
class Article:
    """An article on a publisher's site. ``topic`` is None for pages about nothing in particular."""

    text: ArticleText
    topic: str | None
    domain: str

    @property
    def path(self) -> str:
        """Where it stands on its site."""
        return f"/read/{self.text.slug}"

    def url(self, port: int) -> str:
        """Its address."""
        return address(self.domain, port, self.path)


@dataclass(frozen=True, slots=True)
class Site:
    """A publisher.

    Attributes:
        pixels: Codes of the companies whose pixel is on its pages.
        bidders: Codes of the bidders that its auction asks.
        has_friendly_slot: Whether the ad server's slot is written into the page or a frame of the ad server's.
    """

    text: SiteText
    theme: int
    topics: tuple[str, ...]
    articles: tuple[Article, ...]
    pixels: frozenset[str]
    bidders: tuple[str, ...]
    has_friendly_slot: bool
    has_chumbox: bool
    refreshes: bool

    @property
    def domain(self) -> str:
        """Its registrable domain."""
        return f"{self.text.slug}.localhost"

    def url(self, port: int) -> str:
        """Its front page."""
        return address(self.domain, port)


@dataclass(frozen=True, slots=True)
class Shop:
    """An advertiser's shop. ``pixels`` are the companies that see who looks at what."""

    text: ShopText
    topic: str
    pixels: frozenset[str]

    @property
    def domain(self) -> str:
        """Its registrable domain."""
        return f"{self.text.slug}.localhost"

    def url(self, port: int, path: str = "/") -> str:
        """One of its pages: ``/``, ``/product/<sku>``, ``/cart``, ``/checkout``."""
        return address(self.domain, port, path)


@dataclass(frozen=True, slots=True)
class Sync:
    """What ``source`` sees, ``target`` learns. A visible sync goes through the browser, the others between servers."""

    source: str
    target: str
    is_visible: bool


@dataclass(frozen=True, slots=True)
class Persona:
    """The person who walks the town."""

    home_place: str
    device: str
    strong_topics: tuple[str, ...]
    weak_topics: tuple[str, ...]
    shops: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign and its rule.

    Attributes:
        advertiser: The domain it advertises; None stands for the site the ad is shown on.
        topic: What the ad itself is about, None for nothing in particular.
        targets: Topics that its rule looks for, in histories (interest, and all topics under ``segment``) or on pages.
        weights: Learnt weight of each topic (look-alike).
        threshold: Score from which somebody looks alike enough.
        price: Thousand-impression price in USD where the rule says nothing; ``boost`` multiplies it where it matches.
        cap: Showings to one visitor; ``spacing`` is the fewest page views between two of them.
        is_strict: Whether it stays away where its rule does not match; otherwise it then buys as run-of-network.
    """

    id: str
    buyer: str
    kind: Kind
    advertiser: str | None
    advertiser_name: str
    topic: str | None
    creatives: tuple[Line, ...]
    landing_path: str
    price: float
    boost: float
    cap: int
    spacing: int
    is_strict: bool
    declares_dsa: bool
    targets: frozenset[str] = frozenset()
    segment: str | None = None
    weights: Mapping[str, float] | None = None
    threshold: float = 0.0
    visits_needed: int = 1
    city: str | None = None
    moment: str | None = None


@dataclass(frozen=True, slots=True)
class Habits:
    """What is drawn once per town and holds for its whole market.

    Attributes:
        noise: Standard deviation of the log price from one auction to the next.
        premium: Typical factor that a matching rule adds to a price.
        topic_match: Share of the untargeted campaigns about a strong topic of the person.
    """

    noise: float
    premium: float
    topic_match: float
    coverage: float
    visits_needed: int
    caps: tuple[int, int]
    strict: float


@dataclass(frozen=True, slots=True)
class Town:
    """Everything about one town, decided by its seed."""

    seed: int
    texts: Texts
    sites: tuple[Site, ...]
    shops: tuple[Shop, ...]
    companies: tuple[Company, ...]
    syncs: tuple[Sync, ...]
    campaigns: tuple[Campaign, ...]
    persona: Persona
    habits: Habits

    @property
    def home_place(self) -> str:
        """The city that publishers tell bidders."""
        return self.persona.home_place

    @property
    def bidders(self) -> tuple[Company, ...]:
        """The companies that bid in the pages' auctions."""
        return tuple(company for company in self.companies if company.role is Role.BIDDER)

    def articles_of(self, site: Site) -> tuple[Article, ...]:
        """The articles of one site, with their topic and address."""
        return site.articles

    def company(self, code: str) -> Company:
        """The company with this code."""
        return next(company for company in self.companies if company.code == code)

    def company_for(self, role: Role) -> Company:
        """The one company with a role that only one company has."""
        return next(company for company in self.companies if company.role is role)

    def site(self, domain: str) -> Site | None:
        """The publisher at a domain, if there is one."""
        return next((site for site in self.sites if site.domain == domain), None)

    def shop(self, domain: str) -> Shop | None:
        """The shop at a domain, if there is one."""
        return next((shop for shop in self.shops if shop.domain == domain), None)

    def campaigns_of(self, buyer: str) -> tuple[Campaign, ...]:
        """The campaigns that one company runs."""
        return tuple(campaign for campaign in self.campaigns if campaign.buyer == buyer)

    def tracker_rules(self) -> str:
        """Filter rules for the companies of this town, one a line, as filter lists write them."""
        return "".join(f"||{company.domain}^$third-party\n" for company in self.companies)

    def tracker_companies(self) -> str:
        """Who is behind which domain, one ``domain = Company`` a line."""
        return "".join(f"{company.domain} = {company.name}\n" for company in self.companies)
