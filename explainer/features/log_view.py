"""What one campaign looks like among all others of a person's log: pace, sites, price, companies, products, traits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from explainer.features.layout import FloatArray
from explainer.features.likelihoods import HARD_LIFT, SOFT_LIFT, base_rate, log_likelihood_ratio
from explainer.features.showings import CampaignShowings
from explainer.features.signals import AdSignals, LogArrays
from explainer.records import LoggedImpression
from explainer.taxonomy import Taxonomy

# Quantiles of the campaigns' prices: what buys everybody is near the low one, what wants somebody near the high one.
LOW_PRICE: Final = 0.1
HIGH_PRICE: Final = 0.9
_PRICE_FIGURES: Final = ("price_relative", "price_above_low", "price_below_high", "price_among_vendor", "price_spread")


def _median_known(prices: FloatArray) -> float:
    known = prices[~np.isnan(prices)]
    return float(np.median(known)) if len(known) else np.nan


def _price_levels(campaign_prices: FloatArray) -> tuple[float, float, float]:
    """Low, middle and high among campaigns' prices; not known where no price was seen."""
    known = campaign_prices[~np.isnan(campaign_prices)]
    if not len(known):
        return np.nan, np.nan, np.nan
    low, middle, high = np.quantile(known, (LOW_PRICE, 0.5, HIGH_PRICE))
    return float(low), float(middle), float(high)


