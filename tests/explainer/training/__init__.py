"""Tests of explainer/training."""
