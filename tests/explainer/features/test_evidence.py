"""What a whole log says about one campaign."""

from __future__ import annotations

import numpy as np

from explainer.features import EVIDENCE_COLUMNS, campaign_evidence
from explainer.features.likelihoods import log_likelihood_ratio
from explainer.records import LoggedAd, LoggedImpression
from explainer.taxonomy import Taxonomy
from tests.builders import a_logged_impression
from tests.explainer.logs import a_log


def figures(log: tuple[LoggedImpression, ...], ad_id: str = "tents.example/c") -> dict[str, float]:
    """The evidence about one campaign by column."""
    table = campaign_evidence(log, Taxonomy.load())
    row = [campaign.campaign_id for campaign in table.showings].index(ad_id)
    return dict(zip(EVIDENCE_COLUMNS, table.values[row].tolist(), strict=True))


def test_showings_before_the_trait_are_counted() -> None:
    """Eight of fifteen tent ads came before any interest in camping was there to be used."""
    assert figures(a_log(shown_before=True))["own_before"] == 8
    assert figures(a_log(shown_before=False))["own_before"] == 0


def test_a_rule_that_forbids_what_was_seen_becomes_unlikely() -> None:
    """Ads shown before the interest speak against it, ads shown only after it speak for it."""
    assert figures(a_log(shown_before=True))["own_hard"] < -10
    assert figures(a_log(shown_before=False))["own_hard"] > 3


def test_a_likelihood_ratio_worked_out_by_hand() -> None:
    """Three of four showings under a lift of log 3, where the base rate is a half: 3/4 against 1/2 each."""
    ratio = log_likelihood_ratio(3.0, 4, 0.5, np.log(3))

    assert np.isclose(ratio, 3 * np.log(0.75 / 0.5) + np.log(0.25 / 0.5))


def test_prices_are_compared_with_the_persons_other_ads() -> None:
    """An ad for 1.60 where most cost 1.00."""
    assert np.isclose(figures(a_log())["price_relative"], np.log(1.6))
    assert np.isclose(figures(a_log())["price_above_low"], np.log(1.6))


def test_an_ad_that_shows_what_was_looked_at_is_told_from_one_that_does_not() -> None:
    """The shop's tent was looked at: one ad shows it, the other shows a stove."""
    ads = [LoggedAd(f"shop.example/{name}", ("shop.example",), products=(name,)) for name in ("tent", "stove")]
    log = tuple(
        a_logged_impression(f"i{n}", minutes=n, ad=ad, viewed_products=("tent",)) for n, ad in enumerate(ads)
    )

    assert figures(log, "shop.example/tent")["shows_viewed"] == 1.0
    assert figures(log, "shop.example/stove")["shows_viewed"] == 0.0
    assert np.isnan(figures(a_log())["shows_viewed"])


def test_a_company_that_never_bids_is_told_from_one_that_does() -> None:
    """Half of Alpha's ads had a price, none of the server's."""
    ads = [("a", ("Alpha",), 1.0), ("b", ("Alpha",), None), ("c", ("Server",), None)]
    log = tuple(
        a_logged_impression(f"i{name}", ad=LoggedAd(f"{name}.example/c", (f"{name}.example",), (), vendors, price))
        for name, vendors, price in ads
    )

    assert [figures(log, f"{name}.example/c")["vendor_priced"] for name in "abc"] == [0.5, 0.5, 0.0]


def test_an_empty_log_has_no_campaigns() -> None:
    """Nothing seen, nothing said."""
    assert campaign_evidence((), Taxonomy.load()).values.shape == (0, len(EVIDENCE_COLUMNS))