class LogView:
    """What one campaign looks like among all others of the log."""

    def __init__(
        self,
        logged: Sequence[LoggedImpression],
        arrays: LogArrays,
        taxonomy: Taxonomy,
        showings: Sequence[CampaignShowings],
    ) -> None:
        """Look at everything once; ``figures`` then answers for each campaign."""
        self._logged, self._arrays, self._taxonomy, self._showings = logged, arrays, taxonomy, showings
        self._any_trait = (arrays.strength > 0).any(axis=1).astype(float)
        self._prices = np.array(
            [np.nan if row.ad.price is None or row.ad.price <= 0 else np.log(row.ad.price) for row in logged]
        )
        self._campaign_prices = np.array([_median_known(self._prices[list(found.places)]) for found in showings])
        self._price_levels = _price_levels(self._campaign_prices)
        self._sites = {row.page.domain for row in logged}
        self._known_share = self._vendor_knowledge()
        self._told_places = {row.context.place for row in logged}
        self._carried: dict[str, set[int]] = {}
        for place, row in enumerate(logged):
            for vendor in row.ad.vendors:
                self._carried.setdefault(vendor, set()).add(place)

    @property
    def price_range(self) -> float:
        """From low to high among campaigns' prices, in logs; nan where no price was seen."""
        low, _, high = self._price_levels
        return high - low

    def figures(self, campaign: CampaignShowings, signals: AdSignals) -> dict[str, float]:
        """All figures of ``_OF_CAMPAIGN``."""
        return {
            **self._pace(campaign), **self._where(campaign), **self._identity(campaign), **self._price(campaign),
            **self._vendors(campaign), **self._products(campaign), **self._traits(campaign, signals),
        }  # fmt: skip

    def _pace(self, campaign: CampaignShowings) -> dict[str, float]:
        total, ads, shown = len(self._logged), len(self._showings), len(campaign.places)
        first, last = campaign.places[0], campaign.places[-1]
        gaps = np.diff(campaign.places)
        return {
            "shown_log": float(np.log(shown)), "shown_relative": float(np.log(shown * ads / total)),
            "shown_since_first": float(np.log(shown * ads / (total - first))),
            "first_place": first / total, "last_place": last / total,
            "gap_spread": float(gaps.std() / gaps.mean()) if len(gaps) > 1 else 0.0,
        }  # fmt: skip

    def _where(self, campaign: CampaignShowings) -> dict[str, float]:
        domains = [self._logged[place].page.domain for place in campaign.places]
        distinct = len(set(domains))
        return {
            "sites": float(distinct), "site_share": distinct / len(self._sites), "site_spread": distinct / len(domains),
            "on_own_site": sum(domain in campaign.ad.adomain for domain in domains) / len(domains),
        }  # fmt: skip

    def _identity(self, campaign: CampaignShowings) -> dict[str, float]:
        ad = campaign.ad
        siblings = [other for other in self._showings if other.ad.adomain == ad.adomain]
        known = [topic for topic in ad.cat if self._taxonomy.knows(topic)]
        return {
            "advertiser_ads": float(len(siblings)),
            "advertiser_shown": float(np.log(sum(len(s.places) for s in siblings))),
            "topic_missing": float(not known),
            "topic_depth": float(len(self._taxonomy.ancestors(known[0]))) if known else -1.0,
            "place_named": float(bool(ad.places)), "place_right": float(not self._told_places.isdisjoint(ad.places)),
            "moment_named": float(bool(ad.moments)), "for_a_site": float(not self._sites.isdisjoint(ad.adomain)),
        }  # fmt: skip

    def _price(self, campaign: CampaignShowings) -> dict[str, float]:
        """Its price against other campaigns', each counted once: how often an ad is seen says nothing of price."""
        prices = self._prices[list(campaign.places)]
        known = prices[~np.isnan(prices)]
        if not len(known):
            return {"price_missing": 1.0, **dict.fromkeys(_PRICE_FIGURES, np.nan)}
        own = float(np.median(known))
        low, middle, high = self._price_levels
        rivals = [
            price for other, price in zip(self._showings, self._campaign_prices, strict=True)
            if not np.isnan(price) and not set(other.ad.vendors).isdisjoint(campaign.ad.vendors)
        ]  # fmt: skip
        return {
            "price_missing": float(np.isnan(prices).mean()),
            "price_relative": own - middle, "price_above_low": own - low, "price_below_high": high - own,
            "price_among_vendor": own - float(np.median(rivals)) if rivals else np.nan,
            "price_spread": float(known.std()),
        }  # fmt: skip

    def _vendors(self, campaign: CampaignShowings) -> dict[str, float]:
        vendors = campaign.ad.vendors
        carried = len(set().union(*(self._carried[vendor] for vendor in vendors))) if vendors else 0
        return {
            "vendors_missing": float(not vendors), "vendors": float(len(vendors)),
            "vendor_share": carried / len(self._logged), "vendor_priced": self._priced_share(vendors),
            "vendor_knowledge": max((self._known_share.get(vendor, 0.0) for vendor in vendors), default=-1.0),
        }  # fmt: skip

    def _products(self, campaign: CampaignShowings) -> dict[str, float]:
        """Whether it shows what the person had looked at in its shop: few do by chance, a shop that follows does."""
        most = max(len(self._logged[place].viewed_products) for place in campaign.places)
        siblings = [
            shown for other in self._showings
            if most and other is not campaign and other.ad.adomain == campaign.ad.adomain
            and (shown := self._shows_viewed(other)) is not None
        ]  # fmt: skip
        shown = self._shows_viewed(campaign)
        return {
            "viewed_products": float(np.log1p(most)), "shows_viewed": np.nan if shown is None else shown,
            "sibling_shows_viewed": max(siblings, default=np.nan),
        }  # fmt: skip

    def _shows_viewed(self, campaign: CampaignShowings) -> float | None:
        """In how many of its showings it shows what had been looked at, of those where anything had been."""
        rows = [self._logged[place] for place in campaign.places]
        shown = [float(not set(row.ad.products).isdisjoint(row.viewed_products)) for row in rows if row.viewed_products]
        return float(np.mean(shown)) if shown else None

    def _priced_share(self, vendors: Sequence[str]) -> float:
        """How many of the ads of the best known bidder among them had a price: none where a site sold the place itself.

        Not known where no price was seen in the whole log, and where nobody was seen delivering.
        """
        if not vendors or np.isnan(self._prices).all():
            return np.nan
        shares = [float(np.mean(~np.isnan(self._prices[sorted(self._carried[vendor])]))) for vendor in vendors]
        return max(shares)

    def _vendor_knowledge(self) -> dict[str, float]:
        """The share of all trait visits that each company saw, at the end of the log."""
        traits = self._logged[-1].traits if self._logged else ()
        visits = sum(trait.visits for trait in traits) or 1
        companies = {vendor for trait in traits for vendor in trait.vendors or {}}
        return {name: sum((trait.vendors or {}).get(name, 0) for trait in traits) / visits for name in companies}

    def _traits(self, campaign: CampaignShowings, signals: AdSignals) -> dict[str, float]:
        shown, count = list(campaign.places), len(campaign.places)
        any_base, any_hits = float(base_rate(self._any_trait)), float(self._any_trait[shown].sum())
        others = signals.others_seen
        base, hits = base_rate(others), others[shown].sum(axis=0)
        strongest = self._arrays.strength[shown].mean(axis=0)
        return {
            "any_trait_soft": float(log_likelihood_ratio(any_hits, count, any_base, SOFT_LIFT)),
            "any_trait_hard": float(log_likelihood_ratio(any_hits, count, any_base, HARD_LIFT)),
            "best_other_soft": float(log_likelihood_ratio(hits, count, base, SOFT_LIFT).max(initial=-9.0)),
            "best_other_hard": float(log_likelihood_ratio(hits, count, base, HARD_LIFT).max(initial=-9.0)),
            "best_other_rank": float((hits == count).sum()),
            "own_rank": float((strongest > signals.own[shown].mean()).sum()),
            "near_rank": float((strongest > signals.near[shown].mean()).sum()),
        }  # fmt: skip
