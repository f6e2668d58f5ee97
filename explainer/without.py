"""What to leave out when asking "and without that?"."""

from __future__ import annotations

from dataclasses import dataclass

from explainer.records import Cause


@dataclass(frozen=True, slots=True)
class Without:
    """Things to leave out, all at once.

    Attributes:
        causes: Causes that do not hold.
        traits: Topics that the person is neither interested in nor shopping around.
        visits: Ids of visits that were never made.
        sites: Registrable domains that were never visited.
        companies: Tracking companies that saw nothing and told nobody.
        last_days: Nothing was visited in so many days before the ad.
    """

    causes: tuple[Cause, ...] = ()
    traits: frozenset[str] = frozenset()
    visits: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    companies: frozenset[str] = frozenset()
    last_days: float | None = None
