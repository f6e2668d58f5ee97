"""The XGBoost half of the base model: training rows and the trees grown from them."""

from explainer.targeting_model.boosting import (
    EXPERT_PARAMETERS,
    JUDGE_PARAMETERS,
    MEMBERS,
    grow,
    grow_judges,
    judge_weights,
)
from explainer.targeting_model.rows import TrainingRows, training_rows

__all__ = [
    "EXPERT_PARAMETERS", "JUDGE_PARAMETERS", "MEMBERS", "TrainingRows", "grow", "grow_judges", "judge_weights",
    "training_rows",
]  # fmt: skip
