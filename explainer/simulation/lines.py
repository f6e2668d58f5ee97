"""Simulated people as an impression log: the truth stands beside each line's fields, in ``simulated``.

Whoever reads the log as an impression log sees only what a browser could have seen; the truth is for training and
grading.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from explainer.errors import ImpressionLogError
from explainer.importers import impression_log_lines, read_impression_log
from explainer.records import CampaignKind, Cause, CauseKind, LoggedAd, LoggedImpression
from explainer.simulation.log import DrawnAd, SimulatedPerson, Truth
from explainer.simulation.market import Rule

TRUTH_FIELD: Final = "simulated"
_LISTS: Final = ("adomain", "cat", "vendors", "products", "places", "moments")


def simulated_lines(people: Iterable[SimulatedPerson]) -> Iterator[str]:
    """Write people as lines, one person after the other."""
    for person in people:
        for line, truth in zip(impression_log_lines(person.logged), person.truths, strict=True):
            written = json.dumps(_truth_fields(truth), separators=(",", ":"))
            yield f'{line.rstrip()[:-1]},"{TRUTH_FIELD}":{written}}}\n'


def read_simulated(lines: Iterable[str | bytes], file_name: str) -> Iterator[SimulatedPerson]:
    """Read people back, one by one; the lines of one person must follow one another.

    Raises:
        ImpressionLogError: A bad line, or one without the truth about its campaign.
    """
    for person_id, found in groupby(_with_truth(lines, file_name), key=lambda pair: pair[0].person_id):
        pairs = tuple(found)
        yield SimulatedPerson(person_id, tuple(row for row, _ in pairs), tuple(truth for _, truth in pairs))


def _with_truth(lines: Iterable[str | bytes], file_name: str) -> Iterator[tuple[LoggedImpression, Truth]]:
    last: list[tuple[int, str | bytes]] = [(0, "")]

    def watched() -> Iterator[str | bytes]:
        for number, line in enumerate(lines, start=1):
            last[0] = (number, line)
            yield line

    for row in read_impression_log(watched(), file_name):
        number, line = last[0]
        try:
            truth = _truth(row.impression_id, json.loads(line)[TRUTH_FIELD])
        except (KeyError, TypeError, ValueError) as error:
            raise ImpressionLogError(
                file=file_name, line=number, field=TRUTH_FIELD,
                problem="does not say how the campaign chose its audience",
                hint="train on a log that `whyad simulate` wrote; a log of one's own is evidence, never training",
            ) from error  # fmt: skip
        yield row, truth


def _truth_fields(truth: Truth) -> dict[str, Any]:
    return {
        "rule": truth.rule.value, "campaign": truth.campaign,
        "causes": [
            {"kind": cause.kind.value, "id": cause.id, "log_odds": size}
            for cause, size in zip(truth.causes, truth.contributions, strict=True)
        ],
        "draws": [{"kind": draw.kind.value, "ad": _ad_fields(draw.ad)} for draw in truth.draws],
    }  # fmt: skip


def _ad_fields(ad: LoggedAd) -> dict[str, Any]:
    lists = zip(_LISTS, (ad.adomain, ad.cat, ad.vendors, ad.products, ad.places, ad.moments), strict=True)
    return {"ad_id": ad.ad_id, **{name: value for name, value in lists if value}}


def _truth(impression_id: str, fields: Mapping[str, Any]) -> Truth:
    return Truth(
        impression_id=impression_id, rule=Rule(fields["rule"]), campaign=int(fields["campaign"]),
        causes=tuple(Cause(CauseKind(cause["kind"]), cause["id"]) for cause in fields["causes"]),
        contributions=tuple(float(cause["log_odds"]) for cause in fields["causes"]),
        draws=tuple(DrawnAd(_ad(draw["ad"]), CampaignKind(draw["kind"])) for draw in fields["draws"]),
    )  # fmt: skip


def _ad(fields: Mapping[str, Any]) -> LoggedAd:
    adomain, cat, vendors, products, places, moments = (tuple(fields.get(name, ())) for name in _LISTS)
    return LoggedAd(fields["ad_id"], adomain, cat, vendors, products=products, places=places, moments=moments)
