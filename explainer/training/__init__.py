"""From simulated people to a calibrated, measured model on disk."""

from explainer.training.grading import GradedAnswer, graded
from explainer.training.model_card import model_card
from explainer.training.report import report_lines
from explainer.training.train import Trained, train

__all__ = ["GradedAnswer", "Trained", "graded", "model_card", "report_lines", "train"]
