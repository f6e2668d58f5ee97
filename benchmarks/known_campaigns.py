"""Known campaigns in markets of many people, held against the auction's own Shapley values, with peers in the same run.

Read by ``benchmarks.faithfulness``. A player answers with one figure per true cause; what it does not name counts 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from benchmarks.known_campaign_peers import Answer, cooccurrence, own_topic, products, trees_with_ad_names
from benchmarks.reporting import RESAMPLES, Bar
from explainer.known_campaigns import CausesOfAd, KnownCampaigns, fit_known_campaigns, intervals, top_cause, verdict_of
from explainer.records import CauseKind, LoggedImpression, Verdict
from explainer.simulation.crowd import CrowdSettings, TrueReasons, crowd_rows, draw_world, live, true_reasons
from explainer.taxonomy import Taxonomy

MATTERS: Final = 0.3  # log odds from which a contribution counts as a cause
NOTHING: Final = 0.1  # an ad whose strongest true contribution is below that was not targeted at this person
PERSONAL: Final = frozenset({CauseKind.INTEREST, CauseKind.PURCHASE_INTENT, CauseKind.RETARGETING})
GRADED: Final = 400  # impressions graded per market
QUICK_GRADED: Final = 150
MARKETS: Final = 3
FloatArray = npt.NDArray[np.float64]

REACHES: Final[Mapping[str, Mapping[str, float]]] = {
    "400": {"top-1": 0.97, "lift correlation": 0.99, "cosine": 0.98, "MAE": 0.08, "precision": 0.98, "recall": 0.98},
    "100": {"top-1": 0.95, "lift correlation": 0.97, "cosine": 0.96, "MAE": 0.13, "precision": 0.96, "recall": 0.96},
}
SETTINGS: Final[Mapping[str, tuple[CrowdSettings, tuple[int, int]]]] = {
    "400": (CrowdSettings(people=550), (400, 10_000)),
    "100": (CrowdSettings(people=110), (60, 160)),
}
QUICK_SETTINGS: Final[Mapping[str, tuple[CrowdSettings, tuple[int, int]]]] = {
    "400": (CrowdSettings(people=230, campaigns=25), (400, 10_000)),
    "100": (CrowdSettings(people=110), (60, 160)),
}
PEERS: Final[Mapping[str, Callable[[Sequence[LoggedImpression], KnownCampaigns], Answer]]] = {
    "own topic": own_topic,
    "XGBoost + path-dependent SHAP": trees_with_ad_names,
    "co-occurrence": cooccurrence,
    "logistic, products": products,
}


@dataclass(slots=True)
class Sheet:
    """One player's figures, one entry per impression; filled while grading."""

    truth: list[FloatArray] = field(default_factory=list)
    said: list[FloatArray] = field(default_factory=list)
    verdicts: list[bool] = field(default_factory=list)
    covered: list[FloatArray] = field(default_factory=list)
    claims: list[float] = field(default_factory=list)
    personal: list[bool] = field(default_factory=list)


def known_campaign_bars(setting: str, seed: int, *, quick: bool) -> list[Bar]:
    """Grade Whyad and its peers, print a table, and hold the figures against the bars."""
    sheets: dict[str, Sheet] = {name: Sheet() for name in ("whyad", *PEERS)}
    count = QUICK_GRADED if quick else GRADED
    for market in range(1 if quick else MARKETS):
        _grade_market(sheets, (QUICK_SETTINGS if quick else SETTINGS)[setting], seed + market, count)
    figures = {name: _figures(sheet) for name, sheet in sheets.items()}
    graded = len(sheets["whyad"].truth)
    print(f"\nknown campaigns, about {setting} impressions each: {graded} graded, seeds from {seed}")
    print(f"  {'':<20}" + "".join(f"{name:>31}" for name in figures))
    names = list(figures["whyad"])
    spreads = {name: _spread(sheet, seed) for name, sheet in sheets.items()}
    for measure in names:
        cells = (
            f"{figures[name][measure]:.3f} [{spreads[name][measure][0]:.3f}, {spreads[name][measure][1]:.3f}]"
            if measure in figures[name] else "-" for name in figures
        )  # fmt: skip
        print(f"  {measure:<20}" + "".join(f"{cell:>31}" for cell in cells))
    return [
        _bar(setting, measure, reach, (figures, spreads), quick=quick)
        for measure, reach in {**REACHES[setting], **_SHARED_REACHES}.items()
    ]


_SHARED_REACHES: Final[Mapping[str, float]] = {
    "about_you, untargeted": 0.03, "about_you, personal": 0.93, "coverage error": 0.05, "ECE": 0.05,
}  # fmt: skip
_LOWER: Final = frozenset({"MAE", "about_you, untargeted", "coverage error", "ECE"})


def _bar(
    setting: str,
    measure: str,
    reach: float,
    found: tuple[Mapping[str, Mapping[str, float]], Mapping[str, Mapping[str, tuple[float, float]]]],
    *,
    quick: bool,
) -> Bar:
    figures, spreads = found
    better = "lower" if measure in _LOWER else "higher"
    choose = min if better == "lower" else max
    held = {name: own[measure] for name, own in figures.items() if name != "whyad" and measure in own}
    peer = choose(held, key=lambda name: held[name]) if held else None
    low, high = spreads["whyad"][measure]
    return Bar(
        f"{measure}, known campaigns, {setting} impressions each", figures["whyad"][measure], low, high, reach, better,
        peer, held[peer] if peer else None, quick=quick,
    )  # fmt: skip


