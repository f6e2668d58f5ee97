"""A showroom beside the town: every way in which ads are delivered, and what only looks like one, on a few pages.

Nothing is bought or sold here and nobody walks through in a scored walk; it shows whether ads are told from the rest.
"""
