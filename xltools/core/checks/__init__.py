"""The rule kinds, one file each."""

CHECKS: dict[str, str] = {}
"""The class of each kind as ``module:Class``, loaded when a pack first uses it."""
