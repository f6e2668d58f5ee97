"""Tests of explainer/simulation."""
