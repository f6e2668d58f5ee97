"""The library's door for tables: ``explain`` and what it returns, ``prepare`` for many calls with one reference."""

from explainer.tabular.prepared import PreparedModel, prepare
from explainer.tabular.row_explanations import RowExplanations, Verification
from explainer.tabular.rows import explain
from explainer.tabular.twins import twin_groups

__all__ = ["PreparedModel", "RowExplanations", "Verification", "explain", "prepare", "twin_groups"]
