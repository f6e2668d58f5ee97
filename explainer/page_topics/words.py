"""From text to the word stems and pairs that the classifier knows; the same at training and at run time.

The stemmer is deliberately small: plural, -ing and -ed, enough that "hiking", "hikes" and "hike" meet. Where it is
wrong it is wrong in the same way on both sides. Umlauts and accents lose their marks, so "Café" and "cafe" meet too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

PAIR: Final = "_"  # joins the two stems of a pair

_TOKEN: Final = re.compile(r"[a-z0-9]+(?:[-'][a-z0-9]+)*")
_CLAUSE_END: Final = re.compile(r"[.,;:!?|()\[\]/\u2013\u2014\u00b7\u2022]|\s-\s|\b\d+\b")
_VOWELS: Final = frozenset("aeiouy")
_SHORTEST_STEM: Final = 3
_SHORTEST_WITH_FINAL_E: Final = 5  # "house" and "housing" meet; "care" and "car" stay apart
_ONE_WORD_PREFIX: Final = 2  # "e-bike", "wi-fi", "x-ray": a part this short belongs to the other one

# Plurals that no rule makes, and words that a rule would take for a form of another word.
_OWN_STEM: Final = {
    "children": "child", "women": "woman", "men": "man", "teeth": "tooth", "feet": "foot", "mice": "mouse",
    "geese": "goose", "knives": "knif", "wolves": "wolf", "leaves": "leaf", "loaves": "loaf", "shelves": "shelf",
    "halves": "half", "calves": "calf", "scarves": "scarf", "wives": "wife", "thieves": "thief", "elves": "elf",
    "hooves": "hoof", "buses": "bus", "gases": "gas", "cookies": "cooki", "movies": "movi", "pies": "pie",
    "ties": "tie", "lens": "lens", "lenses": "lens", "glasses": "glasses", "news": "news", "series": "series",
    "species": "species", "wedding": "wedding", "weddings": "wedding", "evening": "evening", "plane": "plane",
    "planes": "plane", "inning": "inning", "innings": "inning",
}  # fmt: skip

# Function words of English and German, and words that every site prints on every page.
STOP_WORDS: Final = frozenset(
    """
    a about above after again all also am an and any are as at be because been before being below between both but
    by can could did do does doing down during each few for from further had has have having he her here hers him
    his how i if in into is it its itself just me more most my no nor not now of off on once only or other our ours
    out over own same she should so some such than that the their theirs them then there these they this those
    through to too under until up us very was we were what when where which while who whom why will with would you
    your yours yourself it's don't you're we're i'm that's can't won't isn't let's
    aber alle allem allen aller alles als am an auch auf aus bei beim bin bis bist da damit dann das dass dein deine
    dem den denn der des dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen
    einer eines er es euch euer fur hat hatte habe haben hier ich ihm ihn ihr ihre im in ins ist ja jede jeder jedes
    jetzt kann kein keine man mehr mein meine mich mir mit nach nicht noch nun nur ob oder ohne sehr sein seine sich
    sie sind so uber um und uns unser unsere unter vom von vor was weil wenn wer wie wieder will wir wird wo zu zum
    zur zwischen
    home page site website click read more www com http https html skip content menu cookie policy privacy terms
    """.split()  # noqa: SIM905 - words in lines are read and edited more easily than a list of quoted strings
)


def plain(text: str) -> str:
    """Small letters without accents, and with straight apostrophes."""
    if text.isascii():  # most texts; nothing to take apart
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("\u2019", "'"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def tokens(text: str) -> Iterator[str]:
    """The words of a text in order, without function words and bare numbers."""
    for found in _TOKEN.findall(plain(text)):
        for token in _split_hyphens(found.removesuffix("'s")):
            if token not in STOP_WORDS and not token.isdigit() and len(token) > 1:
                yield token


def _split_hyphens(token: str) -> list[str]:
    if "-" not in token:
        return [token.replace("'", "")]
    parts = token.replace("'", "").split("-")
    return ["".join(parts)] if any(len(part) <= _ONE_WORD_PREFIX for part in parts) else parts


@lru_cache(maxsize=65_536)
def stem(token: str) -> str:
    """The common root of a word's everyday forms."""
    if token in _OWN_STEM:
        return _OWN_STEM[token]
    root = _without_ing_or_ed(_without_plural(token))
    return root.removesuffix("e") if len(root) >= _SHORTEST_WITH_FINAL_E else root


def _without_plural(token: str) -> str:
    if len(token) <= _SHORTEST_STEM or not token.endswith("s") or token.endswith(("ss", "us", "is")):
        return token
    if token.endswith("ies"):
        return token[:-3] + "y"
    if token.endswith(("ches", "shes", "xes", "sses", "zes")) or (token.endswith("oes") and len(token) > 5):
        return token[:-2]
    return token[:-1]


def _without_ing_or_ed(token: str) -> str:
    for ending in ("ing", "ed"):
        root = token.removesuffix(ending)
        if root == token or token.endswith("eed") or len(root) < _SHORTEST_STEM - (ending == "ing"):
            continue
        if not _VOWELS & set(root):
            return token  # "string", "spring", "bred"
        return _repaired(root)
    return token


def _repaired(root: str) -> str:
    if len(root) > _SHORTEST_STEM and root[-1] == root[-2] and root[-1] not in "lsz":
        return root[:-1]  # "running" -> "run"
    ends_like_bake = len(root) >= 3 and root[-1] not in _VOWELS | set("wx") and root[-2] in _VOWELS
    if ends_like_bake and root[-3] not in _VOWELS and not _VOWELS & set(root[:-2]):
        return root + "e"  # "baking" -> "bake"
    return root


def features(text: str) -> Iterator[tuple[str, str]]:
    """Stems and pairs of neighbouring stems, each with the words as they stood in the text.

    Function words between two words do not part them ("bed and breakfast"); punctuation and numbers do.
    """
    for clause in _CLAUSE_END.split(text):
        before: tuple[str, str] | None = None
        for token in tokens(clause):
            root = stem(token)
            yield root, token
            if before is not None:
                yield f"{before[0]}{PAIR}{root}", f"{before[1]} {token}"
            before = (root, token)
