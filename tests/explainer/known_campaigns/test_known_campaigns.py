"""Campaigns that a log of many people knows well."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from explainer.base_model import BaseModel
from explainer.commands import explain_command
from explainer.errors import UnknownImpressionError
from explainer.explanations import explain_logged
from explainer.importers import impression_log_lines
from explainer.known_campaigns import (
    KnownCampaigns,
    fit_known_campaigns,
    intervals,
    known_ids,
    top_cause,
    with_known_campaign,
)
from explainer.known_campaigns.weights import MEMBERS
from explainer.records import CauseKind, LoggedImpression
from explainer.simulation.crowd import CrowdLife, CrowdSettings, crowd_rows, draw_world, live, true_reasons
from explainer.taxonomy import Taxonomy
from tests.builders import a_logged_impression


@cache
def a_market() -> tuple[CrowdLife, list[LoggedImpression], KnownCampaigns]:
    """A crowd, its log and what was learned from it."""
    dice = np.random.default_rng(5)
    settings = CrowdSettings(people=150, showings=40, campaigns=14, subjects=6)
    life = live(dice, draw_world(dice, settings, Taxonomy.load()))
    rows = list(crowd_rows(life))
    known = fit_known_campaigns(rows)
    assert known is not None
    return life, rows, known


def test_contributions_add_up_to_the_difference_from_a_stranger() -> None:
    """What the causes are said to have done is all that was done."""
    _, rows, known = a_market()
    for row in rows[::500]:
        found = known.split(row)
        assert found.contributions.sum(axis=1) == pytest.approx(found.lifts - found.stranger_lifts)


def test_the_strongest_cause_is_the_true_one() -> None:
    """With 400 impressions of a campaign, what it follows is found nine times out of ten."""
    life, rows, known = a_market()
    right = []
    for number in range(0, len(rows), 40):
        truth, found = true_reasons(life, number), known.split(rows[number])
        if max(truth.contributions, default=0.0) > 0.7:
            named = found.causes[int(found.contributions.mean(axis=0).argmax())]
            right.append(named == truth.causes[int(np.argmax(truth.contributions))])
    assert len(right) > 30
    assert np.mean(right) > 0.9


def test_an_ad_for_everybody_is_not_explained_by_traits() -> None:
    """A campaign that asks for nothing is given no strong cause."""
    life, rows, known = a_market()
    untargeted = [n for n in range(len(rows)) if life.world.campaigns.kinds[life.winner[n]] == "run_of_network"][::15]
    strongest = [known.split(rows[n]).contributions.mean(axis=0).max(initial=0.0) for n in untargeted]
    assert np.mean([size < 0.3 for size in strongest]) > 0.9


def test_members_differ_as_far_as_there_is_doubt() -> None:
    """Each member is one market that the log could come from."""
    _, rows, known = a_market()
    found = known.split(next(row for row in rows if len(row.traits) > 3))
    assert found.contributions.shape[0] == MEMBERS
    assert found.contributions.std(axis=0).max() > 0


def test_the_same_log_teaches_the_same() -> None:
    """Rules, weights and pacing depend neither on chance nor on the order of lines."""
    _, rows, _ = a_market()
    few = [row for row in rows if int(row.person_id[1:]) < 14]
    first, second = fit_known_campaigns(few), fit_known_campaigns(few[::-1])
    assert first is not None
    assert second is not None
    assert np.array_equal(first.pacing, second.pacing)
    assert all(
        np.array_equal(a.size, b.size) and np.array_equal(a.first, b.first)
        for a, b in zip(first.weights, second.weights, strict=True)
    )


def test_whoever_waits_is_told_how_far_it_is() -> None:
    """Each look at a campaign is told, up to the last one that was announced."""
    _, rows, _ = a_market()
    looks: list[tuple[int, int]] = []

    fit_known_campaigns(rows[:600], report=lambda done, total: looks.append((done, total)))

    assert looks == [(number, looks[0][1]) for number in range(1, looks[0][1] + 1)]


def test_a_line_that_was_not_in_the_log_is_explained_without_pacing() -> None:
    """An ad of a known campaign that was shown later has the same causes, at an average moment of the market."""
    _, rows, known = a_market()
    row = next(row for row in rows if len(row.traits) > 3)
    later = known.split(replace(row, impression_id="later"))
    assert later.causes == known.split(row).causes
    assert later.contributions.sum(axis=1) == pytest.approx(later.lifts - later.stranger_lifts)


def test_an_unknown_campaign_is_refused() -> None:
    """Nothing is said from weights about an ad that the log hardly knows."""
    _, _, known = a_market()
    with pytest.raises(UnknownImpressionError):
        known.split(a_logged_impression())


def test_one_person_or_one_campaign_teaches_nothing() -> None:
    """A campaign is known from thirty impressions of five people on, and only against others."""
    _, rows, _ = a_market()
    one_person = [row for row in rows if row.person_id == "p1"]
    one_campaign = [row for row in rows if row.ad.ad_id == "ad0"]
    assert known_ids(one_person) == ()
    assert fit_known_campaigns(one_person) is None
    assert fit_known_campaigns(one_campaign) is None


def test_more_causes_than_can_be_enumerated_still_add_up() -> None:
    """A person with thirty traits gets an answer; the least telling traits share one part."""
    _, rows, known = a_market()
    row = max(rows, key=lambda row: len(row.traits))
    shops = {f"shop{number}.example": 1.0 for number in range(14)}
    crowded = LoggedImpression(
        row.impression_id, row.person_id, row.time, row.page, row.ad, row.traits, row.context, shops
    )
    found = known.split(crowded)
    assert len(found.causes) > 15
    assert found.contributions.sum(axis=1) == pytest.approx(found.lifts - found.stranger_lifts)
    assert {cause.kind for cause in found.causes} >= {CauseKind.INTEREST, CauseKind.RETARGETING}


def test_the_command_explains_known_campaigns_by_their_own_effects(tmp_path: Path) -> None:
    """`whyad explain` on a log of many people answers from the log itself, and adds up."""
    _, rows, _ = a_market()
    log, answers = tmp_path / "log.jsonl", tmp_path / "answers.jsonl"
    few = [row for row in rows if int(row.person_id[1:]) < 30][:400]
    log.write_text("".join(impression_log_lines(few)), encoding="utf-8")

    result = CliRunner().invoke(explain_command, [str(log), "--out", str(answers)])

    assert result.exit_code == 0, result.output
    for line in map(json.loads, answers.read_text(encoding="utf-8").splitlines()):
        total = sum(item["log_odds"] for item in line["contributions"])
        assert total == pytest.approx(line["log_lift"] - line["stranger_log_lift"], abs=1e-6)


def test_a_known_campaign_replaces_what_the_base_model_said() -> None:
    """The explanation says which model spoke, and only where the log knows the campaign."""
    _, rows, known = a_market()
    base = next(iter(explain_logged(rows[:1], BaseModel.load())))
    told = with_known_campaign(base, rows[0], known)
    assert told.model_id != base.model_id
    assert told.fidelity < 1e-9
    stranger = a_logged_impression()
    assert with_known_campaign(base, stranger, known) is base


def test_an_interval_holds_its_estimate_and_a_claim_is_a_probability() -> None:
    """Doubt lies on both sides of a figure, and nothing is surer than sure."""
    _, rows, known = a_market()
    for row in rows[::700]:
        found = known.split(row)
        assert all(size.low <= size.log_odds <= size.high for size in intervals(found))
        top = top_cause(found)
        assert top is None or 0 <= top.probability <= 1
