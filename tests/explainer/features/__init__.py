"""Tests of explainer/features."""
