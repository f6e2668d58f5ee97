"""Tests of explainer/audit."""
