"""The library's commands: ``whyad simulate``, ``train``, ``explain``, ``audit``. ``-`` is standard input or output."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Final, TypeVar

import click

from explainer.base_model import BaseModel
from explainer.errors import ImpressionLogError
from explainer.explanations import explain_logged
from explainer.importers import read_impression_log
from explainer.known_campaigns import fit_known_campaigns, with_known_campaign
from explainer.records import Explanation, LoggedImpression
from explainer.simulation import (
    OUTSIDE,
    SHIPPED_PEOPLE,
    SHIPPED_SEED,
    TRAINING,
    read_simulated,
    simulate,
    simulated_lines,
)

REPORT_EVERY: Final = 100

Item = TypeVar("Item")


@click.command("simulate")
@click.option("--seed", default=SHIPPED_SEED, show_default=True, help="The same seed gives the same people.")
@click.option(
    "--people", default=SHIPPED_PEOPLE, show_default=True, type=click.IntRange(min=1), help="How many people."
)
@click.option(
    "--outside", is_flag=True, help="Draw markets from beyond the ranges that the shipped model was trained on."
)
@click.option(
    "--out", "out_file", type=click.File("w", encoding="utf-8", lazy=True), default="-", help="Where the log goes."
)
def simulate_command(seed: int, people: int, out_file: IO[str], *, outside: bool) -> None:
    """Make an impression log of a declared, made-up market.

    Each line holds what a browser could have seen and, kept apart in "simulated", why the ad was shown.
    """
    found = simulate(people, seed=seed, priors=OUTSIDE if outside else TRAINING)
    for line in simulated_lines(_counted(found, "people simulated")):
        out_file.write(line)


@click.command("train")
@click.argument("log", type=click.File("rb"))
@click.option(
    "--model", "folder", type=click.Path(file_okay=False, path_type=Path), required=True, help="Where the model goes."
)
@click.option("--seed", default=SHIPPED_SEED, show_default=True, help="The same log and seed give the same bytes.")
def train_command(log: IO[bytes], folder: Path, seed: int) -> None:
    """Train a model on an impression log that says why its ads were shown.

    LOG is what `whyad simulate` writes. A log of one's own is evidence about its campaigns, never training.
    """
    from explainer.training import report_lines, train  # noqa: PLC0415 - XGBoost takes a second to import

    people = _counted(read_simulated(log, log.name), "people read")
    trained = train(people, folder, seed=seed)
    for line in report_lines(trained.figures):
        click.echo(line)
    click.echo(f"{trained.model.model_id} is in {folder}", err=True)


@click.command("explain")
@click.argument("log", type=click.File("rb"))
@click.option(
    "--model",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A model folder; without it, the shipped model.",
)
@click.option(
    "--out", "out_file", type=click.File("w", encoding="utf-8", lazy=True), default="-", help="Where the answers go."
)
@click.option("--strict/--skip-bad", default=True, help="Stop at the first bad line, or leave bad lines out.")
@click.option("--stated/--no-stated", default=True, help="Whether what ads declare may shift the answers.")
def explain_command(log: IO[bytes], folder: Path | None, out_file: IO[str], *, strict: bool, stated: bool) -> None:
    """Explain every impression of an impression log: one JSON object per line, in the log's order.

    A campaign with 30 or more impressions of 5 or more people is explained by effects of its own, learned from this
    log; any other by the base model.
    """
    model = BaseModel.load(folder)
    rows = list(read_impression_log(log, log.name, on_bad="strict" if strict else "skip", report=_report_bad))
    by_person: dict[str, list[LoggedImpression]] = {}
    for row in rows:
        by_person.setdefault(row.person_id, []).append(row)
    grouped = (row for person in by_person.values() for row in person)
    explained = _counted(explain_logged(grouped, model, use_stated=stated), "ads explained")
    known = fit_known_campaigns(rows, report=_report_looks)
    by_id = {row.impression_id: row for row in rows}
    answers = {
        found.impression_id: answer_fields(
            with_known_campaign(found, by_id[found.impression_id], known) if known else found
        )
        for found in explained
    }  # fmt: skip
    for row in rows:
        out_file.write(json.dumps(answers[row.impression_id], separators=(",", ":")) + "\n")


@click.command("audit")
@click.argument("log", type=click.File("rb"))
@click.option("--strict/--skip-bad", default=True, help="Stop at the first bad line, or leave bad lines out.")
def audit_command(log: IO[bytes], *, strict: bool) -> None:
    """Say which harmless traits of a log stand in for a sensitive one.

    LOG holds many people. Whoever targets a trait that stands in for a sensitive one reaches those people without
    naming them.
    """
    from explainer.audit import find_proxies  # noqa: PLC0415 - nobody else needs it
    from explainer.audit.wording import proxy_lines  # noqa: PLC0415 - only this command audits

    rows = read_impression_log(log, log.name, on_bad="strict" if strict else "skip", report=_report_bad)
    for line in proxy_lines(find_proxies(_counted(rows, "ads read"))):
        click.echo(line)


COMMANDS: Final[tuple[click.Command, ...]] = (simulate_command, train_command, explain_command, audit_command)


def answer_fields(explanation: Explanation) -> dict[str, Any]:
    """One line of `whyad explain`."""
    top = explanation.top_cause
    return {
        "impression_id": explanation.impression_id, "log_lift": explanation.lift.log_odds,
        "stranger_log_lift": explanation.stranger_lift, "verdict": explanation.verdict.value,
        "top_cause": top and {"kind": top.cause.kind.value, "id": top.cause.id, "probability": top.probability},
        "contributions": [
            {
                "cause": {"kind": item.cause.kind.value, "id": item.cause.id}, "log_odds": item.size.log_odds,
                "low": item.size.low, "high": item.size.high, "tier": item.tier.value, "reach": item.reach.value,
            }
            for item in explanation.contributions
        ],
    }  # fmt: skip


def _counted(items: Iterable[Item], what: str) -> Iterator[Item]:
    """Tell on standard error how far the work has come."""
    number = 0
    for number, item in enumerate(items, start=1):
        yield item
        if number % REPORT_EVERY == 0:
            click.echo(f"\r{number} {what}", nl=False, err=True)
    click.echo(f"\r{number} {what}", err=True)


def _report_looks(done: int, total: int) -> None:
    if done % REPORT_EVERY == 0 or done == total:
        click.echo(f"\r{done} of {total} looks at campaigns", nl=done == total, err=True)


def _report_bad(error: ImpressionLogError) -> None:
    click.echo(f"left out: {error}", err=True)
