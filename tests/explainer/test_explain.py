"""The front door, with the shipped model."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from explainer import (
    SILENT_VERDICTS,
    BaseModel,
    CauseKind,
    Explanation,
    LoggedImpression,
    StatedReason,
    Taxonomy,
    UnknownImpressionError,
    Verdict,
    VisitReader,
    explain_impression,
    explain_logged,
    read_person,
    remember_campaigns,
)  # fmt: skip
from explainer.records import Bid, DeliveryHop, PersonLog, TrackerContact
from tests.builders import NOON, a_person_log, a_visit, an_impression
from tests.explainer.logs import CAMPING, a_log, an_ad

CAMPING_PAGE = "Camping in a tent: sleeping bags, campsites and hiking with a backpack"


@pytest.fixture(scope="module")
def model() -> BaseModel:
    """The shipped model."""
    return BaseModel.load()


def explained(log: tuple[LoggedImpression, ...], model: BaseModel, **options: bool) -> dict[str, Explanation]:
    """Answers by impression."""
    return {found.impression_id: found for found in explain_logged(log, model, **options)}


def test_an_ad_that_came_with_the_interest_is_about_you(model: BaseModel) -> None:
    """Tents are shown only since I read about camping."""
    found = explained(a_log(), model)["i56"]

    assert found.verdict is Verdict.ABOUT_YOU
    assert found.top_cause is not None
    assert found.top_cause.cause.id == CAMPING


def test_an_ad_that_was_there_before_the_interest_is_not(model: BaseModel) -> None:
    """The same tents, shown all along: having the ad's topic as an interest is no reason."""
    assert explained(a_log(shown_before=True), model)["i56"].verdict in SILENT_VERDICTS


def test_a_shop_that_was_visited_is_named(model: BaseModel) -> None:
    """The tent shop follows me since I was there."""
    visited = {"visited_advertisers": {"tents.example": 0.01}, "advertiser_vendors": {"tents.example": ("Alpha",)}}
    log = tuple(replace(row, traits=(), **(visited if number >= 30 else {})) for number, row in enumerate(a_log()))

    found = explained(log, model)["i56"]

    assert found.top_cause is not None
    assert found.top_cause.cause.kind is CauseKind.RETARGETING


def test_contributions_add_up(model: BaseModel) -> None:
    """The parts are the whole: my lift minus a stranger's."""
    for found in explained(a_log(), model).values():
        total = sum(item.size.log_odds for item in found.contributions)

        assert total == pytest.approx(found.lift.log_odds - found.stranger_lift, abs=1e-6)
        assert found.fidelity < 1e-6


def test_only_what_the_person_has_is_a_cause(model: BaseModel) -> None:
    """Before there was an interest, none is credited."""
    assert not explained(a_log(shown_before=True), model)["i4"].contributions


def test_without_the_interest_the_answer_changes(model: BaseModel) -> None:
    """The counterfactual is computed again, not deduced."""
    found = explained(a_log(), model)["i56"].counterfactuals[0]

    assert (found.without_kind, found.without_id) == ("cause", CAMPING)
    assert found.verdict in SILENT_VERDICTS


def test_a_declaration_shifts_the_answer_only_if_it_may(model: BaseModel) -> None:
    """What a bid declares counts for something, and can be switched off."""
    said = (StatedReason("profiling", "dsa", "1"),)
    log = tuple(replace(row, stated=said) if row.ad == an_ad("brand1") else row for row in a_log())
    shifted, plain = explained(log, model)["i27"], explained(log, model, use_stated=False)["i27"]

    def of_person(explanation: Explanation) -> float:
        return sum(
            item.probability for item in explanation.kinds if item.kind in {"interest", "look_alike", "retargeting"}
        )

    assert of_person(shifted) > of_person(plain)
    assert len(plain.stated) == 1


def test_a_persons_own_visits_stand_behind_the_cause(model: BaseModel) -> None:
    """From captured pages to a reason with its visits and the companies that knew."""
    reading = read_person(a_camper(), VisitReader(Taxonomy.load()))
    found = explain_impression("i58", reading, remember_campaigns(reading.logged), model)

    cause = next(
        item for item in found.contributions if item.cause.id == CAMPING and item.cause.kind is CauseKind.INTEREST
    )
    assert cause.evidence
    assert {knower.company for knower in cause.knowers} == {"Alpha"}
    assert any(item.without_kind == "site" for item in found.counterfactuals)


def a_camper() -> PersonLog:
    """Someone who reads about camping from the thirtieth minute on, and is shown tents from then on."""
    visits, ads = [], []
    for n in range(60):
        site, is_tents = f"site{n % 9}.example", n > 34 and n % 4 == 2
        visits.append(a_visit(f"v{n}", minutes=n, domain=site, title=CAMPING_PAGE if n > 30 and n % 2 else "Hello"))
        ads.append(
            an_impression(
                f"i{n}", minutes=n + 0.3, visit_id=f"v{n}", page_domain=site, page_url=f"https://{site}/", text="An ad",
                adomain=("tents.example" if is_tents else f"brand{n % 7}.example",),
                delivery=(DeliveryHop("alpha.example", "Alpha", "bidder"),),
                bid=Bid("alpha", 1.0, cat=(CAMPING,) if is_tents else ()),
            )
        )  # fmt: skip
    contacts = tuple(TrackerContact(visit.id, "Alpha", "alpha.example") for visit in visits)
    return a_person_log(*visits, impressions=tuple(ads), contacts=contacts, observed_since=NOON - timedelta(hours=1))


def test_an_unknown_impression_is_an_error(model: BaseModel) -> None:
    """What is not in the log cannot be explained."""
    reading = read_person(a_camper(), VisitReader(Taxonomy.load()))

    with pytest.raises(UnknownImpressionError):
        explain_impression("nobody", reading, remember_campaigns(reading.logged), model)
