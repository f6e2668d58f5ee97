"""What the service is measured against, each as small as it can be and served by waitress with our own settings.

``python -m benchmarks.load.peers contribs PORT MODEL``: one row in a pandas frame, pred_contribs, JSON.
``python -m benchmarks.load.peers commits PORT FILE``: one event, INSERT and commit, JSON.
"""

from __future__ import annotations

import sqlite3
import sys
import threading
from pathlib import Path
from typing import Final

import numpy as np
import waitress
from flask import Flask, Response, jsonify, request

from extension_api.server import THREADS

# As the shipped experts: their columns, their trees together, their depth.
COLUMNS: Final = 43
TREES: Final = 1_250
DEPTH: Final = 3


def train(path: Path, *, seed: int) -> None:
    """Make a model as large as the shipped experts together."""
    import xgboost  # noqa: PLC0415 - the other peer is to start without it

    dice = np.random.default_rng(seed)
    rows = dice.normal(size=(4_000, COLUMNS))
    hits = (rows[:, :6].sum(axis=1) + dice.normal(size=len(rows)) > 0).astype(int)
    matrix = xgboost.DMatrix(rows, hits, feature_names=[f"f{number}" for number in range(COLUMNS)])
    settings = {"objective": "binary:logistic", "max_depth": DEPTH, "eta": 0.05, "seed": seed, "nthread": 1}
    xgboost.train(settings, matrix, num_boost_round=TREES).save_model(path)


def contribs_app(model: Path) -> Flask:
    """Answers with the contributions of one random row."""
    import pandas as pd  # noqa: PLC0415 - see above
    import xgboost  # noqa: PLC0415 - see above

    app, booster, dice = Flask("contribs"), xgboost.Booster(model_file=model), np.random.default_rng(0)
    booster.set_param({"nthread": 1})  # the quickest for one row
    names = [f"f{number}" for number in range(COLUMNS)]

    @app.get("/explanation")
    def explain() -> Response:
        frame = pd.DataFrame([dice.normal(size=COLUMNS)], columns=names)
        found = booster.predict(xgboost.DMatrix(frame, nthread=1), pred_contribs=True)[0]
        return jsonify(dict(zip([*names, "bias"], found.tolist(), strict=True)))

    return app


def commits_app(file: Path) -> Flask:
    """Stores what is posted, one commit per request, with SQLite's own defaults."""
    app, held = Flask("commits"), threading.local()

    @app.get("/health")
    def health() -> Response:
        return jsonify(ok=True)

    @app.post("/events")
    def store() -> Response:
        if not hasattr(held, "db"):
            held.db = sqlite3.connect(file, timeout=30)
            held.db.execute("CREATE TABLE IF NOT EXISTS events (seq INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT)")
        body = request.get_data(as_text=True)
        with held.db:
            held.db.execute("INSERT INTO events (id, body) VALUES (?, ?)", (request.get_json()["id"], body))
        return jsonify(ok=True)

    return app


def main() -> None:
    """Serve one of them."""
    kind, port, path = sys.argv[1:]
    app = contribs_app(Path(path)) if kind == "contribs" else commits_app(Path(path))
    waitress.serve(app, host="127.0.0.1", port=int(port), threads=THREADS, ident="")


if __name__ == "__main__":
    main()
