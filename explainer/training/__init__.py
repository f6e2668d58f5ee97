"""From simulated people to a calibrated, measured model on disk."""

from explainer.training.grading import GradedAnswer, graded
from explainer.training.train import Trained, train

__all__ = ["GradedAnswer", "Trained", "graded", "train"]
