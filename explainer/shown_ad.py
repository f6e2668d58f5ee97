"""What can be said of a shown ad: its topics, the place and the moments its text names, and who delivered it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from hashlib import sha256
from typing import Final

from explainer.claims import Disclosure
from explainer.page_topics import TopicScore
from explainer.records import AdImpression, Bid, LoggedAd, StatedReason, Visit
from explainer.registrable_domain import registrable_domain
from explainer.taxonomy import Taxonomy
from explainer.trait_sources import SiteSoFar
from explainer.trait_sources.commercial_pages import Stage, purchase_stage

# What a title puts between the product and the shop.
_TITLE_PARTS: Final = re.compile(r"\s+[|\u2013\u2014\u00b7:-]\s+")
LEAST_NAME_LETTERS: Final = 6
LEAST_PLACE_LETTERS: Final = 5  # shorter names stand inside other words too often
UNKNOWN_ADVERTISER: Final = "?"
LEAST_SHARE_OF_SITE: Final = 0.3  # how much of an advertiser's own pages must agree to stand for its ads
MOST_TOPICS: Final = 3
FINGERPRINT_LETTERS: Final = 12
LEAST_AGREEMENT: Final = 0.6  # of the words of two showings; a label and a button are about a fifth of a short ad
_WORD: Final = re.compile(r"\w+")
SATURDAY: Final = 5

# Hours as people use the words; they overlap in texts ("tonight") and not on the clock.
MOMENT_BY_HOUR: Final = (
    (5, "night"), (11, "morning"), (14, "midday"), (17, "afternoon"), (22, "evening"), (24, "night"),
)  # fmt: skip
_MOMENT_WORDS: Final = (
    (r"this morning|mornings?|breakfast|morgens?|fr\u00fchst\u00fcck", ("morning",)),
    (r"lunch|lunchtime|midday|noon|mittags?|mittagessen", ("midday",)),
    (r"this afternoon|afternoons?|nachmittags?", ("afternoon",)),
    (r"this evening|evenings?|abends?|feierabend", ("evening",)),
    (r"tonight|heute abend", ("evening", "night")),
    (r"late[- ]night|midnight|nachts", ("night",)),
    (r"weekends?|saturdays?|sundays?|wochenenden?|samstags?|sonntags?", ("weekend",)),
)
_MOMENTS: Final = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), names) for words, names in _MOMENT_WORDS)
_DSA_KINDS: Final = {1: "profiling", 2: "contextual", 3: "precise_place"}


def advertiser_of(impression: AdImpression) -> str:
    """The registrable domain that the ad is for."""
    return registrable_domain(impression.adomain[0]) if impression.adomain else UNKNOWN_ADVERTISER


class CreativeIds:
    """Gives every showing of one creative the same id: the auction's own, or one made from the ad's words.

    The words of one creative differ from showing to showing, since each site puts its own label on it ("Ad",
    "Sponsored"). So an ad without an id is taken for the one that this advertiser showed before if most words agree.
    """

    def __init__(self) -> None:
        """Know no creative yet."""
        self._known: dict[str, list[tuple[frozenset[str], str]]] = {}

    def id_of(self, impression: AdImpression) -> str:
        """The id of an ad; ask oldest first, so that the same log gives the same ids."""
        advertiser = advertiser_of(impression)
        if impression.crid:
            return f"{advertiser}/{impression.crid}"
        words = frozenset(_WORD.findall(impression.text.lower()))
        known = self._known.setdefault(advertiser, [])
        alike = next((ad_id for seen, ad_id in known if _agreement(words, seen) >= LEAST_AGREEMENT), None)
        if alike is None:
            fingerprint = sha256(" ".join(sorted(words)).encode("utf-8")).hexdigest()[:FINGERPRINT_LETTERS]
            alike = f"{advertiser}/{fingerprint}"
            known.append((words, alike))
        return alike


def _agreement(words: frozenset[str], others: frozenset[str]) -> float:
    """Shared words as a share of all (Jaccard); two ads without a word agree."""
    return len(words & others) / len(words | others) if words | others else 1.0


def read_ad(  # noqa: PLR0913 - each names one thing that an ad's reading rests on
    impression: AdImpression,
    taxonomy: Taxonomy,
    *,
    ad_id: str,
    text_topics: Callable[[str], tuple[TopicScore, ...]],
    site: SiteSoFar,
    place: str | None,
    products: Iterable[str] = (),
) -> LoggedAd:
    """Put together what is known of the ad.

    Args:
        impression: The ad as the browser saw it.
        taxonomy: Decides which declared topics are ours.
        ad_id: What ``CreativeIds`` calls it.
        text_topics: Reads the topics of the ad's text; asked only if the bid declared none.
        site: What the person's visits to the advertiser's own site said, the last resort for topics.
        place: Where the person is, as told to bidders.
        products: Names of the advertiser's products that the person has looked at (``product_name``).
    """
    bid = impression.bid
    declared = tuple(topic for topic in (bid.cat if bid else ()) if taxonomy.knows(topic))
    return LoggedAd(
        ad_id=ad_id,
        adomain=tuple(registrable_domain(domain) for domain in impression.adomain),
        cat=declared or _topics_read(text_topics(impression.text)) or _topics_of_site(site),
        vendors=tuple(dict.fromkeys(hop.company for hop in impression.delivery if hop.company)),
        price=bid.cpm if bid else None,
        products=tuple(name for name in products if shows_product(impression.text, name)),
        places=(place,) if place and _is_for_place(impression, place) else (),
        moments=moments_named(impression.text),
    )


def _topics_read(scores: tuple[TopicScore, ...]) -> tuple[str, ...]:
    return tuple(score.topic for score in scores[:MOST_TOPICS])


def _topics_of_site(site: SiteSoFar) -> tuple[str, ...]:
    agreed = site.agreed_topic(least_pages=1, least_share=LEAST_SHARE_OF_SITE)
    return (agreed[0],) if agreed else ()


def product_name(visit: Visit) -> str | None:
    """What the product on a product page is called: the title without the shop's name; None for other pages."""
    if purchase_stage(visit) is not Stage.PRODUCT:
        return None
    name = " ".join(_WORD.findall(_TITLE_PARTS.split(visit.title.strip())[0].lower()))
    return name if len(name) >= LEAST_NAME_LETTERS else None