def _grade_market(
    sheets: Mapping[str, Sheet], setting: tuple[CrowdSettings, tuple[int, int]], seed: int, count: int
) -> None:
    settings, (least, most) = setting
    dice = np.random.default_rng(seed)
    life = live(dice, draw_world(dice, settings, Taxonomy.load()))
    rows = list(crowd_rows(life))
    known = fit_known_campaigns(rows)
    if known is None:
        raise SystemExit("the market has no known campaign")
    shown = np.bincount(life.winner, minlength=settings.campaigns)[life.winner]
    fitting = np.flatnonzero((shown >= least) & (shown <= most))
    picked = dice.choice(fitting, size=min(count, len(fitting)), replace=False).tolist()
    truths = [true_reasons(life, number) for number in picked]
    for number, truth in zip(picked, truths, strict=True):
        _enter_whyad(sheets["whyad"], known.split(rows[number]), truth)
    for name, make in PEERS.items():
        answer = make(rows, known)
        for number, truth in zip(picked, truths, strict=True):
            said = answer(rows[number])
            sheets[name].truth.append(np.array(truth.contributions))
            sheets[name].said.append(np.array([said.get(cause, 0.0) for cause in truth.causes]))


def _enter_whyad(sheet: Sheet, found: CausesOfAd, truth: TrueReasons) -> None:
    place = {cause: number for number, cause in enumerate(found.causes)}
    sizes = [intervals(found)[place[cause]] if cause in place else None for cause in truth.causes]
    actual = np.array(truth.contributions)
    sheet.truth.append(actual)
    sheet.said.append(np.array([size.log_odds if size else 0.0 for size in sizes]))
    sheet.covered.append(
        np.array([
            abs(true) < 1e-9 if size is None else size.low - 1e-9 <= true <= size.high + 1e-9
            for size, true in zip(sizes, actual, strict=True)
        ], dtype=float)
    )  # fmt: skip
    top = top_cause(found)
    sheet.claims.append(top.probability if top else 0.0)
    sheet.verdicts.append(verdict_of(found) is Verdict.ABOUT_YOU)
    sheet.personal.append(truth.causes[int(actual.argmax())].kind in PERSONAL)


def _figures(sheet: Sheet, picks: Sequence[int] | None = None) -> dict[str, float]:
    """All figures of one sheet, or of a resample of it."""
    rows = range(len(sheet.truth)) if picks is None else picks
    truth, said = [sheet.truth[row] for row in rows], [sheet.said[row] for row in rows]
    strongest = np.array([values.max() for values in truth])
    right = np.array([a.argmax() == b.argmax() for a, b in zip(truth, said, strict=True)])
    flat, flat_said = np.concatenate(truth), np.concatenate(said)
    both = float(((flat > MATTERS) & (flat_said > MATTERS)).sum())
    sums = np.array([[a.sum(), b.sum()] for a, b in zip(truth, said, strict=True)])
    found = {
        "top-1": float(right[strongest > MATTERS].mean()),
        "lift correlation": float(np.corrcoef(sums.T)[0, 1]) if sums[:, 1].std() > 0 else 0.0,
        "cosine": float(np.mean([_cosine(a, b) for a, b in zip(truth, said, strict=True) if a.max() > MATTERS])),
        "MAE": float(np.abs(flat - flat_said).mean()),
        "precision": both / max(1.0, float((flat_said > MATTERS).sum())),
        "recall": both / max(1.0, float((flat > MATTERS).sum())),
    }
    if not sheet.verdicts:
        return found
    about = np.array([sheet.verdicts[row] for row in rows])
    personal = np.array([sheet.personal[row] for row in rows])
    claims = np.array([sheet.claims[row] for row in rows])
    covered = np.concatenate([sheet.covered[row] for row in rows])
    asked = strongest > MATTERS
    return {
        **found, "about_you, untargeted": float(about[strongest < NOTHING].mean()),
        "about_you, personal": float(about[asked & personal].mean()),
        "coverage error": abs(float(covered.mean()) - 0.9), "coverage": float(covered.mean()),
        "coverage, causes > .3": float(covered[flat > MATTERS].mean()),
        "ECE": _ece(claims[asked], right[asked]),
    }  # fmt: skip


def _cosine(a: FloatArray, b: FloatArray) -> float:
    return float(a @ b / max(1e-12, float(np.linalg.norm(a) * np.linalg.norm(b))))


def _ece(claims: FloatArray, right: npt.NDArray[np.bool_]) -> float:
    """Expected calibration error over ten equal bins of the claimed probability."""
    bins = np.minimum((claims * 10).astype(int), 9)
    gaps = [abs(claims[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in np.unique(bins)]
    return float(sum(gaps))


def _spread(sheet: Sheet, seed: int) -> dict[str, tuple[float, float]]:
    """Bootstrap 95 % interval of every figure, over impressions."""
    dice = np.random.default_rng(seed)
    count = len(sheet.truth)
    draws = [_figures(sheet, dice.integers(count, size=count).tolist()) for _ in range(RESAMPLES // 10)]
    return {
        name: (float(np.quantile([d[name] for d in draws], 0.025)), float(np.quantile([d[name] for d in draws], 0.975)))
        for name in draws[0]
    }
