"""The rule kinds, one file each."""

CHECKS: dict[str, str] = {
    "type": "xltools.core.checks.type:TypeCheck",
    "required": "xltools.core.checks.required:RequiredCheck",
    "unique": "xltools.core.checks.unique:UniqueCheck",
    "range": "xltools.core.checks.range:RangeCheck",
    "choice": "xltools.core.checks.choice:ChoiceCheck",
    "date_in_period": "xltools.core.checks.date_in_period:DateInPeriodCheck",
    "compare": "xltools.core.checks.compare:CompareCheck",
}
"""The class of each kind as ``module:Class``, loaded when a pack first uses it."""