def shows_product(text: str, name: str) -> bool:
    """Whether all words of a product's name stand in a text."""
    return set(name.split()) <= set(_WORD.findall(text.lower()))


def _is_for_place(impression: AdImpression, place: str) -> bool:
    """Whether an ad names a place, in its text or in its advertiser's own name."""
    label = advertiser_of(impression).partition(".")[0]
    in_name = len(place) >= LEAST_PLACE_LETTERS and place.lower() in label
    return in_name or names_place(impression.text, place)


def names_place(text: str, place: str) -> bool:
    """Whether a text names a place, as a word of its own."""
    return re.search(rf"(?<!\w){re.escape(place)}(?!\w)", text, re.IGNORECASE) is not None


def moments_named(text: str) -> tuple[str, ...]:
    """Parts of the day or week that a text speaks of, in our words."""
    found = [name for words, names in _MOMENTS if words.search(text) for name in names]
    return tuple(dict.fromkeys(found))


def moments_at(time: datetime, zone: tzinfo) -> tuple[str, ...]:
    """The part of the day, and whether it is the weekend, where the person is."""
    local = time.astimezone(zone)
    part = next(name for until, name in MOMENT_BY_HOUR if local.hour < until)
    return (part, "weekend") if local.weekday() >= SATURDAY else (part,)


def cards_by_impression(disclosures: Iterable[Disclosure]) -> Mapping[str, tuple[Disclosure, ...]]:
    """The platforms' cards that are known to speak of an ad that was seen."""
    cards: dict[str, tuple[Disclosure, ...]] = {}
    for card in disclosures:
        if card.impression_id is not None:
            cards[card.impression_id] = (*cards.get(card.impression_id, ()), card)
    return cards


def stated_reasons(impression: AdImpression, cards: Sequence[Disclosure] = ()) -> tuple[StatedReason, ...]:
    """What was declared: on the platform's own cards, and by the bid under Article 26 of the Digital Services Act."""
    on_cards = (StatedReason(reason.kind, card.platform, reason.detail) for card in cards for reason in card.reasons)
    return (*dict.fromkeys(on_cards), *_declared_by_bid(impression.bid))


def _declared_by_bid(bid: Bid | None) -> tuple[StatedReason, ...]:
    if bid is None:
        return ()
    payer = f"paid by {bid.dsa_paid}" if bid.dsa_paid else ""  # `wording` makes the sentence around it
    kinds = [_DSA_KINDS[parameter] for parameter in bid.dsa_params if parameter in _DSA_KINDS]
    return tuple(StatedReason(kind, "dsa", payer) for kind in kinds)
