"""Which products a person has looked at, by the name on their page: a shop that follows people shows them again."""

from __future__ import annotations

from explainer.records import Visit
from explainer.registrable_domain import registrable_domain
from explainer.shown_ad import product_name


class ViewedProducts:
    """Grows with the visits; holds names by the registrable domain of the shop."""

    def __init__(self) -> None:
        """Start with none."""
        self._names: dict[str, frozenset[str]] = {}

    def copy(self) -> ViewedProducts:
        """The same products, which go on growing by themselves."""
        twin = ViewedProducts()
        twin._names = self._names.copy()
        return twin

    def observe(self, visit: Visit) -> bool:
        """Take note of a visit; whether it was one to the page of a product not seen before."""
        name, shop = product_name(visit), registrable_domain(visit.domain)
        if name is None or name in self._names.get(shop, ()):
            return False
        self._names[shop] = self._names.get(shop, frozenset()) | {name}
        return True

    def of(self, shop: str) -> tuple[str, ...]:
        """What was looked at in one shop, by name."""
        return tuple(sorted(self._names.get(shop, ())))
