"""Figures for the README and the docs: each script prints its machine, its versions and a peer run side by side."""
