"""Small hand-made logs of one person for tests: one campaign among others, whose truth anybody can see."""

from __future__ import annotations

from explainer.records import CauseKind, LoggedAd, LoggedImpression, LoggedPage, LoggedTrait
from tests.builders import a_logged_impression

CAMPING, NEWS = "677", "379"
MUSEUMS = "201"


def an_ad(name: str, topic: str | None = None, **fields: object) -> LoggedAd:
    """An ad of ``name.example``."""
    values = {"cat": (topic,) if topic else (), "vendors": ("Alpha",), "price": 1.0, **fields}
    return LoggedAd(ad_id=f"{name}.example/c", adomain=(f"{name}.example",), **values)  # type: ignore[arg-type]  # free fields


def camping_trait(strength: float = 3.0, **fields: object) -> LoggedTrait:
    """An interest in camping that Alpha saw grow."""
    values = {"visits": 4, "vendors": {"Alpha": 4}, "last_seen_days": 0.01, **fields}
    return LoggedTrait(CAMPING, CauseKind.INTEREST, strength, **values)  # type: ignore[arg-type]  # free fields


def a_log(*, places: int = 80, onset: int = 30, shown_before: bool = False) -> tuple[LoggedImpression, ...]:
    """Eighty ads on ten sites; the interest in camping begins after thirty.

    Tents are shown at every fourth place, from the beginning (``shown_before``) or only once the interest is there.
    """
    rows = []
    for place in range(places):
        has_trait = place >= onset
        is_tents = place % 4 == 0 and (shown_before or has_trait)
        ad = an_ad("tents", CAMPING, price=1.6) if is_tents else an_ad(f"brand{place % 13}")
        rows.append(
            a_logged_impression(
                f"i{place}", minutes=place, ad=ad, page=LoggedPage(f"site{place % 10}.example", (NEWS,)),
                traits=(camping_trait(),) if has_trait else (), observed_days=0.02 + place / 1440,
            )
        )  # fmt: skip
    return tuple(rows)
