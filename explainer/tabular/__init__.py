"""The library's door for tables: ``explain`` and what it returns."""

from explainer.tabular.row_explanations import RowExplanations, Verification
from explainer.tabular.rows import explain

__all__ = ["RowExplanations", "Verification", "explain"]
