"""The ways to compute an indicator, one file each."""

AGGREGATIONS: dict[str, str] = {}
"""The class of each aggregation as ``module:Class``, loaded when a pack first uses it."""
