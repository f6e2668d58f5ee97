"""Plain words for an explanation: texts per language in a file of their own, the choosing of them beside."""

from explainer.wording.causes import cause_in_sentence, cause_label, is_sensitive, sensitive_page, topic_path
from explainer.wording.languages import Language
from explainer.wording.sentences import (
    caveats,
    contribution_sentence,
    counterfactual_label,
    counterfactual_sentence,
    sentence,
    stand_in_sentence,
    stated_sentence,
    twins_sentence,
)
from explainer.wording.sizes import factor, likelier
from explainer.wording.what_if import change_sentence, instead_sentence, without_label, without_sentence

__all__ = [
    "Language",
    "cause_in_sentence",
    "cause_label",
    "caveats",
    "change_sentence",
    "contribution_sentence",
    "counterfactual_label",
    "counterfactual_sentence",
    "factor",
    "instead_sentence",
    "is_sensitive",
    "likelier",
    "sensitive_page",
    "sentence",
    "stand_in_sentence",
    "stated_sentence",
    "topic_path",
    "twins_sentence",
    "without_label",
    "without_sentence",
]
