"""Exports: what is in them, how they are written, and how a file that may be anybody's is taken back in."""
