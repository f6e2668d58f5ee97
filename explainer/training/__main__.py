"""Rebuilds the shipped model and its card: ``python -m explainer.training``.

The same bytes come out of ``whyad simulate | whyad train - --model DIR``; this way nothing is written in between.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from explainer.base_model import SHIPPED
from explainer.simulation import SHIPPED_PEOPLE, SHIPPED_SEED, simulate
from explainer.training import model_card, report_lines, train

CARD: Final = Path("docs/model-card.md")


def main() -> None:
    """Simulate, train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=SHIPPED_PEOPLE)
    parser.add_argument("--seed", type=int, default=SHIPPED_SEED)
    parser.add_argument("--model", type=Path, default=SHIPPED, help="folder of the model")
    parser.add_argument("--card", type=Path, default=CARD, help="file of the model card")
    asked = parser.parse_args()
    trained = train(simulate(asked.people, seed=asked.seed), asked.model, seed=asked.seed)
    asked.card.write_text(model_card(trained.model.sidecar), encoding="utf-8")
    sys.stdout.writelines(f"{line}\n" for line in report_lines(trained.figures))


if __name__ == "__main__":
    main()
