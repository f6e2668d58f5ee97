"""Tests; see the folder of the same name for what they are about."""
