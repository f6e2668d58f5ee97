"""What others would do with a log of many people: each peer learns from the log and answers with a figure per cause."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import xgboost as xgb
from sklearn.linear_model import LogisticRegression

from explainer.known_campaigns import KnownCampaigns
from explainer.records import Cause, CauseKind, LoggedImpression

Answer = Callable[[LoggedImpression], Mapping[Cause, float]]

OTHERS_PER_SHOWING: Final = 5  # rows without the ad for each with it, in the logistic regressions
TREES: Final = {"objective": "binary:logistic", "max_depth": 6, "eta": 0.15, "nthread": 1, "seed": 0}
ROUNDS: Final = 80


def own_topic(rows: Sequence[LoggedImpression], known: KnownCampaigns | None) -> Answer:
    """The ad's own topic, whenever the person has it."""
    del rows, known
    return lambda row: {Cause(trait.kind, trait.id): 1.0 for trait in row.traits if trait.id in row.ad.cat}


def cooccurrence(rows: Sequence[LoggedImpression], known: KnownCampaigns | None) -> Answer:
    """How much more often a trait stands beside this ad than beside any."""
    del known
    together: dict[str, Counter[str]] = defaultdict(Counter)
    anywhere: Counter[str] = Counter()
    shown = Counter(row.ad.ad_id for row in rows)
    for row in rows:
        for trait in row.traits:
            together[row.ad.ad_id][trait.id] += 1
            anywhere[trait.id] += 1

    def answer(row: LoggedImpression) -> Mapping[Cause, float]:
        ad = row.ad.ad_id
        return {
            Cause(trait.kind, trait.id): float(
                np.log((together[ad][trait.id] + 1) / (shown[ad] + 1) * len(rows) / (anywhere[trait.id] + 1))
            )
            for trait in row.traits
        }

    return answer


class _Facts:
    """Plain columns of a row: traits, the shop, the page, place and moment, each named by its cause."""

    def __init__(self, rows: Sequence[LoggedImpression]) -> None:
        every = dict.fromkeys(cause for row in rows for cause in self._held(row))
        found = [cause for cause in every if cause.kind is not CauseKind.RETARGETING]
        self.causes = (*found, None)  # the last column is the visit to the ad's own shop
        self._place = {cause: number for number, cause in enumerate(found)}

    def _held(self, row: LoggedImpression) -> dict[Cause, float]:
        held = {Cause(trait.kind, trait.id): float(np.log1p(trait.visits)) for trait in row.traits}
        held |= {Cause(CauseKind.PAGE_CONTEXT, topic): 1.0 for topic in row.page.cat[:1]}
        names = [f"place:{row.context.place}", *(f"moment:{name}" for name in row.context.moments)]
        held |= {Cause(CauseKind.PLACE_TIME_DEVICE, name): 1.0 for name in names}
        return held | {Cause(CauseKind.RETARGETING, shop): 1.0 for shop in row.visited_advertisers}

    def columns(self, row: LoggedImpression, shop: str) -> npt.NDArray[np.float32]:
        values = np.zeros(len(self.causes), dtype=np.float32)
        for cause, size in self._held(row).items():
            if cause in self._place:
                values[self._place[cause]] = size
            elif cause.id == shop:
                values[-1] = size
        return values

    def named(self, row: LoggedImpression, sizes: npt.NDArray[np.float64]) -> Mapping[Cause, float]:
        shop = Cause(CauseKind.RETARGETING, row.ad.adomain[0])
        held = self._held(row)
        pairs = ((cause or shop, float(size)) for cause, size in zip(self.causes, sizes, strict=True))
        return {cause: size for cause, size in pairs if cause in held}


def products(rows: Sequence[LoggedImpression], known: KnownCampaigns) -> Answer:
    """Logistic regression with a product of every fact and every ad: one regression for each ad."""
    facts, dice = _Facts(rows), np.random.default_rng(0)
    shop_of = {row.ad.ad_id: row.ad.adomain[0] for row in rows}
    weights = {}
    for ad in known.numbers:
        mine = [row for row in rows if row.ad.ad_id == ad]
        picks = dice.choice(len(rows), size=min(len(rows), OTHERS_PER_SHOWING * len(mine)), replace=False)
        others = [rows[pick] for pick in picks.tolist() if rows[pick].ad.ad_id != ad]
        values = np.array([facts.columns(row, shop_of[ad]) for row in (*mine, *others)])
        labels = np.repeat([1, 0], [len(mine), len(others)])
        weights[ad] = LogisticRegression(C=1.0, max_iter=200).fit(values, labels).coef_[0]
    return lambda row: facts.named(row, weights[row.ad.ad_id] * facts.columns(row, row.ad.adomain[0]))


def trees_with_ad_names(rows: Sequence[LoggedImpression], known: KnownCampaigns) -> Answer:
    """One XGBoost model over facts, ad names and the ad's own topic; path-dependent SHAP summed to causes.

    ``pred_contribs`` is the very algorithm of ``shap.TreeExplainer`` without a background, and gives equal numbers.
    """
    facts, ads = _Facts(rows), {row.ad.ad_id: row.ad for row in rows}
    names = list(ads)
    share = Counter(row.ad.ad_id for row in rows)
    dice = np.random.default_rng(0)
    drawn = dice.choice(len(names), size=len(rows), p=np.array([share[name] for name in names]) / len(rows)).tolist()
    del known

    def columns(row: LoggedImpression, name: str) -> npt.NDArray[np.float32]:
        ad, here = ads[name], np.zeros(len(names) + 2, dtype=np.float32)
        here[names.index(name)] = 1
        here[-2] = max((float(np.log1p(trait.visits)) for trait in row.traits if trait.id in ad.cat), default=0.0)
        here[-1] = bool(row.page.cat) and row.page.cat[0] in ad.cat
        return np.concatenate([facts.columns(row, ad.adomain[0]), here])

    shown = [columns(row, row.ad.ad_id) for row in rows]
    others = [columns(row, names[pick]) for row, pick in zip(rows, drawn, strict=True)]
    data = xgb.DMatrix(np.array(shown + others), np.repeat([1, 0], len(rows)), nthread=1)
    model = xgb.train(TREES, data, ROUNDS)

    def answer(row: LoggedImpression) -> Mapping[Cause, float]:
        sizes = model.predict(xgb.DMatrix(columns(row, row.ad.ad_id)[None], nthread=1), pred_contribs=True)[0]
        found = dict(facts.named(row, sizes[: len(facts.causes)].astype(np.float64)))
        for topic in row.ad.cat:
            own = (Cause(CauseKind.INTEREST, topic), float(sizes[-3])), (
                Cause(CauseKind.PAGE_CONTEXT, topic), float(sizes[-2])
            )  # fmt: skip
            for cause, size in own:
                if cause in found:
                    found[cause] += size
        return found

    return answer
