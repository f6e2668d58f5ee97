"""A declared, simulated ad market: training data and truth for the base model. See docs/simulation.md."""

from explainer.simulation.log import DrawnAd, SimulatedPerson, Truth, simulate
from explainer.simulation.market import KIND_OF_RULE, Rule
from explainer.simulation.priors import OUTSIDE, TRAINING, Priors, Range

__all__ = [
    "KIND_OF_RULE",
    "OUTSIDE",
    "TRAINING",
    "DrawnAd",
    "Priors",
    "Range",
    "Rule",
    "SimulatedPerson",
    "Truth",
    "simulate",
]
