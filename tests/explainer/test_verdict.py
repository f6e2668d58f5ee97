"""From kinds to one verdict and one named cause."""

from __future__ import annotations

import numpy as np
import pytest

from explainer.base_model import KINDS, Calibration
from explainer.records import CampaignKind, Cause, CauseKind, Reach, Verdict
from explainer.verdict import Judgement, KindScores, judge, mixed

CAMPING, SHOP = Cause(CauseKind.INTEREST, "677"), Cause(CauseKind.RETARGETING, "tents.example")

AS_IT_IS = Calibration(temperature=1.0, bias=(0.0,) * len(KINDS), named=(0.0, 1.0), silence=1.0, interval_width=1.64)


def scores(**sizes: tuple[float, float]) -> KindScores:
    """Contributions of camping and of the shop, by kind."""
    contributions = np.zeros((1, len(KINDS), 2))
    for kind, pair in sizes.items():
        contributions[0, KINDS.index(CampaignKind(kind))] = pair
    return KindScores((CAMPING, SHOP), contributions.sum(axis=2), np.zeros((1, len(KINDS))), contributions)


def kinds(**probabilities: float) -> np.ndarray:
    """Probabilities by kind; the others are 0."""
    return np.array([probabilities.get(kind.value, 0.0) for kind in KINDS])


def judged(found: KindScores, shares: np.ndarray, **options: object) -> Judgement:
    """Silent as soon as nothing is as likely as the named cause."""
    return judge(found, shares, AS_IT_IS, **options)  # type: ignore[arg-type]  # free options


def test_the_cause_most_probably_on_top_is_named_not_the_largest_mean() -> None:
    """A huge contribution of an unlikely kind does not outvote a likely one."""
    found = judged(scores(interest=(1.0, 0.0), retargeting=(0.0, 9.0)), kinds(interest=0.7, retargeting=0.3))

    assert found.top is not None
    assert found.top.cause == CAMPING
    assert found.top.probability == pytest.approx(0.7)
    assert found.verdict is Verdict.ABOUT_YOU


def test_an_unreachable_cause_is_never_named() -> None:
    """What nobody in the ad's delivery could have known cannot be its reason."""
    reach = {CAMPING: Reach.UNREACHABLE, SHOP: Reach.UNKNOWN}
    found = judged(
        scores(interest=(2.0, 0.0), retargeting=(0.0, 1.0)), kinds(interest=0.7, retargeting=0.3), reach=reach
    )

    assert found.top is not None
    assert found.top.cause == SHOP


def test_a_kind_that_only_unreachable_causes_fit_is_ruled_out() -> None:
    """Where interest could not have reached the ad, a shop visit is all that is left beside chance."""
    reach = {CAMPING: Reach.UNREACHABLE, SHOP: Reach.UNKNOWN}
    shares = kinds(interest=0.6, retargeting=0.3, run_of_network=0.1)

    found = judged(scores(interest=(2.0, 0.0), retargeting=(0.0, 1.0)), shares, reach=reach)

    assert found.about == pytest.approx(0.75)
    assert found.everyone == pytest.approx(0.25)


def test_a_kind_is_never_explained_by_what_it_cannot_choose_by() -> None:
    """An expert for shop visits that leans on a trait has learnt who shops, not why the ad came."""
    found = judged(scores(retargeting=(5.0, 1.0)), kinds(retargeting=1.0))

    assert found.top is not None
    assert found.top.cause == SHOP


def test_traits_together_outweigh_a_shop_visit() -> None:
    """An interest or a look-alike, we do not know which; but more likely one of them than the shop."""
    shares = kinds(interest=0.3, look_alike=0.3, retargeting=0.4)

    found = judged(scores(interest=(1.0, 0.0), look_alike=(1.0, 0.0), retargeting=(0.0, 1.0)), shares)

    assert found.top is not None
    assert found.top.cause == CAMPING


def test_a_page_that_could_not_be_read_can_still_be_the_reason() -> None:
    """A campaign that follows pages followed this one, whatever it is about."""
    page = Cause(CauseKind.PAGE_CONTEXT, "677")

    found = judged(scores(), kinds(contextual=0.9, run_of_network=0.1), page=page)

    assert found.top is not None
    assert (found.top.cause, found.verdict) == (page, Verdict.ABOUT_THE_PAGE)


def test_an_ad_for_everyone_is_said_to_be_one() -> None:
    """Nothing on top in most of the cases."""
    assert (
        judged(scores(interest=(1.0, 0.0)), kinds(interest=0.3, run_of_network=0.7)).verdict is Verdict.ABOUT_EVERYONE
    )


def test_doubt_is_said_to_be_doubt() -> None:
    """Split between the person, the page and none, we do not know."""
    page = Cause(CauseKind.PAGE_CONTEXT, "677")
    shares = kinds(interest=0.3, contextual=0.25, run_of_network=0.45)

    found = judged(scores(interest=(1.0, 0.0)), shares, page=page)

    assert found.verdict is Verdict.NOT_ENOUGH_EVIDENCE


def test_the_interval_knows_that_the_kind_is_not_known() -> None:
    """Members agree, the kinds do not: half the time 2, half the time 0."""
    values = np.zeros((2, len(KINDS), 1))
    values[:, KINDS.index(CampaignKind.INTEREST)] = 2.0
    shares = np.tile(kinds(interest=0.5, run_of_network=0.5), (2, 1))

    (size,) = mixed(values, shares, width=1.5)

    assert (size.log_odds, size.low, size.high) == (1.0, -0.5, 2.5)
