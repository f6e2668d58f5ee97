"""The store: what it keeps, counts, erases and survives."""
