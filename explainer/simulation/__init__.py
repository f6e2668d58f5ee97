"""A declared, simulated ad market: training data and truth for the base model. See docs/simulation.md."""

from explainer.simulation.lines import read_simulated, simulated_lines
from explainer.simulation.log import DrawnAd, SimulatedPerson, Truth, simulate
from explainer.simulation.market import KIND_OF_RULE, Rule
from explainer.simulation.priors import OUTSIDE, SHIPPED_PEOPLE, SHIPPED_SEED, TRAINING, Priors, Range

__all__ = [
    "KIND_OF_RULE",
    "OUTSIDE",
    "SHIPPED_PEOPLE",
    "SHIPPED_SEED",
    "TRAINING",
    "DrawnAd",
    "Priors",
    "Range",
    "Rule",
    "SimulatedPerson",
    "Truth",
    "read_simulated",
    "simulate",
    "simulated_lines",
]
