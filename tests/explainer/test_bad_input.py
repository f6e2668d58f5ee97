"""Odd logs get a clear error or a stated "cannot tell", never a made-up answer."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from explainer import (
    SILENT_VERDICTS,
    BaseModel,
    Explanation,
    InvalidRecordError,
    LoggedAd,
    LoggedImpression,
    PersonLog,
    Taxonomy,
    VisitReader,
    explain_impression,
    explain_logged,
    read_person,
    remember_campaigns,
)
from explainer.importers.checked_rows import MOST_TRAITS
from explainer.tabular import explain
from tests.builders import a_logged_impression, a_logged_trait, a_person_log, a_visit, an_impression
from tests.explainer.models import COLUMNS, a_booster, random_rows

MODEL = BaseModel.load()
ONE_DAY, TWO_HUNDRED_YEARS = 24 * 60, 200 * 365 * 24 * 60


def answers(*rows: LoggedImpression) -> list[Explanation]:
    """What the shipped model says about a log."""
    return list(explain_logged(rows, MODEL))


def test_topics_that_nobody_knows_are_a_cannot_tell() -> None:
    """An ad and a trait in words of another taxonomy: explained without claiming to understand them."""
    unknown = LoggedAd("x.example/1", ("x.example",), cat=("no such topic",))

    (found,) = answers(a_logged_impression(ad=unknown, traits=(a_logged_trait("no other topic"),)))

    assert found.verdict in SILENT_VERDICTS
    assert math.isfinite(found.lift.log_odds)


def test_a_person_without_traits_visits_or_topics_is_a_cannot_tell() -> None:
    """Nothing known, nothing claimed."""
    (found,) = answers(a_logged_impression(ad=LoggedAd("x.example/1"), observed_days=0.0))

    assert found.verdict in SILENT_VERDICTS
    assert found.contributions == ()


def test_a_log_with_a_single_campaign_names_nobody() -> None:
    """If one ad is all there is, nothing can be compared."""
    log = [a_logged_impression(f"i{n}", minutes=n, traits=(a_logged_trait(),)) for n in range(40)]

    assert {found.verdict for found in answers(*log)} <= set(SILENT_VERDICTS)


def test_a_log_of_one_ad_and_an_empty_one_are_logs() -> None:
    """One impression is answered, none are no answer."""
    assert len(answers(a_logged_impression())) == 1
    assert answers() == []


@pytest.mark.parametrize("wrong", [math.nan, math.inf, -1.0])
@pytest.mark.parametrize(
    "field", ["traits.strength", "traits.last_seen_days", "visited_advertisers", "observed_days", "ad.price"]
)
def test_a_number_that_is_none_is_named(field: str, wrong: float) -> None:
    """NaN, infinity and numbers below zero are refused by their field's name, without repeating the value."""
    fields: dict[str, Any] = {
        "traits.strength": {"traits": (a_logged_trait(strength=wrong),)},
        "traits.last_seen_days": {"traits": (a_logged_trait(last_seen_days=wrong),)},
        "visited_advertisers": {"visited_advertisers": {"tents.example": wrong}},
        "observed_days": {"observed_days": wrong},
        "ad.price": {"ad": LoggedAd("x.example/1", price=wrong)},
    }[field]

    with pytest.raises(InvalidRecordError, match=field):
        answers(a_logged_impression(**fields))


def test_more_traits_than_there_are_topics_are_refused() -> None:
    """A million traits are a mistake, and are told so at once instead of after a minute."""
    traits = tuple(a_logged_trait(str(number)) for number in range(MOST_TRAITS + 1))

    with pytest.raises(InvalidRecordError, match="at most"):
        answers(a_logged_impression(traits=traits))


def test_an_impression_that_comes_twice_is_refused() -> None:
    """A showing counted twice would be evidence twice."""
    with pytest.raises(InvalidRecordError, match="of its own"):
        answers(a_logged_impression("i1"), a_logged_impression("i1", minutes=20))


def test_a_person_in_two_pieces_is_refused() -> None:
    """Half of a person's log would silently be left out of the evidence."""
    between = a_logged_impression("i2", person_id="another")

    with pytest.raises(InvalidRecordError, match="one after the other"):
        answers(a_logged_impression("i1"), between, a_logged_impression("i3"))


def explained(log: PersonLog) -> Explanation:
    """The answer about the first ad of a person."""
    reading = read_person(log, VisitReader(Taxonomy.load()))
    return explain_impression("i1", reading, remember_campaigns(reading.logged), MODEL)


@pytest.mark.parametrize("minutes", [ONE_DAY, TWO_HUNDRED_YEARS])
def test_what_was_visited_after_the_ad_did_not_cause_it(minutes: float) -> None:
    """A clock that ran ahead, or a page of tomorrow, is no reason for the ad of today."""
    later = a_visit("v2", minutes=minutes, title="Camping in the mountains: tents and stoves")

    found = explained(a_person_log(a_visit(), later, impressions=(an_impression(),)))

    assert all(item.cause.kind not in {"interest", "purchase_intent"} for item in found.contributions)


def test_an_ad_of_the_far_future_is_explained_from_what_has_faded() -> None:
    """A time that cannot be right is no error and gives nobody a strong reason."""
    camping = a_visit("v2", title="Camping in the mountains: tents and stoves")

    found = explained(a_person_log(camping, impressions=(an_impression(minutes=TWO_HUNDRED_YEARS, visit_id="v1"),)))

    assert found.verdict in SILENT_VERDICTS


def test_columns_that_never_change_get_nothing() -> None:
    """A constant column can have moved no score."""
    table = pd.DataFrame(random_rows(50), columns=list(COLUMNS)).assign(evening=1.0)

    why = explain(a_booster(), table, reference=dict.fromkeys(COLUMNS, 0.0) | {"evening": 1.0})

    assert not why.to_frame()["evening"].any()
