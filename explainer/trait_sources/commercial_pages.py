"""How close a page is to a purchase, from its address and its schema.org types."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from explainer.records import Visit


class Stage(IntEnum):
    """Steps towards a purchase, nearer ones greater."""

    NONE = 0
    PRODUCT = 1
    CART = 2
    CHECKOUT = 3


# What shops write at the till whatever they sell. "Checkout" is a word of darts as well, "basket" one of basketball.
WORDS_OF_THE_TILL: Final = frozenset({
    "bag", "basket", "buy", "cart", "checkout", "delivery", "item", "items", "order", "orders", "payment", "review",
    "shipping", "total",
    "artikel", "bestellen", "bestellung", "einkaufswagen", "kasse", "versand", "warenkorb", "zahlung",
    "commande", "livraison", "paiement", "panier", "carrito", "envío", "pago", "pedido",
})  # fmt: skip

LAST_PAGES: Final = 16  # each page is asked about by everyone in turn, so the last few answers are kept, and no more

PRODUCT_TYPES: Final = frozenset({"product", "offer", "aggregateoffer"})

# Words of shop addresses in English, German, French and Spanish, as whole path segments.
_CHECKOUT: Final = re.compile(r"/(?:checkout|order-review|payment|kasse|zur-kasse|bestellung|pago)(?:[/.?-]|$)")
_CART: Final = re.compile(r"/(?:cart|basket|bag|shopping-cart|warenkorb|einkaufswagen|panier|carrito)(?:[/.?-]|$)")
_PRODUCT: Final = re.compile(r"/(?:products?|p|dp|gp|items?|itm|produkte?|artikel|produits?|productos?)/[^/]+")


def purchase_stage(visit: Visit) -> Stage:
    """The step that this page is, ``Stage.NONE`` for a page that sells nothing."""
    return _stage_of(visit.url, visit.schema_types)


@lru_cache(maxsize=LAST_PAGES)
def _stage_of(url: str, schema_types: tuple[str, ...]) -> Stage:
    path = _path_of(url)
    if _CHECKOUT.search(path):
        return Stage.CHECKOUT
    if _CART.search(path):
        return Stage.CART
    # Types come as "Product", "schema:Product" or as a whole address, depending on the page's author.
    types = {re.split(r"[/:#]", kind)[-1].lower() for kind in schema_types}
    return Stage.PRODUCT if PRODUCT_TYPES & types or _PRODUCT.search(path) else Stage.NONE


def is_till(visit: Visit) -> bool:
    """Whether something is about to be paid here: a cart or a checkout, whose own words seldom say what."""
    return purchase_stage(visit) >= Stage.CART


def _path_of(url: str) -> str:
    """The path in small letters; empty where an address is none, such as one with half a bracket."""
    try:
        return urlsplit(url).path.lower()
    except ValueError:
        return ""
